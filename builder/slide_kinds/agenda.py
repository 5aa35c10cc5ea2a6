"""The programme, with clock times; repeated before each section where asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import Code, Record, Say, needed, optional, record
from builder.diagnostics import Diagnostic, suggest
from builder.languages import formats
from builder.plan import Drawing, Element, Flow, Layers, RichText, Row, SlidePlan, TextStyle, Tile, words
from builder.slide_kinds._base import DeckFacts, SlideKind

WIDE = 10.0  # points for a letter of who does it
WHO = TextStyle("label", "muted")


@record
class AgendaItem(Record):
    """One line of the programme."""

    CALLED: ClassVar[str] = "an agenda item"
    SHORTHAND: ClassVar[str] = "text"
    text: RichText = needed("what happens")
    section: Code | None = optional("id of the section slide it leads to", translate=False)
    duration: float | None = optional("minutes", translate=False, low=0, high=600, unit="minutes")
    presenter: RichText | None = optional("who does it", translate=False)


@record
class Agenda(SlideKind):
    """The parts of the session with their times.

    An item whose `section` is left out of this deck is left out too. With `recap: true` the agenda comes back
    before each section, the current item marked. Clock times appear where the session has a `start`
    and every item a `duration`.
    """

    TITLE_NEEDED: ClassVar[bool] = False
    USES_SECTIONS: ClassVar[bool] = True
    ANNOUNCES_SECTIONS: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("agenda",)
    USES_SESSION_FACTS: ClassVar[bool] = True
    EXAMPLE: ClassVar[str] = """
kind: agenda
id: programma
title: Programma
items:
  - {text: Welkom en kennismaking, duration: 10}
  - {text: Wat goed werk is, duration: 35}
  - {text: Samen vernieuwen in de praktijk, duration: 45}
  - {text: Vragen, duration: 30}
"""

    items: list[AgendaItem] = needed("the parts, in order", at_least=1, at_most=60)
    recap: bool = optional("repeat the agenda before each section", False, translate=False)

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or words(deck.labels["agenda"])

    def check_fields(self, say: Say) -> None:
        if self.recap and not any(item.section for item in self.items):
            say("recap", "recap-without-section", "recap needs items that name their section")

    def shown(self, deck: DeckFacts) -> list[AgendaItem]:
        """Return the items whose section is in the deck, and those without one."""
        present = {section for section, _ in deck.sections}
        return [item for item in self.items if not item.section or item.section in present]

    def left_out(self, deck: DeckFacts) -> list[RichText]:
        shown = self.shown(deck)
        if not shown and self.title:
            return [self.title, *([self.notes] if self.notes else []), *self.sources, *self._texts(self.items)]
        hidden = [item for item in self.items if item not in shown]
        return self._texts(hidden)

    @staticmethod
    def _texts(items: list[AgendaItem]) -> list[RichText]:
        return [text for item in items for text in (item.text, item.presenter) if text]

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        if not self.shown(deck):
            return []
        plans = [self.slide(deck, "agenda", [self._drawing(deck, None)])]
        for section in [item.section for item in self.shown(deck) if item.section] if self.recap else []:
            plan = self.slide(deck, "agenda", [self._drawing(deck, section)], part=section)
            plans.append(replace(plan, notes=RichText(()), title=self._recap_title(deck, section)))
        return plans

    def remarks(self, deck: DeckFacts) -> list[Diagnostic]:
        """Find items of a section that no slide of the source opens; those that `when` takes out are no fault."""
        return [
            Diagnostic(
                "unknown-section",
                f"there is no section slide '{item.section}'",
                item.text.at,
                suggest(str(item.section), deck.section_ids) or "name the id of a slide of kind section",
            )
            for item in self.items
            if item.section and item.section not in deck.section_ids
        ]

    def _recap_title(self, deck: DeckFacts, section: str) -> RichText:
        item = next(item for item in self.items if item.section == section)
        heading = self.heading(deck)
        text = deck.labels["recap"].format(title=heading.plain, item=item.text.plain)
        return replace(words(text), at=heading.at, field="title")

    def _times(self, items: list[AgendaItem], deck: DeckFacts) -> list[str]:
        """Return a clock time for each item, else its minutes, else nothing."""
        hours, _, minutes = deck.start.partition(":")
        if not (hours.isdigit() and minutes.isdigit() and all(item.duration is not None for item in items)):
            return [deck.labels.count("minutes", item.duration) if item.duration is not None else "" for item in items]
        now, times = int(hours) * 60.0 + int(minutes), []
        for item in items:
            times.append(formats.time(now, deck.language))
            now += item.duration or 0
        return times

    def _drawing(self, deck: DeckFacts, current: str | None) -> Drawing:
        items = self.shown(deck)
        times = self._times(items, deck)
        longest = max(len(time) for time in times)
        names = max((len(item.presenter.plain) for item in items if item.presenter), default=0)
        presented = min(max(WIDE * names, 120.0), 220.0) if names else 0.0
        rows = tuple(
            _row(item, formats.digits(n, deck.language), times[n - 1], longest, current, presented)
            for n, item in enumerate(items, 1)
        )
        return Drawing(Flow(rows, rule=True), name="Agenda", grow=1.8, larger=4)


@lru_cache(maxsize=128)  # most items are the same for every audience
def _row(item: AgendaItem, number: str, time: str, longest: int, current: str | None, presented: float) -> Element:
    marked = bool(current) and item.section == current
    dimmed = bool(current) and not marked
    colour = "muted" if dimmed else "text"
    count = TextStyle("number", "muted" if dimmed else "accent_text", heading_font=True)
    link = f"#{item.section}" if item.section else ""
    text = item.text.styled(TextStyle("lead", colour, bold=marked))
    padding = (0, 11, 0, 11)
    cells = [
        Tile(words(number, count), anchor="middle", size=64, inset=(14, 4, 0, 4), name="Number"),
        Tile(text, anchor="middle", share=1, inset=padding, name="Item", link=link),
    ]
    if presented:
        who = item.presenter.styled(WHO) if item.presenter else RichText(())
        cells.append(Tile(who, anchor="middle", size=presented, inset=padding, name="Presenter"))
    if time:
        wide = 110 if longest <= 6 else 140  # "10:15 a.m." is longer than "10:15"
        style = TextStyle("body", colour, align="end", bold=marked)
        cells.append(Tile(words(time, style), anchor="middle", size=wide, inset=(0, 11, 14, 11), name="Time"))
    panel = (Tile(fill="surface", name="Current"),) if marked else ()
    return Layers((*panel, Row(tuple(cells))), share=1)
