"""Events along a line."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import IconName, Plain, Record, needed, optional, record
from builder.languages.language import language_of
from builder.plan import Drawing, Element, RichText, Row, SlidePlan, Stack, TextStyle, Tile, joined
from builder.slide_kinds._base import LABEL, STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import ICON, ICONS, card

DOT, GAP = 18.0, 18.0  # points of a dot, and between cards
PAGE = 5  # events on each slide of several
TALLEST = 1.5  # times the height that its words need
LARGER = {2: 8, 3: 8, 4: 8, 5: 6}  # points that words may grow, by the number of columns


@record
class Event(Record):
    """One event."""

    CALLED: ClassVar[str] = "an event"
    date: RichText = needed("when")
    title: RichText = needed("what happened")
    text: RichText | None = optional("a little more about it")
    icon: IconName | None = optional("an icon above it (`fandeck icons`)", translate=False)


@record
class Timeline(SlideKind):
    """Dated events on one line, on two from six on; more than a slide holds go on over several."""

    EXAMPLE: ClassVar[str] = """
kind: timeline
id: tijdlijn
title: Denken over werk in drie jaartallen
events:
  - {date: "1979", title: Vraag en ruimte, text: Werkdruk wordt een balans}
  - {date: "1981", title: Nieuwe fabrieken, text: Ook het ontwerp van werk telt mee}
  - {date: "2020", title: Terug op de agenda, text: Goed werk als opgave}
"""

    events: list[Event] = needed("the events, in order", at_least=2, at_most=60)
    alt: Plain | None = optional("what the timeline tells; else made from its events")
    decorative: bool = optional("true where it tells nothing", False, translate=False)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        data = language_of(deck.language).semicolon.join(
            f"{event.date.plain}: {event.title.plain}" for event in self.events
        )
        alt = "" if self.decorative else str(self.alt or deck.labels["timeline"].format(data=data))
        count = len(self.events)
        columns = count if count < 6 else -(-count // 2)
        pages = -(-count // PAGE) if count > PAGE else count // 3
        ends = [count * n // pages for n in range(pages + 1)] if pages > 1 else []
        drawing = Drawing(
            self._lines(self.events, columns),
            alt=alt,
            name="Timeline",
            grow=TALLEST,
            larger=LARGER.get(columns, 0),
            anchor="middle",
            pages=tuple(self._lines(self.events[a:b], b - a) for a, b in pairwise(ends)),
        )
        return [self.slide(deck, "canvas", [drawing])]

    def _lines(self, events: list[Event], columns: int) -> Stack:
        """Draw events in rows of so many."""
        rows: list[Element] = []
        for start in range(0, len(events), columns):
            row = events[start : start + columns]
            cells: list[Element] = [
                _event(event, ICONS.get(columns, ICON), last=event is self.events[-1], ends=number == columns)
                for number, event in enumerate(row, 1)
            ]
            cells += [Tile(share=1)] * (columns - len(cells))
            rows.append(Row(tuple(cells), gap=GAP, share=1))
        return Stack(tuple(rows), gap=26)


def _event(event: Event, size: float, *, last: bool, ends: bool) -> Stack:
    """Draw an event: its date, its dot on the line, and under it a card with what happened."""
    date = Tile(event.date.styled(TextStyle("number", "accent_text", bold=True, heading_font=True)), name="Date")
    dot = Tile(geometry="ellipse", fill="primary", size=DOT, name="Dot")
    rail = Tile(share=1) if last else Tile(geometry="line", line="line", line_width=2, share=1, name="Connector")
    parts = [event.title.styled(STRONG)]
    if event.text:
        parts.append(event.text.styled(replace(LABEL, space_before=6)))
    told = card(joined(parts), event.icon or "", size=size, name="Event")
    line: list[Element] = [dot, rail]
    if not (last or ends):
        line.append(Tile(size=-GAP))  # the line runs on over the gap, to the dot of the next event
    return Stack((date, Row(tuple(line), size=DOT), told), gap=12, share=1)
