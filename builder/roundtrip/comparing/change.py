"""One change made by hand: its sort, where it is, what was there and what is there now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from builder.plan import Run
from builder.roundtrip.seen import SeenShape
from builder.roundtrip.told import ToldChart

Sort = Literal[
    "text", "new item", "new child", "item gone", "moved items", "levels", "field gone", "new row", "row gone", "new column", "column gone",
    "moved rows", "figures", "alt", "picture", "hidden", "program", "moved", "new shape", "shape gone", "notes", "chart doubt",
    "merged",
]  # fmt: skip
_ITEM = re.compile(r"(.*)\[(\d+)\]((?:\.\w+)?)")


class Line(NamedTuple):
    """A paragraph of a list as it stands: the field that it is from ("" for a new one), its level and its words."""

    field: str
    level: int
    runs: tuple[Run, ...]
    changed: bool


@dataclass
class Change:
    """One change: where, what was there and what is there now."""

    slide: str
    sort: Sort
    field: str = ""
    was: str = ""
    now: str = ""
    paragraphs: tuple[tuple[Run, ...], ...] = ()  # the field as it stands now
    markers: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    after: str = ""  # a new item: the field of the item before it, "" for the first
    before: str = ""  # a new item that is the first: the field of the one after it
    order: tuple[str, ...] = ()  # moved items: their fields in the order in which they stand
    lines: tuple[Line, ...] = ()  # levels: all lines of the list as it stands
    cells: tuple[tuple[Run, ...], ...] = ()
    chart: ToldChart | None = None
    base_chart: ToldChart | None = None
    shape: SeenShape | None = None
    number: int = 0  # of a column
    values: tuple[str, ...] = ()  # what the expressions of the field were shown as
    title: str = ""


def item_of(name: str) -> tuple[str, int, str] | None:
    """Return the list, the number and the key within the item of a field such as `points[2]` or `steps[0].title`."""
    match = _ITEM.fullmatch(name)
    return (match[1], int(match[2]), match[3]) if match else None


def prefixes(name: str) -> Iterator[re.Match[str]]:
    """Go through the items that a field is within, the outermost first: `columns[0]`, `columns[0].points[2]`."""
    for end in (m.end() for m in re.finditer(r"\[\d+\]", name)):
        match = re.match(r".*", name[:end])
        if match:
            yield match


def is_under(name: str, prefix: str) -> bool:
    """True for a field itself, and for what is within it."""
    return name == prefix or (name.startswith(prefix) and name[len(prefix)] in ".[")
