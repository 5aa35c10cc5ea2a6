"""Edits made in PowerPoint come home: each to its place, nothing else changed, and the next build is the deck as edited."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from builder.ooxml.deck import DeckPackage
from builder.roundtrip.seen import SeenDeck, seen_deck
from tests.roundtrip import edited as by
from tests.tools.projects import SmallProject


class Case(NamedTuple):
    """An edit, and the lines of session.yaml that it takes out and brings in."""

    edit: Callable[[Any], None]
    lines: tuple[str, ...]
    rebuilt: bool = True  # the next build says the same, word for word


def points(deck: Any, words: str) -> Any:
    return by.paragraph(deck, "Wat goed werk is", words)


def _cell(deck: Any, row: int, column: int) -> Any:
    return by.table(deck).cell(row, column).text_frame.paragraphs[0]


def _new_row(deck: Any, after: int, cells: list[str]) -> None:
    rows = by.table(deck)._tbl.tr_lst
    made = copy.deepcopy(rows[after])
    rows[after].addnext(made)
    for cell, text in zip(made.tc_lst, cells, strict=True):
        runs = list(cell.iter(f"{by.A}t"))
        runs[0].text = text


def _row_gone(deck: Any, number: int) -> None:
    row = by.table(deck)._tbl.tr_lst[number]
    row.getparent().remove(row)


def _new_column(deck: Any, after: int, cells: list[str]) -> None:
    grid = by.table(deck)._tbl
    grid.tblGrid[after].addnext(copy.deepcopy(grid.tblGrid[after]))
    for row, text in zip(grid.tr_lst, cells, strict=True):
        made = copy.deepcopy(row.tc_lst[after])
        row.tc_lst[after].addnext(made)
        next(made.iter(f"{by.A}t")).text = text


def _column_gone(deck: Any, number: int) -> None:
    grid = by.table(deck)._tbl
    grid.tblGrid.remove(grid.tblGrid[number])
    for row in grid.tr_lst:
        row.remove(row.tc_lst[number])


def _notes(deck: Any, title: str) -> Any:
    return by.slide(deck, title).notes_slide.notes_text_frame


def _add_bold(deck: Any) -> None:
    one = points(deck, "iets te leren")
    made = copy.deepcopy(one.runs[0]._r)
    one.runs[0]._r.addnext(made)
    one.runs[0].text = "Er valt iets te "
    one.runs[1].text = "leren"
    one.runs[1].font.bold = True


def _link(deck: Any) -> None:
    one = points(deck, "iets te leren")
    made = copy.deepcopy(one.runs[0]._r)
    one.runs[0]._r.addnext(made)
    one.runs[0].text = "Er valt iets te "
    one.runs[1].text = "leren"
    one.runs[1].hyperlink.address = "https://example.org/leren"


def _hide(deck: Any) -> None:
    by.slide(deck, "Twee kanten")._element.set("show", "0")


def _picture(deck: Any) -> None:
    of = by.slide(deck, "Een bureau")
    one = next(s for s in of.shapes if s._element.tag.endswith("}pic"))
    _, rel = of.part.get_or_add_image_part(by.picture("#AA2211"))
    one._element.blipFill.blip.rEmbed = rel


def _alt(deck: Any) -> None:
    of = by.slide(deck, "Een bureau")
    one = next(s for s in of.shapes if s._element.tag.endswith("}pic"))
    one._element.nvPicPr.cNvPr.set("descr", "Een leeg groen bureau")


def _option(deck: Any) -> None:
    by.say(by.paragraph(deck, "Hoe bekend", "Ervan gehoord"), "Er wel eens van gehoord")


def _break(deck: Any) -> None:
    one = points(deck, "iets te leren")
    one.runs[0].text = "Er valt iets"
    one.add_line_break()
    one.add_run().text = "te leren"
    one._p.remove(one._p.find(f"{by.A}endParaRPr")) if one._p.find(f"{by.A}endParaRPr") is not None else None


CASES = {
    "a word in a title": Case(
        lambda d: by.swap(by.paragraph(d, "Wat goed werk is", "goed werk"), "drie", "vier"),
        ('-    title: "Wat goed werk is: drie dingen"   # a colon asks for quotes', '+    title: "Wat goed werk is: vier dingen"   # a colon asks for quotes'),
    ),
    "a word in a point": Case(
        lambda d: by.swap(points(d, "iets te leren"), "leren", "ontdekken"),
        ("-      - Er valt iets te leren   # the first", "+      - Er valt iets te ontdekken   # the first"),
    ),
    "a point written anew": Case(
        lambda d: by.say(points(d, "iets te leren"), "Elke dag anders"),
        ("-      - Er valt iets te leren   # the first", "+      - Elke dag anders   # the first"),
    ),
    "a word beside a mark": Case(
        lambda d: by.swap(points(d, "in de buurt"), "in de buurt", "om de hoek"),
        ("-      - Er is **hulp** in de buurt", "+      - Er is **hulp** om de hoek"),
    ),
    "a word within a mark": Case(
        lambda d: by.swap(points(d, "hulp"), "hulp", "steun"),
        ("-      - Er is **hulp** in de buurt", "+      - Er is **steun** in de buurt"),
    ),
    "a word beside an expression": Case(
        lambda d: by.swap(points(d, "wonen"), "mensen", "inwoners"),
        ("-      - In {{ audience.name }} wonen {{ audience.inhabitants | number }} mensen", "+      - In {{ audience.name }} wonen {{ audience.inhabitants | number }} inwoners"),
    ),
    "words before an expression": Case(
        lambda d: by.swap(points(d, "kijken we vooruit"), "Samen met", "Vandaag, met"),
        ("-    lead: Samen met {{ audience.name }} kijken we vooruit.", "+    lead: Vandaag, met {{ audience.name }} kijken we vooruit."),
    ),
    "bold": Case(_add_bold, ("-      - Er valt iets te leren   # the first", "+      - Er valt iets te **leren**   # the first")),
    "a link": Case(_link, ("-      - Er valt iets te leren   # the first", "+      - Er valt iets te [leren](https://example.org/leren)   # the first")),
    "bold taken away": Case(
        lambda d: setattr(next(r for r in points(d, "hulp").runs if r.text == "hulp").font, "bold", False),
        ("-      - Er is **hulp** in de buurt", "+      - Er is hulp in de buurt"),
    ),
    "a line break": Case(_break, ("-      - Er valt iets te leren   # the first", '+      - "Er valt iets\\\\\\nte leren"   # the first')),
    "marks that are text": Case(
        lambda d: by.say(points(d, "iets te leren"), "Twee * drie [zes]: \"ja\" #1"),
        ("-      - Er valt iets te leren   # the first", '+      - "Twee \\\\* drie \\\\[zes\\\\]: \\"ja\\" #1"   # the first'),
    ),
    "autocorrected quotes": Case(
        lambda d: by.say(points(d, "iets te leren"), "Er valt ‘iets’ te leren – elke dag…"),
        ("-      - Er valt iets te leren   # the first", "+      - Er valt ‘iets’ te leren – elke dag…   # the first"),
    ),
    "a new point at the end": Case(
        lambda d: by.duplicate(points(d, "wonen"), "En nog een punt", 0),
        ("+      - En nog een punt",),
    ),
    "a new point between": Case(
        lambda d: by.duplicate(by.paragraph(d, "Twee kanten", "tempo"), "nauwkeurigheid"),
        ("-        points: [tempo, aandacht, wisselende roosters]", "+        points: [tempo, nauwkeurigheid, aandacht, wisselende roosters]"),
    ),
    "two new points": Case(
        lambda d: (by.duplicate(by.paragraph(d, "Twee kanten", "overleggen"), "iets proberen"), by.duplicate(by.paragraph(d, "Twee kanten", "overleggen"), "leren"))[0] and None,
        ("-      - {heading: Laat toe, points: [zelf plannen, overleggen]}", "+      - {heading: Laat toe, points: [zelf plannen, overleggen, leren, iets proberen]}"),
    ),
    "a point removed": Case(
        lambda d: by.remove(points(d, "iets te leren")),
        ("-      - Er valt iets te leren   # the first",),
    ),
    "a point of a column removed": Case(
        lambda d: by.remove(by.paragraph(d, "Twee kanten", "aandacht")),
        ("-        points: [tempo, aandacht, wisselende roosters]", "+        points: [tempo, wisselende roosters]"),
    ),
    "points moved": Case(
        lambda d: by.paragraph(d, "Twee kanten", "tempo")._p.getparent().append(by.paragraph(d, "Twee kanten", "tempo")._p),
        ("-        points: [tempo, aandacht, wisselende roosters]", "+        points: [aandacht, wisselende roosters, tempo]"),
    ),
    "a heading": Case(
        lambda d: by.say(by.paragraph(d, "Twee kanten", "Vraagt"), "Wat het vraagt"),
        ("-      - heading: Vraagt", "+      - heading: Wat het vraagt"),
    ),
    "a second paragraph of a heading": Case(
        lambda d: by.duplicate(by.paragraph(d, "Twee kanten", "Laat toe"), "en meer"),
        (
            "-      - {heading: Laat toe, points: [zelf plannen, overleggen]}",
            '+      - {heading: "Laat toe\\n\\nen meer", points: [zelf plannen, overleggen]}',
        ),
    ),
    "a first point under another": Case(
        lambda d: by.duplicate(by.paragraph(d, "Twee kanten", "zelf plannen"), "vooraf", 1),
        (
            "-      - {heading: Laat toe, points: [zelf plannen, overleggen]}",
            "+      - {heading: Laat toe, points: [{text: zelf plannen, points: [vooraf]}, overleggen]}",
        ),
    ),
    "a lead removed": Case(
        lambda d: by.remove(points(d, "kijken we vooruit")),
        ("-    lead: Samen met {{ audience.name }} kijken we vooruit.",),
    ),
    "a point nested": Case(
        lambda d: setattr(by.paragraph(d, "Twee kanten", "overleggen"), "level", 1),
        (
            "-      - {heading: Laat toe, points: [zelf plannen, overleggen]}",
            "+      - {heading: Laat toe, points: [{text: zelf plannen, points: [overleggen]}]}",
        ),
    ),
    "a nested point changed": Case(
        lambda d: by.say(points(d, "over de volgorde"), "over wat eerst komt"),
        ("-        points: [over de volgorde, over de manier]", "+        points: [over wat eerst komt, over de manier]"),
    ),
    "a word in notes of several lines": Case(
        lambda d: by.say(_notes(d, "Wat goed werk is").paragraphs[0], "Zeg dit heel rustig en kijk rond."),
        ("-      Zeg dit rustig", "+      Zeg dit heel rustig"),
    ),
    "an item of a list in notes": Case(
        lambda d: by.say(_notes(d, "Wat goed werk is").paragraphs[2], "dan dat andere"),
        ("-      - dan dat", "+      - dan dat andere"),
    ),
    "a paragraph more in notes": Case(
        lambda d: by.duplicate(_notes(d, "Goed werk").paragraphs[0], "Fijn dat u er bent."),
        (
            "-  - {kind: title, id: titel, notes: Welkom allemaal}",
            '+  - {kind: title, id: titel, notes: "Welkom allemaal\\n\\nFijn dat u er bent."}',
        ),
    ),
    "notes where there were none": Case(
        lambda d: setattr(by.slide(d, "Twee kanten").notes_slide.notes_text_frame, "text", "Nieuw verhaal"),
        ("+    notes: Nieuw verhaal",),
    ),
    "a cell": Case(
        lambda d: by.say(_cell(d, 2, 2), "zelf plannen en oplossen"),
        (
            "-      - [Regelruimte, anderen beslissen, zelf plannen]   # what we can plan",
            "+      - [Regelruimte, anderen beslissen, zelf plannen en oplossen]   # what we can plan",
        ),
    ),
    "a heading of a column": Case(
        lambda d: by.say(_cell(d, 0, 1), "Zonder ruimte"),
        ("-    columns: [Kenmerk, Slecht, Goed]", "+    columns: [Kenmerk, Zonder ruimte, Goed]"),
    ),
    "a new row": Case(
        lambda d: _new_row(d, 1, ["Hulp", "niemand", "dichtbij"]),
        ("+      - [Hulp, niemand, dichtbij]",),
    ),
    "a row removed": Case(
        lambda d: _row_gone(d, 2),
        ("-      - [Regelruimte, anderen beslissen, zelf plannen]   # what we can plan",),
    ),
    "rows moved": Case(
        lambda d: by.table(d)._tbl.tr_lst[3].addnext(by.table(d)._tbl.tr_lst[1]),
        ("-      - [Afwisseling, steeds hetzelfde, denken en doen]", "+      - [Afwisseling, steeds hetzelfde, denken en doen]"),
    ),
    "a new column": Case(
        lambda d: _new_column(d, 2, ["Vraag", "hoe vaak?", "wie?", "wanneer?"]),
        (
            "-    columns: [Kenmerk, Slecht, Goed]",
            "-      - [Afwisseling, steeds hetzelfde, denken en doen]",
            "-      - [Regelruimte, anderen beslissen, zelf plannen]   # what we can plan",
            "-      - [Leren, geen tijd, hoort erbij]",
            "+    columns: [Kenmerk, Slecht, Goed, Vraag]",
            '+      - [Afwisseling, steeds hetzelfde, denken en doen, hoe vaak?]',
            '+      - [Regelruimte, anderen beslissen, zelf plannen, wie?]   # what we can plan',
            '+      - [Leren, geen tijd, hoort erbij, wanneer?]',
        ),
    ),
    "a column removed": Case(
        lambda d: _column_gone(d, 1),
        (
            "-    columns: [Kenmerk, Slecht, Goed]",
            "-      - [Afwisseling, steeds hetzelfde, denken en doen]",
            "-      - [Regelruimte, anderen beslissen, zelf plannen]   # what we can plan",
            "-      - [Leren, geen tijd, hoort erbij]",
            "+    columns: [Kenmerk, Goed]",
            "+      - [Afwisseling, denken en doen]",
            "+      - [Regelruimte, zelf plannen]   # what we can plan",
            "+      - [Leren, hoort erbij]",
        ),
    ),
    "a caption": Case(
        lambda d: by.say(by.paragraph(d, "De inhoud", "Drie kenmerken"), "Drie kenmerken van werk"),
        ("-    caption: Drie kenmerken", "+    caption: Drie kenmerken van werk"),
    ),
    "a source in a line of the program": Case(
        lambda d: by.swap(by.paragraph(d, "De inhoud", "CBS"), "CBS 2024", "CBS 2025"),
        ("-    sources: [CBS 2024, TNO]", "+    sources: [CBS 2025, TNO]"),
    ),
    "figures": Case(
        lambda d: by.figures(d, ["weinig", "enige", "veel"], vertrek=(14, 10, 5), ziek=(7.5, 6, 3.25)),
        (
            "-      - {name: vertrek, values: [14, 9, 5]}",
            "-      - {name: ziek, values: [7.5, 6, 4]}",
            "+      - {name: vertrek, values: [14, 10, 5]}",
            "+      - {name: ziek, values: [7.5, 6, 3.25]}",
        ),
    ),
    "a category renamed": Case(
        lambda d: by.figures(d, ["weinig", "wat", "veel"], vertrek=(14, 9, 5), ziek=(7.5, 6, 4)),
        ("-    categories: [weinig, enige, veel]", "+    categories: [weinig, wat, veel]"),
    ),
    "a category and a series renamed": Case(
        lambda d: by.figures(d, ["weinig", "wat", "veel"], vertrekkers=(14, 9, 5), ziek=(7.5, 6, 4)),
        (
            "-    categories: [weinig, enige, veel]",
            "+    categories: [weinig, wat, veel]",
            "-      - {name: vertrek, values: [14, 9, 5]}",
            "+      - {name: vertrekkers, values: [14, 9, 5]}",
        ),
    ),
    "a new category": Case(
        lambda d: by.figures(d, ["weinig", "enige", "veel", "alle"], vertrek=(14, 9, 5, 2), ziek=(7.5, 6, 4, 1)),
        (
            "-    categories: [weinig, enige, veel]",
            "-      - {name: vertrek, values: [14, 9, 5]}",
            "-      - {name: ziek, values: [7.5, 6, 4]}",
            "+    categories: [weinig, enige, veel, alle]",
            "+      - {name: vertrek, values: [14, 9, 5, 2]}",
            "+      - {name: ziek, values: [7.5, 6, 4, 1]}",
        ),
    ),
    "a series renamed": Case(
        lambda d: by.figures(d, ["weinig", "enige", "veel"], vertrekkers=(14, 9, 5), ziek=(7.5, 6, 4)),
        ("-      - {name: vertrek, values: [14, 9, 5]}", "+      - {name: vertrekkers, values: [14, 9, 5]}"),
    ),
    "an option of a poll": Case(
        _option,
        ("-      - {id: beetje, text: Ervan gehoord}", "+      - {id: beetje, text: Er wel eens van gehoord}"),
    ),
    "a question of a poll": Case(
        lambda d: by.swap(by.paragraph(d, "Hoe bekend", "Hoe bekend"), "ermee", "met dit onderwerp"),
        ("-    question: Hoe bekend bent u ermee?", "+    question: Hoe bekend bent u met dit onderwerp?"),
    ),
    "an alternative text": Case(_alt, (
        "-  - {kind: image, id: foto, title: Een bureau, image: foto.png, alt: Een groen vlak, caption: Wie overzicht heeft kiest}",
        "+  - {kind: image, id: foto, title: Een bureau, image: foto.png, alt: Een leeg groen bureau, caption: Wie overzicht heeft kiest}",
    )),
    "a picture replaced": Case(_picture, (
        "-  - {kind: image, id: foto, title: Een bureau, image: foto.png, alt: Een groen vlak, caption: Wie overzicht heeft kiest}",
        "+  - {kind: image, id: foto, title: Een bureau, image: foto-PICTURE.png, alt: Een groen vlak, caption: Wie overzicht heeft kiest}",
    )),
    "a step": Case(
        lambda d: by.say(by.paragraph(d, "In drie stappen", "Wat pakken"), "Wat pakken we samen aan?"),
        ("-      - {title: Kiezen, text: Wat pakken we aan?}", '+      - {title: Kiezen, text: Wat pakken we samen aan?}'),
    ),
    "a sentence with marks and a link": Case(
        lambda d: by.swap(by.paragraph(d, "Een uitspraak", "kan kiezen"), "kan kiezen", "mag kiezen"),
        (
            "-    text: Wie *zelf* kan kiezen, blijft. Lees [meer](https://example.org/meer).",
            "+    text: Wie *zelf* mag kiezen, blijft. Lees [meer](https://example.org/meer).",
        ),
    ),
    "a slide hidden": Case(_hide, ("+    hidden: true",)),
    "a slide moved": Case(lambda d: by.move_slide(d, 2, 1), ()),
}  # fmt: skip


def words(deck: SeenDeck) -> list[tuple[str, ...]]:
    """Return what a deck says, slide by slide: words in order, marks, figures, notes, hidden."""
    return [
        tuple(
            [line for shape in slide.shapes for p in shape.every_paragraph if (line := " ".join(p.text.split()))]
            + [str(shape.chart) for shape in slide.shapes if shape.chart]
            + [shape.picture for shape in slide.shapes if shape.picture]
            + [p.text for p in slide.notes]
            + [str(slide.hidden)]
        )
        for slide in deck.slides
    ]


def read(file: Path) -> SeenDeck:
    return seen_deck(DeckPackage(file.read_bytes()))


def lines_changed(before: str, after: str) -> list[str]:
    return [
        line
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SmallProject]:
    project = by.session(tmp_path_factory.mktemp("pull"))
    return project.deck(), project


@pytest.mark.parametrize("name", CASES)
def test_an_edit_comes_back_to_its_place(name: str, built: tuple[Path, SmallProject], tmp_path: Path) -> None:
    deck, _ = built
    case = CASES[name]
    edited = by.saved(deck, tmp_path / "edited.pptx", case.edit)
    project = by.session(tmp_path / "project")
    before = (project.folder / "session.yaml").read_text()
    made = project.run("pull", edited, "--yes", "--json")
    told = [(each["sort"], each["now"], each["reason"]) for each in made.json["changes"] if each["state"] != "taken"]
    assert made.code == 0 and told == [], made.out
    after = (project.folder / "session.yaml").read_text()
    changed = lines_changed(before, after)
    if name == "a slide moved":
        assert sorted(line[1:] for line in changed if line[0] == "-") == sorted(
            line[1:] for line in changed if line[0] == "+"
        )
    elif name == "a picture replaced":
        assert len(changed) == 2 and changed[1].startswith(
            "+  - {kind: image, id: foto, title: Een bureau, image: foto-"
        )
    else:
        assert sorted(changed) == sorted(case.lines)
    rebuilt = read(project.deck())
    assert words(rebuilt) == words(read(edited))
    again = project.run("pull", edited, "--dry-run", "--json")
    assert [each for each in again.json["changes"] if each["state"] == "taken"] == [], again.out
