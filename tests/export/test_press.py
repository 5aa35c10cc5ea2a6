"""Typst is kept ready between documents: each is the same as if it were the only one, and nothing of it stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("typst")

from builder.export import _press
from builder.export._press import Document, printed
from tests.pages.decks import built, project
from tests.tools.projects import ROOT, png

NOON = datetime(2026, 12, 10, 12, tzinfo=UTC)
HEAD = '#set document(title: "Een")\n#set text(lang: "nl")\n'


def document(words: str, *, picture: bytes = b"") -> Document:
    pictures = {"a.svg": lambda: picture} if picture else {}
    shown = '#image("a.svg", alt: "Een vlak")' if picture else ""
    return Document(f'{HEAD}#include "een.typ"\n{shown}', NOON, {"een.typ": f"= {words}"}, pictures)


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_press, "_presses", _press.Bounded(2))


@pytest.mark.usefixtures("press")
def test_a_document_is_the_same_after_others() -> None:
    first, other = printed(document("Eerst"), "").files, printed(document("Daarna"), "").files
    assert other != first == printed(document("Eerst"), "").files


@pytest.mark.usefixtures("press")
def test_what_does_not_keep_to_the_standards_is_printed_and_told() -> None:
    made = printed(Document(f'{HEAD}= Titel\n#image("a.svg")', NOON, {}, {"a.svg": lambda: SVG}), "")
    assert made.files[0].startswith(b"%PDF") and "alt" in made.against
    assert printed(document("Eerst", picture=SVG), "").against == ""


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.usefixtures("press")
def test_files_of_other_documents_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_press, "OTHERS", 3)
    folders = set()
    for n in range(9):
        printed(Document(f'{HEAD}#include "{n}.typ"', NOON, {f"{n}.typ": f"= Titel {n}"}, {}), "")
        (press,) = _press._presses
        folders.add(press._root)
        assert len(list(press._root.iterdir())) <= 5
    assert len(folders) == 3
    assert [each.exists() for each in folders].count(True) == 1


def test_a_process_that_ends_leaves_no_folder(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    program = (
        "import os\nfrom builder import Options, build\n"
        f"made = build(['proef'], {str(root)!r}, Options(formats=('pdf',)))\nassert made.ok\n"
        "pid = os.fork()\n"
        "if pid: os.waitpid(pid, 0); print(len(os.listdir(os.environ['TMPDIR'])))\n"
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "1\n"  # a process that was forked from it took nothing away
    assert not list(scratch.iterdir())


@pytest.mark.usefixtures("press")
def test_a_font_that_joins_the_brand_is_seen(tmp_path: Path) -> None:
    printed(document("Eerst"), str(tmp_path))
    (tmp_path / "leeg.ttf").write_bytes(b"")
    printed(document("Eerst"), str(tmp_path))
    assert len(_press._presses) == 2


def test_a_deck_that_follows_others_has_the_bytes_of_one_alone(tmp_path: Path) -> None:
    alone = built(project(tmp_path / "een"), "pdf").decks[0].file.read_bytes()
    built(project(tmp_path / "twee", language="en"), "pdf", "handout")
    assert built(project(tmp_path / "drie"), "pdf").decks[0].file.read_bytes() == alone


@pytest.mark.usefixtures("press")
def test_a_picture_that_only_typst_refuses_is_written_anew() -> None:
    """Without its last piece: other programs show it. The first document and those that follow are the same."""
    whole = png(60, 40)

    def shown(picture: bytes) -> Document:
        return Document(f'{HEAD}= Titel\n#image("a.png", alt: "Een vlak")', NOON, {}, {"a.png": lambda: picture})

    first, again = printed(shown(whole[: -len("....IEND....")]), ""), printed(shown(whole), "")
    assert first.against == "" and first == again
