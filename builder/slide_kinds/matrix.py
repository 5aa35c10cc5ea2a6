"""Two axes against each other, a cell for each pair of levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import Plain, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Node
from builder.languages.language import language_of
from builder.plan import Drawing, RichText, Row, Run, SlidePlan, Stack, TextStyle, Tile, Words
from builder.slide_kinds._base import LABEL, LABEL_STRONG, DeckFacts, SlideKind

LEVELS, ARROW = 104.0, 16.0  # points: the column of level names, the arrow beside the cells
SIGNS = {"good": "+", "bad": "\u2212", "warning": "!", "neutral": "="}


@record
class Axis(Record):
    """One axis: what it measures and its levels."""

    CALLED: ClassVar[str] = "an axis"
    title: RichText = needed("what the axis measures")
    levels: list[RichText] = needed("its levels", at_least=2, at_most=4)


@record
class Cell(Record):
    """A cell: text, and whether it is wanted."""

    CALLED: ClassVar[str] = "a cell"
    SHORTHAND: ClassVar[str] = "text"
    text: RichText = needed("what happens here")
    tone: Literal["good", "bad", "neutral", "warning"] | None = optional("how it is valued", translate=False)


@dataclass(frozen=True)
class CellRow(Record):
    """A row of cells."""

    cells: tuple[Cell, ...]
    HOLDS: ClassVar[Any] = list[Cell]

    def held(self) -> Any:
        return self.cells

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> CellRow | None:
        """Read a list of cells."""
        cells = reading.typed(node, list[Cell], path, {})
        return cls(tuple(cell for cell in cells or () if cell))


@record
class Matrix(SlideKind):
    """Levels of one axis against those of another; the wanted cell stands out.

    `y_axis.levels` and `cells` go from top to bottom.
    """

    EXAMPLE: ClassVar[str] = """
kind: matrix
id: balans
title: Eisen en ruimte in balans
x_axis: {title: Ruimte om te regelen, levels: [weinig, veel]}
y_axis: {title: Eisen van het werk, levels: [hoog, laag]}
cells:
  - [{text: Slopend werk, tone: bad}, {text: Leerzaam werk, tone: good}]
  - [{text: Saai werk, tone: neutral}, {text: Rustig werk, tone: warning}]
"""

    x_axis: Axis = needed("the axis from start to end: {title, levels}")
    y_axis: Axis = needed("the axis from bottom to top: {title, levels}, the top level first")
    cells: list[CellRow] = needed("rows of cells, the top row first", at_least=2, at_most=4)
    caption: RichText | None = optional("a line above the matrix")
    alt: Plain | None = optional("what the matrix tells; else made from its cells")
    decorative: bool = optional("true where it tells nothing", False, translate=False)

    def check_fields(self, say: Say) -> None:
        if len(self.cells) != len(self.y_axis.levels):
            say("cells", "matrix-size", f"{len(self.cells)} rows, but {len(self.y_axis.levels)} levels on the y axis")
        for row in self.cells:
            if len(row.cells) != len(self.x_axis.levels):
                say(
                    "cells",
                    "matrix-size",
                    f"{len(row.cells)} cells, but {len(self.x_axis.levels)} levels on the x axis",
                )

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        blocks = [Words(self.caption, "caption") if self.caption else None, self._drawing(deck)]
        return [self.slide(deck, "canvas", blocks)]

    def _drawing(self, deck: DeckFacts) -> Drawing:
        rows = [Row(tuple(_cell(cell) for cell in row.cells), gap=8, share=1) for row in self.cells]
        heads = [
            Tile(level.styled(replace(LABEL, align="end")), anchor="middle", share=1, inset=(0, 0, 10, 0), name="Level")
            for level in self.y_axis.levels
        ]
        levels = tuple(
            Tile(x.styled(replace(LABEL, align="center")), share=1, name="Level") for x in self.x_axis.levels
        )
        up = Tile(geometry="arrow_up", line="muted", line_width=1.5, size=ARROW, name="Axis")
        along = Stack((Tile(geometry="arrow_end", line="muted", line_width=1.5, size=12, name="Axis"),), share=1)
        title = Tile(self.x_axis.title.styled(replace(LABEL_STRONG, align="end")), share=1, name="Axis title")
        room = Tile(size=LEVELS + ARROW)
        root = Stack(
            (
                Tile(self.y_axis.title.styled(LABEL_STRONG), name="Axis title"),
                Row((Stack(tuple(heads), gap=8, size=LEVELS), up, Stack(tuple(rows), gap=8, share=1)), share=1),
                Row((room, along)),
                Row((room, Row(levels, gap=8, share=1))),
                Row((room, title)),
            ),
            gap=4,
        )
        return Drawing(root, alt=self._alt(deck), name="Matrix", larger=4)

    def _alt(self, deck: DeckFacts) -> str:
        if self.decorative:
            return ""
        if self.alt:
            return str(self.alt)
        data = language_of(deck.language).semicolon.join(
            f"{y.plain}{language_of(deck.language).comma}{x.plain}: {cell.text.plain}"
            for y, row in zip(self.y_axis.levels, self.cells, strict=True)
            for x, cell in zip(self.x_axis.levels, row.cells, strict=True)
        )
        return deck.labels["matrix"].format(x=self.x_axis.title.plain, y=self.y_axis.title.plain, data=data)


def _cell(cell: Cell) -> Tile:
    strong = cell.tone == "good"
    fill = {"good": "good", "bad": "bad_surface", "warning": "warning_surface", "neutral": "surface", None: "surface"}[
        cell.tone
    ]
    colour = "on_good" if strong else "text"
    text = cell.text.styled(TextStyle("body", colour, bold=strong))
    if cell.tone:
        first, *rest = text.paragraphs
        text = replace(
            text, paragraphs=(replace(first, runs=(Run(f"{SIGNS[cell.tone]} ", bold=True), *first.runs)), *rest)
        )
    return Tile(text, "rect", fill=fill, anchor="middle", share=1, inset=(16, 6, 14, 6), name="Cell")
