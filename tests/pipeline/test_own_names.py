"""Each deck says its own audience's name and figures, and nobody else's."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest

from builder.checks import verify_bytes
from builder.pipeline.results import BuildResult
from builder.pipeline.run import Options, build
from tests.pipeline.projects import NAMES, mark, marked_project
from tests.tools.packages import A, DeckFile, P
from tests.tools.projects import ROOT, run_cli

COUNT = 20


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    project = marked_project(tmp_path_factory.mktemp("merken"), COUNT)
    result = build(["proef"], project, Options(select=("all",), jobs=1))
    assert result.ok, result.findings
    return result


def all_text(file: Path) -> str:
    """Give everything that a deck's parts say: slides, notes, charts, workbooks, properties."""
    found = []
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(data)) as book:
                    found += [book.read(each).decode() for each in book.namelist()]
            elif name.endswith((".xml", ".rels")):
                found.append(data.decode())
    return "\n".join(found)


def test_no_deck_holds_a_foreign_mark_or_figure(made: BuildResult) -> None:
    assert len(made.decks) == COUNT
    for number, deck in enumerate(made.decks):
        text = all_text(deck.file)
        assert set(re.findall(r"⟦\d+⟧", text)) == {mark(number)}
        figures = set(re.findall(r"(?<!\d)7[.,]?310[.,]?0\d\d(?!\d)", text))
        assert {re.sub(r"\D", "", each) for each in figures} == {str(7_310_000 + number)}
        assert text.count(mark(number)) >= 9
        for part in ("ppt/slides/", "ppt/notesSlides/", "ppt/charts/", "docProps/core.xml"):
            held = [n for n in DeckFile(deck.file).names if n.startswith(part) and n.endswith(".xml")]
            assert any(mark(number) in DeckFile(deck.file).members[n].decode() for n in held), part


def test_every_deck_is_sound_and_conditions_hold(made: BuildResult) -> None:
    for number, deck in enumerate(made.decks):
        assert verify_bytes(deck.file.read_bytes(), deck.file.name) == []
        titles = DeckFile(deck.file).titles
        assert ("Alleen groot" in titles) == (number >= 5)
        assert "Inwoners" in titles


def test_names_stand_in_file_name_and_manifest(made: BuildResult) -> None:
    folder = made.decks[0].file.parent
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["decks"]
    rows = list(csv.DictReader(io.StringIO((folder / "manifest.csv").read_text(encoding="utf-8-sig"))))
    assert len(listed) == len(rows) == COUNT
    names = {deck.file.name for deck in made.decks}
    assert {each["file"] for each in listed} == {each["file"] for each in rows} == names
    assert all(unicodedata.is_normalized("NFC", name) and len(name) <= 120 for name in names)
    for part in (
        "s-gravenhage",
        "súdwest-fryslân",
        "bergen-l-",
        "bergen-nh-",
        "nuenen-gerwen-en-nederwetten",
        "ijsselstein",
    ):
        assert any(part in name for name in names), part
    assert len(NAMES) == 10


def test_an_accent_and_a_logo_stand_on_theme_and_master_only(made: BuildResult) -> None:
    plain, coloured, pale, logo = (DeckFile(deck.file) for deck in made.decks[:4])
    accent = f".//{A}accent2/{A}srgbClr"
    assert coloured.xml("ppt/theme/theme1.xml").find(accent).get("val") == "C2185B"
    adjusted = pale.xml("ppt/theme/theme1.xml").find(accent).get("val")
    assert adjusted not in ("F4F4F4", plain.xml("ppt/theme/theme1.xml").find(accent).get("val"))
    assert any(each.rule == "accent-adjusted" and each.audience == "X0002" for each in made.decks[2].findings)
    pictures = logo.xml("ppt/slideMasters/slideMaster1.xml").findall(f".//{P}pic")
    assert len(pictures) == len(plain.xml("ppt/slideMasters/slideMaster1.xml").findall(f".//{P}pic")) + 1
    shared = "ppt/slides/slide_vast.xml"
    same = (
        next(name for name in plain.names if name.startswith("ppt/slides/") and "vast" in name)
        if shared not in plain.names
        else shared
    )
    assert len({each.members[same] for each in (plain, coloured, pale, logo)}) == 1


def test_selection_and_dry_run_list_the_files(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 12)
    told = run_cli(
        "build", "proef", "-a", "group:groot", "--exclude", "X0007", "--dry-run", "--json", "--project", project
    )
    assert told.code == 0, told.err
    assert [deck["audience"] for deck in told.json["decks"]] == ["X0005", "X0006", "X0008", "X0009", "X0010", "X0011"]
    assert not (project / "output" / "proef").exists()
    assert run_cli("build", "proef", "-a", "Atlantis", "--project", project).code == 2


def test_the_shipped_lists_are_whole() -> None:
    counts = {}
    for name in ("municipalities", "provinces", "waterboards"):
        told = run_cli("audience", "list", name, "--json", "--project", ROOT)
        assert told.code == 0, told.err
        counts[name] = len(told.json)
    assert counts == {"municipalities": 342, "provinces": 12, "waterboards": 21}


def test_a_slide_that_shows_the_session_shows_its_own_audience(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    session = project / "content" / "proef" / "session.yaml"
    head = (
        "title: Voor {{ audience.name }}\nlanguage: nl\naudiences: gemeenten\norganisation: Huis {{ audience.name }}\n"
    )
    session.write_text(
        head + "slides:\n  - {kind: title, id: titel}\n  - {kind: closing, id: slot}\n", encoding="utf-8"
    )
    result = build(["proef"], project, Options(select=("all",), jobs=1))
    assert result.ok, result.findings
    for number, deck in enumerate(result.decks):
        assert set(re.findall(r"⟦\d+⟧", all_text(deck.file))) == {mark(number)}
