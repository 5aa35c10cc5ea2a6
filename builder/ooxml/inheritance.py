"""What text inherits: attributes and properties looked up in a row of elements, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from builder.ooxml.namespaces import A
from builder.ooxml.units import INSETS, fraction, is_on, number

DEFAULT_SIZE = 18.0  # points, where nothing says how large
SINGLE = 1.2  # of the size: the height of a line as percentages of spacing reckon it


def levels(styles: Iterable[Any], number: int) -> list[Any]:
    """Return the paragraph properties of a level (from 1) in lists of styles, with each list's default."""
    names = (f"{A}lvl{number}pPr", f"{A}defPPr")
    return [found for each in styles for name in names if (found := each.find(name)) is not None]


def letters(paragraphs: Iterable[Any]) -> list[Any]:
    """Return the properties that paragraph properties have for letters."""
    return [found for each in paragraphs if (found := each.find(f"{A}defRPr")) is not None]


def attribute(elements: Iterable[Any], name: str) -> str | None:
    """Return the nearest value of an attribute."""
    return next((value for each in elements if (value := each.get(name)) is not None), None)


def measure(elements: Iterable[Any], name: str, otherwise: int = 0) -> int:
    """Return the nearest value of a whole number."""
    return number(attribute(elements, name), otherwise)


def size(letters: Iterable[Any]) -> float:
    """Return the size of letters in points."""
    return measure(letters, "sz", round(DEFAULT_SIZE * 100)) / 100


def flag(elements: Iterable[Any], name: str) -> bool:
    """Return whether an attribute is on."""
    return is_on(attribute(elements, name))


def typeface(letters: Iterable[Any]) -> str | None:
    """Return the family that Latin letters are set in, or its name in the theme (`+mn-lt`)."""
    found = (each.find(f"{A}latin") for each in letters)
    return next((each.get("typeface", "") for each in found if each is not None), None)


class Spacing(NamedTuple):
    """A spacing: times the line, or points."""

    value: float
    of_line: bool

    def points(self, size: float) -> float:
        """Return the points that it comes to beside text of a size."""
        return self.value * size * SINGLE if self.of_line else self.value


def spacing(paragraphs: Iterable[Any], name: str) -> Spacing | None:
    """Return a spacing: lnSpc, spcBef or spcAft; None where nothing says."""
    for each in paragraphs:
        for found in each.iterchildren(f"{A}{name}"):
            for value in found:
                if value.tag == f"{A}spcPct":
                    return Spacing(fraction(value.get("val"), 1.0), True)
                if value.tag == f"{A}spcPts":
                    return Spacing(number(value.get("val")) / 100, False)
    return None


def bullet(paragraphs: Iterable[Any]) -> str:
    """Return the sign before paragraphs: a character, `1.` for numbers, "" for none."""
    for each in paragraphs:
        if each.find(f"{A}buNone") is not None:
            return ""
        if (character := each.find(f"{A}buChar")) is not None:
            return str(character.get("char") or "•")
        if each.find(f"{A}buAutoNum") is not None:
            return "1."
        if each.find(f"{A}buBlip") is not None:
            return "•"
    return ""


def insets(bodies: Iterable[Any]) -> tuple[int, int, int, int]:
    """Return the insets of a text body in EMU: left, top, right, bottom."""
    listed = list(bodies)
    left, top, right, bottom = (measure(listed, name, usual) for name, usual in INSETS.items())
    return left, top, right, bottom
