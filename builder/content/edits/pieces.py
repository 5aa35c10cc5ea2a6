"""A YAML text as pieces that know from where to where they are written.

They are made from PyYAML's events, not from its nodes: there an alias has the marks of its anchor. An
event's end is moved back to where the piece itself ends, as the marks of blocks take in what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from builder.content.yaml_nodes import MAX_DEPTH, MAX_NODES

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*[ \t]*(?:\n[ \t]*)?")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n]*", re.M)
HEADER_COMMENT = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")

Path = tuple[str | int, ...]


class NotYaml(Exception):
    """A text that cannot be read as one YAML document of keys, lists and texts."""


@dataclass(slots=True, eq=False)
class Piece:
    """A value as written.

    start: where its anchor or tag begins; body: where it itself begins; end: where it ends. keys: of a mapping, as long as `children`.
    """

    kind: Literal["scalar", "list", "mapping", "alias"]
    start: int
    body: int
    end: int
    text: str = ""
    style: str = ""
    flow: bool = False
    tag: str = ""
    anchor: str = ""
    children: list[Piece] = field(default_factory=list)
    keys: list[Piece] = field(default_factory=list)
    target: Piece | None = None
    explicit: bool = False  # a mapping with a key that is not followed by its colon

    @property
    def plain(self) -> bool:
        """True for a text without quotes that is no block."""
        return self.kind == "scalar" and self.style == ""

    @property
    def empty(self) -> bool:
        """True where nothing is written."""
        return self.plain and self.text == ""

    def place_of(self, step: str | int) -> int:
        """Return the place of a child; raises KeyError where there is none, or the key stands there twice."""
        if self.kind == "list" and isinstance(step, int) and 0 <= step < len(self.children):
            return step
        if self.kind == "mapping" and isinstance(step, str):
            found = [n for n, key in enumerate(self.keys) if key.kind == "scalar" and key.text == step]
            if len(found) == 1:
                return found[0]
        raise KeyError(step)

    def begin(self, place: int) -> int:
        """Return where a child begins, its key included."""
        return self.keys[place].start if self.kind == "mapping" else self.children[place].start


def pieces_of(text: str) -> Piece | None:
    """Return the root of a text, None where it holds nothing; raises NotYaml."""
    try:
        reader = _Reader(text, iter(list(yaml.parse(text, Loader=_Loader))))
        return reader.root()
    except (yaml.YAMLError, StopIteration, RecursionError) as error:
        raise NotYaml from error


class _Reader:
    """Builds pieces from events."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text, self.events = text, events
        self.anchors: dict[str, Piece] = {}
        self.count = 0

    def root(self) -> Piece | None:
        made: Piece | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if made is not None:
                    raise NotYaml
                made = self.piece(next(self.events), 0)
        return made

    def piece(self, event: Any, depth: int) -> Piece:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise NotYaml
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            target = self.anchors.get(event.anchor or "")
            if target is None:
                raise NotYaml
            return Piece("alias", start, start, end, target=target)
        anchor, tag = event.anchor or "", event.tag or ""
        body = self._after_properties(start) if anchor or tag else start
        if isinstance(event, yaml.ScalarEvent):
            made = Piece("scalar", start, body, end, event.value, (event.style or "").strip(), tag=tag, anchor=anchor)
            made.end = self._end_of(made)
            self._known(made)
            return made
        kind: Literal["list", "mapping"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        made = Piece(kind, start, body, end, flow=bool(event.flow_style), tag=tag, anchor=anchor)
        self._known(made)
        self._fill(made, depth)
        return made

    def _known(self, made: Piece) -> None:
        if made.anchor:
            self.anchors[made.anchor] = made

    def _fill(self, made: Piece, depth: int) -> None:
        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                if made.flow or not made.children:
                    assert event.end_mark is not None
                    made.end = event.end_mark.index
                else:
                    made.end = made.children[-1].end
                return
            first = self.piece(event, depth + 1)
            if made.kind == "list":
                made.children.append(first)
                continue
            value = self.piece(next(self.events), depth + 1)
            colon = re.compile(r"[ \t]*:").match(self.text, first.end)
            if colon is None or self.text[: first.start].rstrip(" \t").endswith("?"):
                made.explicit = True
            elif value.empty and value.start == value.end:
                value.start = value.body = value.end = colon.end()
            made.keys.append(first)
            made.children.append(value)

    def _after_properties(self, start: int) -> int:
        for _ in range(2):
            found = _PROPERTY.match(self.text, start)
            start = found.end() if found else start
        return start

    def _end_of(self, made: Piece) -> int:
        """Return where a text ends: a block without the blank lines after it, unless they are kept (`|+`)."""
        if made.style not in ("|", ">"):
            made.body = min(made.body, made.end)
            return made.end
        written = self.text[made.body : made.end]
        head = written.partition("\n")[0]
        if "+" in head.partition("#")[0]:
            return made.end - written.endswith("\n")
        return made.body + len(written.rstrip())


def comments_of(text: str, root: Piece | None) -> list[tuple[int, str]]:
    """Return the comments of a text in order, each with where it begins."""
    spans = sorted((each.body, each.end) for each in _leaves(root)) if root is not None else []
    found: list[tuple[int, str]] = []
    here = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start >= here:
            found += [(match.start(), match[0].rstrip()) for match in _COMMENT.finditer(text, here, start)]
            header = HEADER_COMMENT.match(text, start, end)
            found += [(header.start(1), header[1].rstrip())] if header else []
            here = end
    return found


def _leaves(piece: Piece) -> Iterator[Piece]:
    if piece.kind in ("scalar", "alias"):
        yield piece
    for each in (*piece.keys, *piece.children):
        yield from _leaves(each)
