"""A project with one audience list, written by a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.audiences.lists import AudienceList, load_list
from builder.projects.project import Project
from tests.tools.projects import write_files

HEAD = 'source: lijst.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n'
MakeList = Callable[..., AudienceList]


@pytest.fixture
def read(tmp_path: Path) -> MakeList:
    """Write a list and read it: its rows, its definition, and other files of its folder."""

    def make(rows: str | bytes, definition: str = HEAD, **more: str | bytes) -> AudienceList:
        folder = tmp_path / "content" / "audiences"
        write_files(folder, {"lijst.csv": rows, "lijst.yaml": definition, **more})
        return load_list("lijst", Project.at(tmp_path))

    return make
