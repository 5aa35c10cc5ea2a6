"""What expressions reach and compare: records, and numbers that print as they were typed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Self

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
LONGEST_NUMBER = 30  # characters; longer ones are text


class Record:
    """A mapping whose entries expressions reach as attributes.

    shown: what it prints as; absent: where the empty cells are, by name, for the error that names them.
    """

    __slots__ = ("_absent", "_entries", "_shown")

    def __init__(self, entries: Mapping[str, Any], shown: str = "", absent: Mapping[str, str] | None = None) -> None:
        self._entries, self._shown, self._absent = dict(entries), shown, dict(absent or {})

    def __getattr__(self, name: str) -> Any:
        try:
            return self._entries[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:
        return self._entries[name]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __str__(self) -> str:
        return self._shown

    def __reduce__(self) -> Any:
        return (Record, (self._entries, self._shown, self._absent))

    def __repr__(self) -> str:
        return f"Record({list(self._entries.items())!r}, {self._shown!r})"


class Unlike(Exception):
    """Two values that cannot be compared, as one is text and the other none; says why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def same(left: Any, right: Any) -> bool:
    """Return whether two values are equal; raises Unlike where one is text and the other a number or a truth value."""
    if left == right:
        return True
    for text, other in ((left, right), (right, left)):
        if type(text) is str and isinstance(other, (bool, int, float)) and not isinstance(other, _Typed):
            kind = "true or false" if isinstance(other, bool) else "a number"
            shown = str(other).lower() if isinstance(other, bool) else str(other)
            raise Unlike(
                f"'{text[:60]}' is text and {shown} is {kind}",
                "write both alike: text in quotes, numbers and true or false without",
            )
    return False


def is_among(value: Any, those: Any) -> bool:
    """Return whether a value is in a list, as `same` has it; or text in text."""
    if isinstance(those, str) or not hasattr(those, "__iter__"):
        return bool(value in those)
    unlike: Unlike | None = None
    for each in those:
        try:
            if same(value, each):
                return True
        except Unlike as error:
            unlike = unlike or error
    if unlike is not None:
        raise unlike
    return False


def entries_of(record: Record) -> dict[str, Any]:
    """Return the entries of a record, as names for expressions of their own."""
    return dict(record._entries)


class _Typed:
    """A number that prints as it was typed."""

    typed: str

    def __new__(cls, typed: str) -> Self:
        number = super().__new__(cls, typed)  # type: ignore[call-arg]
        number.typed = typed
        return number

    def __eq__(self, other: object) -> bool:
        if type(other) is str:
            return self._is_text(other)
        return bool(same) if (same := super().__eq__(other)) is not NotImplemented else same

    def __ne__(self, other: object) -> bool:
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    def __hash__(self) -> int:
        return super().__hash__()

    def _is_text(self, other: str) -> bool:
        """Compare with text: true where it is the same number in the same writing; raises Unlike in another writing."""
        if other == self.typed:
            return True
        if len(other) > LONGEST_NUMBER or not _NUMBER.fullmatch(other) or float(other) != self:
            return False
        message = f"the number {self.typed} cannot be compared with '{other}', which is text"
        raise Unlike(message, f"write {self.typed} in both places, with or without quotes")

    def __str__(self) -> str:
        return self.typed

    def __repr__(self) -> str:  # part of slides' keys: what prints differently must differ
        return self.typed

    def __reduce__(self) -> Any:
        return (type(self), (self.typed,))


class TypedInt(_Typed, int):
    """A whole number that prints as it was typed."""


class TypedFloat(_Typed, float):
    """A decimal number that prints as it was typed."""


class StoredFloat(TypedFloat):
    """A decimal number of a file: typed holds it with a decimal point, and it prints with the mark of the deck's language."""


def value_of(text: str) -> Any:
    """Return a plain scalar of `variables` with its type: number, true, false, or text."""
    if len(text) > LONGEST_NUMBER:
        return text
    if re.fullmatch(r"-?(0|[1-9]\d*)", text):
        return TypedInt(text)
    if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", text):
        return TypedFloat(text)
    return {"true": True, "false": False}.get(text, text)


def meant_by(value: Any) -> str:
    """Return the number or day that a value is, with a decimal point or as year-month-day; "" where it is none.

    Of a cell it is the one that it is in its column. Raises Unlike where nobody can know it.
    """
    if isinstance(value, bool):
        return ""
    for name in ("meant", "plain"):  # of a cell, of a percentage
        if (said := getattr(value, name, None)) is not None:
            return str(said)
    if isinstance(value, _Typed):
        return value.typed
    if isinstance(value, (int, float)):
        from decimal import Decimal

        return f"{Decimal(repr(value)):f}" if math.isfinite(value) else ""
    return value if isinstance(value, str) and _DAY.fullmatch(value) else ""
