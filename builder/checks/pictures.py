"""Pictures on a slide: their pixels, what is cut off, and how large they are drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.ooxml.fills import crop_of
from builder.ooxml.namespaces import SVG, A, P, R
from builder.ooxml.slide import Item, Slide


class Picture(NamedTuple):
    """A picture as drawn: pixels left after cropping, and whether a drawing (SVG) stands beside it."""

    item: Item
    part: str
    across: float
    down: float
    drawing: bool
    full: tuple[int, int]


def pictures_of(slide: Slide) -> Iterator[Picture]:
    """Go through the pictures of a slide whose pixels are known."""
    for item in slide.items:
        fill = item.element.find(f"{P}blipFill") if item.kind == "pic" else None
        if fill is None:
            continue
        blip = fill.find(f"{A}blip")
        part = slide.package.target(slide.part, blip.get(f"{R}embed", "")) if blip is not None else ""
        size = _size(slide.package.read(part)) if part else None
        if blip is None or size is None or item.box is None or fill.find(f"{A}tile") is not None:
            continue
        left, top, right, bottom = crop_of(fill.find(f"{A}srcRect"))
        across, down = size[0] * (1 - left - right), size[1] * (1 - top - bottom)
        if across > 0 and down > 0:
            yield Picture(item, part, across, down, any(True for _ in blip.iter(f"{SVG}svgBlip")), size)


@lru_cache(maxsize=2048)
def _size(data: bytes) -> tuple[int, int] | None:
    """Read width and height in pixels; None where Pillow does not know the format, or it is a drawing (EMF, WMF)."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size if picture.format not in ("EMF", "WMF") else None
    except Exception:  # a damaged picture may fail in any of Pillow's readers
        return None
