"""SVG: one drawing for each slide, with its fonts and pictures beside it, in one archive."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._pages import DeckPages, PageView
from builder.pages.page import Media
from builder.pages.svg import Written, svg_of
from builder.storage.file_names import slug_of
from builder.storage.zip_writer import deflate, store, write_zip


class Svg(Format):
    """Drawings with real text, for web pages and layout programs."""

    suffix = ".svg.zip"
    views: ClassVar = (PageView,)

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the archive: `01-title.svg` …, `fonts/`, `media/`."""
        pages = DeckPages(deck)
        pages.tell()
        media: dict[str, bytes] = {}

        def address(each: Media) -> str:
            name = f"media/{each.digest[:20]}.{each.kind or 'png'}"
            media.setdefault(name, pages.data(each))
            return name

        style = "<style>" + "".join(face.css(f"fonts/{face.file}") for face in pages.faces) + "</style>"
        members = []
        for number, page in pages.pages:
            drawn = svg_of(page, pages.drawing, number, Written(address, style=style))
            members.append((f"{number:02d}-{slug_of(page.id)}.svg", deflate(drawn.encode())))
        members += [(f"fonts/{face.file}", store(face.data)) for face in pages.faces]
        members += [(name, store(data)) for name, data in sorted(media.items())]
        stream = io.BytesIO()
        write_zip(stream, members)
        return [stream.getvalue()]
