"""What a slide shows takes more than half of its height and of its width."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.content_area import content_of
from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import Slide

FACT = Fact(
    "content-fills-slide",
    "look",
    "info",
    "A slide whose lower half or one side is empty looks unfinished, and its words are smaller than they could be.",
    ("the project's own rule: a content slide ends under half of its height, and leaves no half of its width blank",),
    "say it larger, add a picture or an icon, take another kind (cards, figures, statement), or put two such slides together",
    Example("slide:Punten", "four points", "one word"),
)

_HALF = 0.5


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find ordinary slides that leave a half empty."""
    content = content_of(slide)
    if content is None or not content.boxes:
        return
    width, height = slide.package.size_of_slides
    if content.bottom < _HALF * height:
        yield Fault(f"the content ends at {content.bottom / height:.0%} of the height")
        return
    start, end = min(box.x for box in content.boxes), max(box.right for box in content.boxes)
    blank, side = max((start / width, "start"), (1 - end / width, "end"))
    if blank > _HALF:
        where = "left" if side == "start" else "right"
        yield Fault(f"{blank:.0%} of the width is blank at the {where}")
