"""Two axes against each other, a cell for each pair of levels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from builder.fields import Plain, Record, Say, needed, optional, record
from builder.plan import Drawing, Element, RichText, Row, SlidePlan, Stack, TextStyle, Tile, Words, joined, words
from builder.reading import Reading
from builder.slide_kinds._base import LABEL, LABEL_STRONG, DeckFacts, SlideKind
from builder.yaml_source import Node

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

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> CellRow | None:
        """Read a list of cells."""
        cells = reading.typed(node, list[Cell], path, {})
        return cls(tuple(cell for cell in cells if cell)) if cells else None

    @classmethod
    def schema(cls) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": "#/$defs/Cell"}}


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
        levels_width = 104.0
        rows: list[Element] = []
        for level, row in zip(self.y_axis.levels, self.cells, strict=True):
            head = Tile(
                level.styled(replace(LABEL, align="end")), anchor="middle", size=levels_width,
                inset=(0, 0, 10, 0), name="Level",
            )  # fmt: skip
            cells = Row(tuple(_cell(cell) for cell in row.cells), gap=8, share=1)
            rows.append(Row((head, cells), share=1))
        end = replace(LABEL, align="center")
        levels = tuple(Tile(level.styled(end), share=1, name="Level") for level in self.x_axis.levels)
        vertical = Tile(geometry="arrow_up", line="muted", line_width=1.5, size=16, name="Axis")
        horizontal = Tile(geometry="arrow_end", line="muted", line_width=1.5, size=12, name="Axis")
        before = levels_width + 16
        root = Stack(
            (
                Tile(self.y_axis.title.styled(LABEL_STRONG), name="Axis title"),
                Row((vertical, Stack(tuple(rows), gap=8, share=1)), share=1),
                Row((Tile(size=before), horizontal_share(horizontal))),
                Row((Tile(size=before), Row(levels, gap=8, share=1))),
                Row(
                    (
                        Tile(size=before),
                        Tile(self.x_axis.title.styled(replace(LABEL_STRONG, align="end")), share=1, name="Axis title"),
                    )
                ),
            ),
            gap=4,
        )
        return Drawing(root, alt=self._alt(deck), name="Matrix")

    def _alt(self, deck: DeckFacts) -> str:
        if self.decorative:
            return ""
        if self.alt:
            return str(self.alt)
        data = "; ".join(
            f"{y.plain}, {x.plain}: {cell.text.plain}"
            for y, row in zip(self.y_axis.levels, self.cells, strict=True)
            for x, cell in zip(self.x_axis.levels, row.cells, strict=True)
        )
        return deck.labels["matrix"].format(x=self.x_axis.title.plain, y=self.y_axis.title.plain, data=data)


def horizontal_share(arrow: Tile) -> Stack:
    """Let a horizontal arrow take the width that is left."""
    return Stack((arrow,), share=1)


def _cell(cell: Cell) -> Tile:
    strong = cell.tone == "good"
    fill = {"good": "good", "bad": "bad_surface", "warning": "warning_surface", "neutral": "surface", None: "surface"}[
        cell.tone
    ]
    colour = "on_good" if strong else "text"
    parts: list[RichText] = []
    if cell.tone:
        parts.append(words(SIGNS[cell.tone], TextStyle("lead", colour if strong else f"{cell.tone}_text", bold=True)))
    parts.append(cell.text.styled(TextStyle("body", colour, bold=strong)))
    return Tile(joined(parts), "round", fill=fill, anchor="middle", share=1, inset=(18, 10, 18, 10), name="Cell")
