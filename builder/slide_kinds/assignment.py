"""Work for groups: what to do, with whom, how long, what to bring back."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import Say, needed, optional, record
from builder.plan import Drawing, Element, Image, Layers, RichText, Row, SlidePlan, Stack, Tile, joined, words
from builder.slide_kinds._base import BODY, CAPTION, LABEL_STRONG, LEAD, DeckFacts, SlideKind
from builder.slide_kinds._parts import SMALL_ICON, icon_tile
from builder.slide_kinds._records import Pictured

SIDE = 310.0  # points of the panel with the facts
GAP = 24.0
TALLEST = 1.6  # times the height that the words need
PICTURE = 130.0  # points of height


@record
class Assignment(Pictured, SlideKind):
    """A task with its steps, and beside it groups, time, what to bring back and what is needed for it."""

    EXAMPLE: ClassVar[str] = """
kind: assignment
id: opdracht
title: Bekijk één taak uit uw eigen werk
task: Kies een taak die vaak vastloopt en zoek uit waar dat begint.
steps:
  - Vertel wat er gebeurt, van begin tot eind
  - Wijs aan waar iemand moet wachten
  - Bedenk wie dat zelf zou kunnen oplossen
groups: groepen van drie
duration: 12
bring_back: één verbetering die morgen kan
material: werkblad op bladzijde 4
"""

    task: RichText = needed("what to do")
    steps: list[RichText] | None = optional("how, step by step", at_most=8)
    groups: RichText | None = optional("how many groups, or how large they are")
    bring_back: RichText | None = optional("what the groups bring back")
    material: RichText | None = optional("what they need for it")

    def check(self, say: Say) -> None:
        Pictured.check(self, say)
        SlideKind.check(self, say)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        facts = self._facts(deck)
        work: Element = Stack(tuple(self._work()), gap=18, share=1)
        if facts:
            work = Row((work, replace(facts, size=SIDE)), gap=GAP)
        drawing = Drawing(work, name="Assignment", grow=TALLEST, larger=8, anchor="middle")
        return [self.slide(deck, "canvas", [drawing])]

    def _work(self) -> list[Element]:
        bar = Tile(geometry="rect", fill="accent", size=5, name="Rule")
        task = Tile(
            self.task.styled(replace(LEAD, bold=True)), anchor="middle", share=1, inset=(16, 2, 0, 2), name="Task"
        )
        made: list[Element] = [Row((bar, task))]
        if self.steps:
            numbered = [
                replace(
                    step,
                    paragraphs=tuple(
                        replace(p, marker="none" if n else "number") for n, p in enumerate(step.paragraphs)
                    ),
                )
                for step in self.steps
            ]
            style = replace(BODY, space_before=10)
            made.append(Tile(joined(numbered).coloured(style), inset=(20, 0, 0, 0), share=1, name="Steps"))
        return made

    def _facts(self, deck: DeckFacts) -> Layers | None:
        """Draw with whom, how long and what for as a panel of signs and words; the picture above them."""
        told = (
            ("users", "groups", self.groups),
            ("timer", "time", words(deck.labels.count("minutes", self.duration)) if self.duration else None),
            ("hand-helping", "bring_back", self.bring_back),
            ("toolbox", "material", self.material),
        )
        rows: list[Element] = []
        for sign, label, text in told:
            if text:
                said = joined([words(deck.labels[label], CAPTION), text.styled(LABEL_STRONG)])
                lines = Tile(replace(said, at=text.at, field=text.field), anchor="middle", share=1, name="Fact")
                rows.append(
                    Row((Tile(size=16), icon_tile(sign, SMALL_ICON), Tile(size=14), lines, Tile(size=12)), share=1)
                )
        picture = self.picture()
        if not rows and picture is None:
            return None
        parts: list[Element] = [Image(replace(picture, fit="cover"), size=PICTURE)] if picture else [Tile(size=10)]
        return Layers((Tile(fill="surface", name="Panel"), Stack((*parts, *rows, Tile(size=10)), gap=10)))
