"""How the parts of a plan are made: frozen, compared by what they say and not by where it came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def part(cls: type[T]) -> type[T]:
    """Make a class a part of a plan: frozen, and without comparison or `repr`, which cost at every start."""
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(cls)


class Compared:
    """A part that is the same as another one that says the same; where it came from does not count.

    Written once for all parts of a drawing: methods that `dataclass` makes for each cost at every start.
    """

    __slots__ = ()
    _told: ClassVar[Callable[[Any], Any] | None] = None

    def _said(self) -> Any:
        told = type(self)._told
        if told is None:
            names = [each.name for each in fields(self) if each.compare]  # type: ignore[arg-type]
            told = type(self)._told = attrgetter(*names)
        return told(self)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, type(self)) and self._said() == other._said())

    def __hash__(self) -> int:
        return hash(self._said())
