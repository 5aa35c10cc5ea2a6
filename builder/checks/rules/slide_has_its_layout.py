"""A slide has one layout, a layout one master, a master and a notes master a theme that no other has."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "slide-has-its-layout",
    "package",
    "error",
    "Without its layout a slide has no placeholders and no fonts, and PowerPoint offers a repair, as it does for two masters of one theme.",
    ("ECMA-376 part 1, 13.3.8 to 13.3.10 (slide, layout and master parts)",),
    "build the deck again",
    Example("rels:Punten", "slideLayout", "customXml"),
    ("part-is-reached",),  # the theme that nobody has any more
)

_NEEDS = {
    "presentationml.slide+xml": "slideLayout", "slideLayout+xml": "slideMaster", "slideMaster+xml": "theme",
    "notesMaster+xml": "theme", "notesSlide+xml": "notesMaster",
}  # fmt: skip


def of_package(package: Package) -> Iterator[Fault]:
    """Find parts that do not have one of what they build on."""
    themes: dict[str, str] = {}
    for name in package.parts:
        kind = package.type_of(name)
        for end, needed in _NEEDS.items():
            if kind.endswith(end):
                found = [rel.target for rel in package.relations(name) if rel.kind == needed and not rel.external]
                if len(found) != 1:
                    yield Fault(f"{name} has {len(found) or 'no'} {needed} instead of one", part=name)
                elif needed == "theme" and themes.setdefault(found[0], name) != name:
                    yield Fault(f"{themes[found[0]]} and {name} have one theme, {found[0]}", part=name)
