"""Every slide has a title, by which screen readers and the outline name it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide, text_of

FACT = Fact(
    "slide-has-title",
    "accessibility",
    "error",
    "Screen readers, the outline and links name a slide by its title.",
    ("WCAG 2.1 2.4.2 Page Titled", "EN 301 549 10.2.4.2", "Microsoft Accessibility Checker: missing slide title"),
    "give the slide a title, in the layout's title placeholder; it may stand off the slide",
    Example("slide:Punten", "<a:t>Punten</a:t>", "<a:t></a:t>"),
    ("shape-is-on-slide",),  # a title that is no placeholder has no place of its own
)

_SEEN = re.compile(r"[^\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")  # a character that shows


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find slides without a filled title placeholder."""
    if slide.title is None or not _SEEN.search(text_of(slide.title)):
        yield Fault("the slide has no title")
