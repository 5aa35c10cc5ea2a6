"""PowerPoint: the deck as it was linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format


class PowerPoint(Format):
    """A deck that PowerPoint, Keynote, LibreOffice and Google Slides open, its text and charts editable."""

    suffix = ".pptx"
    links = True
    options: ClassVar[Mapping[str, str]] = {
        "clean": "true leaves out what leads back to the source, for people outside"
    }

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the pieces of the package."""
        return deck.linked.chunks

    def digest(self, deck: DeckContent, pieces: Iterable[bytes]) -> str:
        """Return the SHA-256 of the package; that of the beginning that decks share is not worked out anew."""
        return deck.linked.sha256()
