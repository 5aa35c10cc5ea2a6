"""Icons: open line drawings by the name of what they show, read when the first one is asked for.

The data are Lucide's drawings (ICONS-LICENSE.md), made by tools/make_icons.py: path data of M, L, C and Z on a square of `GRID` units.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "icons.json"
GRID = 2400  # units of the square that an icon is drawn in
WEIGHT = 1.75 / 24  # of an icon's side: the width of its lines


_COMMAND = re.compile("[MLCZ][^MLCZ]*")


class Icon(NamedTuple):
    """An icon: what it shows, whether it points in reading direction, its lines as path data."""

    shows: str
    directional: bool
    path: str
    tags: str  # further words by which it is found


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons, in order."""
    return tuple(_icons())


def icon(name: str) -> Icon:
    """Return an icon by its name."""
    shows, directional, path, tags = _icons()[name]
    return Icon(shows, bool(directional), path, tags)


@lru_cache(maxsize=64)
def lines_of(name: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return an icon's path as commands with their coordinates."""
    return tuple(
        (each[0], tuple(int(number) for number in each[1:].split())) for each in _COMMAND.findall(icon(name).path)
    )


@lru_cache(maxsize=1)
def _icons() -> dict[str, tuple[str, int, str, str]]:
    icons: dict[str, tuple[str, int, str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return icons
