"""PNG: one picture for each slide, in one archive."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._deck_source import TypstDeck, slides_source
from builder.export._pages import DeckPages, PageView
from builder.export._press import EXTRA, FORKS, LIBRARIES
from builder.storage.file_names import slug_of
from builder.storage.zip_writer import store, write_zip

WIDE = 1920  # pixels


class Png(Format):
    """Pictures of the slides, 1920 pixels wide."""

    suffix = ".png.zip"
    extra, libraries, forks = EXTRA, LIBRARIES, FORKS
    views: ClassVar = (PageView,)

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the archive: `01-title.png` …"""
        pages = DeckPages(deck)
        pages.tell()
        made = TypstDeck(pages)
        ppi = WIDE * 72 / (deck.brand.width * deck.brand.unit)
        pictures = made.printed(slides_source(made), "png", ppi)
        names = [f"{number:02d}-{slug_of(page.id)}.png" for number, page, _ in pages.pages]
        stream = io.BytesIO()
        write_zip(stream, [(name, store(data)) for name, data in zip(names, pictures, strict=True)])
        return [stream.getvalue()]
