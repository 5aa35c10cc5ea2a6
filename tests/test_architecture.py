"""The house stays as ARCHITECTURE.md draws it: what a contract of import-linter cannot say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from builder.slide_kinds import kind_names
from tests.tools.projects import ROOT

PACKAGE = ROOT / "builder"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)


def name_of(path: Path) -> str:
    """Return a file's dotted name; a package's is its folder's."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in FILES}


def imports_of(path: Path) -> Iterator[str]:
    """Go through the modules of this package that a file imports, wherever in it, those for types only too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "builder":
            whole = [f"{node.module}.{each.name}" for each in node.names]
            found = [each for each in whole if each in MODULES]
            yield from found or [node.module]


# Circles that are still to be opened.
OPEN = {}
GRAPH = {name: set(imports_of(path)) - {name} for name, path in MODULES.items()}


def test_nothing_lies_loose() -> None:
    """Every module has a room but those that belong to all of them."""
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py", "diagnostics.py"}


def test_no_room_imports_what_is_private_to_another() -> None:
    """A module whose name begins with `_` is for its own room."""
    foreign = [
        (name, used)
        for name, all_used in GRAPH.items()
        for used in all_used
        if any(part.startswith("_") and not part.startswith("__") for part in used.split("."))
        and used.split(".")[1] != name.split(".")[1]
    ]
    assert foreign == []


def test_no_files_import_each_other_in_a_circle() -> None:
    """Not even for types: what two files need of each other belongs in a third. A room's face hands names on only."""
    faces = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    graph = {name: used - faces for name, used in GRAPH.items() if name not in faces}
    assert circles(graph) == []


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Return the groups of modules that reach each other (Tarjan's strongly connected components of more than one)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for used in graph.get(name, ()):
            if used not in index:
                visit(used)
                low[name] = min(low[name], low[used])
            elif used in stack:
                low[name] = min(low[name], index[used])
        if low[name] == index[name]:
            group = []
            while not group or group[-1] != name:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(tuple(sorted(group)))

    for name in graph:
        if name not in index:
            visit(name)
    return found


KINDS = kind_names()
# Words that kinds share with something else, and in which rooms they stand for that.
SHARED_WORDS = {
    "title": (set(), "the key of nearly every record, and a placeholder's type"),
    "image": (set(), "the key of a picture, and the type of a relationship"),
    "columns": (set(), "the key of a table's columns"),
    **dict.fromkeys(
        ("agenda", "chart", "closing", "questions", "section", "statement", "table", "video"),
        (
            {"brands", "checks", "fitting", "ooxml", "polls", "pptx", "roundtrip", "server"},
            "the role of a layout, a size of text, or a word of OOXML or HTML",
        ),
    ),
    "contact": (
        {"audiences", "brands", "checks", "cli", "fitting", "ooxml", "pipeline", "pptx", "projects"},
        "the role of a layout, and the column of a list that a table of files goes by",
    ),
    "figures": ({"content", "roundtrip"}, "the numbers of a chart or a poll"),
    "bullets": ({"brands"}, "marks before the paragraphs of a layout"),
    "resources": ({"polls"}, "an element of IMS packages of questions"),
    "poll": ({"polls", "server", "cli"}, "what the room of polls, its server and its command are about"),
    "case": ({"projects", "translation"}, "a sort of file, content/cases, and the owner of its texts"),
    "gallery": ({"cli"}, "the command that draws a page of all brands"),
}


def test_nothing_knows_a_kind_by_name() -> None:
    """A kind is one file: no other room imports its module, nor names it."""
    foreign = {name: path for name, path in MODULES.items() if name.split(".")[1:2] != ["slide_kinds"]}
    modules = {f"builder.slide_kinds.{kind}" for kind in KINDS}
    own = {"builder.slide_kinds.poll": "builder.polls."}  # a room that is about one kind: its votes and results
    used_by = [(name, used) for name in foreign for used in GRAPH[name] & modules]
    assert [(name, used) for name, used in used_by if not name.startswith(own.get(used, "-"))] == []
    named = []
    for name, path in foreign.items():
        room = name.split(".")[1] if "." in name else ""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in KINDS:
                rooms, _ = SHARED_WORDS.get(node.value, ({"-"}, ""))
                if rooms and room not in rooms:
                    named.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}")
    assert sorted(named) == []
