"""A handout: three slides a page, with lines for notes beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._deck_source import TypstDeck
from builder.export._pages import DeckPages, PageView
from builder.export._paper import handout_source
from builder.export._press import EXTRA, FORKS, LIBRARIES


class Handout(Format):
    """A PDF on A4 to print: slides small, room to write."""

    suffix = ".handout.pdf"
    extra, libraries, forks = EXTRA, LIBRARIES, FORKS
    views: ClassVar = (PageView,)
    options: ClassVar = {
        "text": "what each slide says, under it; as many slides a page as fit",
        "notes": "what the speaker says, under each slide",
    }

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the document."""
        made = TypstDeck(DeckPages(deck))
        return made.printed(handout_source(made, text="text" in settings, notes="notes" in settings))
