"""Steps one after the other, or round in a loop."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import IconName, Plain, Record, Say, needed, optional, record
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Drawing, Element, Layers, RichText, Row, SlidePlan, Stack, TextStyle, Tile, joined, words
from builder.slide_kinds._base import LABEL, STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import ICON, ICONS, card, icon_tile

GAP, BAR = 26.0, 5.0  # points between cards, where the arrow stands; of the bar on top of a card
TALLEST = 2.4  # times the height that its words need: then a card is more ground than words
RING = 4  # steps from which a loop is drawn as a ring
LARGER = {1: 8, 2: 8, 3: 8, 4: 8, 5: 6}  # points that words may grow, by the number of columns


@record
class Step(Record):
    """One step."""

    CALLED: ClassVar[str] = "a step"
    SHORTHAND: ClassVar[str] = "title"
    title: RichText = needed("the step in a few words")
    text: RichText | None = optional("what happens in it")
    icon: IconName | None = optional("an icon in place of its number (`fandeck icons`)", translate=False)


@record
class Process(SlideKind):
    """Three to eight numbered steps as cards, an arrow from each to the next; the current one filled.

    `cycle: true` leads from the last step back to the first: four steps and more stand round in a ring.
    """

    EXAMPLE: ClassVar[str] = """
kind: process
id: stappen
title: In vier stappen naar beter werk
steps:
  - {title: Kijken, text: Wat gebeurt er echt op een dag?}
  - {title: Kiezen, text: Wat pakken we samen aan?}
  - {title: Proberen, text: Klein beginnen en snel leren}
  - {title: Borgen, text: Wat werkt wordt gewoon}
