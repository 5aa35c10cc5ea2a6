"""No placeholder is left empty, which would show its prompt in the editor."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import FOOTERS, TITLES, Slide, placeholder, shape_name, text_of

FACT = Fact(
    "placeholder-is-filled",
    "content",
    "warning",
    "An empty placeholder shows 'Click to add text' to whoever edits the deck, and is read out as an empty shape.",
    ("Microsoft Accessibility Checker (no empty placeholders)", "WCAG 2.1 1.3.1 Info and Relationships"),
    "fill the placeholder or remove it",
    Example("slide:Punten", "the points", "a placeholder without words"),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find placeholders without text; an empty title is a missing one."""
    for shape in slide.shapes(f"{P}sp"):
        ph = placeholder(shape)
        if ph is None or ph.get("type") in (*FOOTERS, *TITLES) or text_of(shape):
            continue
        filled = shape.find(f"{P}spPr/{A}blipFill") is not None
        if not filled:
            yield Fault("a placeholder is empty", shape_name(shape))
