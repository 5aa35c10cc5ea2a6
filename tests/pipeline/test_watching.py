"""Which files count as a change, and which folders are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline.watching import _counts, _told, watched_folders
from builder.projects.project import OWN_FOLDER, Project


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("content/a/session.yaml", True), ("content/a/beeld.png", True), ("content/.hidden.yaml", True),
        ("content/.git/index", False), (f"content/{OWN_FOLDER}/session.schema.json", False), ("content/__pycache__/x.pyc", False),
        ("content/a/.#session.yaml", False), ("content/a/session.yaml~", False), ("content/a/.session.yaml.swp", False),
        ("content/a/4913", False),
    ],
)  # fmt: skip
def test_files_of_programs_are_no_change(name: str, counts: bool) -> None:
    assert _counts(None, name) is counts


def test_a_session_elsewhere_is_looked_at_too_and_no_folder_twice(tmp_path: Path) -> None:
    for name in ("p/content/een", "p/templates", "elders/twee"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "session.yaml").write_text("title: T\n")
    project = Project.at(tmp_path / "p")
    root = (tmp_path / "p").resolve()
    elsewhere = (tmp_path / "elders" / "twee").resolve()
    assert watched_folders(project, ["een"]) == [root / "content", root / "templates"]
    assert watched_folders(project, ["een", str(elsewhere)]) == [root / "content", root / "templates", elsewhere]


def test_a_file_that_is_gone_is_told_where_nothing_else_changed(tmp_path: Path) -> None:
    there, gone = tmp_path / "a.yaml", tmp_path / "b.tmp"
    there.write_text("x")
    assert _told([(1, str(there)), (3, str(gone)), (2, str(there))]) == [there]
    assert _told([(3, str(gone))]) == [gone]
