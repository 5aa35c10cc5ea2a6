"""The speaker's script: one page a slide, with what is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._deck_source import TypstDeck
from builder.export._pages import DeckPages, PageView
from builder.export._paper import notes_source
from builder.export._press import EXTRA, FORKS, LIBRARIES


class Notes(Format):
    """A PDF on A4: each slide with its notes under it, hidden slides too."""

    suffix = ".notes.pdf"
    extra, libraries, forks = EXTRA, LIBRARIES, FORKS
    views: ClassVar = (PageView,)

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the document."""
        made = TypstDeck(DeckPages(deck, hidden=True))
        return made.printed(notes_source(made))
