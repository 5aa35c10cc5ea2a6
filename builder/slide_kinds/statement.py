"""One sentence that stands alone: a definition, a quotation, a message."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.content.fields import needed, optional, record
from builder.plan import Drawing, RichText, Row, SlidePlan, Tile, Words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._parts import person_lines, portrait, presenter_line
from builder.slide_kinds._records import Person

PORTRAIT = 64.0  # points


@record
class Statement(SlideKind):
    """One sentence, large; a title, where given, stands small above it."""

    TITLE_NEEDED: ClassVar[bool] = False
    ROLES: ClassVar[tuple[str, ...]] = ("statement", "quote")
    NAMED_BY: ClassVar[tuple[str, ...]] = ("title", "text")
    EXAMPLE: ClassVar[str] = """
kind: statement
id: definitie
text: Sociale innovatie is het werk zo inrichten dat mens en organisatie er beide beter van worden.
attribution: Werkdefinitie in dit webinar
style: definition
"""

    text: RichText = needed("the sentence")
    attribution: Person | RichText | None = optional(
        "who said it, or where it comes from; {name, role, organisation, photo}"
    )
    style: Literal["definition", "quote", "message"] = optional("what sort it is", "message", translate=False)

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or self.text

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        look = "quote" if self.style == "quote" else "statement"
        blocks = [Words(self.text, "body") if self.title else None, self._attribution(deck)]
        return [self.slide(deck, f"{look}_titled" if self.title else look, blocks)]

    def _attribution(self, deck: DeckFacts) -> Words | Drawing | None:
        """Return who said it: words, or a portrait with name and role beside it."""
        said = self.attribution
        if not isinstance(said, Person):
            return Words(said, "attribution") if said else None
        if not said.photo:
            return Words(presenter_line(said, deck.language), "attribution")
        lines = Tile(person_lines(said), anchor="middle", share=1, name="Person")
        return Drawing(
            Row((portrait(said, deck.labels, PORTRAIT), lines), gap=16), slot="attribution", name="Attribution", grow=1
        )
