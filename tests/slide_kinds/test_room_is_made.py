"""What is long is split, placed anew or set smaller; only what no slide can hold is refused, and a long title is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.tools.packages import A, DeckFile, P
from tests.tools.projects import SmallProject

BRANDS = ["helder", "avond"]
SENTENCES = [
    "De afdeling kreeg meer meldingen dan zij aankon, elk jaar opnieuw.", "Medewerkers liepen vast in systemen die niet op elkaar aansloten.",
    "Leidinggevenden zagen de werkdruk stijgen maar hadden geen tijd.", "Bewoners klaagden over lange wachttijden en over het uitblijven van antwoord.",
    "Het verzuim steeg naar negen procent, het hoogste van de hele gemeente.", "En ondertussen vroeg de raad om een plan dat snel resultaat moest laten zien.",
]  # fmt: skip


def built(
    project: SmallProject, slides: str, brand: str, head: str = "title: Proef\nlanguage: nl\nslides:\n"
) -> DeckFile:
    made = project.write(slides, head).build("-b", brand)
    assert made.code == 0, made.out
    assert [each for each in made.findings if each["rule"] == "text-fits"] == []
    return DeckFile(Path(made.json["decks"][0]["file"]))


def box_of(slide: Any, words: str) -> tuple[int, int]:
    """Return top and bottom of the shape that holds some words."""
    for frame in slide.iter(f"{P}sp" if words else f"{P}graphicFrame"):
        if words in "".join(t.text or "" for t in frame.iter(f"{A}t")):
            place = frame.find(f".//{A}off")
            size = frame.find(f".//{A}ext[@cy]")
            return int(place.get("y")), int(place.get("y")) + int(size.get("cy"))
    raise AssertionError(words)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize(("kind", "count"), [("agenda", 14), ("agenda", 30), ("timeline", 14), ("timeline", 40)])
def test_a_long_programme_and_a_long_timeline_go_on_over_slides(
    project: SmallProject, kind: str, count: int, brand: str
) -> None:
    if kind == "agenda":
        slides = "- kind: agenda\n  id: a\n  items:\n" + "".join(
            f"  - Onderdeel {n} van de dag\n" for n in range(1, count + 1)
        )
    else:
        events = "".join(
            f"  - {{date: {1980 + n}, title: Stap {n}, text: Wat er toen gebeurde}}\n" for n in range(1, count + 1)
        )
        slides = f"- kind: timeline\n  id: a\n  title: Tijdlijn\n  events:\n{events}"
    deck = built(project, slides, brand)
    assert count == 14 or len(deck.slides) > 1
    words = [deck.text(n) for n in range(len(deck.slides))]
    for number in range(1, count + 1):
        wanted = f"Onderdeel {number} van" if kind == "agenda" else f"{1980 + number}"
        assert sum(wanted in each for each in words) == 1


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("more", ["", "  reveal: true\n"])
def test_a_challenge_of_six_sentences_is_shown(project: SmallProject, brand: str, more: str) -> None:
    deck = built(
        project,
        f"- kind: case\n  id: c\n{more}  case:\n    title: Zaak\n    organisation: X (verzonnen)\n    challenge: {' '.join(SENTENCES)}\n"
        "    approach: [Eerst kijken wat er is, Dan samen verdelen, Daarna elke week bijstellen]\n    result: Het ging beter.\n",
        brand,
    )
    shown = " ".join(deck.text(n) for n in range(len(deck.slides)))
    assert all(each in shown for each in SENTENCES)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("kind", ["chart", "table"])
def test_a_caption_of_three_lines_takes_room_from_what_it_belongs_to(
    project: SmallProject, kind: str, brand: str
) -> None:
    body = (
        "type: bar, categories: [a, b], series: [{name: x, values: [1, 2]}]" if kind == "chart" else "columns: [a, b], rows: [[c, d]]"
    )  # fmt: skip
    deck = built(project, f"- {{kind: {kind}, id: k, title: T, {body}, caption: '{' '.join(SENTENCES[:5])}'}}\n", brand)
    slide = deck.slides[0]
    assert box_of(slide, SENTENCES[4][:20])[1] <= box_of(slide, "")[0]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("logos", ["", "subtitle: Met een ondertitel\n"])
def test_six_presenters_with_their_organisations_stand_on_the_title_slide(
    project: SmallProject, brand: str, logos: str
) -> None:
    people = "".join(
        f"- {{name: Noor de Wit {n}, role: trainer, organisation: Bureau Morgen voor werk en leven {n}}}\n"
        for n in range(6)
    )
    head = f"title: Proef\nlanguage: nl\n{logos}organisation: Bureau\ndate: 2026-12-10\npresenters:\n{people}slides:\n"
    deck = built(project, "- {kind: title, id: t}\n", brand, head)
    assert all(f"werk en leven {n}" in deck.text(0) for n in range(6))


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("count", [2, 5, 10])
def test_options_of_twelve_words_stand_beside_their_bars(project: SmallProject, brand: str, count: int) -> None:
    options = ", ".join(f"Wij hebben op dit moment geen tijd omdat het werk doorgaat {n}" for n in range(count))
    results = ", ".join(f"{letter}: {n + 1}" for n, letter in enumerate("ABCDEFGHIJ"[:count]))
    deck = built(
        project, f"- {{kind: poll, id: p, question: Q?, options: [{options}], results: {{{results}}}}}\n", brand
    )
    _, cells = next(deck.charts())
    assert cells[f"A{count + 1}"].endswith(f"doorgaat {count - 1}")


def test_only_the_heading_at_the_top_left_may_be_empty(project: SmallProject) -> None:
    project.write(
        '- {kind: table, id: t, title: T, columns: ["", Voor, Na], rows: [[Tijd, 1, 2]], row_headers: true}\n'
    )
    assert project.build().findings == []
    project.write('- {kind: table, id: t, title: T, columns: [a, "", Na], rows: [[Tijd, 1, 2]]}\n')
    assert [(each["rule"], "column 2" in each["message"]) for each in project.build().findings] == [
        ("missing-field", True)
    ]


@pytest.mark.parametrize("kind", ["section", "bullets"])
def test_a_title_of_five_lines_is_told(project: SmallProject, kind: str) -> None:
    title = " ".join(SENTENCES)[:300]
    more = ", points: [a]" if kind == "bullets" else ""
    found = project.write(f"- {{kind: {kind}, id: s, title: '{title}'{more}}}\n").build().findings
    assert [each["rule"] for each in found] == ["title-is-short" if kind == "section" else "text-fits"]
    assert "title" in found[0]["message"]
