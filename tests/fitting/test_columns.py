"""Columns stand in cards that end on one lower edge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject

SLIDES = "- kind: columns\n  id: een\n  title: T\n  columns:\n    - {heading: Links, points: [een, twee, drie]}\n    - {heading: Rechts, text: kort}\n"


def cards(path: Path) -> list[tuple[int, int, int, int]]:
    xml = DeckFile(path).members["ppt/slides/slide-een.xml"].decode()
    shapes = [each for each in re.findall("<p:sp>.*?</p:sp>", xml) if 'name="Card ' in each]
    found = [re.search(r'<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', each) for each in shapes]
    return [tuple(map(int, each.groups())) for each in found if each]  # type: ignore[misc]


@pytest.mark.parametrize("brand", ["helder", "avond", "blok", "krant", "zacht", "ambt"])
def test_cards_have_one_lower_edge_and_one_width(brand: str, project: SmallProject) -> None:
    project.write(SLIDES)
    one, two = cards(project.deck("-b", brand))
    assert one[1:] == two[1:]
    assert one[1] + one[3] > 0.7 * 6858000


def test_columns_that_hold_about_as_much_are_equally_high(project: SmallProject) -> None:
    project.write(SLIDES)
    before = cards(project.deck())
    project.write(SLIDES.replace("kort", "nog korter"))
    assert cards(project.deck()) == before


def test_words_stay_in_their_placeholders(project: SmallProject) -> None:
    project.write(SLIDES)
    xml = DeckFile(project.deck()).members["ppt/slides/slide-een.xml"].decode()
    held = [each for each in re.findall("<p:sp>.*?</p:sp>", xml) if "<p:ph" in each]
    assert {"Links", "Rechts", "kort", "drie"} <= set(re.findall("<a:t>(.*?)</a:t>", "".join(held)))
    assert all("<p:spPr/>" in each for each in held)
