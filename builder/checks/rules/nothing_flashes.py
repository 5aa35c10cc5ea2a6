"""Nothing on a slide flashes, or moves without end."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P
from builder.ooxml.slide import Slide
from builder.ooxml.units import number

FACT = Fact(
    "nothing-flashes",
    "accessibility",
    "warning",
    "Flashing more than three times a second can cause a seizure; what moves without end draws the eye from what is said.",
    (
        "WCAG 2.1 2.3.1 Three Flashes or Below Threshold",
        "WCAG 2.1 2.2.2 Pause, Stop, Hide",
        "EN 301 549 10.2.3.1 and 10.2.2.2",
    ),
    "remove the animation, or let it run once and slowly",
    Example("slide:Een foto", "no animation", "an animation that repeats without end"),
)

_FLASHES = ("flashBulb", "blink", "flicker")
_FASTEST = 333  # milliseconds of one round


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find animations that repeat without end, or faster than three times a second."""
    for node in slide.root.iter(f"{P}cTn"):
        if node.get("nodeType") in ("tmRoot", "mainSeq", "interactiveSeq"):
            continue
        repeats, lasts = node.get("repeatCount", ""), number(node.get("dur"), 0)
        if repeats == "indefinite":
            yield Fault("an animation repeats without end")
            return
        if number(repeats) > 3000 and 0 < lasts < _FASTEST:
            yield Fault(f"an animation repeats every {lasts} ms")
            return
    for effect in slide.root.iter(f"{P}animEffect"):
        if effect.get("filter", "").partition("(")[0] in _FLASHES:
            yield Fault("an animation flashes")
            return
    for transition in slide.root.iter(f"{P}transition"):
        if any(str(e.tag).endswith(("}newsflash", "}flash")) for e in transition):
            yield Fault("the transition flashes")
