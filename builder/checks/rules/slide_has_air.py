"""A slide holds no more words than are read while somebody speaks."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.content_area import content_of
from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide

FACT = Fact(
    "slide-has-air",
    "look",
    "info",
    "Who reads a hundred words does not listen; and they have to be small to fit.",
    ("the project's own rule: about 40 words are read at a glance, more than 100 beside tables are a page",),
    "keep what is seen, say the rest in the notes, or divide the slide",
    Example("slide:Punten", "four points", "a point of a hundred words"),
    ("text-fits", "shape-is-on-slide", "shapes-do-not-overlap"),
)

_MOST = 100  # words, those of tables, charts and sources left out


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find ordinary slides with too many words."""
    content = content_of(slide)
    if content is not None and content.words > _MOST:
        yield Fault(f"{content.words} words stand on the slide, at {content.size:.0f} pt")
