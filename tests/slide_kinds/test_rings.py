"""A loop of four steps and more is drawn as a ring, one of three in a row with a way back."""

from __future__ import annotations

import re

import pytest

from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject

NAMES = ("Een", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht")
SHAPE = re.compile(r'<p:(?:sp|cxnSp)>.*?name="([^"]*)".*?<a:xfrm([^>]*)><a:off x="(-?\d+)" y="(-?\d+)"/>', re.S)


def drawn(project: SmallProject, count: int, brand: str, language: str = "nl") -> list[tuple[str, str, int, int]]:
    steps = ", ".join(f"{{title: {name}}}" for name in NAMES[:count])
    project.write(
        f"- {{kind: process, id: kring, title: Kring, cycle: true, steps: [{steps}]}}\n",
        f"title: Proef\nlanguage: {language}\nslides:\n",
    )
    slide = DeckFile(project.deck("-b", brand)).members["ppt/slides/slide-kring.xml"].decode()
    return [(name, turned, int(x), int(y)) for name, turned, x, y in SHAPE.findall(slide)]


@pytest.mark.parametrize("brand", ["helder", "blok"])
@pytest.mark.parametrize("count", [4, 5, 6, 7, 8])
def test_steps_go_round_and_end_under_where_they_began(project: SmallProject, count: int, brand: str) -> None:
    shapes = drawn(project, count, brand)
    cards = {name: (x, y) for name, _, x, y in shapes if name.startswith("Card")}
    if not cards:
        pytest.skip("drawn with signs above words")
    places = [next(at for name, at in cards.items() if re.match(rf"Card {n}\b", name)) for n in range(1, count + 1)]
    above = -(-count // 2)
    top, foot = {y for _, y in places[:above]}, {y for _, y in places[above:]}
    assert len(top) == len(foot) == 1 and max(top) < min(foot)
    assert [x for x, _ in places[:above]] == sorted(x for x, _ in places[:above])
    assert [x for x, _ in places[above:]] == sorted((x for x, _ in places[above:]), reverse=True)
    assert abs(places[-1][0] - places[0][0]) < 2 and abs(places[above][0] - places[above - 1][0]) < 2
    arrows = [turned for name, turned, *_ in shapes if name.startswith("Arrow")]
    assert len(arrows) == count
    assert sum("flipV" in each for each in arrows) == 1
    assert sum("flipH" in each for each in arrows) == count - above - 1


def test_a_ring_is_mirrored_for_languages_from_right_to_left(project: SmallProject) -> None:
    arrows = [turned for name, turned, *_ in drawn(project, 6, "helder", "ar") if name.startswith("Arrow")]
    assert sum("flipH" in each for each in arrows) == 2  # along the top they lead to the left


def test_three_steps_stay_in_a_row(project: SmallProject) -> None:
    shapes = drawn(project, 3, "helder")
    assert len({y for name, _, _, y in shapes if name.startswith("Step")}) == 1
    (loop,) = [turned for name, turned, *_ in shapes if name.startswith("Loop")]
    assert "flipH" not in loop
    (mirrored,) = [turned for name, turned, *_ in drawn(project, 3, "helder", "ar") if name.startswith("Loop")]
    assert "flipH" in mirrored
