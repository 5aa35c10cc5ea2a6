"""One file per form that results come in, told by its shape; a reader is there because its file is."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import Any, Protocol

from builder.polls.ballots import Read
from builder.polls.matching import Known
from builder.polls.sheets import Sheet


class Reader(Protocol):
    """A module that reads a sheet where it has the reader's shape. ORDER: lower ones look first."""

    ORDER: int

    def read(self, sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None: ...


@lru_cache(maxsize=1)
def readers() -> tuple[Reader, ...]:
    """List the readers in the order in which they look at a sheet."""
    found: list[Any] = [
        importlib.import_module(f"{__name__}.{each.name}")
        for each in pkgutil.iter_modules(__path__)
        if each.name[0] != "_"
    ]
    return tuple(sorted(found, key=lambda reader: reader.ORDER))


def read_sheet(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return what is in a sheet, read by the first reader whose shape it has; place: numbers of file and sheet."""
    return next((made for reader in readers() if (made := reader.read(sheet, known, place)) is not None), None)
