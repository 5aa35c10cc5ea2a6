"""What a deck tells of its build can be read, and leads to one slide and one shape each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.anchors import build_part, creation_of
from builder.ooxml.namespaces import A16, BUILD
from builder.ooxml.package import Package

FACT = Fact(
    "anchors-are-whole",
    "package",
    "warning",
    "Edits made in PowerPoint are brought back by these ids: where two have one, an edit may land in the wrong place.",
    ("The project's own rule: docs/round-trip.md",),
    "build the deck again; or leave it, and fandeck pull goes by names, words and order",
    Example("customXml/item1.xml", "urn:fandeck:build:1", "urn:fandeck:build:9"),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Look at the part of the build, and at the lasting ids of slides and shapes; decks made elsewhere have none."""
    part = build_part(package)
    if not part:
        return
    root = package.xml(part)
    told = [each.get("id", "") for each in root.iter(f"{BUILD}slide")] if root is not None else []
    if root is None or root.tag != f"{BUILD}build" or not root.get("id"):
        yield Fault("what the deck tells of its build cannot be read", part=part)
    for each in _doubles(told):
        yield Fault(f"the slide {each} is told of twice", part=part)
    shapes: list[str] = []
    slides: list[str] = []
    for _, name in package.numbered_slides:
        slide: Any = package.xml(name)
        slides.append(creation_of(slide))
        shapes += [each.get("id", "") for each in slide.iter(f"{A16}creationId")]
    for each in _doubles(slides):
        yield Fault(f"two slides have the creationId {each}", part=package.main)
    for each in _doubles(shapes):
        yield Fault(f"two shapes have the creationId {each}", part=package.main)


def _doubles(values: list[str]) -> list[str]:
    return sorted(each for each, times in Counter(values).items() if times > 1 and each)
