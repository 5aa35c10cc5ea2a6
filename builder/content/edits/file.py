"""A YAML file under edit: each edit is looked over before it counts, and shown before it is written."""

from __future__ import annotations

import contextlib
import difflib
import os
from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from builder.content.edits import splices
from builder.content.edits.guard import EditRefused, is_as_wanted, meant
from builder.content.edits.pieces import Path, Piece
from builder.content.edits.source import Source, Splice
from builder.content.edits.writing import Value

_MARK = "\ufeff"


@dataclass(frozen=True)
class YamlFile:
    """A YAML file as read and as it is to be. Every edit returns another one.

    file: None for a text alone; name: as messages have it; text: without a byte order mark.
    """

    file: FilePath | None
    name: str
    original: bytes
    text: str

    @classmethod
    def read(cls, file: FilePath, name: str = "") -> YamlFile:
        """Read a file; raises OSError, or EditRefused where it is not UTF-8."""
        return cls.of(file.read_bytes(), name or file.name, file)

    @classmethod
    def of(cls, data: bytes, name: str = "", file: FilePath | None = None) -> YamlFile:
        """Take bytes as a file's."""
        try:
            return cls(file, name, data, data.decode("utf-8").removeprefix(_MARK))
        except UnicodeDecodeError:
            raise EditRefused("not-utf-8", file=name) from None

    @classmethod
    def new(cls, file: FilePath, name: str = "") -> YamlFile:
        """Begin a file that is not there yet."""
        return cls(file, name or file.name, b"", "")

    def set(self, path: Path, value: Value) -> YamlFile:
        """Write another value in a place, in its style where that can hold it.

        A block (`|`, `>`) keeps its indent, and the line end at its end. Raises EditRefused.
        """
        source = self._source()
        piece, wanted = source.piece_at(path), meant(value)
        if isinstance(value, str):
            wanted = wanted._replace(text=splices.block_text(source, piece, value))
        said = _with(source.said, path, wanted)
        plainly = _with(source.said, path, meant(value))
        return self._edited(source, splices.replacing(source, path, value), (said, plainly), path)

    def put(self, path: Path, value: Value, *, after: str = "") -> YamlFile:
        """Write a field: set it where it is there, else insert it; after: the field that it is to follow."""
        source = self._source()
        if path and isinstance(path[-1], str) and path[-1] not in (_at(source.said, path[:-1]) or ()):
            return self.insert(path, value, after=after)
        return self.set(path, value)

    def insert(self, path: Path, value: Value, *, after: str = "") -> YamlFile:
        """Insert a new field (its key is the last step) or a new item (before the one with that number). Raises EditRefused."""
        source, inside, step = self._source(), path[:-1], path[-1]
        try:
            old = _at(source.said, inside)
        except (KeyError, IndexError, TypeError):
            raise EditRefused("not-there", path, self.name) from None
        if isinstance(step, int):
            items = [*old] if isinstance(old, list) else []
            items.insert(step, meant(value))
            ways, wanted = splices.inserting_item(source, inside, step, value), _with(source.said, inside, items)
        else:
            fields = dict(old) if isinstance(old, dict) else {}
            if step in fields:
                raise EditRefused("layout", path, self.name)
            index = [*fields].index(after) + 1 if after in fields else len(fields)
            entries = [*fields.items()]
            entries.insert(index, (step, meant(value)))
            ways = splices.inserting_field(source, inside, step, value, index)
            wanted = _with(source.said, inside, dict(entries))
        return self._edited(source, ways, (wanted,), path)

    def remove(self, path: Path) -> YamlFile:
        """Take a field or an item out, with the comments that belong to it. Raises EditRefused."""
        source = self._source()
        source.piece_at(path)
        wanted = _with(source.said, path, None, remove=True)
        return self._edited(source, splices.removing(source, path), (wanted,), path, comments_go=True)

    def move(self, path: Path, index: int) -> YamlFile:
        """Move an item or a field to another place among its siblings, with its comments. Raises EditRefused."""
        source, inside = self._source(), path[:-1]
        place = source.place_at(path)
        order = [n for n in range(len(place.parent.children)) if n != place.place]
        order.insert(index, place.place)
        old = _at(source.said, inside)
        pairs = [*old.items()] if isinstance(old, dict) else [*old]
        moved = [pairs[n] for n in order]
        wanted = _with(source.said, inside, dict(moved) if isinstance(old, dict) else moved)
        return self._edited(source, splices.moving(source, inside, order), (wanted,), path)

    def has(self, path: Path) -> bool:
        """True where a path leads to something that is not empty."""
        try:
            piece = self._source().piece_at(path)
        except EditRefused as error:
            if error.reason == "not-there":
                return False
            raise
        return not (piece.kind == "scalar" and piece.plain and piece.text in ("", "~", "null"))

    def path_at(self, line: int, column: int) -> Path:
        """Return the path of what begins at a place, counted from 1 as findings do; raises EditRefused."""
        source = self._source()
        lines = source.text.split("\n")
        place = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
        found = _path_to(source.root, place)
        if found is None:
            raise EditRefused("not-there", (), self.name)
        return found

    def diff(self) -> str:
        """Return the unified diff between the file as read and as it is to be; "" where they are equal."""
        old = self.original.decode("utf-8").removeprefix(_MARK).splitlines(keepends=True)
        new = self.text.splitlines(keepends=True)
        made = list[str]()
        for line in difflib.unified_diff(old, new, f"a/{self.name}", f"b/{self.name}"):
            made.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
        return "".join(made)

    @property
    def data(self) -> bytes:
        """The bytes to write: with the byte order mark that was there."""
        mark = _MARK if self.original.startswith(_MARK.encode()) else ""
        return (mark + self.text).encode()

    @property
    def is_changed(self) -> bool:
        return self.data != self.original

    def write(self) -> None:
        """Write beside the file and rename; raises EditRefused where the file changed since it was read, and OSError."""
        assert self.file is not None
        there = self.file.resolve()
        now = there.read_bytes() if there.is_file() else b""
        if now != self.original:
            raise EditRefused("file-changed", (), self.name)
        there.parent.mkdir(parents=True, exist_ok=True)
        beside = there.with_name(f".{there.name}.{os.getpid()}.new")
        try:
            with beside.open("xb") as stream:
                stream.write(self.data)
                stream.flush()
                os.fsync(stream.fileno())
            if there.is_file():
                beside.chmod(there.stat().st_mode & 0o7777)
            beside.replace(there)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()

    def _source(self) -> Source:
        try:
            return Source(self.text)
        except EditRefused as error:
            raise EditRefused(error.reason, error.path, self.name) from None

    def _edited(
        self, source: Source, ways: Iterable[list[Splice]], wanted: tuple[Any, ...], path: Path, *, comments_go: bool = False
    ) -> YamlFile:  # fmt: skip
        """Return the file with the first way of writing it that changes nothing else."""
        try:
            for way in ways:
                gone = {text for text in way if text.end > text.start and comments_go}
                comments = Counter(
                    each for at, each in source.comments if not any(part.start <= at < part.end for part in gone)
                )
                made = source.spliced(way)
                plain = made.replace("\r\n", "\n").replace("\r", "\n")
                if any(is_as_wanted(plain, each, comments) for each in wanted):
                    return replace(self, text=made)
        except EditRefused as error:
            raise EditRefused(error.reason, error.path, self.name) from None
        raise EditRefused("layout", path, self.name)


def _at(said: Any, path: Path) -> Any:
    """Return what is said at a path."""
    for step in path:
        said = said[step]
    return said


def _with(said: Any, path: Path, wanted: Any, *, remove: bool = False) -> Any:
    """Return what is said with another value at a path, or without it; nothing else is copied."""
    if not path:
        return wanted
    made, step = copy(said), path[0]
    if len(path) == 1 and remove:
        del made[step]
    else:
        made[step] = _with(said[step], path[1:], wanted, remove=remove)
    return made


def _path_to(piece: Piece | None, place: int) -> Path | None:
    """Return the path of the outermost piece that begins at a place."""
    if piece is None:
        return None
    if piece.start == place:
        return ()
    for number, child in enumerate(piece.children):
        step: str | int = piece.keys[number].text if piece.kind == "mapping" else number
        if piece.begin(number) <= place <= max(child.end, child.start):
            if piece.kind == "mapping" and piece.keys[number].start == place:
                return (step,)
            inner = _path_to(child, place)
            if inner is not None:
                return (step, *inner)
    return None
