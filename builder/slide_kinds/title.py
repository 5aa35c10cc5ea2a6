"""The opening slide: the session's title, who gives it and when."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import optional, record
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Drawing, Element, RichText, Row, SlidePlan, Stack, TextStyle, Tile, Words, joined, words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._parts import logo_row, presenter_line
from builder.slide_kinds._records import Logo, Person

LINE = TextStyle("caption", space_before=1)


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
            self._details(presenters, organisation, lines, deck) if lines else None,
            Words(words(formats.date(date, deck.language)), "date") if date else None,
            Drawing(logo_row(logos), slot="logos", name="Logos", grow=1) if logos else None,
        ]
        return [self.slide(deck, "opening", blocks)]

    def _details(
        self, presenters: list[Person], organisation: RichText | None, lines: list[RichText], deck: DeckFacts
    ) -> Words | Drawing:
        """Return who speaks: side by side where there are two or three, with what they do under their names; else as words."""
        plain = Words(joined(lines), "details", self._brief(presenters, organisation, deck))
        if not 2 <= len(presenters) <= 3:
            return plain
        people = [Tile(_who(person), share=1, name="Presenter") for person in presenters]
        if len(people) == 2:
            people.append(Tile(share=1))
        rows: list[Element] = [Row(tuple(people), gap=18)]
        if organisation:
            rows.append(Tile(organisation.styled(LINE), name="Organisation"))
        return Drawing(Stack(tuple(rows), gap=8), slot="details", name="Presenters", grow=1, otherwise=plain)

    @staticmethod
    def _brief(presenters: list[Person], organisation: RichText | None, deck: DeckFacts) -> RichText:
        """Return who speaks by name alone, in one paragraph, and who organises."""
        names = language_of(deck.language).comma.join(str(person.name) for person in presenters)
        return joined([words(names), *([organisation] if organisation else [])])


def _who(person: Person) -> RichText:
    lines = [replace(words(str(person.name), replace(LINE, bold=True)), at=person.name.at, field="name")]
    lines += [part.styled(LINE) for part in (person.role, person.organisation) if part]
    return joined(lines)
