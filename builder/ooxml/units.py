"""Measures and values as Office Open XML writes them: EMU, percentages, numbers, true and false."""

from __future__ import annotations

import math

POINT = 12700  # English Metric Units
INCH = 914400
DEGREE = 60000
INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}  # of a text body that names none, in EMU
_DIGITS = 16  # of a measure: no slide is as large as what takes more


def emu(points: float) -> int:
    """Return English Metric Units for points."""
    return round(points * POINT)


def number(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number as XML writes it; what no measure of a deck comes to counts as not there."""
    try:
        return int(text) if text is not None and len(text) < _DIGITS else otherwise
    except ValueError:
        return otherwise


def fraction(text: str | None, otherwise: float = 0.0) -> float:
    """Return a percentage, of 1: `50000` in ordinary files, `50%` in Strict ones (ISO/IEC 29500-1, 22.9.2.9)."""
    if text is None or len(text) >= _DIGITS:
        return otherwise
    try:
        found = float(text[:-1]) / 100 if text.endswith("%") else float(text) / 100000
    except ValueError:
        return otherwise
    return found if math.isfinite(found) else otherwise


def is_on(text: str | None) -> bool:
    """Return whether an attribute says true."""
    return text in ("1", "true", "on")
