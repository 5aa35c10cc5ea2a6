"""The letters that the fonts at hand hold, read from their character maps (OpenType 1.9, `cmap` of formats 4 and 12)."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path


def lacking(text: str, folder: Path) -> str:
    """Return the letters and signs of a text that no font of a folder holds, each once."""
    if text.isascii():
        return ""
    held = _held(folder)
    shown = (each for each in dict.fromkeys(text) if unicodedata.category(each)[0] in "LNPS")
    return "".join(each for each in shown if ord(each) not in held)


@lru_cache(maxsize=2)
def _held(folder: Path) -> frozenset[int]:
    """Return the characters that a font of a folder holds in its regular style."""
    return frozenset(each for file in sorted(folder.glob("*-Regular.ttf")) for each in _characters(file.read_bytes()))


def _characters(font: bytes) -> Iterator[int]:
    tables = {
        font[at : at + 4]: struct.unpack_from(">II", font, at + 8) for at in range(12, 12 + 16 * _count(font, 4), 16)
    }
    start = tables[b"cmap"][0]
    for number in range(_count(font, start + 2)):
        at = start + int(struct.unpack_from(">I", font, start + 8 + 8 * number)[0])
        form = _count(font, at)
        if form == 4:
            yield from _of_segments(font, at)
        elif form == 12:
            yield from _of_groups(font, at)


def _count(font: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", font, at)[0])


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    """Go through the characters of a map of format 4; a segment that leads to glyph 0 holds none."""
    twice = _count(font, at + 6)
    for place in range(0, twice, 2):
        last, first = _count(font, at + 14 + place), _count(font, at + 16 + twice + place)
        delta, offset = (_count(font, at + 16 + part * twice + place) for part in (2, 3))
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = character
            if offset:
                glyph = _count(font, at + 16 + 3 * twice + place + offset + 2 * (character - first))
            if glyph and (glyph + delta) % 0x10000:
                yield character


def _of_groups(font: bytes, at: int) -> Iterator[int]:
    for number in range(int(struct.unpack_from(">I", font, at + 12)[0])):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)
