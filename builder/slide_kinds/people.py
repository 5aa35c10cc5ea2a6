"""Who is there, with portraits."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import optional, record
from builder.plan import Drawing, Element, Flow, RichText, Row, SlidePlan, Stack, Tile, words
from builder.slide_kinds._base import CAPTION, LABEL, LABEL_STRONG, STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import person_lines, portrait
from builder.slide_kinds._records import Person

PORTRAITS = {1: 208.0, 2: 208.0, 3: 184.0, 4: 152.0}  # points across, by the number of people


@record
class People(SlideKind):
    """Portraits of equal size with name, role and organisation; default the session's presenters."""

    TITLE_NEEDED: ClassVar[bool] = False
    USES_SESSION_FACTS: ClassVar[bool] = True
    EXAMPLE: ClassVar[str] = """
kind: people
id: wie
title: Wie u vandaag hoort
people:
  - {name: Noor de Wit, role: trainer, organisation: Bureau Morgen (verzonnen), photo: images/portrait.png}
  - {name: Sam Bakker, role: onderzoeker, organisation: Werkplaats Werk (verzonnen)}
"""

    people: list[Person] | None = optional("the people; default the presenters", at_least=1, at_most=12)

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or words(deck.labels["people"])

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        people = self.people or list(deck.presenters)
        if not people:
            return [self.slide(deck, "canvas", [])]
        few = len(people) <= 4
        name, role = (STRONG, LABEL) if few else (LABEL_STRONG, CAPTION)
        tiles: list[Element] = []
        for person in people:
            face = portrait(person, deck.labels, PORTRAITS.get(len(people), 84))
            lines = Tile(person_lines(person, name, role), anchor="top", name="Person", share=0 if few else 1)
            tiles.append(Stack((face, lines), gap=14, share=1) if few else Row((face, lines), gap=16, share=1))
        columns = max(len(tiles), 2) if few else 3
        flow = Flow(tuple(tiles), columns, gap=24, row_gap=24)
        return [
            self.slide(deck, "canvas", [Drawing(flow, name="People", grow=1, larger=4 if few else 0, anchor="middle")])
        ]
