"""SVG: one drawing for each slide, with its fonts and pictures beside it, in one archive."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._pages import DeckPages, PageView
from builder.pages.page import Media
from builder.pages.svg import Written, svg_of
from builder.storage.file_names import slug_of
from builder.storage.zip_writer import Member, deflate, store, write_zip

FONTS = "fonts.css"


class Svg(Format):
    """Drawings with real text, for web pages and layout programs."""

    suffix = ".svg.zip"
    views: ClassVar = (PageView,)
    options: ClassVar = {
        "inline": "pictures within the drawings, fonts in fonts.css, to be put into a web page",
        "hidden": "hidden slides too",
    }

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the archive: `01-title.svg` …, `fonts/`, `media/`."""
        pages = DeckPages(deck, hidden="hidden" in settings)
        pages.tell()
        members = _inline(pages) if "inline" in settings else _beside(pages)
        stream = io.BytesIO()
        write_zip(stream, members)
        return [stream.getvalue()]


def _beside(pages: DeckPages) -> list[tuple[str, Member]]:
    media: dict[str, bytes] = {}

    def address(each: Media) -> str:
        name = f"media/{each.digest[:20]}.{each.kind or 'png'}"
        media.setdefault(name, pages.data(each))
        return name

    style = "<style>" + "".join(face.css(f"fonts/{face.file}") for face in pages.faces) + "</style>"
    members = _drawings(pages, lambda number: Written(address, style=style))
    members += [(f"fonts/{face.file}", store(face.data)) for face in pages.faces]
    return members + [(name, store(data)) for name, data in sorted(media.items())]


def _inline(pages: DeckPages) -> list[tuple[str, Member]]:
    css = "\n".join(face.css() for face in pages.faces)
    drawings = _drawings(pages, lambda number: Written(pages.address, prefix=f"s{number}-", sources=True))
    return [*drawings, (FONTS, deflate(css.encode()))]


def _drawings(pages: DeckPages, how: Callable[[int], Written]) -> list[tuple[str, Member]]:
    return [
        (f"{number:02d}-{slug_of(page.id)}.svg", deflate(svg_of(page, pages.drawing, number, how(number)).encode()))
        for number, page, _ in pages.pages
    ]
