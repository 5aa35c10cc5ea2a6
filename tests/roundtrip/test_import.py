"""A deck as a session: our own come back as they were, those of others keep every word."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pptx
import pytest
import yaml
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from benchmarks.import_recall import recall, said
from builder.projects.examples import write_examples
from builder.roundtrip.opening import opened
from builder.roundtrip.told import build_of
from builder.slide_kinds import kind_names
from tests.roundtrip import edited as by
from tests.test_stress import stressed
from tests.tools.projects import SmallProject, png, run_cli

ROOT = Path(__file__).resolve().parents[2]


def import_deck(project: SmallProject, deck: Path, *more: str) -> Any:
    made = project.run("import", deck, "--session", "erin", "--json", *more)
    assert made.code == 0, made.out + made.err
    return made.json


def session_of(project: SmallProject) -> Any:
    return yaml.load((project.root / "content" / "erin" / "session.yaml").read_text(), yaml.CSafeLoader)


def lines(text: str) -> int:
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in text.splitlines())


def test_our_own_deck_comes_back_as_it_was(tmp_path: Path) -> None:
    project = by.session(tmp_path / "a")
    deck = project.deck()
    other = SmallProject(tmp_path / "b")
    (tmp_path / "b" / "content").mkdir(parents=True)
    import_deck(other, deck)
    source = yaml.load(by.HEAD + by.SLIDES, yaml.CSafeLoader)
    slides = session_of(other)["slides"]
    assert [(s["id"], s["kind"]) for s in slides] == [(s["id"], s["kind"]) for s in source["slides"]]
    text = (other.root / "content" / "erin" / "session.yaml").read_text()
    assert lines(text) <= 1.5 * lines(by.HEAD + by.SLIDES) and "# import:" not in text
    assert slides[2]["columns"][0] == {"heading": "Vraagt", "points": ["tempo", "aandacht", "wisselende roosters"]}
    assert slides[1]["points"][1] == {
        "text": "Er valt iets te beslissen",
        "points": ["over de volgorde", "over de manier"],
    }
    assert slides[1]["points"][2] == "Er is **hulp** in de buurt"
    assert slides[3]["rows"] == source["slides"][3]["rows"] and slides[3]["row_headers"] is True
    assert slides[4]["series"] == source["slides"][4]["series"]
    assert slides[1]["notes"] == "Zeg dit rustig en kijk rond.\n\n- eerst dit\n- dan dat"
    made = other.build("erin")
    assert made.code == 0, made.out
    again = opened(Path(made.json["decks"][0]["file"]))
    assert [s.text for s in again.slides] == [s.text for s in opened(deck).slides]


def test_every_example_comes_back_as_its_kind(tmp_path: Path) -> None:
    root = tmp_path / "examples"
    write_examples(root, list(kind_names()), session="voorbeelden")
    built = run_cli("build", "voorbeelden", "--project", root, "--json")
    assert built.code == 0, built.out
    other = SmallProject(tmp_path / "b")
    (tmp_path / "b" / "content").mkdir(parents=True)
    deck = Path(built.json["decks"][0]["file"])
    import_deck(other, deck)
    source = yaml.load((root / "content" / "voorbeelden" / "session.yaml").read_text(), yaml.CSafeLoader)["slides"]
    kinds = {s["id"]: s["kind"] for s in session_of(other)["slides"]}
    assert kinds == {s["id"]: s["kind"] for s in source}
    text = (other.root / "content" / "erin" / "session.yaml").read_text()
    assert (
        lines(text) <= 1.5 * lines((root / "content" / "voorbeelden" / "session.yaml").read_text())
        and "# import:" not in text
    )
    made = other.build("erin")
    assert made.code == 0, made.out
    again = opened(Path(made.json["decks"][0]["file"]))
    assert [s.text.split() for s in again.slides] == [s.text.split() for s in opened(deck).slides]
    assert [s.notes for s in again.slides] == [s.notes for s in opened(deck).slides]


def test_the_webinar_for_an_audience_comes_back_whole(tmp_path: Path) -> None:
    """Cases of the library, repetitions, pictures, charts from files, photos of presenters, pauses that reckon with minutes."""
    for each in ("content", "templates"):
        shutil.copytree(ROOT / each, tmp_path / "a" / each)
    built = run_cli("build", "sociale-innovatie", "-a", "utrecht", "--project", tmp_path / "a", "--json")
    assert built.code == 0, built.out
    deck = Path(built.json["decks"][0]["file"])
    other = SmallProject(tmp_path / "b")
    (tmp_path / "b" / "content").mkdir(parents=True)
    import_deck(other, deck)
    text = (other.root / "content" / "erin" / "session.yaml").read_text()
    assert "# import:" not in text
    told = build_of(opened(deck).package)
    assert told is not None
    assert {s["kind"] for s in session_of(other)["slides"]} == {s.kind for s in told.slides}
    made = other.build("erin")
    assert made.code == 0, made.out
    again = opened(Path(made.json["decks"][0]["file"]))
    assert [sorted(s.text.split()) for s in again.slides] == [sorted(s.text.split()) for s in opened(deck).slides]
    pictures = [[shape.picture for shape in s.shapes if shape.picture] for s in opened(deck).slides]
    assert [[shape.picture for shape in s.shapes if shape.picture] for s in again.slides] == pictures


def foreign(target: Path) -> Path:
    """Write a deck as python-pptx's users do."""
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Quarterly review"
    first.placeholders[1].text = "Team North, 2026"
    points = deck.slides.add_slide(deck.slide_layouts[1])
    points.shapes.title.text = "What went well"
    frame = points.placeholders[1].text_frame
    frame.text = "Sales grew"
    for text, level in (("in every region", 1), ("except: one * [x]", 1), ("Costs fell", 0)):
        line = frame.add_paragraph()
        line.text, line.level = text, level
    points.notes_slide.notes_text_frame.text = "Say thanks"
    two = deck.slides.add_slide(deck.slide_layouts[3])
    two.shapes.title.text = "Two sides"
    two.placeholders[1].text = "left one\nleft two"
    two.placeholders[2].text = "right one"
    table = deck.slides.add_slide(deck.slide_layouts[5])
    table.shapes.title.text = "Figures"
    cells = table.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, texts in enumerate((("Region", "Sum"), ("North", "12"), ("South", "7"))):
        for column, text in enumerate(texts):
            cells.cell(row, column).text = text
    chart = deck.slides.add_slide(deck.slide_layouts[5])
    chart.shapes.title.text = "Growth"
    data = CategoryChartData()
    data.categories = ["Q1", "Q2"]
    data.add_series("North", (1.5, 2))
    chart.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data)
    picture = deck.slides.add_slide(deck.slide_layouts[5])
    picture.shapes.title.text = "The office"
    file = target.with_suffix(".png")
    file.write_bytes(png(900, 600))
    picture.shapes.add_picture(str(file), Inches(1), Inches(2), Inches(6))
    free = deck.slides.add_slide(deck.slide_layouts[6])
    for number, text in enumerate(("Loose words", "More of them")):
        free.shapes.add_textbox(Inches(1), Inches(1 + 2 * number), Inches(5), Inches(1)).text_frame.text = text
    free._element.set("show", "0")
    deck.save(str(target))
    return target


