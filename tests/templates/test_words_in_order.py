"""Words on a template: headings at the first level, a date after those who speak, nothing over what the house drew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.templates.conftest import adopt
from tests.templates.corpus import BODY, TITLE
from tests.templates.writing import Deco, Lay, Master, Ph, Place, Template, write
from tests.tools.packages import A, DeckFile, P
from tests.tools.projects import SmallProject

HEAD = (
    "title: Titel van het webinar\nsubtitle: Met een ondertitel\nlanguage: nl\nbrand: huis\ndate: 2026-12-10\n"
    "organisation: Bureau Morgen (verzonnen)\npresenters: [{name: Noor de Wit, role: trainer}]\nslides:\n"
)
OPENING = Lay("Title Slide", "title", (Ph("ctrTitle", 0, (0.1, 0.3, 0.8, 0.2), "Titel", 44), Ph("subTitle", 1, (0.15, 0.54, 0.7, 0.25), "Ondertitel", 24, bullets=False)))  # fmt: skip
CONTENT = Lay("Title and Content", "obj", (TITLE, BODY))


def deck_on(project: SmallProject, template: Template, slides: str) -> tuple[DeckFile, list[dict[str, Any]]]:
    """Build slides on a template; returns the deck and what checks find in it."""
    adopt(project.root, "huis", write(template))
    project.write(slides, HEAD)
    deck = DeckFile(project.deck())
    found = project.run("check", "--json", "proef").findings
    return deck, found


def boxes(slide: Any) -> dict[str, tuple[int, int, int, int, bool]]:
    """Return the shapes of a slide with words that stand where the slide says: left, top, right, bottom, and whether filled."""
    made = {}
    for shape in slide.iter(f"{P}sp"):
        place, size = shape.find(f"{P}spPr/{A}xfrm/{A}off"), shape.find(f"{P}spPr/{A}xfrm/{A}ext")
        words = " ".join(t.text or "" for t in shape.iter(f"{A}t"))
        if place is not None and words:
            left, top = int(place.get("x")), int(place.get("y"))
            filled = shape.find(f"{P}spPr/{A}solidFill") is not None
            made[words] = (left, top, left + int(size.get("cx")), top + int(size.get("cy")), filled)
    return made


@pytest.mark.parametrize("looks", [(False, False), (False, True), (True, False), (True, True)])
def test_headings_of_a_comparison_stay_at_the_first_level(project: SmallProject, looks: tuple[bool, bool]) -> None:
    heads = [Ph("body", 10 + n, (0.05 + 0.47 * n, 0.24, 0.43, 0.09), f"Kop {n}", 24, level2=looks[n]) for n in (0, 1)]
    bodies = [Ph("", 20 + n, (0.05 + 0.47 * n, 0.34, 0.43, 0.5), f"Inhoud {n}") for n in (0, 1)]
    comparison = Lay("Comparison", "twoTxTwoObj", (TITLE, heads[0], bodies[0], heads[1], bodies[1]))
    slides = "- {kind: columns, id: k, title: K, columns: [{heading: Links, points: [a, b]}, {heading: Rechts, points: [c, d]}]}\n"
    deck, _ = deck_on(project, Template((Master((OPENING, CONTENT, comparison)),)), slides)
    levels = {
        "".join(t.text for t in paragraph.iter(f"{A}t")): (paragraph.find(f"{A}pPr"), paragraph)
        for paragraph in deck.slides[0].iter(f"{A}p")
    }
    for heading in ("Links", "Rechts"):
        properties = levels[heading][0]
        assert properties is None or properties.get("lvl", "0") == "0"


@pytest.mark.parametrize("gap", [0.0, 0.05])
@pytest.mark.parametrize("high", [0.25, 0.12])
def test_the_date_stands_after_subtitle_and_presenters(project: SmallProject, gap: float, high: float) -> None:
    opening = Lay("Title Slide", "title", (Ph("ctrTitle", 0, (0.1, 0.28, 0.8, 0.2), "Titel", 44), Ph("subTitle", 1, (0.15, 0.48 + gap, 0.7, high), "Ondertitel", 24, bullets=False)))  # fmt: skip
    deck, found = deck_on(project, Template((Master((opening, CONTENT)),)), "- {kind: title, id: t}\n")
    placed = boxes(deck.slides[0])
    said = [t.text for t in deck.slides[0].iter(f"{A}t")]
    assert said.index("10 december 2026") > next(n for n, words in enumerate(said) if "Noor de Wit" in (words or ""))
    dated = next((box for words, box in placed.items() if words == "10 december 2026"), None)
    speaking = next((box for words, box in placed.items() if "Noor de Wit" in words), None)
    if dated and speaking:  # else they share a place
        assert dated[1] >= speaking[3] - 1
    assert [each for each in found if each["rule"] == "reading-order-follows-sight"] == []


@pytest.mark.parametrize(
    "place", [(0.7, 0.8, 0.24, 0.09), (0.05, 0.8, 0.24, 0.09), (0.3, 0.86, 0.4, 0.05), (0.72, 0.62, 0.2, 0.25)]
)
def test_nothing_stands_over_what_the_house_drew(project: SmallProject, place: Place) -> None:
    master = Master((OPENING, CONTENT), deco=(Deco(place, "1F4E79", "Merknaam"),))
    deck, _ = deck_on(project, Template((master,)), "- {kind: title, id: t}\n")
    size = deck.presentation.find(f"{P}sldSz")
    wide, tall = int(size.get("cx")), int(size.get("cy"))
    left, top, right, bottom = (
        place[0] * wide,
        place[1] * tall,
        (place[0] + place[2]) * wide,
        (place[1] + place[3]) * tall,
    )
    for words, (x, y, x2, y2, filled) in boxes(deck.slides[0]).items():
        covers = min(x2, right) - max(x, left) > 1 and min(y2, bottom) - max(y, top) > 1
        assert not (filled and covers), words
        if words == "10 december 2026":
            assert not covers
