"""A small project whose session asks for a list of audiences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools.packages import A, DeckFile
from tests.tools.projects import HEAD, Run, SmallProject, write_files

LIST = 'source: {source}\nid: "{{{{ code }}}}"\nname: "{{{{ naam }}}}"\n'
Build = Callable[..., Run]


@pytest.fixture
def build_for(project: SmallProject) -> Build:
    """Build slides for everyone of a list: its file's name and bytes, more of its definition, data files, variables."""

    def build(
        slides: str, source: str, rows: str | bytes, more: str = "", variables: str = "", **data: str | bytes
    ) -> Run:
        write_files(
            project.root / "content" / "audiences", {source: rows, "lijst.yaml": LIST.format(source=source) + more}
        )
        head = HEAD.replace("slides:\n", f"audiences: lijst\n{variables}slides:\n")
        project.write(slides, head, **data)
        return project.build("-a", "all")

    return build


def texts(made: Run) -> dict[str, list[str]]:
    """Return the texts of every deck, by its audience's id."""
    assert made.code == 0, made.out + made.err
    found: dict[str, list[str]] = {}
    for deck in made.json["decks"]:
        slides = DeckFile(Path(deck["file"])).slides
        found[deck["audience"]] = [t.text or "" for slide in slides for t in slide.iter(f"{A}t")]
    return found


def rules(made: Run) -> list[tuple[Any, ...]]:
    """Return the rule, file's name and line of every finding."""
    return [(each["rule"], each["file"].rsplit("/", 1)[-1], each["line"]) for each in made.findings]