def test_a_deck_of_others_keeps_its_words_and_gets_kinds(project: SmallProject, tmp_path: Path) -> None:
    deck = foreign(tmp_path / "f.pptx")
    result = import_deck(project, deck)
    assert [each["kind"] for each in result["slides"]] == [
        "title",
        "bullets",
        "columns",
        "table",
        "chart",
        "image",
        "bullets",
    ]
    session = session_of(project)
    assert session["title"] in ("Quarterly review", "PowerPoint Presentation") and session["language"] == "en"
    slides = session["slides"]
    assert slides[1]["points"] == [
        {"text": "Sales grew", "points": ["in every region", "except: one \\* \\[x\\]"]},
        "Costs fell",
    ]
    assert slides[1]["notes"] == "Say thanks"
    assert slides[2]["columns"] == [{"points": ["left one", "left two"]}, {"points": ["right one"]}]
    assert slides[3]["rows"] == [["North", "12"], ["South", "7"]]
    assert slides[4]["series"] == [{"name": "North", "values": [1.5, 2]}] and slides[4]["type"] == "column"
    assert slides[5]["decorative"] is True and (project.root / "content" / "erin" / slides[5]["image"]).is_file()
    assert slides[6]["hidden"] is True
    assert {each["slide"] for each in result["doubts"]} == {6, 7}
    made = project.build("erin")
    assert made.code == 0, made.out
    assert recall(said(opened(deck)), said(opened(Path(made.json["decks"][0]["file"])))) >= 0.99


