"""Where the fields of a deck are written: in which file, at which place; and the files as they are to be."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from builder.content.edits import EditRefused, YamlFile
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, scalars_of
from builder.diagnostics import Position
from builder.projects.session import Session, SlideSource

YamlPath = tuple[str | int, ...]
_STEP = re.compile(r"[^.\[\]]+|\[(\d+)\]")


class Place(NamedTuple):
    """A node with the file that it is written in, and its path there."""

    node: Node
    file: str
    path: YamlPath


@dataclass
class NewFile:
    """A file that is no YAML: a catalog, a picture."""

    file: Path
    name: str
    original: bytes
    data: bytes

    @property
    def is_changed(self) -> bool:
        return self.data != self.original

    def diff(self) -> str:
        """Return the unified diff of a text; of other files that there is a new one."""
        try:
            old, new = self.original.decode().splitlines(keepends=True), self.data.decode().splitlines(keepends=True)
        except UnicodeDecodeError:
            return f"new file {self.name} ({len(self.data)} bytes)\n"
        return "".join(difflib.unified_diff(old, new, f"a/{self.name}", f"b/{self.name}"))

    def write(self) -> None:
        """Write beside and rename; raises EditRefused where the file changed since it was read, and OSError."""
        now = self.file.read_bytes() if self.file.is_file() else b""
        if now != self.original:
            raise EditRefused("file-changed", (), self.name)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        beside = self.file.with_name(f".{self.file.name}.{os.getpid()}.new")
        try:
            beside.write_bytes(self.data)
            beside.replace(self.file)
        finally:
            beside.unlink(missing_ok=True)


@dataclass
class Sources:
    """The files of a project under edit; places are those of the files as read."""

    root: Path
    read: dict[str, YamlFile] = field(default_factory=dict)
    now: dict[str, YamlFile] = field(default_factory=dict)
    others: dict[str, NewFile] = field(default_factory=dict)

    def file(self, name: str) -> YamlFile:
        """Return a file as it is to be; raises OSError, EditRefused."""
        if name not in self.now:
            path = self.root / name
            made = YamlFile.read(path, name) if path.is_file() else YamlFile.new(path, name)
            self.read[name] = self.now[name] = made
        return self.now[name]

    def change(self, file: YamlFile) -> None:
        """Take a file as it is to be."""
        self.now[file.name] = file

    def path_of(self, at: Position) -> YamlPath:
        """Return the path of what begins at a place; raises EditRefused."""
        self.file(at.file)
        return self.read[at.file].path_at(at.line, at.column)

    def is_inline(self, at: Position) -> bool:
        """True where what begins at a place is written in brackets."""
        self.file(at.file)
        line = self.read[at.file].text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[at.line - 1]
        return line[at.column - 1 : at.column] in ("[", "{")

    def other(self, name: str) -> NewFile:
        """Return a file that is no YAML, as it is to be."""
        if name not in self.others:
            path = self.root / name
            data = path.read_bytes() if path.is_file() else b""
            self.others[name] = NewFile(path, name, data, data)
        return self.others[name]

    @property
    def changed(self) -> list[YamlFile | NewFile]:
        """The files that change, in the order of their names."""
        every: list[YamlFile | NewFile] = [*self.now.values(), *self.others.values()]
        return sorted((each for each in every if each.is_changed), key=lambda each: each.name)

    def diff(self) -> str:
        """Return what changes, as unified diffs."""
        return "".join(each.diff() for each in self.changed)


def steps_of(name: str) -> list[str | int]:
    """Cut a field's path into keys and numbers."""
    return [int(m[1]) if m[1] else m[0] for m in _STEP.finditer(name)]


def node_of(session: Session, slide: str, name: str) -> Node | None:
    """Return the node of a field: of a slide, of the session (`session/title`) or of a case (`case:id/title`)."""
    owner, slash, inner = name.rpartition("/")
    if slash and owner == "session":
        root: Node | None = session.node
    elif slash and owner.startswith("case:"):
        found = session.library.case_nodes(session.findings).get(owner.partition(":")[2])
        root = found[0] if found else None
    else:
        root = next((each.node for each in session.slides if each.id == slide), None)
    return inside(root, steps_of(inner if slash else name))


def inside(node: Node | None, steps: list[str | int]) -> Node | None:
    """Return what steps lead to; a bare text is the field that its short form fills."""
    for number, step in enumerate(steps):
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.entries.get(step)
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Scalar) and number == len(steps) - 1 and isinstance(step, str):
            return node
        else:
            return None
    return node


def slide_of(session: Session, name: str) -> SlideSource | None:
    """Return a session's slide by its id."""
    return next((each for each in session.slides if each.id == name), None)


def plain_value(node: Node) -> Any:
    """Return a node as a value that can be written again."""
    if isinstance(node, Listing):
        return [plain_value(each) for each in node.items]
    if isinstance(node, Mapping):
        return {key: plain_value(each) for key, each in node.entries.items()}
    if node.absent:
        return None
    if node.plain and node.text in ("true", "false"):
        return node.text == "true"
    if node.plain and re.fullmatch(r"-?\d{1,15}", node.text) and str(int(node.text)) == node.text:
        return int(node.text)
    if node.plain and re.fullmatch(r"-?\d{1,15}\.\d{1,15}", node.text) and repr(float(node.text)) == node.text:
        return float(node.text)
    return node.text


def same_texts(node: Node, text: str) -> Iterator[Scalar]:
    """Go through the texts under a node that say exactly this."""
    wanted = " ".join(text.split())
    for each in scalars_of(node):
        if " ".join(each.text.split()) == wanted:
            yield each


def nested(lines: list[tuple[int, str]]) -> list[Any]:
    """Return lines with levels as points: text, or text with points."""
    made: list[Any] = []
    number = 0
    while number < len(lines):
        level, text = lines[number]
        end = number + 1
        while end < len(lines) and lines[end][0] > level:
            end += 1
        below = nested(lines[number + 1 : end])
        made.append({"text": text, "points": below} if below else text)
        number = end
    return made
