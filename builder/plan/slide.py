"""One slide before anyone decides where and how large: its role, its title, its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Position
from builder.plan.blocks import Chart, Table, Words
from builder.plan.drawing import Drawing, element_pictures, element_texts
from builder.plan.media import Picture
from builder.plan.parts import Part
from builder.plan.text import RichText

Block = Words | Table | Chart | Picture | Drawing


class SlidePlan(Part, frozen=True):
    """One slide: its role in the brand, its title and its blocks."""

    id: str
    source_id: str
    kind: str
    role: str
    title: RichText
    blocks: tuple[Block, ...]
    notes: RichText = RichText(())
    lang: str = ""
    hidden: bool = False
    section: str = ""  # opens a PowerPoint section of this name
    minutes: float = 0.0  # that it takes, for the running order; 0 where that is not said
    layout: str = ""  # a layout asked for by name
    turn: int = 0  # which section it opens, from 0, where a brand has them in several colours
    at: Position | None = None

    def texts(self) -> Iterator[RichText]:
        """Go through all texts shown on the slide, title first."""
        yield self.title
        for block in self.blocks:
            yield from block_texts(block)


def block_texts(block: Block) -> Iterator[RichText]:
    """Go through the texts of a block, in reading order."""
    if isinstance(block, Words):
        yield block.text
    elif isinstance(block, Table):
        yield from (column.heading for column in block.columns)
        for row in block.rows:
            yield from row
    elif isinstance(block, Drawing):
        yield from element_texts(block.root)


def block_pictures(block: Block) -> Iterator[Picture]:
    """Go through the pictures of a block."""
    if isinstance(block, Picture):
        yield block
    elif isinstance(block, Drawing):
        yield from element_pictures(block.root)
