"""Pictures under text, as their colours are."""

from __future__ import annotations

import io

from PIL import Image

from builder.content.pictures import rgba
from builder.ooxml.fills import small


def test_sixteen_bits_a_colour_are_brought_down_and_not_cut_off() -> None:
    deep = Image.new("I;16", (8, 8), 40_000)
    assert rgba(deep).getpixel((4, 4)) == (155, 155, 155, 255)
    stream = io.BytesIO()
    deep.save(stream, "PNG")
    assert small(stream.getvalue()).getpixel((2, 2))[:3] == (155, 155, 155)