def test_a_doubt_is_a_comment_above_its_slide(project: SmallProject, tmp_path: Path) -> None:
    import_deck(project, foreign(tmp_path / "f.pptx"))
    text = (project.root / "content" / "erin" / "session.yaml").read_text()
    assert (
        "  # import: the picture has no alternative text: say what it tells, or keep decorative\n  - kind: image\n"
        in text
    )


def test_pictures_are_kept_once(project: SmallProject, tmp_path: Path) -> None:
    deck = pptx.Presentation()
    file = tmp_path / "p.png"
    file.write_bytes(png(900, 600))
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Picture {number}"
        slide.shapes.add_picture(str(file), Inches(1), Inches(2), Inches(6))
    deck.save(str(tmp_path / "f.pptx"))
    result = import_deck(project, tmp_path / "f.pptx")
    assert len([f for f in result["files"] if f.endswith(".png")]) == 1


def test_a_session_that_is_there_is_not_written_over(project: SmallProject, tmp_path: Path) -> None:
    deck = foreign(tmp_path / "f.pptx")
    import_deck(project, deck)
    made = project.run("import", deck, "--session", "erin")
    assert made.code == 2 and "is there already" in made.err


def test_its_template_becomes_a_brand(project: SmallProject, tmp_path: Path) -> None:
    import_deck(project, foreign(tmp_path / "f.pptx"), "--brand")
    assert (project.root / "templates" / "erin" / "brand.yaml").is_file()
    assert session_of(project)["brand"] == "erin"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0 old", b"text"])
