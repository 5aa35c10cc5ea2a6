"""Notes lead back to the slide that they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide

FACT = Fact(
    "notes-belong-to-slide",
    "package",
    "error",
    "Notes of another slide are shown to the speaker, or PowerPoint offers a repair.",
    ("ECMA-376 part 1, 13.3.5 (notes slide part: one relationship to its slide)",),
    "build the deck again",
    Example(
        "ppt/notesSlides/_rels/notes-titel.xml.rels",
        'Target="/ppt/slides/slide-titel.xml"',
        'Target="/ppt/slides/slide-punten.xml"',
    ),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find notes that do not lead back, and a second page of notes."""
    notes = [rel.target for rel in slide.package.relations(slide.part) if rel.kind == "notesSlide"]
    if len(notes) > 1:
        yield Fault("the slide has more than one page of notes")
    for each in notes:
        back = [rel.target for rel in slide.package.relations(each) if rel.kind == "slide"]
        if back != [slide.part]:
            yield Fault("the notes do not lead back to their slide")
