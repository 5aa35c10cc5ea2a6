"""Drawings of native shapes: tiles and pictures in rows, stacks, layers, flows and graphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from builder.diagnostics import Position
from builder.plan.blocks import Words
from builder.plan.media import Picture
from builder.plan.parts import Compared
from builder.plan.text import RichText

Anchor = Literal["top", "middle", "bottom"]
Geometry = Literal[
    "none",
    "rect",
    "round",
    "ellipse",
    "line",
    "line_down",
    "arrow_end",
    "arrow_start",
    "arrow_up",
    "arrow_down",
    "play",
    "loop",
    "icon",
]


class Tile(Compared, frozen=True):
    """A native shape with or without text.

    size: points along the direction of the parent; None takes what the text needs (in a stack) or
    a share of what is left (in a row). share: greater than 0 takes that share of what is left.
    """

    text: RichText = RichText(())
    geometry: Geometry = "none"
    fill: str = ""
    line: str = ""
    line_width: float = 1.0
    anchor: Anchor = "top"
    inset: tuple[float, float, float, float] = (0, 0, 0, 0)  # left, top, right, bottom; points
    size: float | None = None
    share: float = 0
    cross: float | None = None  # points across the parent's direction; None fills it
    name: str = ""
    link: str = ""
    shift: float = 0  # points towards the end, after its place is given
    ghost: bool = False  # takes its place, and shows its shape without its text
    icon: str = ""  # its name, where the geometry is one


class Image(Compared, frozen=True):
    """A picture as part of a drawing."""

    picture: Picture
    size: float | None = None
    share: float = 0
    cross: float | None = None
    whole: bool = False  # it asks for the height at which all of it is seen


class Row(Compared, frozen=True):
    """Elements side by side, in reading direction; all as high as the highest."""

    children: tuple[Element, ...]
    gap: float = 0
    size: float | None = None
    share: float = 0
    align: Anchor | Literal["stretch"] = "stretch"
    sinks: bool = False  # signs stay at the top of cards, their words begin so low that the longest ends at the foot


class Stack(Compared, frozen=True):
    """Elements under one another."""

    children: tuple[Element, ...]
    gap: float = 0
    size: float | None = None
    share: float = 0
    cross: float | None = None
    align: Anchor = "top"
    fill: bool = False  # height to spare goes to the children, by what they need


class Layers(Compared, frozen=True):
    """Elements on the same place, the first at the back."""

    children: tuple[Element, ...]
    size: float | None = None
    share: float = 0
    cross: float | None = None


class Flow(Compared, frozen=True):
    """Equal items in rows of so many columns; where they do not fit, the slide is split between items."""

    items: tuple[Element, ...]
    columns: int = 1
    gap: float = 0
    row_gap: float = 0
    rule: bool = False  # a hairline between rows
    size: float | None = None
    share: float = 0
    row_share: float = 0  # rows share the height that is left
    sinks: bool = False  # as in a row

    def stack(self) -> Stack:
        """Return the items row by row; the last row is filled up with nothing."""
        rows: list[Element] = []
        for start in range(0, len(self.items), self.columns):
            row = self.items[start : start + self.columns]
            row += (Tile(share=1),) * (self.columns - len(row))
            if self.rule and rows:
                rows.append(Tile(geometry="line", line="line", size=1, name="Rule"))
            rows.append(Row(row, gap=self.gap, share=self.row_share, sinks=self.sinks) if self.columns > 1 else row[0])
        return Stack(tuple(rows), gap=self.row_gap, size=self.size, share=self.share)


class GraphEdge(Compared, frozen=True, eq=False):
    """An arrow from one node to another, by their numbers; back: it leads against the direction of the others."""

    start: int
    end: int
    label: RichText = RichText(())
    back: bool = False


class Graph(Compared, frozen=True, eq=False):
    """Nodes joined by arrows, laid out in layers; lanes: the number of each node's group, -1 where it has none."""

    nodes: tuple[Element, ...]
    edges: tuple[GraphEdge, ...]
    lanes: tuple[int, ...]
    groups: tuple[RichText, ...] = ()
    down: bool = False
    size: float | None = None
    share: float = 0


Element = Tile | Image | Row | Stack | Layers | Flow | Graph


class Drawing(Compared, frozen=True):
    """Native shapes in a place; with an alternative text they are one group."""

    root: Element
    alt: str = ""
    name: str = "Drawing"
    slot: str = "content"
    grow: float = 99  # how many times its needed height it may take of the area's
    larger: int = 0  # points that its words may grow where there is room, in steps of two
    anchor: Literal["top", "middle"] = "top"
    pages: tuple[Element, ...] = ()  # what it is over several slides, where it does not fit on one
    instead: Element | None = None  # another way to draw it, where the first is smaller than its brand has words
    least: float = (
        0.0  # points of its labels that are still read well: below them only it is drawn another way, or over its pages
    )
    otherwise: Words | None = None  # what stands there where it does not fit, or a template has its own way
    UNSAID: ClassVar[tuple[str, ...]] = ("at", "otherwise", "instead")  # they say what the drawing says
    at: Position | None = None


def element_texts(element: Element) -> Iterator[RichText]:
    """Go through the texts of a drawing."""
    waiting: list[Element | RichText] = [element]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Tile):
            if each.text and not each.ghost:
                yield each.text
        elif isinstance(each, RichText):
            yield each
        elif isinstance(each, Graph):
            yield from each.groups
            waiting += (edge.label for edge in reversed(each.edges) if edge.label)
            waiting += reversed(each.nodes)
        elif not isinstance(each, Image):
            waiting += reversed(children_of(each))


def element_pictures(element: Element) -> Iterator[Picture]:
    """Go through the pictures of a drawing."""
    if isinstance(element, Image):
        yield element.picture
    elif not isinstance(element, Tile):
        for child in children_of(element):
            yield from element_pictures(child)


def children_of(element: Row | Stack | Layers | Flow | Graph) -> tuple[Element, ...]:
    """Return what an element is made of."""
    if isinstance(element, Graph):
        return element.nodes
    return element.items if isinstance(element, Flow) else element.children
