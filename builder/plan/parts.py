"""What the parts of a plan have in common: frozen structs, compared by what they say and not by where it came from."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from msgspec import Struct


class Part(Struct, frozen=True, eq=False):
    """A part of a plan that nobody compares."""


class Compared(Struct, frozen=True, eq=False):
    """A part that is the same as another one that says the same; `UNSAID` names the fields that do not count."""

    UNSAID: ClassVar[tuple[str, ...]] = ("at",)
    _told: ClassVar[Callable[[Any], Any] | None] = None

    def _said(self) -> Any:
        told = type(self)._told
        if told is None:
            names = [name for name in self.__struct_fields__ if name not in self.UNSAID]
            told = type(self)._told = attrgetter(*names)
        return told(self)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, type(self)) and self._said() == other._said())

    def __hash__(self) -> int:
        return hash(self._said())
