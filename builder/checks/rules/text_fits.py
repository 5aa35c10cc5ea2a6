"""Text stays within its shape."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.measured_text import text_area
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import FOOTERS, Slide, placeholder, shape_name, text_of
from builder.ooxml.units import POINT, number

FACT = Fact(
    "text-fits",
    "content",
    "warning",
    "Text that runs out of its shape covers what stands below it, or leaves the slide.",
    ("measured with the font's own metrics, as the builder does when it fits text (docs/fitting.md)",),
    "make it shorter, or split the slide in two",
    Example("slide:Punten", "two short points", "a point of a hundred words"),
    ("shape-is-on-slide", "shapes-do-not-overlap"),
)

_OVER, _OVER_UNSURE = 1.08, 1.25  # of the room; with a font that is not at hand
_LEAST = 4.0  # points
_CLOSE = 50_000  # thousandths of a percent of a line, under which lines lie on one another


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find shapes whose text is higher than they are, or has a word wider than they are."""
    for spacing in slide.root.iter(f"{A}spcPct"):
        if spacing.getparent().tag == f"{A}lnSpc" and number(spacing.get("val"), 100_000) < _CLOSE:
            shape = next((e for e in spacing.iterancestors(f"{P}sp") if text_of(e)), None)
            if shape is not None:
                yield Fault(
                    "lines lie on one another: their spacing is less than half of their height", shape_name(shape)
                )
                return
    bottom = slide.package.size_of_slides[1]
    for item in slide.items:
        ph = placeholder(item.element)
        area = (
            text_area(slide, item) if item.kind == "sp" and not (ph is not None and ph.get("type") in FOOTERS) else None
        )
        if area is None or area.room <= 0 or item.box is None:
            continue
        over = _OVER if area.exact else _OVER_UNSURE
        if area.grows:
            if item.box.y <= bottom and item.box.y + area.needed * POINT > bottom * 1.02:
                yield Fault("the text runs off the slide", item.name)
        elif area.needed > area.room * over + _LEAST:
            yield Fault(f"the text takes {area.needed:.0f} pt of height, and has {area.room:.0f} pt", item.name)
        elif area.widest_word > area.width * over + _LEAST:
            yield Fault(f"a word takes {area.widest_word:.0f} pt of width, and has {area.width:.0f} pt", item.name)
