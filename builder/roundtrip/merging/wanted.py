"""What pulling a deck wants written, and what becomes of each change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from builder.roundtrip.merging.list_change import ListChange
from builder.roundtrip.sources import YamlPath

State = Literal["taken", "conflict", "told"]


@dataclass
class Item:
    """One change with what becomes of it."""

    deck: str
    slide: str
    sort: str
    field: str
    was: str
    now: str
    state: State
    reason: str = ""
    file: str = ""
    line: int = 0


@dataclass
class Wanted:
    """What is to be written: values by place, keys that go, lists that change; items that each of them answers for."""

    values: dict[tuple[str, YamlPath], tuple[Any, Item]] = field(default_factory=dict)
    keys: dict[tuple[str, YamlPath], tuple[Any, Item]] = field(default_factory=dict)
    removed: dict[tuple[str, YamlPath], Item] = field(default_factory=dict)
    lists: dict[tuple[str, YamlPath], tuple[ListChange, list[Item]]] = field(default_factory=dict)
    catalogs: dict[tuple[str, int], tuple[str, Item]] = field(default_factory=dict)
    pictures: dict[str, tuple[bytes, Item]] = field(default_factory=dict)


class NotTaken(Exception):
    """A change that cannot come back; its text says why."""

    def __init__(self, reason: str, *, conflict: bool = False) -> None:
        super().__init__(reason)
        self.conflict = conflict
