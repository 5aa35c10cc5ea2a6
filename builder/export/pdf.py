"""PDF that everyone can read: tagged (PDF/UA-1) and made to last (PDF/A-2a)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._deck_source import TypstDeck, slides_source
from builder.export._pages import DeckPages, PageView
from builder.export._press import EXTRA, FORKS, LIBRARIES


class Pdf(Format):
    """One page for each slide, with headings, lists, tables, alternative texts, links and bookmarks."""

    suffix = ".pdf"
    extra, libraries, forks = EXTRA, LIBRARIES, FORKS
    views: ClassVar = (PageView,)

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the document."""
        pages = DeckPages(deck)
        pages.tell()
        made = TypstDeck(pages)
        return made.printed(slides_source(made))
