"""Elements have the children and attributes that the schema gives them, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package
from builder.ooxml.schema import schema
from builder.ooxml.slide import SHAPES, shape_name

FACT = Fact(
    "elements-follow-schema",
    "package",
    "error",
    "PowerPoint reads by the schema: an element out of order, or a value that it does not take, makes it offer a repair.",
    (
        "ECMA-376 part 1, annex A (schemas of PresentationML, DrawingML and charts)",
        "Microsoft Open XML SDK, OpenXmlValidator",
    ),
    "build the deck again, or take the element out",
    Example("slide:Punten", "<p:cSld>", "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr><p:cSld>"),
    ("text-is-large-enough", "text-has-contrast", "shape-is-on-slide", "picture-is-sharp"),
)

_MOST = 20  # findings of one part


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find elements and attributes that the schema does not know in their place."""
    root = package.xml(name) if name.endswith(".xml") else None
    if root is None:
        return
    told: set[Fault] = set()
    for wrong in schema().faults(root):
        fault = Fault(f"{name}: {wrong.message}", _shape_of(wrong.element), name)
        if fault not in told and len(told) < _MOST:
            told.add(fault)
            yield fault


def _shape_of(element: Any) -> str:
    for each in (element, *element.iterancestors()):
        if each.tag in SHAPES:
            return shape_name(each)
    return ""
