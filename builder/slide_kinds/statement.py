"""One sentence that stands alone: a definition, a quotation, a message."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.content.fields import needed, optional, record
from builder.plan import RichText, SlidePlan, Words
from builder.slide_kinds._base import DeckFacts, SlideKind


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
    attribution: RichText | None = optional("who said it, or where it comes from")
    style: Literal["definition", "quote", "message"] = optional("what sort it is", "message", translate=False)

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or self.text

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        look = "quote" if self.style == "quote" else "statement"
        blocks = [
            Words(self.text, "body") if self.title else None,
            Words(self.attribution, "attribution") if self.attribution else None,
        ]
        return [self.slide(deck, f"{look}_titled" if self.title else look, blocks)]
