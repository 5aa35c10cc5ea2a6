"""A worked example: the challenge, the approach and the result of one organisation."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import Say, needed, optional, record
from builder.languages import formats
from builder.plan import (
    Block,
    Drawing,
    Element,
    Layers,
    Picture,
    RichText,
    Row,
    SlidePlan,
    Stack,
    TextStyle,
    Tile,
    Words,
    joined,
    words,
)
from builder.plan import Image as ImageElement
from builder.slide_kinds._base import CAPTION, LABEL, TAG, DeckFacts, SlideKind
from builder.slide_kinds._case_fields import CaseFields

READABLE = 16.0  # points of its words, below which it becomes two slides
FOCUS = (0.5, 0.35)  # what of a picture is kept where it is cut


@record
class Case(SlideKind):
    """Challenge, approach and result as three blocks, the result strongest.

    With `reveal: true` the blocks appear one by one, over as many slides: the challenge beside the picture, the approach step by step, then all of it (where that would be hard to read on a template, what came of it beside the picture).
    """

    CASE_KEY: ClassVar[str] = "case"
    ROLES: ClassVar[tuple[str, ...]] = ("canvas", "points", "points_picture")
    TITLE_NEEDED: ClassVar[bool] = False
    EXAMPLE: ClassVar[str] = """
kind: case
id: parkeren
case:
  title: Parkeren zonder papier
  organisation: Gemeente Waterland-Zuid (verzonnen)
  sector: gemeente
  challenge: Aanvragen lagen weken op drie bureaus.
  approach: [De hele keten aan tafel, Proef in een wijk, Elke week bijstellen]
  result: Een vergunning is er nu in twee dagen.
  image: images/desk.png
  alt: Een bureau met een beeldscherm
