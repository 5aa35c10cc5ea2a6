"""Two sides, row by row: before and after, poor and good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import IconName, Plain, Record, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Listing, Mapping, Node
from builder.languages.language import language_of
from builder.plan import Drawing, Element, Flow, Image, Layers, RichText, Row, SlidePlan, Stack, TextStyle, Tile
from builder.slide_kinds._base import LABEL, LABEL_STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import SMALL_ICON, icon_tile
from builder.slide_kinds._records import Pictured

ASPECT, BETWEEN, WAY = 150.0, 14.0, 44.0  # points: the column of aspects, between the sides, where an arrow stands
PICTURE = 110.0  # points of height
LONGEST = 500  # letters of an alternative text
TALLEST = 1.8  # times the height that the words need
SIGNS = {"good": "circle-check", "bad": "circle-x", "warning": "triangle-alert", "neutral": "circle-minus"}


@record
class Side(Pictured):
    """One of the two sides."""

    CALLED: ClassVar[str] = "a side"
    SHORTHAND: ClassVar[str] = "heading"
    heading: RichText = needed("what this side is called")
    tone: Literal["good", "bad", "neutral", "warning"] | None = optional("how it is valued", translate=False)
    icon: IconName | None = optional("an icon beside its heading (`fandeck icons`)", translate=False)


@record
class _RowFields(Record):
    """A row as a mapping."""

    CALLED: ClassVar[str] = "a row"
    aspect: RichText | None = optional("what is compared")
    cells: list[RichText] = needed("what each side has: [left, right]", at_least=2, at_most=2)


@dataclass(frozen=True)
class ComparedRow(Record):
    """A row: what is compared, and what each side has; `{aspect, cells}` or `[aspect, left, right]`."""

    aspect: RichText | None
    cells: tuple[RichText, ...]
    HOLDS: ClassVar[Any] = (_RowFields, list[RichText])

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> ComparedRow | None:
        """Read a row in either form."""
        if isinstance(node, Mapping):
            made = reading.record(node, _RowFields, path)
            return cls(made.aspect, tuple(made.cells)) if made and all(made.cells) else None
        if isinstance(node, Listing) and len(node.items) != 3:
            reading.findings.add(
                "list-length",
                f"{len(node.items)} items stand here, 3 are needed",
                node.at,
                "write [aspect, left, right]",
            )
            return None
        texts = reading.typed(node, list[RichText], path, {"empty_items": True})
        return cls(texts[0], tuple(texts[1:])) if texts and len(texts) == 3 else None


@record
class Comparison(SlideKind):
    """Two sides with what they have in each aspect; `arrow: true` where one leads to the other.

    What does not fit goes on on a next slide, under the same heads.
    """

    EXAMPLE: ClassVar[str] = """
kind: comparison
id: van-naar
title: Van werken op afroep naar werken met een rooster
arrow: true
sides:
  - {heading: Zoals het was, tone: bad}
  - {heading: Zoals het kan, tone: good}
rows:
  - [Rooster, de avond ervoor bekend, drie weken vooraf]
  - [Ruilen, via de planner, onderling in de groep]
  - [Overleg, als er iets misgaat, elke maandag een kwartier]
"""

    sides: list[Side] = needed("the two sides", at_least=2, at_most=2)
    rows: list[ComparedRow] = needed("what is compared, row by row", at_least=1, at_most=30)
    arrow: bool = optional("the first side leads to the second", False, translate=False)
    alt: Plain | None = optional("what the comparison tells; else made from its rows")
    decorative: bool = optional("true where it tells nothing", False, translate=False)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        between = WAY if self.arrow else BETWEEN
        named = any(row.aspect for row in self.rows)
        aside = (Tile(size=ASPECT),) if named else ()
        heads = [_head(side) for side in self.sides]
        way = Tile(geometry="arrow_end", line="accent", line_width=2.5, size=between, name="Way")
        gap = way if self.arrow else Tile(size=between)
        top: list[Element] = []
        if any(side.image for side in self.sides):
            pictures = [_picture(side) for side in self.sides]
            top.append(Row((*aside, pictures[0], Tile(size=between), pictures[1])))
        top.append(Row((*aside, heads[0], gap, heads[1])))
        rows = tuple(self._row(row, between, named) for row in self.rows)
        root = Stack((*top, Flow(rows, row_gap=2, share=1)), gap=2)
        drawing = Drawing(root, alt=self._alt(deck), name="Comparison", grow=TALLEST, larger=6, anchor="middle")
        return [self.slide(deck, "canvas", [drawing])]

    def _row(self, row: ComparedRow, between: float, named: bool) -> Element:
        cells = [
            Tile(
                text.styled(LABEL),
                "rect",
                fill=_ground(side.tone),
                anchor="middle",
                share=1,
                inset=(16, 8, 14, 8),
                name="Cell",
            )
            for side, text in zip(self.sides, row.cells, strict=True)
        ]
        aspect = row.aspect.styled(LABEL_STRONG) if row.aspect else RichText(())
        aside = (Tile(aspect, anchor="middle", size=ASPECT, inset=(0, 8, 14, 8), name="Aspect"),) if named else ()
        return Row((*aside, cells[0], Tile(size=between), cells[1]), share=1)

    def _alt(self, deck: DeckFacts) -> str:
        if self.decorative:
            return ""
        if self.alt:
            return str(self.alt)
        language = language_of(deck.language)
        left, right = (side.heading.plain for side in self.sides)
        data = language.semicolon.join(
            (f"{row.aspect.plain}: " if row.aspect else "") + language.comma.join(cell.plain for cell in row.cells)
            for row in self.rows
        )
        told = deck.labels["change" if self.arrow else "comparison"].format(left=left, right=right, data=data)
        return told if len(told) <= LONGEST else ""  # a long one is read cell by cell


def _ground(tone: str | None) -> str:
    return f"{tone}_surface" if tone and tone != "neutral" else "surface"


def _head(side: Side) -> Element:
    """Draw the head of a side: its sign, its heading, on the colour of its tone."""
    fill = side.tone if side.tone in ("good", "bad", "warning") else "primary"
    ink = f"on_{fill}"
    sign = side.icon or SIGNS.get(side.tone or "", "")
    text = side.heading.styled(TextStyle("body", ink, bold=True))
    left = 16 + (SMALL_ICON + 12 if sign else 0)
    head = Tile(text, "rect", fill=fill, anchor="middle", inset=(left, 10, 14, 10), share=1, name="Head")
    if not sign:
        return head
    return Layers((head, Row((Tile(size=14), icon_tile(sign, SMALL_ICON, ink), Tile(share=1)))), share=1)


def _picture(side: Side) -> Element:
    picture = side.picture()
    return Stack((Image(replace(picture, fit="cover"), size=PICTURE),), share=1) if picture else Tile(share=1)
