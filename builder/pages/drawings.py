"""Drawings of slides to put into a page of HTML."""

from __future__ import annotations

from typing import NamedTuple


class Drawings(NamedTuple):
    """SVG by source slide, and the style sheet of the fonts in them."""

    slides: dict[str, list[str]]
    fonts: str = ""
