"""An export format is one file: names, manifest, batches, workers and `-f` know it from then on."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from builder.export import choices_of, format_names, format_of
from builder.pipeline.run import Options, build
from builder.pptx.link import Linker
from tests.pipeline.projects import marked_project
from tests.tools.projects import ROOT, run_cli

WORDS = '''
"""Words: the titles of a deck."""
from builder.export._base import Format, SlideView


class Title(SlideView):
    name = "title"

    def make(self, slide, frame):
        return f"{slide.plan.id} {frame.brand.name}".encode()


class Words(Format):
    suffix = ".titles.txt"
    options = {"loud": "in capitals"}
    views = (Title,)

    def write(self, deck, settings):
        yield f"{deck.properties.title} ({deck.properties.language})\\n".encode()
        for line in deck.view(Title):
            yield (line.upper() if "loud" in settings else line) + b"\\n"
'''


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program that has one file more."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(ROOT / "builder", folder / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "builder" / "export" / "words.py").write_text(WORDS, encoding="utf-8")
    return folder


def run(program: Path, *arguments: str | Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments), "--json"],
        cwd=program, env={"PYTHONPATH": str(program), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    return json.loads(done.stdout)


def test_a_format_is_one_file(tmp_path: Path, program: Path) -> None:
    project = marked_project(tmp_path, 3)
    asked = ("build", "proef", "-a", "all", "-j", "1", "--project", project)
    planned = run(program, *asked, "-f", "words", "--dry-run")
    assert [Path(deck["file"]).name.endswith(".titles.txt") for deck in planned["decks"]] == [True] * 3
    first = run(program, *asked, "-f", "words")
    folder = project / "output" / "proef"
    assert {path.suffix for path in folder.iterdir()} == {".txt", ".json", ".csv"}  # no .pptx was asked for
    text = Path(first["decks"][0]["file"]).read_text(encoding="utf-8")
    assert text.splitlines()[0].endswith("(nl)") and "programma helder" in text
    assert {deck["status"] for deck in run(program, *asked, "-f", "words")["decks"]} == {"unchanged"}
    both = run(program, *asked, "-f", "pptx,words")
    assert [(deck["format"], deck["status"]) for deck in both["decks"]] == [
        ("pptx", "built"),
        ("words", "unchanged"),
    ] * 3
    loud = run(program, *asked, "-f", "words:loud", "--prune")
    assert {deck["status"] for deck in loud["decks"]} == {"built"}
    assert "PROGRAMMA HELDER" in Path(loud["decks"][0]["file"]).read_text(encoding="utf-8")
    assert not loud["gone"]  # the .pptx files were not asked for this time, and stay
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["decks"]
    assert sorted(entry["format"] for entry in listed) == ["pptx"] * 3 + ["words"] * 3
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert sorted(row["format"] for row in csv.DictReader(stream)) == ["pptx"] * 3 + ["words"] * 3


def test_workers_write_every_format(tmp_path: Path, program: Path) -> None:
    alone, shared = marked_project(tmp_path / "een", 16), marked_project(tmp_path / "twee", 16)
    workers = program / "builder" / "pipeline" / "workers.py"
    text = workers.read_text(encoding="utf-8")
    workers.write_text(text.replace("STARTING, FORKING = 3.0, 0.6", "STARTING, FORKING = 0.0, 0.0"), encoding="utf-8")
    for project, jobs in ((alone, "1"), (shared, "2")):
        made = run(program, "build", "proef", "-a", "all", "-j", jobs, "-f", "words,pptx", "--project", project)
        assert len(made["decks"]) == 32
    files = [
        {path.name: path.read_bytes() for path in (project / "output" / "proef").iterdir()}
        for project in (alone, shared)
    ]
    assert files[0] == files[1]


def test_formats_without_the_deck_link_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.export import _base
    from builder.export import pptx as powerpoint

    class Titles(_base.Format):
        suffix = ".txt"

        def write(self, deck: _base.DeckContent, settings: object) -> list[bytes]:
            return [deck.properties.title.encode()]

    project = marked_project(tmp_path, 1)
    monkeypatch.setattr(powerpoint, "PowerPoint", Titles)
    monkeypatch.setattr(Titles, "__module__", powerpoint.__name__)
    format_of.cache_clear()
    monkeypatch.setattr(Linker, "link", lambda *_: pytest.fail("a deck was linked"))
    try:
        assert build(["proef"], project, Options()).ok
    finally:
        format_of.cache_clear()
    assert [path.suffix for path in (project / "output" / "proef").iterdir() if "manifest" not in path.name] == [".txt"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("pfd", "there is no format 'pfd'"),
        ("pptx:large", "the format 'pptx' has no option 'large': known here: clean"),
        ("pptx,pptx:x", "asked for twice"),
        ("pptx, pptx", ""),
    ],
)
def test_what_cannot_be_written_is_wrong_usage(tmp_path: Path, asked: str, told: str) -> None:
    done = run_cli("build", "proef", "-f", asked, "--dry-run", "--project", marked_project(tmp_path, 1))
    assert done.code == (2 if told else 0)
    assert told in done.err


def test_formats_have_names_and_endings_of_their_own() -> None:
    suffixes = [format_of(name).suffix for name in format_names()]
    assert len(suffixes) == len(set(suffixes))
    assert [choice.name for choice in choices_of(())] == ["pptx"]
