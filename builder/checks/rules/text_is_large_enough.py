"""No text is smaller than can be read from a distance."""

from __future__ import annotations

import math
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import FOOTERS, Slide, placeholder
from builder.ooxml.text import cells_of, words_of

FACT = Fact(
    "text-is-large-enough",
    "accessibility",
    "warning",
    "Small text cannot be read from the back of a room, nor on a phone in a webinar.",
    (
        "EN 301 549 10.1.4.4 (resize text), taken as advice",
        "Microsoft: make your PowerPoint presentations accessible (18 pt or larger)",
    ),
    "make it shorter, or split the slide in two",
    Example("slide:Punten", '<a:rPr lang="nl-NL"', '<a:rPr lang="nl-NL" sz="700"'),
)

SMALLEST = 12.0  # points on a slide of 13.333 in; the smallest of the shipped brands (min_small)
SMALLEST_FOOTER = 9.0
_WIDE = 12192000


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find words below the brand's minimum where it is known, else below that of the shipped brands, for the slide's width."""
    scale = min(slide.package.size_of_slides[0] / _WIDE, 1)
    smallest = slide.package.smallest or SMALLEST * scale
    smallest = math.floor(smallest * 2) / 2  # sizes are written in half points
    for item in slide.items:
        ph = placeholder(item.element)
        footer = ph is not None and ph.get("type") in FOOTERS
        least = min(SMALLEST_FOOTER * scale, smallest) if footer else smallest
        paragraphs = words_of(slide, item) if item.kind == "sp" else []
        if item.kind == "graphicFrame":
            paragraphs = [p for cell in cells_of(slide, item) for p in cell.paragraphs]
        sizes = [run.size for p in paragraphs for run in p.runs if run.text.strip()]
        if sizes and min(sizes) < least - 0.05:
            yield Fault(f"text of {min(sizes):.3g} pt; {least:.3g} pt is the least", item.name)
