"""Which font files draw a family, and what they are called where fonts are chosen by name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from builder.fitting.fonts import LENDERS, SHIPPED, Face, font_path, own_families, ruler

_SERIFS = ("Gelasio", "LiberationSerif")


@lru_cache(maxsize=256)
def file_of(family: str, bold: bool, italic: bool, folder: str) -> Path:
    """Return the file that draws a face: the brand's own, or the free one of the same widths."""
    return font_path(Face(family, bold, italic), folder)[0]


def name_of(family: str, folder: str) -> str:
    """Return the name of the family that draws another one: Carlito for Calibri."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _stem(family, folder))


class Lender(NamedTuple):
    """A family that lends letters to another: the name to choose it by, that of its files, their folder ("": the shipped one)."""

    name: str
    family: str
    folder: str

    def face(self, bold: bool, italic: bool) -> Face:
        """Return the face that comes nearest to a style, of those that there is a file for."""
        there = Path(self.folder) if self.folder else SHIPPED
        for face in (Face(self.family, bold, italic), Face(self.family, bold), Face(self.family)):
            path = file_of(*face, self.folder)
            if path.parent == there and path.is_file():
                break
        return face


@lru_cache(maxsize=256)
def lenders_of(family: str, folder: str) -> tuple[Lender, ...]:
    """List who lends a family the letters that it lacks, the nearest first: as they are measured, the brand's own before others."""
    stem = _stem(family, folder)
    shipped = [each for each, _, _ in LENDERS.get(stem, LENDERS[""]) if each != stem]
    own = [Lender(name_of(each, folder), each, folder) for each in own_families(folder)]
    return (*own, *(Lender(name_of(each, ""), each, "") for each in shipped))


@lru_cache(maxsize=256)
def families_of(family: str, folder: str) -> tuple[str, ...]:
    """Return the names of the families that draw a family's text: its own, then those that lend it letters."""
    return tuple(dict.fromkeys((name_of(family, folder), *(each.name for each in lenders_of(family, folder)))))


@lru_cache(maxsize=256)
def put_together(family: str, folder: str) -> frozenset[str]:
    """Return the letters that a family lacks, but has the parts of: shaped, they would be drawn as letter and mark."""
    holds = ruler(Face(family), folder).holds
    missing = (each for each in map(chr, range(0xC0, 0x2000)) if each.isalpha() and not holds(each))
    return frozenset(each for each in missing if (parts := _parts(each)) and all(map(holds, parts)))


def _parts(letter: str) -> list[str]:
    """Return the letter and its marks that Unicode makes a letter of: Ά of Α and an accent."""
    made_of = unicodedata.decomposition(letter)
    return [] if made_of.startswith("<") else [chr(int(each, 16)) for each in made_of.split()]


@lru_cache(maxsize=256)
def css_families(family: str, folder: str) -> str:
    """Return the families to draw with, the best first, as CSS writes them."""
    stem = _stem(family, folder)
    last = "monospace" if stem == "LiberationMono" else "serif" if stem in _SERIFS else "sans-serif"
    drawn, *lenders = families_of(family, folder)
    names = dict.fromkeys((drawn, family, *lenders))
    return ", ".join([*(f"'{_quoted(name)}'" for name in names if name), last])


def _stem(family: str, folder: str) -> str:
    return file_of(family, False, False, folder).stem.partition("-")[0]


def _quoted(name: str) -> str:
    return re.sub(r"[^\w \-]", "", name)