"""

    case: CaseFields = needed("id of a case in content/cases, or its fields in place")
    reveal: bool = optional("build it up over slides", False, translate=False)

    def check_fields(self, say: Say) -> None:
        if self.case and not (self.title or self.case.title):
            say("case", "missing-field", "the case has no title", "add title: to the case or to the slide")

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or self.case.title or RichText(())

    def left_out(self, deck: DeckFacts) -> list[RichText]:
        """List the case's own title where the slide has another."""
        return [self.case.title] if self.title and self.case.title else []

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        slide = dataclasses.replace(self, sources=[*self.sources, *self.case.sources])
        blocks = self._blocks(deck)
        if not self.reveal or len(blocks) < 2:
            return [slide.slide(deck, "canvas", [self._drawing(deck, len(blocks))])]
        plans = []
        for shown in range(1, len(blocks) + 1):
            role, made = self._built_up(deck, blocks[:shown]) or ("canvas", [self._drawing(deck, shown)])
            plan = slide.slide(deck, role, made, part=str(shown), suffix=deck.labels.part(shown, len(blocks)))
            plans.append(plan if shown == 1 else replace(plan, notes=RichText(())))
        return plans

    def _built_up(self, deck: DeckFacts, blocks: list[tuple[str, RichText]]) -> tuple[str, list[Block]] | None:
        """Return the first slides of a case that is built up: the challenge at large, then the approach as steps beside it."""
        shown = [name for name, _ in blocks]
        if shown == ["challenge"] and self.case.image:
            tag = [words(self._tag()).styled(CAPTION, marker="none")] if self._tag() else []
            label = words(deck.labels["challenge"]).styled(TAG, marker="none")
            text = (self.case.challenge or RichText(())).unmarked()
            wide = self.case.image.width > 1.1 * self.case.image.height
            picture = Picture(self.case.image, self._alt(), slot="picture", focus=FOCUS)
            return f"points_{'wide' if wide else 'picture'}_end", [Words(joined([*tag, label, text]), "body"), picture]
        steps = [step for step in self.case.approach if step] if isinstance(self.case.approach, list) else []
        if shown == ["challenge", "approach"] and len(steps) > 1:
            return "canvas", [self._steps_beside(deck, steps)]
        return None

    def _steps_beside(self, deck: DeckFacts, steps: list[RichText]) -> Drawing:
        """Draw the challenge as a card, and each step of the approach as a band with its number beside it."""
        case = self.case
        sign = TextStyle("number", "accent_text", bold=True, heading_font=True)
        bands: list[Element] = []
        for number, step in enumerate(steps, 1):
            count = Tile(words(formats.digits(number, deck.language), sign), anchor="middle", size=40, name="Number")
            told = Tile(step.styled(LABEL), anchor="middle", share=1, inset=(0, 8, 14, 8), name="Step")
            band = Row((Tile(size=14), count, told))
            bands.append(Layers((Tile(fill="surface", name="Band"), band), share=1))
        left = self._tile(deck, "challenge", case.challenge or RichText(()), True)
        head = Tile(words(deck.labels["approach"], TAG), name="Approach")
        parts: list[Element] = [Tile(words(self._tag(), CAPTION), name="Tag")] if self._tag() else []
        sides = (replace(left, share=2), Stack((head, Stack(tuple(bands), gap=8, share=1)), gap=8, share=3))
        return Drawing(Stack((*parts, Row(sides, gap=30, share=1)), gap=12), name="Case", larger=8)

    def _blocks(self, deck: DeckFacts) -> list[tuple[str, RichText]]:
        """Return the blocks that the case has: label and text."""
        case = self.case
        named = [
            ("challenge", case.challenge),
            ("approach", _steps(case.approach)),
            ("result", case.result),
            ("lessons", _steps(case.lessons)),
        ]
        return [(name, text) for name, text in named if text]

    def _drawing(self, deck: DeckFacts, shown: int) -> Drawing:
        """Draw the case with so many blocks shown; over two pages where one does not hold it."""
        blocks = self._blocks(deck)
        tiles = [self._tile(deck, name, text, number < shown) for number, (name, text) in enumerate(blocks)]
        before = [tile for tile in tiles if tile.name in ("Challenge", "Approach")]
        after = [tile for tile in tiles if tile not in before]
        pages = (self._page(before), self._outcome(after)) if before and after and not self.reveal else ()
        came = [tile for tile in after if not tile.ghost]
        shown_before = before and came and self.reveal
        instead = self._outcome(came) if shown_before else None
        return Drawing(self._page(tiles), name="Case", larger=8, pages=pages, instead=instead, least=READABLE)

    def _page(self, tiles: list[Tile]) -> Stack:
        parts: list[Element] = [Tile(words(self._tag(), CAPTION), name="Tag")] if self._tag() else []
        if self.case.image:
            picture = ImageElement(Picture(self.case.image, self._alt(), fit="cover", focus=FOCUS), share=1)
            came = [tile for tile in tiles if tile.name == "Result"]
            told = [tile for tile in tiles if tile.name != "Result"]
            sides = (Stack(tuple(told), gap=16, share=1), Stack((picture, *came), gap=0, share=1))
            parts.append(Row(sides, gap=30, share=1))
        else:
            parts.append(Row(tuple(replace(tile, share=1) for tile in tiles), gap=18, share=1))
        return Stack(tuple(parts), gap=12)

    def _outcome(self, tiles: list[Tile]) -> Stack:
        """Draw what came of it beside the picture."""
        if not self.case.image:
            return self._page(tiles)
        tag = (Tile(words(self._tag(), CAPTION), name="Tag"),) if self._tag() else ()
        picture = ImageElement(Picture(self.case.image, self._alt(), fit="cover", focus=FOCUS), share=1)
        told = Stack(tuple(tiles), gap=16, share=1)
        return Stack((*tag, Row((picture, told), gap=30, share=1)), gap=12)

    def _tag(self) -> str:
        """Return where it happened, in a line."""
        parts = [part for part in (self.case.organisation, self.case.sector, self.case.size) if part]
        return " \u00b7 ".join(part.plain if isinstance(part, RichText) else str(part) for part in parts)

    def _alt(self) -> str:
        return "" if self.case.decorative else str(self.case.alt or "")

    def _tile(self, deck: DeckFacts, name: str, text: RichText, shown: bool) -> Tile:
        strong = name == "result"
        head = TextStyle("caption", "on_primary" if strong else "accent_text", bold=True)
        body = replace(LABEL, colour="on_primary" if strong else "text")
        content = joined([words(deck.labels[name], head), text.coloured(body)])
        fill = "primary" if strong and shown else ""
        inset = (16.0, 10.0, 16.0, 10.0) if strong else (0.0, 0.0, 0.0, 0.0)
        return Tile(content, fill=fill, inset=inset, name=name.capitalize(), ghost=not shown)


def _steps(value: list[RichText] | RichText | None) -> RichText | None:
    """Write steps as a numbered list; one text stays one text."""
    if not isinstance(value, list):
        return value
    steps = [step for step in value if step]
    if len(steps) < 2:
        return steps[0] if steps else None
    return joined(
        replace(step, paragraphs=(replace(step.paragraphs[0], marker="number"), *step.paragraphs[1:])) for step in steps
    )
