"""Which font files draw a family, and what they are called where fonts are chosen by name."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from builder.fitting.fonts import SHIPPED, Face, font_path, own_families

ARABIC, ARABIC_FILES = "Noto Sans Arabic", "NotoSansArabic"
_SERIFS = ("Gelasio", "LiberationSerif")


@lru_cache(maxsize=256)
def file_of(family: str, bold: bool, italic: bool, folder: str) -> Path:
    """Return the file that draws a face: the brand's own, or the free one of the same widths."""
    return font_path(Face(family, bold, italic), folder)[0]


def arabic_file(bold: bool) -> Path:
    """Return the file that lends Arabic letters to the faces that have none."""
    return SHIPPED / f"NotoSansArabic-{'Bold' if bold else 'Regular'}.ttf"


@lru_cache(maxsize=256)
def name_of(family: str, folder: str) -> str:
    """Return the name of the family that draws another one: Carlito for Calibri."""
    stem = file_of(family, False, False, folder).stem.partition("-")[0]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)


@lru_cache(maxsize=8)
def lent_by(folder: str) -> tuple[tuple[str, str], ...]:
    """List the families of a brand's folder, which lend their letters to others: the name to choose by, that of the files."""
    return tuple((name_of(each, folder), each) for each in own_families(folder))


def face_at_hand(family: str, bold: bool, folder: str) -> Face:
    """Return a face of a brand's own family: bold where there is a file for it."""
    return Face(family, bold and file_of(family, True, False, folder).parent == Path(folder))


@lru_cache(maxsize=256)
def css_families(family: str, folder: str) -> str:
    """Return the families to draw with, the best first, as CSS writes them."""
    stem = file_of(family, False, False, folder).stem.partition("-")[0]
    last = "monospace" if stem == "LiberationMono" else "serif" if stem in _SERIFS else "sans-serif"
    names = dict.fromkeys((name_of(family, folder), family, *(each for each, _ in lent_by(folder)), ARABIC))
    return ", ".join([*(f"'{_quoted(name)}'" for name in names if name), last])


def _quoted(name: str) -> str:
    return re.sub(r"[^\w \-]", "", name)
