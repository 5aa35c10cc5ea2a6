"""Lines broken and text measured with the fonts that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from builder.fitting.fonts import TWINS, Face, font_path, has_twin, ruler
from builder.fitting.lines import Laid, Piece, break_lines, measure

CALIBRI = Face("Calibri")
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzé-", min_size=1, max_size=14), min_size=1, max_size=40)
WIDTHS = st.floats(20, 900)


def laid(text: str, size: float = 20, face: Face = CALIBRI) -> Laid:
    return Laid((Piece(text, face, size),))


def advance(face: Face, text: str) -> float:
    """Add the advances of a text as the font file gives them, without kerning, in ems."""
    path, _ = font_path(face)
    font = TTFont(path)
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    return float(sum(widths[names[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm)
