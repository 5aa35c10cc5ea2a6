"""A build answers for its decks on templates: what `verify` would call an error is told with the deck that has it.

Brands made from design tokens are sound by construction. On a template each slide is looked at once for each layout that
it stands on: what decks for other audiences have in common is not looked at again, nor is what was sound before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic
from builder.storage.store import Store, key_of

if TYPE_CHECKING:
    from builder.export import DeckContent
    from builder.pptx.parts import CompiledSlide

Place = tuple[str, str]  # a slide's id, and the part of its layout


class Answering:
    """Looks at the decks of one run of a template's brand."""

    def __init__(self, store: Store, brand: str) -> None:
        """brand: the key of the prepared brand."""
        self.store, self.brand = store, brand
        self._seen: dict[Place, tuple[Diagnostic, ...]] = {}

    def errors(self, deck: DeckContent, name: str) -> list[Diagnostic]:
        """Return the errors of a deck, which is put together where some slide of it was not seen before."""
        places = [(slide.id, _layout(slide)) for slide in deck.slides]
        if any(place not in self._seen for place in places):
            self._look(places, deck, name)
        return [each for place in dict.fromkeys(places) for each in self._seen[place]]

    def _look(self, places: list[Place], deck: DeckContent, name: str) -> None:
        key = key_of(self.store.program, "answered", self.brand, deck.properties.source)
        found: list[Diagnostic] = []
        if self.store.get("checked", key) is None:
            from builder.checks import Verifier
            from builder.ooxml.deck import DeckPackage

            told = Verifier(grave=True).package(DeckPackage(deck.linked.data), name)
            found = [each for each in told if each.severity == "error"]
            if not found:
                self.store.put("checked", key, {}, [])
        for number, place in enumerate(places, 1):
            own = tuple(each for each in found if each.slide == str(number) or (number == 1 and not each.slide))
            self._seen.setdefault(place, own)


def _layout(slide: CompiledSlide) -> str:
    return next((rel.target for rel in slide.parts[0].rels if rel.type.endswith("/slideLayout")), "")
