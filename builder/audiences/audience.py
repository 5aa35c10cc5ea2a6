"""An audience: one row of a list, for whom a deck is made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, overload

from builder.audiences.definition import Setting
from builder.audiences.values import Values, filled_in
from builder.content import expressions
from builder.content.tables.columns import Column
from builder.content.tables.rows import Row, Table
from builder.content.tables.untyped import Cell
from builder.diagnostics import Position
from builder.languages.language import language_of


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """One row of a list, for whom a deck is made.

    contact: for the table that goes with a bundle, never in a deck. values, forms: its cells that are not empty, by column; forms by language; names: its name by language.
    """

    id: str
    name: str
    at: Position
    row: str
    languages: tuple[str, ...] = ()
    brand: str = ""
    logo: str = ""
    accent: str = ""
    file_name: str = ""
    groups: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    empty: tuple[str, ...] = field(default=(), repr=False)
    naming: Setting | None = field(default=None, repr=False)
    filing: Setting | None = field(default=None, repr=False)
    id_column: Column | None = field(default=None, repr=False)
    contact: str = field(default="", repr=False)

    def record(self, language: str) -> expressions.Record:
        """Give what `audience` is in the expressions of a deck in a language; made anew, as each deck asks once."""
        entries = dict(self.values)
        form = form_of(language, self.forms)
        if form:
            entries.update(self.forms[form])
        absent = {column: self.row for column in self.empty if column not in entries}
        entries["id"] = self.id if self.id_column is None else Cell(self.id, self.id_column)
        entries["groups"] = tuple(sorted(self.groups))
        name = self._name(language, form, entries)
        if name is None:
            entries.pop("name", None)
            absent["name"] = self.row
        else:
            entries["name"] = name
        if self.languages:
            entries["language"] = ", ".join(self.languages)
        if self.brand:
            entries["brand"] = self.brand
        return expressions.Record(entries, name or self.name, absent)

    def filed_as(self, text: str, language: str) -> str:
        """Give the file name that a text with expressions comes to, in a language; raises ContentError."""
        template = expressions.split(text)
        names = expressions.Names(expressions.entries_of(self.record(language)), language)
        filled = [names.text(each, self.filing.at(each) if self.filing else self.at) for each in template.expressions]
        return " ".join(expressions.fill(template.text, filled).split())

    def _name(self, language: str, form: str, entries: Mapping[str, Any]) -> str | None:
        """Give the name in a language; None where there is none for it."""
        if self.naming is not None and any("|" in each for each in self.naming.template.expressions):
            return filled_in(self.naming, Values(entries, self.empty), language)
        if form in self.names:
            return self.names[form]
        return self.names.get("") if self.names else self.name


class MakesAudiences(Protocol):
    """What makes the audiences of a list of its rows."""

    settings: dict[str, Setting]
    table: Table

    def audience(self, row: Row) -> Audience | None:
        """Return the audience of a row; None where it has none."""

    def id_of(self, row: Row) -> str:
        """Return the id of a row that has no fault."""


class Audiences(Sequence[Audience]):
    """The audiences of rows, each made anew when asked for, so that thousands take little memory."""

    def __init__(self, maker: MakesAudiences | None = None, places: Iterable[int] = ()) -> None:
        """places: of the rows that have no fault."""
        self._maker, self._places = maker, array("I", places)

    def add(self, place: int) -> None:
        """Take in the audience of a row."""
        self._places.append(place)

    def ids(self) -> Iterator[str]:
        """Give the ids alone, which is faster."""
        for place in self._places:
            assert self._maker is not None
            yield self._maker.id_of(self._maker.table.rows[place])

    @property
    def are_alike(self) -> bool:
        """True where none has a language, a brand or a file name of its own."""
        return self._maker is None or not {"language", "brand", "file_name"}.intersection(self._maker.settings)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Audience: ...

    @overload
    def __getitem__(self, place: slice) -> Audiences: ...

    def __getitem__(self, place: int | slice) -> Audience | Audiences:
        if isinstance(place, slice):
            return Audiences(self._maker, self._places[place])
        assert self._maker is not None
        made = self._maker.audience(self._maker.table.rows[self._places[place]])
        assert made is not None
        return made

    def __iter__(self) -> Iterator[Audience]:
        return (self[place] for place in range(len(self)))


def form_of(language: str, forms: Mapping[str, Any]) -> str:
    """Find the form for a language: its own, or that of its base; "" where there is none."""
    return (language_of(language).nearest(forms) or "") if forms else ""
