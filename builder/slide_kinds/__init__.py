"""The slide kinds, one file each, registered by being there: the file's name is the kind's name.

To add one: a file with a `SlideKind` subclass, its fields, an `EXAMPLE` and `plan()`.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path

from builder.slide_kinds._base import DeckFacts, LayoutChoice, SlideKind
from builder.slide_kinds._case_fields import CaseFields
from builder.slide_kinds._records import Logo, Person

__all__ = ["CaseFields", "DeckFacts", "LayoutChoice", "Logo", "Person", "SlideKind", "kind_names", "kind_of"]


@lru_cache(maxsize=1)
def kind_names() -> tuple[str, ...]:
    """List the names of all kinds, in alphabetical order."""
    folder = Path(__file__).parent
    return tuple(sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_")))


@lru_cache(maxsize=64)
def kind_of(name: str) -> type[SlideKind]:
    """Import a kind by its name; raises KeyError where there is none."""
    if name not in kind_names():
        raise KeyError(name)
    module = importlib.import_module(f"{__name__}.{name}")
    return next(
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, SlideKind) and each.__module__ == module.__name__
    )
