"""Pictures have pixels enough for the size at which they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.pictures import pictures_of
from builder.ooxml.slide import Slide, is_decorative

FACT = Fact(
    "picture-is-sharp",
    "content",
    "warning",
    "Below 72 pixels an inch a picture is blurred on any screen.",
    ("72 pixels an inch are 960 across a slide of 13.333 in, half a full-HD screen",),
    "use a larger version of the picture, or show it smaller",
    Example("slide:Een foto", "a picture of 600 pixels", "the same, shown over the whole slide"),
)

_LEAST = 72.0  # pixels an inch
_INCHES = 13.333  # of width, on any slide
_MOST = 4_000_000  # pixels that are looked at for their colours
_SMALL = 0.02  # of the slide: icons are not looked at


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find pictures with too few pixels; drawings, decoration and QR codes of a few pixels excepted."""
    width, height = slide.package.size_of_slides
    inch = width / _INCHES  # of a slide as wide as usual: what counts are the pixels of the screen
    for picture in pictures_of(slide):
        box = picture.item.box
        if (
            box is None
            or picture.drawing
            or is_decorative(picture.item.element)
            or box.w * box.h < _SMALL * width * height
        ):
            continue
        density = min(picture.across / (box.w / inch), picture.down / (box.h / inch)) if box.w and box.h else _LEAST
        if density < _LEAST * 0.98 and not _is_code(slide, picture.part):
            yield Fault(f"the picture has {density:.0f} pixels an inch; 72 is the least", picture.item.name)


def _is_code(slide: Slide, part: str) -> bool:
    """True for pictures of one or two colours, whose edges stay sharp: QR codes, plain surfaces."""
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(slide.package.read(part))) as picture:
            return picture.width * picture.height <= _MOST and picture.convert("RGB").getcolors(2) is not None
    except Exception:  # a damaged picture may fail in any of Pillow's readers
        return False
