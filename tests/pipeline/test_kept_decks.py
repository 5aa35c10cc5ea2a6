"""What a build leaves as it stands: decks that were left out, decks that could not be written, decks up to date."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from builder.projects.project import Project
from builder.storage import manifest as manifests
from tests.pipeline.projects import LIST, marked_project
from tests.tools.projects import ROOT


def files(project: Path) -> list[str]:
    return sorted(path.name.split("-")[1] for path in (project / "output" / "proef").glob("*.pptx"))


@pytest.mark.parametrize(
    ("select", "exclude"), [(("all",), ("X0001",)), ((), ("X0001",)), (("X0002", "X0003"), ("X0003",))]
)
def test_who_is_excluded_keeps_a_deck(tmp_path: Path, select: tuple[str, ...], exclude: tuple[str, ...]) -> None:
    project = marked_project(tmp_path, 4)
    build(["proef"], project, Options(select=("all",), jobs=1))
    result = build(["proef"], project, Options(select=select, exclude=exclude, jobs=1, prune=True))
    assert result.ok and not result.gone
    assert files(project) == ["X0000", "X0001", "X0002", "X0003"]


def test_everyone_of_another_list_is_not_everyone(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    build(["proef"], project, Options(select=("all",), jobs=1))
    folder = project / "content" / "audiences"
    rows = (folder / "gemeenten.csv").read_text(encoding="utf-8").splitlines()
    (folder / "enkele.csv").write_text("\n".join(rows[:2]) + "\n", encoding="utf-8")
    (folder / "enkele.yaml").write_text(LIST.replace("gemeenten.csv", "enkele.csv"), encoding="utf-8")
    result = build(["proef"], project, Options(select=("all",), lists=("enkele",), jobs=1, prune=True))
    assert result.ok and not result.gone
    assert files(project) == ["X0000", "X0001", "X0002"]


def test_a_deck_that_cannot_be_written_has_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = marked_project(tmp_path, 3)
    own = manifests.written_beside

    def full(folder: str, name: str, chunks: Iterable[bytes]) -> object:
        if "X0001" in name:
            raise OSError(errno.ENOSPC, "No space left on device")
        return own(folder, name, chunks)

    monkeypatch.setattr(manifests, "written_beside", full)
    result = build(["proef"], project, Options(select=("all",), jobs=1))
    assert [deck.status for deck in result.decks] == ["built", "failed", "built"]
    assert [each.rule for each in result.findings if each.severity == "error"] == ["file-writable"]
    listed = json.loads((project / "output" / "proef" / "manifest.json").read_text(encoding="utf-8"))["decks"]
    assert [entry["audience"] for entry in listed] == ["X0000", "X0002"]
    monkeypatch.undo()
    again = build(["proef"], project, Options(select=("all",), jobs=1))
    assert [deck.status for deck in again.decks] == ["unchanged", "built", "unchanged"]


def test_a_deck_that_cannot_take_its_place_has_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, own = marked_project(tmp_path, 2), os.replace

    def refuse(source: str, target: str) -> None:
        if "X0001" in str(target):
            raise PermissionError(errno.EACCES, "Permission denied")
        own(source, target)

    monkeypatch.setattr("builder.storage.store.os.replace", refuse)
    result = build(["proef"], project, Options(select=("all",), jobs=1))
    assert [deck.status for deck in result.decks] == ["built", "failed"]
    listed = json.loads((project / "output" / "proef" / "manifest.json").read_text(encoding="utf-8"))["decks"]
    assert [entry["audience"] for entry in listed] == ["X0000"]


def test_a_deck_that_cannot_be_written_anew_keeps_the_entry_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = marked_project(tmp_path, 1)
    build(["proef"], project, Options(select=("all",), jobs=1))
    noted = (project / "output" / "proef" / "manifest.json").read_bytes()
    session = project / "content" / "proef" / "session.yaml"
    session.write_text(session.read_text(encoding="utf-8").replace("voor iedereen", "voor allen"), encoding="utf-8")

    own = os.replace

    def refuse(source: str, target: str) -> None:
        if str(target).endswith(".pptx"):
            raise PermissionError(errno.EACCES, "Permission denied")
        own(source, target)

    monkeypatch.setattr("builder.storage.store.os.replace", refuse)
    assert not build(["proef"], project, Options(select=("all",), jobs=1)).ok
    monkeypatch.undo()
    assert (project / "output" / "proef" / "manifest.json").read_bytes() == noted
    assert build(["proef"], project, Options(select=("all",), jobs=1)).ok  # and is not "changed by hand"


@pytest.mark.parametrize("place", ["content/proef", "elders/diep/proef"])
def test_a_brand_of_the_projects_own_counts_wherever_the_session_stands(tmp_path: Path, place: str) -> None:
    project = tmp_path / "project"
    shutil.move(marked_project(tmp_path / "made", 1), project)
    if place != "content/proef":
        (project / place).parent.mkdir(parents=True)
        shutil.move(project / "content" / "proef", project / place)
    name = str(project / place)
    assert [deck.status for deck in build([name], project, Options()).decks] == ["built"]
    assert [deck.status for deck in build([name], project, Options()).decks] == ["unchanged"]
    shutil.copytree(ROOT / "templates" / "avond", Project.at(project).templates / "helder")
    brand = project / "templates" / "helder" / "brand.yaml"
    brand.write_text(brand.read_text(encoding="utf-8").replace("name: avond", "name: helder"), encoding="utf-8")
    assert [deck.status for deck in build([name], project, Options()).decks] == ["built"]
