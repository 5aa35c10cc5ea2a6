"""Whatever a house's layouts are like: headings at the first level, a cover in its order, nothing that our own checks find."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.templates.conftest import adopt
from tests.templates.corpus import layouts
from tests.templates.writing import Deco, Lay, Master, Ph, Template, write
from tests.tools.packages import A, DeckFile, text_of
from tests.tools.projects import SmallProject

SLIDES = """
- kind: title
  id: titel
  title: Goed werk maken we samen
  subtitle: Een webinar voor wie het doet
  organisation: Leernetwerk (verzonnen)
  date: 2026-12-10
- kind: columns
  id: twee
  title: Twee kanten
  columns:
  - {heading: Eerst, points: [Een punt, Nog een]}
  - {heading: Daarna, points: [Iets anders, En dat]}
- kind: bullets
  id: punten
  title: Wat we doen
  points: [Een, Twee, Drie]
"""
ORDER = ("Goed werk maken we samen", "Een webinar voor wie het doet", "10 december 2026")


@st.composite
def houses(draw: st.DrawFn) -> Template:
    """Return a house with places, sizes, bullets, an order of layouts and decoration of its own."""
    left, top = draw(st.floats(0.03, 0.3)), draw(st.floats(0.02, 0.3))
    width, size = draw(st.floats(0.5, 0.95 - left)), draw(st.integers(16, 34))
    cover = Lay(
        "Titeldia", "title",
        (
            Ph("ctrTitle", 0, (left, top, width, 0.25), "Titel", draw(st.integers(24, 54)), "tx1", "b"),
            Ph("subTitle", 1, (left, top + 0.28, width, draw(st.floats(0.06, 0.3))), "Ondertitel", size, "tx1", bullets=False),
        ),
    )  # fmt: skip
    made = [cover, *layouts()[1:]]
    made = draw(st.permutations(made)) if draw(st.booleans()) else made
    second = draw(st.booleans())  # whether points begin at the second level
    made = [
        replace(each, holders=tuple(replace(ph, level2=second and ph.type == "") for ph in each.holders))
        for each in made
    ]
    deco = (
        Deco((0, 0.97, 1, 0.03), "accent1"),
        *([Deco((0.9, 0.02, 0.08, 0.08), "accent2")] * draw(st.integers(0, 1))),
    )
    return Template((Master(tuple(made), deco=deco, body_size=size),))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(houses())
def test_words_keep_their_level_and_their_order(house: Template) -> None:
    with tempfile.TemporaryDirectory() as place:
        adopt(Path(place), "huis", write(house))
        project = SmallProject(Path(place)).write(SLIDES)
        made = project.build("-b", "huis")
        assert made.code == 0, made.out + made.err
        rules = {each["rule"] for each in made.findings if each["severity"] != "info"}
        assert not rules & {
            "reading-order-follows-sight",
            "shapes-do-not-overlap",
            "text-has-contrast",
            "title-is-read-first",
        }, made.findings
        deck = DeckFile(Path(made.json["decks"][0]["file"]))
    words = " ".join(text_of(deck.slides[0]).split())
    assert [words.find(each) for each in ORDER] == sorted(words.find(each) for each in ORDER) and ORDER[0] in words
    for name in ("Eerst", "Daarna"):
        (paragraph,) = (p for p in deck.slides[1].iter(f"{A}p") if "".join(p.itertext()).strip() == name)
        properties = paragraph.find(f"{A}pPr")
        assert properties is None or properties.get("lvl", "0") == "0"
    levels = {
        (p.find(f"{A}pPr").get("lvl", "0") if p.find(f"{A}pPr") is not None else "0")
        for p in deck.slides[2].iter(f"{A}p")
        if "".join(p.itertext()).strip() in ("Een", "Twee", "Drie")
    }
    assert len(levels) == 1
