"""Two decks compared: each edit is named as what it is, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.roundtrip import edited as by
from tests.roundtrip.test_pull import CASES, points
from tests.tools.projects import SmallProject

WHAT = {
    "bold": "restyled", "a link": "restyled", "bold taken away": "restyled", "a slide hidden": "hidden", "a slide moved": "slide moved",
    "a new row": "row added", "a row removed": "row removed", "rows moved": "rows moved", "a new column": "column added",
    "a column removed": "column removed", "figures": "figures", "a category renamed": "figures", "a new category": "figures",
    "a series renamed": "figures", "a category and a series renamed": "figures", "an alternative text": "alternative text", "a picture replaced": "picture",
    "notes where there were none": "notes added", "a word in notes of several lines": "notes",
    "an item of a list in notes": "notes", "a paragraph more in notes": "notes", "a new point at the end": "added",
    "a new point between": "added", "two new points": "added", "a point removed": "removed",
    "a point of a column removed": "removed", "points moved": "moved", "a lead removed": "removed", "a point nested": "moved",
    "a first point under another": "added", "a second paragraph of a heading": "reworded",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SmallProject]:
    project = by.session(tmp_path_factory.mktemp("diff"))
    return project.deck(), project


def diff(project: SmallProject, *decks: Path | str) -> tuple[int, list[Any]]:
    made = project.run("diff", *decks, "--json")
    return made.code, made.json["differences"]


@pytest.mark.parametrize("name", CASES)
def test_an_edit_is_named(name: str, built: tuple[Path, SmallProject], tmp_path: Path) -> None:
    deck, project = built
    edited = by.saved(deck, tmp_path / "edited.pptx", CASES[name].edit)
    code, found = diff(project, deck, edited)
    assert code == 1
    assert {each["what"] for each in found} == {WHAT.get(name, "reworded")}, found


def test_equal_decks_have_no_difference(built: tuple[Path, SmallProject], tmp_path: Path) -> None:
    deck, project = built
    again = by.saved(deck, tmp_path / "again.pptx", lambda deck: None)
    assert diff(project, deck, again) == (0, [])
    assert diff(project, deck) == (0, [])
    assert project.run("diff", deck, again).out == ""


def test_a_deck_beside_what_its_session_would_make_now(tmp_path: Path) -> None:
    project = by.session(tmp_path / "project")
    deck = project.deck()
    file = project.folder / "session.yaml"
    file.write_text(file.read_text().replace("Er valt iets te leren", "Elke dag leren"))
    code, found = diff(project, deck)
    assert (code, [(e["what"], e["was"], e["now"]) for e in found]) == (
        1,
        [("reworded", "Er valt iets te leren", "Elke dag leren")],
    )


def test_a_moved_shape_and_another_size_are_told(built: tuple[Path, SmallProject], tmp_path: Path) -> None:
    deck, project = built

    def edit(each: Any) -> None:
        box = by.slide(each, "In drie stappen").shapes[1]
        box.left += 500_000
        points(each, "iets te leren").runs[0].font.size = 250_000

    code, found = diff(project, deck, by.saved(deck, tmp_path / "e.pptx", edit))
    assert code == 1
    assert {each["what"] for each in found} == {"shape moved", "restyled"}


def test_a_page_has_both_pictures(built: tuple[Path, SmallProject], tmp_path: Path) -> None:
    deck, project = built
    edited = by.saved(deck, tmp_path / "e.pptx", lambda d: by.say(points(d, "iets te leren"), "<Nieuw> & anders"))
    page = tmp_path / "page.html"
    project.run("diff", deck, edited, "--report", page)
    html = page.read_text()
    assert html.count("<svg") == 2 and "&lt;Nieuw&gt; &amp; anders" in html and "<script" not in html


def test_what_is_no_deck_is_told(project: SmallProject, tmp_path: Path) -> None:
    file = tmp_path / "x.pptx"
    file.write_bytes(b"PK nothing")
    made = project.run("diff", file, file)
    assert made.code == 1 and "open it in PowerPoint" in made.err
