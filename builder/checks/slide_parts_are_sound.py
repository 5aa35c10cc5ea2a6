"""A slide has one layout, its shapes have ids of their own, and its notes lead back to it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import Fault, P, Package

RULE, SEVERITY = "slide-parts-are-sound", "error"
NORM = "ECMA-376 part 1, 13.3.8 slide part, 20.1.2.2.8 cNvPr"
MEND = "build the deck anew"


def check(package: Package) -> Iterator[Fault]:
    """Find slides with no or several layouts, shape ids used twice, notes of another slide."""
    for slide in package.slides:
        rels = package.relations(slide.part)
        layouts = sum(rel.type.endswith("/slideLayout") for rel in rels)
        if layouts != 1:
            yield Fault(f"the slide has {layouts} layouts", slide.name)
        ids = [element.get("id") for element in slide.root.iter(f"{P}cNvPr")]
        if len(ids) != len(set(ids)):
            yield Fault("a shape id is used twice", slide.name)
        for rel in rels:
            if rel.type.endswith("/notesSlide"):
                back = [r.target for r in package.relations(rel.target) if r.type.endswith("/slide")]
                if back != [slide.part]:
                    yield Fault("the notes do not lead back to their slide", slide.name)