def test_what_is_no_deck_is_told(project: SmallProject, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.pptx"
    file.write_bytes(data)
    made = project.run("import", file)
    assert made.code == 1 and "Traceback" not in made.err
    assert not list((project.root / "content").glob("*")) if (project.root / "content").exists() else True


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_a_deck_of_pandoc_keeps_its_words(project: SmallProject, tmp_path: Path) -> None:
    subprocess.run(["pandoc", str(ROOT / "docs" / "polls.md"), "-o", str(tmp_path / "p.pptx")], check=True, timeout=60)
    import_deck(project, tmp_path / "p.pptx")
    made = project.build("erin")
    assert made.code == 0, made.out
    wanted: Counter[str] = said(opened(tmp_path / "p.pptx"))
    assert recall(wanted, said(opened(Path(made.json["decks"][0]["file"])))) >= 0.99


def boxes(deck: Any, *texts: tuple[str, float, float, float, int]) -> Any:
    """Add a slide of text boxes alone: words, left, top, width in inches, size in points."""
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for words, x, y, wide, size in texts:
        frame = slide.shapes.add_textbox(Inches(x), Inches(y), Inches(wide), Inches(0.8)).text_frame
        for number, line in enumerate(words.split("\n")):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.size = line, Pt(size)
    return slide


def test_a_deck_of_text_boxes_has_titles_columns_steps_and_links(tmp_path: Path) -> None:
    """As PptxGenJS and web editors write decks: no placeholder anywhere."""
    deck = pptx.Presentation()
    boxes(deck, ("Opening words", 1, 1, 8, 44), ("What it is about", 1, 2.5, 8, 20))
    boxes(deck, ("A heading", 0.5, 0.3, 9, 32), ("left words\nmore", 0.5, 2, 4, 18), ("right words\nmore", 5, 2, 4, 18))
    steps = boxes(deck, ("The way", 0.5, 0.3, 9, 32), *((word, 0.5 + n * 3, 3, 2, 18) for n, word in enumerate("ABC")))
    for n in range(3):
        steps.shapes.add_shape(MSO_SHAPE.CHEVRON, Inches(0.5 + n * 3), Inches(3), Inches(2), Inches(0.8))
    linked = boxes(deck, ("Links", 0.5, 0.3, 9, 32), ("here\nthere", 0.5, 2, 9, 18))
    for paragraph, address in zip(
        linked.shapes[1].text_frame.paragraphs, ("https://example.org/a b", "file:///c:/x"), strict=True
    ):
        paragraph.runs[0].hyperlink.address = address
    file = tmp_path / "boxes.pptx"
    deck.save(str(file))
    project = SmallProject(tmp_path / "p")
    (project.root / "content").mkdir(parents=True, exist_ok=True)
    doubts = import_deck(project, file)["doubts"]
    slides = session_of(project)["slides"]
    assert [(s["kind"], s["title"]) for s in slides] == [
        ("title", "Opening words"), ("columns", "A heading"), ("process", "The way"), ("bullets", "Links"),
    ]  # fmt: skip
    assert slides[0]["subtitle"] == "What it is about"
    assert slides[1]["columns"] == [{"points": ["left words", "more"]}, {"points": ["right words", "more"]}]
    assert [s["title"] for s in slides[2]["steps"]] == ["A", "B", "C"]
    assert slides[3]["points"] == ["[here](https://example.org/a%20b)", "there"]
    assert sum("largest words" in str(each) for each in doubts) == 4
    assert any("1 link leads to a file" in str(each) for each in doubts)


def test_slides_that_were_split_come_back_as_one(tmp_path: Path) -> None:
    """Every kind with texts half to ten times as long: those that fit, whole or in parts, come home as their source."""
    stressed(tmp_path / "a", "nl", set())
    first = run_cli("build", "voorbeelden", "--project", tmp_path / "a", "--json")
    stressed(tmp_path / "a", "nl", {each["slide"].partition("--")[0] for each in first.json["findings"]})
    built = run_cli("build", "voorbeelden", "--project", tmp_path / "a", "--json")
    assert built.code == 0, built.out
    deck = Path(built.json["decks"][0]["file"])
    other = SmallProject(tmp_path / "b")
    (tmp_path / "b" / "content").mkdir(parents=True)
    import_deck(other, deck)
    source = yaml.load((tmp_path / "a/content/voorbeelden/session.yaml").read_text(), yaml.CSafeLoader)["slides"]
    assert {s["id"]: s["kind"] for s in session_of(other)["slides"]} == {s["id"]: s["kind"] for s in source}
    made = other.build("erin")
    assert made.code == 0, made.out
    again = opened(Path(made.json["decks"][0]["file"]))
    assert [s.text.split() for s in again.slides] == [s.text.split() for s in opened(deck).slides]
    assert len(again.slides) > len(source)  # some of them were split


def test_what_no_slide_shows_leaves_with_no_deck(tmp_path: Path) -> None:
    """Neither as words nor for the way back: an address that only a slide with contact data would show."""
    project = SmallProject(tmp_path).write(
        "slides:\n- {kind: title, id: titel}\n",
        "title: Proef\nlanguage: nl\nbrand: helder\ndate: 2026-12-10\nstart: '09:30'\n"
        "presenters: [{name: Noor Getoond, email: geheim@example.nl}]\n",
    )
    with zipfile.ZipFile(project.deck()) as deck:
        everything = b"".join(deck.read(name) for name in deck.namelist()).decode("utf-8", "replace")
    assert "geheim" not in everything
    assert "Noor Getoond" in everything and "2026-12-10" in everything and "09:30" in everything
