"""Text as it stands in slides: marks, links, lists, odd characters, directions, formulas that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.packages import P14, A, C, DeckFile, P, R, own_properties, paragraph_text
from tests.tools.projects import SmallProject, png

ODD = [
    "a < b & c > d",
    "\"dubbel\" en 'enkel'",
    "😀 en 𝒳",
    "é = e\u0301",
    "100 % zeker",
    "=1+1",
    "&amp;",
    "a\u00a0b\u202fc",
]


def runs(deck: DeckFile, number: int = 0) -> list[tuple[str, dict[str, str]]]:
    return [(run.findtext(f"{A}t"), dict(run.find(f"{A}rPr").attrib)) for run in deck.slides[number].iter(f"{A}r")]


@pytest.mark.parametrize("text", ODD)
def test_odd_characters_arrive(text: str, project: SmallProject) -> None:
    quoted = text.replace("'", "''")
    project.write(f"- {{kind: bullets, id: a, title: '{quoted}', points: ['{quoted}'], notes: '{quoted}'}}\n")
    deck = DeckFile(project.deck())
    assert deck.titles == [text]
    assert deck.text(0).startswith(text + text)
    assert deck.notes(0) == text


def test_marks_become_properties_of_runs(project: SmallProject) -> None:
    project.write("- kind: bullets\n  id: a\n  title: Titel\n  points: ['gewoon **dik** *schuin* m^2^ H~2~O']\n")
    found = dict(runs(DeckFile(project.deck())))
    assert found["dik"]["b"] == "1"
    assert found["schuin"]["i"] == "1"
    baselines = [int(properties["baseline"]) for text, properties in runs(DeckFile(project.deck())) if text == "2"]
    assert baselines[0] > 0 > baselines[1]
    assert not {"b", "i", "baseline"} & found["gewoon "].keys()


def test_a_hard_break_is_a_break_and_an_empty_line_a_paragraph(project: SmallProject) -> None:
    project.write("- kind: statement\n  id: a\n  title: Titel\n  text: |\n    een\\\n    twee\n\n    drie\n    vier\n")
    slide = DeckFile(project.deck()).slides[0]
    assert [paragraph_text(p) for p in slide.iter(f"{A}p")][1:3] == ["een\ntwee", "drie vier"]


def test_points_have_levels(project: SmallProject) -> None:
    project.write(
        "- kind: bullets\n  id: a\n  title: Titel\n  points:\n    - een\n    - - twee\n      - - drie\n    - {text: vier, points: [vijf]}\n"
    )
    slide = DeckFile(project.deck()).slides[0]
    levels = {}
    for paragraph in slide.iter(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        levels[paragraph_text(paragraph)] = int(properties.get("lvl", 0)) if properties is not None else 0
    assert {name: levels[name] for name in ("een", "twee", "drie", "vier", "vijf")} == {
        "een": 0,
        "twee": 1,
        "drie": 2,
        "vier": 0,
        "vijf": 1,
    }


def test_links_lead_out_and_to_slides(project: SmallProject) -> None:
    project.write(
        "- kind: bullets\n  id: a\n  title: Titel\n  points: ['[site](https://example.org/?a=1&b=2)', '[verder](#c)', '[terug](#a)']\n"
        "- {kind: statement, id: b, text: Tussen}\n- {kind: statement, id: c, text: Doel}\n"
    )
    deck = DeckFile(project.deck())
    rels = deck.relationships(deck.slide_parts[0])
    found = []
    for click in deck.slides[0].iter(f"{A}hlinkClick"):
        rel = rels[click.get(f"{R}id")]
        found.append((click.get("action", ""), rel.external, rel.target))
    jump = "ppaction://hlinksldjump"
    assert found == [
        ("", True, "https://example.org/?a=1&b=2"),
        (jump, False, deck.slide_parts[2]),
        (jump, False, deck.slide_parts[0]),
    ]


def test_a_link_leads_to_the_first_slide_made_from_an_id(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: a, text: 'Zie [hier](#opbouw)'}\n"
        "- {kind: case, id: opbouw, reveal: true, case: {title: Zaak, challenge: x, result: y}}\n"
    )
    deck = DeckFile(project.deck())
    (target,) = [rel.target for rel in deck.relationships(deck.slide_parts[0]).values() if rel.type == "slide"]
    assert deck.slide_parts.index(target) == 1


def test_text_in_a_workbook_is_never_a_formula_or_a_link(project: SmallProject) -> None:
    project.write(
        "- kind: chart\n  id: a\n  title: Grafiek\n  type: column\n  categories: ['=1+1', 'https://example.org', '@x', '-3', '007']\n"
        "  series: [{name: '=SUM(A1)', values: [1, 2.5, null, 4, -5]}]\n"
    )
    deck = DeckFile(project.deck())
    ((root, cells),) = deck.charts()
    assert [cells[f"A{n}"] for n in range(2, 7)] == ["=1+1", "https://example.org", "@x", "-3", "007"]
    assert cells["B1"] == "=SUM(A1)"
    assert [float(cells[f"B{n}"]) for n in (2, 3, 5, 6)] == [1, 2.5, 4, -5]
    assert not cells.get("B4")
    import io
    import zipfile

    book = next(name for name in deck.names if name.endswith(".xlsx"))
    with zipfile.ZipFile(io.BytesIO(deck.members[book])) as opened:
        sheet = opened.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert len(list(root.iter(f"{C}ser"))) == 1


@pytest.mark.parametrize("kind", ["bar", "column", "stacked_bar", "stacked_column", "line", "pie", "doughnut"])
def test_every_chart_is_native_and_valid(kind: str, project: SmallProject) -> None:
    series = (
        "[{name: a, values: [1, 2]}]"
        if kind in ("pie", "doughnut")
        else "[{name: a, values: [1, 2]}, {name: b, values: [3, 4]}]"
    )
    project.write(
        f"- {{kind: chart, id: a, title: T, type: {kind}, categories: [x, y], series: {series}, highlight: x}}\n"
    )
    file = project.deck()
    ((root, _),) = DeckFile(file).charts()
    plot = root.find(f".//{C}plotArea")
    wanted = {"pie": "pieChart", "doughnut": "doughnutChart", "line": "lineChart"}.get(kind, "barChart")
    drawn = plot.find(f"{C}{wanted}")
    assert drawn is not None
    if wanted == "barChart":
        assert drawn.find(f"{C}barDir").get("val") == ("bar" if kind.endswith("bar") else "col")
        assert (drawn.find(f"{C}grouping").get("val") == "stacked") is kind.startswith("stacked")


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("he", True), ("nl", False), ("ja", False)])
def test_text_runs_in_its_languages_direction(language: str, rtl: bool, project: SmallProject) -> None:
    project.write(
        "- {kind: bullets, id: a, title: Titel, points: [een]}\n- {kind: table, id: b, title: Tabel, columns: [een, twee], rows: [[a, b]]}\n",
        f"title: Proef\nlanguage: {language}\nslides:\n",
    )
    deck = DeckFile(project.deck())
    marked = [p for p in deck.slides[0].iter(f"{A}pPr") if p.get("rtl") == "1"]
    assert bool(marked) is rtl
    assert (next(deck.slides[1].iter(f"{A}tblPr")).get("rtl") == "1") is rtl


def test_one_picture_on_many_slides_is_one_part(project: SmallProject) -> None:
    slides = "".join(
        f"- {{kind: image, id: f{n}, title: Foto {n}, image: {name}, alt: Foto}}\n"
        for n, name in enumerate(("a.png", "b.png", "a.png"))
    )
    project.write(slides, **{"a.png": png(), "b.png": png()})
    deck = DeckFile(project.deck())
    assert len([name for name in deck.names if name.startswith("ppt/media/") and deck.members[name] == png()]) == 1


def test_a_photograph_is_turned_as_its_camera_noted(project: SmallProject) -> None:
    import io

    from PIL import Image

    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (80, 40), "red").save(stream, "JPEG", exif=exif)
    project.write("- {kind: image, id: a, title: Foto, image: a.jpg, alt: Foto}\n", **{"a.jpg": stream.getvalue()})
    deck = DeckFile(project.deck())
    extent = next(deck.slides[0].iter(f"{P}pic")).find(f"{P}spPr/{A}xfrm/{A}ext")
    assert int(extent.get("cy")) > int(extent.get("cx"))


def test_a_cell_keeps_its_marks(project: SmallProject) -> None:
    project.write(
        "- {kind: table, id: a, title: T, columns: [een, twee], rows: [['**dik**', '[l](https://example.org)'], ['', '']]}\n"
    )
    deck = DeckFile(project.deck())
    cells = [cell for row in deck.slides[0].iter(f"{A}tr") for cell in row.iter(f"{A}tc")]
    assert cells[2].find(f".//{A}rPr").get("b") == "1"
    assert cells[3].find(f".//{A}hlinkClick") is not None
    assert not list(cells[4].iter(f"{A}r"))


def test_marks_are_dropped_where_powerpoint_has_none(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: a, text: Eerst}\n- {kind: section, id: b, title: '**Deel** _een_ & meer'}\n"
        "- {kind: image, id: c, title: Foto, image: foto.png, alt: 'Een *groen* vlak'}\n"
        "- {kind: chart, id: d, title: T, type: bar, categories: ['**x**', y], series: [{name: '*a*', values: [1, 2]}]}\n",
        **{"foto.png": png()},
    )
    deck = DeckFile(project.deck())
    assert [each.get("name") for each in deck.presentation.iter(f"{P14}section")][1] == "Deel _een_ & meer"
    assert own_properties(next(deck.slides[2].iter(f"{P}pic"))).get("descr") == "Een groen vlak"
    ((_, cells),) = deck.charts()
    assert (cells["A2"], cells["B1"]) == ("x", "a")


def cells_of(deck: DeckFile, name: str) -> list[list[list[str | None]]]:
    """List the `b` of each run, by row and cell, of the table on a slide."""
    rows = deck.xml(f"ppt/slides/slide-{name}.xml").iter(f"{A}tr")
    return [
        [[run.find(f"{A}rPr").get("b") for run in cell.iter(f"{A}r")] for cell in row.iter(f"{A}tc")] for row in rows
    ]


def test_a_highlighted_row_is_bold_throughout(project: SmallProject) -> None:
    """Also where one of its words is bold already; the rows beside it keep theirs."""
    project.write(
        "- kind: table\n  id: loon\n  title: Loon\n  columns: [Wat, Hoeveel]\n  highlight: Loon bruto totaal\n  rows:\n"
        '    - [Rij **een**, "1"]\n    - [Loon **bruto** totaal, "2"]\n    - [Rij drie, "3"]\n'
    )
    made = project.run("build", "proef", "--json")
    assert made.code == 0, made.err
    _, first, marked, last = cells_of(DeckFile(Path(made.json["decks"][0]["file"])), "loon")
    assert marked == [["1", "1", "1"], ["1"]]
    assert first == [[None, "1"], [None]]
    assert last == [[None], [None]]


def test_steps_are_a_numbered_list(project: SmallProject) -> None:
    """Not typed numbers; a second paragraph of a step does not begin the numbers anew."""
    project.write(
        "- kind: case\n  id: zaak\n  case:\n    title: Een zaak\n    challenge: Iets schuurt\n    approach:\n"
        '      - Kijken\n      - "Kiezen\\n\\nEn wel samen"\n      - Doen\n    result: Het werkt\n'
    )
    made = project.run("build", "proef", "--json")
    assert made.code == 0, made.err
    deck = DeckFile(Path(made.json["decks"][0]["file"]))
    found = {}
    for paragraph in deck.xml("ppt/slides/slide-zaak.xml").iter(f"{A}p"):
        text = "".join(each.text or "" for each in paragraph.iter(f"{A}t"))
        sign = paragraph.find(f"{A}pPr/{A}buAutoNum")
        found[text] = None if sign is None else (sign.get("type"), sign.get("startAt"))
    assert found["Kijken"] == ("arabicPeriod", None)
    assert found["Kiezen"] == ("arabicPeriod", "2")
    assert found["En wel samen"] is None
    assert found["Doen"] == ("arabicPeriod", "3")
    assert not [text for text in found if text.startswith(("1.", "2."))]


def test_notes_lead_to_no_other_slide(project: SmallProject) -> None:
    """PowerPoint allows a page of notes one relationship to a slide: its own. The author is told."""
    project.write(
        "- {kind: statement, id: een, text: Eerste zin, notes: 'Zie ook [de tweede](#twee)'}\n"
        "- {kind: statement, id: twee, text: Tweede zin}\n"
    )
    made = project.run("build", "proef", "--json")
    assert made.code == 0, made.err
    assert [each["rule"] for each in made.findings] == ["link-in-notes"]
    deck = DeckFile(Path(made.json["decks"][0]["file"]))
    (rels,) = [name for name in deck.names if name.startswith("ppt/notesSlides/_rels/")]
    assert deck.members[rels].count(b'/relationships/slide"') == 1
    assert b"de tweede" in deck.members[rels.replace("_rels/", "").removesuffix(".rels")]
