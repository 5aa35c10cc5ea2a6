"""A slide stays until the speaker goes on."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P
from builder.ooxml.slide import Slide

FACT = Fact(
    "slide-waits-for-speaker",
    "accessibility",
    "warning",
    "People who read slowly, or with a screen reader, are not done when the slide moves on by itself.",
    ("WCAG 2.1 2.2.1 Timing Adjustable", "EN 301 549 10.2.2.1"),
    "switch off 'After' under Transitions",
    Example("slide:Punten", "</p:clrMapOvr>", '</p:clrMapOvr><p:transition advTm="3000"/>'),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find slides that go on by themselves."""
    for transition in slide.root.iter(f"{P}transition"):
        if transition.get("advTm") is not None:
            yield Fault(f"the slide goes on by itself after {_seconds(transition.get('advTm', ''))} s")


def _seconds(milliseconds: str) -> str:
    return f"{int(milliseconds) / 1000:g}" if milliseconds.isdigit() else milliseconds
