"""Faults of a template's own parts: what its schema does not know is taken out, so that decks do not carry it.

PowerPoint offers a repair for it, and drops it then; elements that are needed but missing, or values, are left alone.
"""

from __future__ import annotations

from typing import Any

from builder.ooxml.package import Package
from builder.ooxml.schema import schema
from builder.ooxml.xml import editable, written

_ROUNDS = 8  # in which what hides other faults is taken out first
MENDED = ("ppt/slideMasters/", "ppt/slideLayouts/")


def mended(package: Package, name: str) -> bytes:
    """Return the bytes of a master or layout: as they are, where nothing in them is out of place."""
    raw = package.read(name)
    if next(schema().faults(package.xml(name)), None) is None:
        return raw
    root = editable(raw)
    for _ in range(_ROUNDS):
        strange = [each.element for each in schema().faults(root) if _is_strange(each.element, each.message)]
        if not strange:
            break
        for element in strange:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return written(root)


def faulty(package: Package) -> list[str]:
    """List the masters and layouts of a template that break the schema."""
    return [
        name
        for name in sorted(filter(is_mended, package.members))
        if next(schema().faults(package.xml(name)), None) is not None
    ]


def is_mended(name: str) -> bool:
    """True for the part of a master or layout."""
    return name.startswith(MENDED) and name.endswith(".xml")


def _is_strange(element: Any, message: str) -> bool:
    return "does not belong" in message and isinstance(element.tag, str)
