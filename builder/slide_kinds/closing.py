"""The last slide."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import optional, record
from builder.plan import Block, Drawing, RichText, SlidePlan, Words, words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._parts import logo_row, presenter_line, under_each_other
from builder.slide_kinds._records import Logo, Person
from builder.slide_kinds.contact import ContactDetails


@record
class Closing(SlideKind):
    """Thanks, large; contact and logos small."""

    TITLE_NEEDED: ClassVar[bool] = False
    USES_SESSION_FACTS: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("closing",)
    EXAMPLE: ClassVar[str] = """
kind: closing
id: dank
text: Tot ziens op de werkvloer
contact: {organisation: Bureau Morgen (verzonnen), email: info@example.nl}
"""

    text: RichText | None = optional("a line under the title")
    contact: ContactDetails | bool | None = optional("the contact kind's fields, or true for the session's")
    logos: list[Logo] | None = optional("partners' logos; default the session's")

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or words(deck.labels["closing"])

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        logos = list(deck.logos) if self.logos is None else self.logos
        details = ContactDetails() if self.contact is True else self.contact or None
        lines = details.lines(deck, styled=False) if details else []
        if details and (details.people or not details.email):
            people = details.people if details.people is not None else deck.presenters
            lines += [line for person in people for line in _reach(person, deck.language, named=bool(details.people))]
        blocks: list[Block | None] = [
            Words(self.text, "subtitle") if self.text else None,
            Words(under_each_other(lines), "details") if lines else None,
            Drawing(logo_row(logos), slot="logos", name="Logos", grow=1) if logos else None,
        ]
        return [self.slide(deck, "closing", blocks)]


def _reach(person: Person, language: str, *, named: bool) -> list[RichText]:
    """Return a person's line and e-mail address."""
    lines = [presenter_line(person, language)] if named else []
    if person.email:
        lines.append(words(str(person.email), link=f"mailto:{person.email}"))
    return lines
