"""Pictures are not stretched."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.pictures import pictures_of
from builder.ooxml.slide import Slide, transform_of
from builder.ooxml.units import number

FACT = Fact(
    "picture-keeps-proportions",
    "content",
    "warning",
    "A stretched face or logo is seen at once, and many house styles forbid it.",
    ("design rule: width and height are scaled by one factor",),
    "reset the picture's size (Picture Format, Reset), or crop it",
    Example("slide:Een foto", 'cx="…" cy="…"', 'cx="3000000" cy="600000"'),
)

_SLACK = 0.03
_FEW = 24  # pixels: a rule or a plain surface may be stretched


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find pictures whose sides are scaled by different factors."""
    for picture in pictures_of(slide):
        box = picture.item.box
        transform = transform_of(picture.item.element)
        turned = number(transform.get("rot")) % 10800000 if transform is not None else 0
        if box is None or not box.w or not box.h or turned or min(picture.full) < _FEW:
            continue
        factor = (box.w / picture.across) / (box.h / picture.down)
        # One pixel that was rounded is no distortion.
        slack = _SLACK + 1 / picture.across + 1 / picture.down
        if not 1 - slack <= factor <= 1 + slack:
            wide = factor > 1
            share = factor if wide else 1 / factor
            yield Fault(
                f"the picture is stretched {'in width' if wide else 'in height'} by {(share - 1) * 100:.0f} per cent",
                picture.item.name,
            )
