"""The opening slide: the session's title, who gives it and when."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import optional, record
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Drawing, RichText, SlidePlan, Words, joined, words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._parts import logo_row, presenter_line
from builder.slide_kinds._records import Logo, Person


@record
class Title(SlideKind):
    """Opens the deck: title and subtitle large, presenters, organisation, date and logos small.

    Everything not given comes from the session.
    """

    TITLE_NEEDED: ClassVar[bool] = False
    USES_SESSION_FACTS: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("opening",)
    EXAMPLE: ClassVar[str] = """
kind: title
id: opening
title: Werk dat beter wordt
subtitle: Inspiratiewebinar over sociale innovatie
presenters: [{name: Noor de Wit, role: trainer}]
organisation: Bureau Morgen (verzonnen)
date: 2026-12-10
"""

    subtitle: RichText | None = optional("a line under the title; default the session's")
    presenters: list[Person] | None = optional("who speaks; default the session's")
    organisation: RichText | None = optional("who organises; default the session's")
    date: RichText | None = optional("a date or text; default the session's", translate=False)
    logos: list[Logo] | None = optional("partners' logos; default the session's")

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or deck.title

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        subtitle = self.subtitle or deck.subtitle
        presenters = list(deck.presenters) if self.presenters is None else self.presenters
        organisation = self.organisation or deck.organisation
        logos = list(deck.logos) if self.logos is None else self.logos
        lines = [presenter_line(person, deck.language) for person in presenters]
        if organisation:
            lines.append(organisation)
        date = self.date.plain if self.date else deck.date
        blocks = [
            Words(subtitle, "subtitle") if subtitle else None,
            Words(joined(lines), "details", self._brief(presenters, organisation, deck)) if lines else None,
            Words(words(formats.date(date, deck.language)), "date") if date else None,
            Drawing(logo_row(logos), slot="logos", name="Logos", grow=1) if logos else None,
        ]
        return [self.slide(deck, "opening", blocks)]

    @staticmethod
    def _brief(presenters: list[Person], organisation: RichText | None, deck: DeckFacts) -> RichText:
        """Return who speaks by name alone, in one paragraph, and who organises."""
        names = language_of(deck.language).comma.join(str(person.name) for person in presenters)
        return joined([words(names), *([organisation] if organisation else [])])
