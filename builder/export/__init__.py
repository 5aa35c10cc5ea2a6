"""Export formats, one file each, registered by being there: the file's name is the format's name.

To add one: a file with a `Format` subclass, its `suffix` and `write()`. Names of files, the manifest, batches,
workers and `-f` know it from then on.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.diagnostics import UsageError, suggest, to_install

if TYPE_CHECKING:
    from builder.export._base import Choice, DeckContent, Format, SlideFrame, SlideView
    from builder.export._pages import DeckPages, PageView

__all__ = [
    "DEFAULT", "Choice", "DeckContent", "DeckPages", "Format", "PageView", "SlideFrame", "SlideView", "choices_of", "format_names",
    "format_of",
]  # fmt: skip
DEFAULT = "pptx"


def __getattr__(name: str) -> Any:
    """Import what a format is made with when it is asked for: the command line needs the names only."""
    if name not in __all__:
        raise AttributeError(f"module 'builder.export' has no attribute '{name}'")
    place = "_pages" if name in ("DeckPages", "PageView") else "_base"
    return getattr(importlib.import_module(f"{__name__}.{place}"), name)


@lru_cache(maxsize=1)
def format_names() -> tuple[str, ...]:
    """List the names of all formats, in alphabetical order."""
    folder = Path(__file__).parent
    return tuple(sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_")))


@lru_cache(maxsize=64)
def format_of(name: str) -> Format:
    """Return a format by its name; raises UsageError where there is none, or what it needs is not installed."""
    if name not in format_names():
        raise UsageError(f"there is no format '{name}': {suggest(name, format_names())}")
    from builder.export._base import Format

    module = importlib.import_module(f"{__name__}.{name}")
    found: Format = next(
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Format) and each.__module__ == module.__name__
    )()
    from importlib.util import find_spec

    if any(find_spec(each) is None for each in found.libraries):
        raise UsageError(f"the format '{name}' needs more than is installed: {to_install(found.extra)}")
    return found


def choices_of(asked: Iterable[str]) -> tuple[Choice, ...]:
    """Return the formats to write, the default one where none is asked for; raises UsageError.

    asked: `NAME` or `NAME:OPTION[=VALUE]:…`, several with commas, as `-f` takes them.
    """
    texts = dict.fromkeys(text.strip() for each in asked for text in each.split(","))
    found: dict[str, Choice] = {}
    for text in texts or (DEFAULT,):
        name, *settings = text.split(":")
        if name in found:
            raise UsageError(f"the format '{name}' is asked for twice: its files would have one name")
        found[name] = _choice(format_of(name), settings)
    return tuple(found.values())


def _choice(chosen: Format, settings: list[str]) -> Choice:
    from builder.export._base import Choice

    pairs = []
    for setting in settings:
        option, _, value = setting.partition("=")
        if option not in chosen.options:
            known = suggest(option, chosen.options) if chosen.options else "it has none"
            raise UsageError(f"the format '{chosen.name}' has no option '{option}': {known}")
        pairs.append((option, value))
    return Choice(chosen, tuple(sorted(pairs)))
