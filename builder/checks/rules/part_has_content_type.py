"""Every part has a content type, and every content type a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import CONTENT_TYPES
from builder.ooxml.package import TYPES_PART, Package

FACT = Fact(
    "part-has-content-type",
    "package",
    "error",
    "PowerPoint knows what a part is by its content type; one that is missing, or one too many, makes it offer a repair.",
    ("ECMA-376 part 2, 6.2.3 (media types) and 7.3.7 ([Content_Types].xml)",),
    "save the deck again from the program that made it, or build it again",
    Example(
        "[Content_Types].xml", "</Types>", '<Override PartName="/ppt/weg.xml" ContentType="application/xml"/></Types>'
    ),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find parts without a type, types without a part, and types given twice."""
    for name in sorted(set(package.overrides) - package.members):
        if not any(name.lower() == other.lower() for other in package.members):
            # PowerPoint opens it all the same, as the decks of PptxGenJS show
            yield Fault(f"a content type is given for {name}, which is not there", part=name, severity="warning")
    for name in package.parts:
        if not package.type_of(name):
            yield Fault(f"{name} has no content type", part=name)
    types = package.xml(TYPES_PART)
    given = [e.get("PartName", "").lower() for e in types.iter(f"{CONTENT_TYPES}Override")]
    given += [f"*.{e.get('Extension', '').lower()}" for e in types.iter(f"{CONTENT_TYPES}Default")]
    if "*.rels" not in given:
        yield Fault("relationships have no content type", part=TYPES_PART)
    for name, times in sorted(Counter(given).items()):
        if times > 1:
            yield Fault(f"the content type of {name.lstrip('/')} is given twice", part=name.lstrip("/"))
