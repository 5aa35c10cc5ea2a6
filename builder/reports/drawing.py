"""The picture of a slide that a finding is on: drawn as every slide is, its pictures small, the finding's shape marked."""

from __future__ import annotations

import base64
import io
from collections.abc import Collection
from functools import lru_cache

from builder.content.pictures import rgba
from builder.ooxml.slide import Slide
from builder.pages.deck_slide import DeckSlide
from builder.pages.page import Media
from builder.pages.svg import Written, svg_of

_PICTURE = 360  # pixels across


def drawing(slide: Slide, marked: Collection[str] = ()) -> str:
    """Return a slide as SVG; marked: names of shapes to put a frame around."""
    shown = DeckSlide(slide, marked)

    def address(media: Media) -> str:
        return _small(shown.pictures[media.digest])

    return svg_of(shown.page, shown, slide.number, Written(address, prefix=f"g{slide.number}-{len(marked)}-"))


@lru_cache(maxsize=256)
def _small(data: bytes) -> str:
    """Return a picture small, as an address that holds it; "" where it cannot be read."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = rgba(opened)
        picture.thumbnail((_PICTURE, _PICTURE))
        stream = io.BytesIO()
        picture.quantize(64, method=Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
    except Exception:  # a damaged picture may fail in any of Pillow's readers
        return ""
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode("ascii")
