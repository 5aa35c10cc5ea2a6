"""Steps one after the other, or round in a loop."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from builder.content.fields import Plain, Record, Say, needed, optional, record
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Drawing, Element, RichText, Row, SlidePlan, Stack, TextStyle, Tile, joined, words
from builder.slide_kinds._base import LABEL, STRONG, DeckFacts, SlideKind

NODE = 46.0


@record
class Step(Record):
    """One step."""

    CALLED: ClassVar[str] = "a step"
    SHORTHAND: ClassVar[str] = "title"
    title: RichText = needed("the step in a few words")
    text: RichText | None = optional("what happens in it")


@record
class Process(SlideKind):
    """Three to eight numbered steps, connected; the current one filled.

    `cycle: true` leads from the last step back to the first.
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
        return [
            self.slide(
                deck, "canvas", [Drawing(self._root(deck.language), alt=alt, name="Process", grow=1, anchor="middle")]
            )
        ]

    def _root(self, language: str) -> Element:
        count = len(self.steps)
        columns = count if count < 6 or self.cycle else -(-count // 2)
        rows: list[Element] = []
        for start in range(0, count, columns):
            numbers = range(start, min(start + columns, count))
            cells: list[Element] = [self._step(number, language, last=number == count - 1) for number in numbers]
            cells += [Tile(share=1)] * (columns - len(cells))
            rows.append(Row(tuple(cells), align="top"))
        if self.cycle:
            loop = Tile(geometry="loop", line="muted", line_width=1.5, share=count - 1, shift=NODE / 2, name="Loop")
            return Stack((Row((loop, Tile(share=1)), size=30), *rows), gap=2)
        return Stack(tuple(rows), gap=26 if len(self.steps) >= 6 else 18)

    def _step(self, number: int, language: str, *, last: bool) -> Stack:
        step = self.steps[number]
        current = self.current == number + 1
        filled = current or not self.current
        style = TextStyle("body", "on_primary" if filled else "primary_text", bold=True, align="center")
        fill = "accent" if current else "primary" if filled else "background"
        if current:
            style = replace(style, colour="on_accent")
        node = Tile(
            words(formats.digits(number + 1, language), style), "ellipse", fill=fill, line="" if filled else "primary",
            line_width=2, anchor="middle", size=NODE, name=f"Node {number + 1}",
        )  # fmt: skip
        rail = (
            Tile(geometry="line", line="line", line_width=2, share=1, name="Connector") if not last else Tile(share=1)
        )
        text = joined([step.title.styled(STRONG), step.text.styled(LABEL) if step.text else RichText(())])
        words_tile = Tile(text, inset=(0, 0, 18, 0), name=f"Step {number + 1}")
        return Stack((Row((node, rail), size=NODE), words_tile), gap=12, share=1)
