"""The shipped webinar as an art director would measure it: room is used, titles have one size, compositions change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from builder.checks.content_area import content_of
from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P
from builder.ooxml.slide import Slide, placeholder
from builder.ooxml.text import words_of
from builder.pipeline.run import Options, build
from tests.tools.projects import ROOT

BRANDS = ("helder", "avond", "blok", "krant", "zacht", "ambt")
OPENERS = ("Opening", "Section", "Questions", "Closing", "Statement", "Quotation")


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Slide]]:
    """The slides of the webinar in each brand."""
    out: Path = tmp_path_factory.mktemp("looks")
    made = build(["sociale-innovatie"], ROOT, Options(brands=BRANDS, output=out))
    assert made.ok, "\n".join(map(str, made.findings))
    return {deck.brand: DeckPackage(deck.file.read_bytes()).slides for deck in made.decks}


def name_of(slide: Slide) -> str:
    return str(slide.layout.find(f"{P}cSld").get("name"))


def ordinary(slides: list[Slide]) -> Iterator[Slide]:
    return (slide for slide in slides if not name_of(slide).startswith(OPENERS))


@pytest.mark.parametrize("brand", BRANDS)
def test_no_content_slide_ends_in_the_upper_two_thirds(brand: str, slides: dict[str, list[Slide]]) -> None:
    """As it is drawn none ends above 70 %; what is measured here leaves a line's descent out."""
    ends = {}
    for slide in ordinary(slides[brand]):
        content = content_of(slide)
        if content is not None and content.boxes:
            ends[slide.number] = content.bottom / slide.package.size_of_slides[1]
    assert len(ends) > 35
    assert {number: round(end, 2) for number, end in ends.items() if end < 0.68} == {}


@pytest.mark.parametrize("brand", BRANDS)
def test_titles_of_ordinary_slides_have_one_size(brand: str, slides: dict[str, list[Slide]]) -> None:
    sizes = set()
    for slide in ordinary(slides[brand]):
        (title,) = [
            each for each in slide.items if (ph := placeholder(each.element)) is not None and ph.get("type") == "title"
        ]
        sizes |= {run.size for paragraph in words_of(slide, title) for run in paragraph.runs}
    assert len(sizes) == 1


@pytest.mark.parametrize("brand", BRANDS)
def test_no_composition_stays_for_more_than_three_slides(brand: str, slides: dict[str, list[Slide]]) -> None:
    """A layout, and what is drawn on it as one group."""

    def composition(slide: Slide) -> tuple[str, str]:
        drawn = [item.name for item in slide.items if item.kind in ("grpSp", "graphicFrame")]
        return name_of(slide), drawn[0] if drawn else ""

    assert max(len(list(alike)) for _, alike in groupby(slides[brand], composition)) <= 3
