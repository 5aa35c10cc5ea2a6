"""Sessions: order, includes, ids, and what stands in which file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from builder import build, load_session
from builder.diagnostics import ContentError, UsageError
from builder.projects.project import Project
from tests.tools.packages import DeckFile
from tests.tools.projects import ROOT, SmallProject, png, write_files


def slide(name: str) -> str:
    return f"- {{kind: statement, id: {name}, text: Dia {name}}}\n"


def test_includes_are_put_in_place(project: SmallProject) -> None:
    project.write(
        slide("een") + "- include: slides/midden.yaml\n" + slide("vijf"),
        **{
            "slides/midden.yaml": slide("twee") + "- include: slides/dieper.yaml\n",
            "slides/dieper.yaml": slide("drie") + slide("vier"),
        },
    )
    session = load_session("proef", Project.at(project.root))
    assert [each.id for each in session.slides] == ["een", "twee", "drie", "vier", "vijf"]
    assert not list(session.findings)
    files = [each.node.at.file for each in session.slides]
    assert files == [
        "content/proef/session.yaml",
        "content/proef/slides/midden.yaml",
        *["content/proef/slides/dieper.yaml"] * 2,
        "content/proef/session.yaml",
    ]
    assert DeckFile(project.deck()).titles == [f"Dia {name}" for name in ("een", "twee", "drie", "vier", "vijf")]


def test_slides_are_shared_by_sessions(project: SmallProject) -> None:
    project.write("- include: ../shared/huis.yaml\n")
    write_files(project.root, {"content/shared/huis.yaml": slide("huis")})
    assert DeckFile(project.deck()).titles == ["Dia huis"]


def test_the_same_file_may_be_included_by_two_files_if_ids_differ(project: SmallProject) -> None:
    project.write(
        "- include: a.yaml\n- include: leeg.yaml\n- include: leeg.yaml\n",
        **{"a.yaml": slide("een"), "leeg.yaml": "[]\n"},
    )
    assert DeckFile(project.deck()).titles == ["Dia een"]


def test_a_session_is_found_by_name_path_and_file(project: SmallProject) -> None:
    project.write(slide("een"))
    place = Project.at(project.root)
    for name in ("proef", str(project.folder), str(project.folder / "session.yaml"), "content/proef"):
        assert load_session(name, place).slug == "proef"
    with pytest.raises(UsageError, match="did you mean 'proef'"):
        load_session("proev", place)


def test_names_match_in_both_forms_of_unicode(project: SmallProject) -> None:
    folder = project.root / "content" / unicodedata.normalize("NFD", "één")
    write_files(
        folder,
        {
            "session.yaml": "title: Proef\nlanguage: nl\nslides:\n"
            + slide("een")
            + "- {kind: image, id: foto, title: Foto, image: caf\u00e9.png, alt: Foto}\n",
            unicodedata.normalize("NFD", "café.png"): png(),
        },
    )
    made = build([unicodedata.normalize("NFC", "één")], project.root)
    assert made.ok, made.findings
    name = made.decks[0].file.name
    assert name == unicodedata.normalize("NFC", name)


def test_the_python_entry_points_give_typed_results(project: SmallProject) -> None:
    project.write(slide("een"))
    made = build(["proef"], project.root)
    assert made.ok
    (deck,) = made.decks
    assert (deck.session, deck.language, deck.brand, deck.status, deck.slides) == ("proef", "nl", "helder", "built", 1)
    assert isinstance(deck.file, Path)


def test_a_file_that_is_no_session_raises(project: SmallProject) -> None:
    project.files({"session.yaml": "- een\n"})
    with pytest.raises(ContentError):
        load_session("proef", Project.at(project.root))


def test_the_webinar_loads_without_findings() -> None:
    session = load_session("sociale-innovatie", Project.at(ROOT))
    assert len(session.slides) > 30
    assert not list(session.findings)
    assert session.needs_audience() is None