current: 2
"""

    steps: list[Step] = needed("three to eight steps", at_least=3, at_most=8)
    current: int | None = optional("the step where we are, from 1", translate=False, low=1, high=8)
    cycle: bool = optional("the last step leads back to the first", False, translate=False)
    alt: Plain | None = optional("what the diagram tells; else made from its steps")
    decorative: bool = optional("true where it tells nothing", False, translate=False)

    def check_fields(self, say: Say) -> None:
        if self.current and self.current > len(self.steps):
            say("current", "out-of-range", f"there is no step {self.current}, there are {len(self.steps)}")

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        name = "cycle" if self.cycle else "process"
        data = language_of(deck.language).semicolon.join(
            f"{formats.digits(n, deck.language)}. {step.title.plain}" for n, step in enumerate(self.steps, 1)
        )
        alt = "" if self.decorative else str(self.alt or deck.labels[name].format(data=data))
        root = self._root(deck.language)
        larger = LARGER.get(self._columns, 0)
        rows: Element | None = None if self.cycle else self._rows(deck.language)
        if self.cycle and len(self.steps) >= RING:
            rows = self._ring(deck.language, above=True)
        drawing = Drawing(root, alt=alt, name="Process", grow=TALLEST, larger=larger, anchor="middle", instead=rows)
        return [self.slide(deck, "canvas", [drawing])]

    @property
    def _columns(self) -> int:
        count = len(self.steps)
        ring = self.cycle and count >= RING
        return count if not ring and (count < 6 or self.cycle) else -(-count // 2)

    def _root(self, language: str) -> Element:
        count, columns = len(self.steps), self._columns
        if self.cycle and count >= RING:
            return self._ring(language)
        rows: list[Element] = []
        for start in range(0, count, columns):
            cells: list[Element] = []
            for number in range(start, min(start + columns, count)):
                if cells:
                    cells.append(Tile(geometry="arrow_end", line="muted", line_width=1.75, size=GAP, name="Arrow"))
                cells.append(self._step(number, language))
            for _ in range(columns - (len(cells) + 1) // 2):
                cells += [Tile(size=GAP), Tile(share=1)]
            rows.append(Row(tuple(cells), share=1, sinks=True))
        steps = Stack(tuple(rows), gap=GAP, share=1)
        if not self.cycle:
            return steps
        loop = Tile(geometry="loop", line="muted", line_width=1.75, share=count - 1, name="Loop")
        half = Tile(share=0.5)
        return Stack((Row((half, loop, half), size=30), steps), gap=4)

    def _rows(self, language: str) -> Element:
        """Draw the steps under one another, for places that are too narrow for them side by side."""
        return Stack(tuple(self._row(number, language, wide=True) for number in range(len(self.steps))), gap=8)

    def _row(self, number: int, language: str, *, wide: bool = False) -> Element:
        """Draw a step as a card with its sign before its words; wide: what happens in it stands beside what it is called."""
        step, current = self.steps[number], self.current == number + 1
        ink = "on_primary" if current else ""
        sign = TextStyle("number", ink or "accent_text", bold=True, heading_font=True)
        count = words(formats.digits(number + 1, language), sign)
        first: Element = Tile(count, anchor="middle", size=36, name="Number")
        if step.icon:
            first = icon_tile(step.icon, 36 if wide or self._columns > 2 else ICONS[4], ink or "accent_text")
        said = [step.title.styled(replace(STRONG, colour=ink or STRONG.colour))]
        told = [step.text.styled(replace(LABEL, colour=ink or LABEL.colour))] if step.text else []
        tile = Tile(anchor="middle", inset=(12, 8, 14, 8), name=f"Step {number + 1}")
        texts = [replace(tile, text=joined(said + told), share=1)]
        if wide and told:
            texts = [replace(tile, text=joined(said), share=2), replace(tile, text=joined(told), share=3)]
        ground = Tile(fill="primary" if current else "surface", name=f"Card {number + 1}")
        return Layers((ground, Row((Tile(size=16), first, *texts))), share=1)

    def _ring(self, language: str, *, above: bool = False) -> Element:
        """Draw the steps round: the first half along the top, the rest back along the foot, arrows between them.

        above: signs stand above words, which leaves these more width.
        """
        draw = self._step if above else self._row
        count, columns = len(self.steps), self._columns
        line = Tile(line="muted", line_width=1.75, size=GAP, name="Arrow")
        there: list[Element] = []
        for number in range(columns):
            there += [*([replace(line, geometry="arrow_end")] if there else []), draw(number, language)]
        back: list[Element] = []
        below = count - columns
        for number in range(count - 1, columns - 1, -1):
            if back and below == columns:
                back.append(replace(line, geometry="arrow_start"))
            elif back:  # one fewer than above: the ends stand under the ends, arrows take the rest
                pad = Tile(size=GAP * (columns - 1) / (2 * (below - 1)))
                back += [pad, replace(line, geometry="arrow_start", size=None, share=1 / (below - 1)), pad]
            back.append(draw(number, language))
        between: list[Element] = [replace(line, geometry="arrow_up", size=None, share=1)]
        for _ in range(columns - 2):
            between += [Tile(size=GAP), Tile(share=1)]
        between += [Tile(size=GAP), replace(line, geometry="arrow_down", size=None, share=1)]
        rows = (Row(tuple(there), share=1), Row(tuple(between), size=GAP + 4), Row(tuple(back), share=1))
        return Stack(rows, gap=4)

    def _step(self, number: int, language: str) -> Stack:
        """Draw a step as a card: a bar, its number, what it is; the current one in full colour."""
        step = self.steps[number]
        current = self.current == number + 1
        ink = "on_primary" if current else ""
        single = self._columns == len(self.steps)
        sign = TextStyle("figure_48" if single else "number", ink or "accent_text", bold=True, heading_font=True)
        title = replace(STRONG, colour=ink or STRONG.colour, space_before=6)
        counted = [] if step.icon else [words(formats.digits(number + 1, language), sign)]
        parts = [*counted, step.title.styled(title)]
        if step.text:
            parts.append(step.text.styled(replace(LABEL, colour=ink or LABEL.colour, space_before=6)))
        bar = Tile(geometry="rect", fill="accent" if current else "primary", size=BAR, name=f"Bar {number + 1}")
        fill = "primary" if current else "surface"
        step_card = card(
            joined(parts),
            step.icon or "",
            size=ICONS.get(self._columns, ICON),
            fill=fill,
            ink=ink or "accent_text",
            name=f"Step {number + 1}",
        )
        return Stack((bar, step_card), share=1)
