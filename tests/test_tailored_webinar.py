"""The shipped webinar as each sort of audience gets it: reopened with python-pptx, what it shows and what it must not."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape

from builder.audiences.lists import load_lists
from builder.pipeline.run import Options, build
from builder.projects.project import Project
from tests.tools.projects import ROOT

LISTS = ("municipalities", "provinces", "waterboards")
LARGE, SMALL, MIDDLE, PROVINCE, WATER = "GM0014", "GM0088", "GM0074", "PV21", "ws0656"
UTRECHT, THE_HAGUE = "GM0344", "GM0518"
LARGE_ONLY, SMALL_ONLY = (
    "Grote organisatie: klein beginnen, breed delen",
    "Kleine organisatie: snel beginnen, samen leren",
)
FITTING = {
    "Een klein loket leert elkaars werk",
    "Parkeren gaat van papier naar digitaal",
    "Weginspecteurs bouwen mee aan hun app",
    "Peilbeheerders houden de hand aan de knop",
}
SESSION = ROOT / "content" / "sociale-innovatie"


@dataclass
class Seen:
    """A deck as a reader meets it."""

    titles: list[str]
    text: str
    charts: dict[str, dict[str, float]]
    notes: str

    def title(self, start: str) -> int:
        return next(n for n, each in enumerate(self.titles) if each.startswith(start))


def each_shape(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    """Yield shapes, those within groups included: figures and comparisons are drawn."""
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape):
            yield from each_shape(shape.shapes)


def seen(file: Path) -> Seen:
    titles, texts, charts, notes = [], [], {}, []
    for slide in Presentation(str(file)).slides:
        title = slide.shapes.title
        titles.append(" ".join(title.text_frame.text.split()) if title is not None else "")
        for shape in each_shape(slide.shapes):
            if shape.has_text_frame:
                texts.append(" ".join(shape.text_frame.text.split()))
            elif shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_chart:
                plot = shape.chart.plots[0]
                charts[titles[-1]] = dict(zip(plot.categories, plot.series[0].values, strict=True))
        if slide.has_notes_slide:
            notes.append(slide.notes_slide.notes_text_frame.text)
    return Seen(titles, "\n".join(texts), charts, "\n".join(notes))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """The decks by audience; the plain one is `plain`."""
    folder = tmp_path_factory.mktemp("tailored")
    found = {}
    wanted = (LARGE, SMALL, MIDDLE, PROVINCE, WATER, UTRECHT, THE_HAGUE)
    for chosen in ((), wanted):
        made = build(["sociale-innovatie"], ROOT, Options(select=chosen, output=folder, lists=LISTS))
        assert made.ok
        assert not list(made.findings)
        for deck in made.decks:
            assert deck.file is not None
            found[deck.audience or "plain"] = seen(deck.file)
    assert set(found) == {"plain", *wanted}
    return found


@pytest.mark.parametrize(
    ("audience", "named"),
    [
        ("plain", "uw gemeente"),
        (LARGE, "de gemeente Groningen"),
        (SMALL, "de gemeente Schiermonnikoog"),
        (PROVINCE, "de provincie Friesland"),
        (WATER, "Hoogheemraadschap van Schieland en de Krimpenerwaard"),
        (THE_HAGUE, "de gemeente 's-Gravenhage"),
    ],
)
def test_the_name_stands_on_the_title_and_in_the_sentences(audience: str, named: str, shown: dict[str, Seen]) -> None:
    deck = shown[audience]
    assert f"Inspiratiewebinar over sociale innovatie voor {named}" in deck.text
    assert f"Veel plezier met de eerste stap bij {named}." in deck.text
    assert f"Hoe bekend is sociale innovatie bij {named}?" in deck.titles
    assert "{{" not in deck.text + deck.notes
    assert audience == "plain" or "uw gemeente" not in deck.text


def test_the_programme_carries_the_name(shown: dict[str, Seen]) -> None:
    assert "Programma" in shown["plain"].titles
    assert "Programma voor Friesland" in shown[PROVINCE].titles
    assert "Programma voor Schiermonnikoog: Hoe vernieuwt u samen?" in shown[SMALL].titles


def test_only_large_and_small_municipalities_have_their_slide(shown: dict[str, Seen]) -> None:
    assert {each for each in shown if LARGE_ONLY in shown[each].titles} == {LARGE, UTRECHT, THE_HAGUE}
    assert {each for each in shown if SMALL_ONLY in shown[each].titles} == {SMALL}


def test_each_has_the_one_case_that_fits(shown: dict[str, Seen]) -> None:
    fitting = {each: FITTING & set(deck.titles) for each, deck in shown.items()}
    parking = {"Parkeren gaat van papier naar digitaal"}
    assert fitting == {
        "plain": parking,
        LARGE: parking,
        MIDDLE: parking,
        UTRECHT: parking,
        THE_HAGUE: parking,
        SMALL: {"Een klein loket leert elkaars werk"},
        PROVINCE: {"Weginspecteurs bouwen mee aan hun app"},
        WATER: {"Peilbeheerders houden de hand aan de knop"},
    }
    for deck in shown.values():
        assert deck.titles.count("Handhavers bepalen samen waar ze kijken") == 1


def test_inhabitants_are_shown_where_they_are_known(shown: dict[str, Seen]) -> None:
    assert {each for each in shown if "merken elke dag" in shown[each].text} == set(shown) - {"plain", WATER}
    assert {"971", "1 op de 18.641"} < set(shown[SMALL].text.split("\n"))
    assert "inwoners rekenen op de gemeente Schiermonnikoog" in shown[SMALL].text
    assert "1 op de 48" in shown[UTRECHT].text
    compared = {each for each in shown if "Inwoners per gemeente" in shown[each].text}
    assert compared == set(shown) - {"plain", PROVINCE, WATER}


def test_the_chart_sets_a_municipality_beside_province_and_country(shown: dict[str, Seen]) -> None:
    assert shown[SMALL].charts["Schiermonnikoog telt minder inwoners dan gemiddeld"] == {
        "Schiermonnikoog": 971,
        "Gemiddelde gemeente in Friesland": 37000,
        "Gemiddelde gemeente in Nederland": 53000,
    }
    assert "'s-Gravenhage telt meer inwoners dan gemiddeld" in shown[THE_HAGUE].charts


def test_the_figures_agree_with_the_lists() -> None:
    towns, provinces = load_lists(["municipalities", "provinces"], Project.at(ROOT))
    dutch = {each.id: each.record("nl")["name"] for each in provinces.audiences}
    people = [each.values["population"] for each in towns.audiences]

    def mean(values: list[int]) -> int:
        return round(sum(values) / len(values) / 100) * 100

    wanted = []
    for town in towns.audiences:
        code = town.values["province_code"]
        near = [each.values["population"] for each in towns.audiences if each.values["province_code"] == code]
        wanted += [
            [town.id, town.name, str(town.values["population"])],
            [town.id, f"Gemiddelde gemeente in {dutch[code]}", str(mean(near))],
            [town.id, "Gemiddelde gemeente in Nederland", str(mean(people))],
        ]
    with (SESSION / "data" / "inwoners.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == wanted
    facts = (SESSION / "session.yaml").read_text(encoding="utf-8")
    assert f"average_municipality: {mean(people)}\n" in facts
    assert f"inhabitants: {round(sum(people), -5)}\n" in facts


def test_overrides_change_one_audience_and_no_other(shown: dict[str, Seen]) -> None:
    utrecht, hague, plain = shown[UTRECHT], shown[THE_HAGUE], shown["plain"]
    assert utrecht.title("De vraag waarmee we beginnen") == utrecht.title("Welkom") + 1
    assert "Een dag meelopen in een andere wijk" in utrecht.text
    assert "(12 minuten)" in utrecht.text
    assert "(15 minuten)" in hague.text
    assert "Het idee is ouder dan u misschien denkt" not in hague.titles
    assert hague.title("Sleutel aan") < hague.title("Goed werk houdt")
    assert plain.title("Sleutel aan") > plain.title("Goed werk houdt")
    assert "Ik werk op straat, in de wijk of aan de balie" in hague.text
    large = {each for each in shown if "Te veel lagen tussen idee en besluit" in shown[each].text}
    assert large == {LARGE, UTRECHT, THE_HAGUE}
    for each in set(shown) - {UTRECHT}:
        assert "De vraag waarmee we beginnen" not in shown[each].titles
