"""A slide has one layout, a layout one master, a master and a notes master one theme."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "slide-has-its-layout",
    "package",
    "error",
    "Without its layout a slide has no placeholders and no fonts, and PowerPoint offers a repair.",
    ("ECMA-376 part 1, 13.3.8 to 13.3.10 (slide, layout and master parts)",),
    "build the deck again",
    Example("rels:Punten", "slideLayout", "customXml"),
)

_NEEDS = {
    "presentationml.slide+xml": "slideLayout", "slideLayout+xml": "slideMaster", "slideMaster+xml": "theme",
    "notesMaster+xml": "theme", "notesSlide+xml": "notesMaster",
}  # fmt: skip


def of_package(package: Package) -> Iterator[Fault]:
    """Find parts that do not have one of what they build on."""
    for name in package.parts:
        kind = package.type_of(name)
        for end, needed in _NEEDS.items():
            if kind.endswith(end):
                found = sum(rel.kind == needed for rel in package.relations(name))
                if found != 1:
                    yield Fault(f"{name} has {found or 'no'} {needed} instead of one", part=name)
