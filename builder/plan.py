"""What a slide says, before anyone decides where and how large: runs, blocks, drawings, plans.

A slide kind turns its fields into a `SlidePlan`. Sizes and colours are named by role (`body`,
`accent`), places by slot (`body`, `picture`, `content`); the brand gives them their values. Where
a text came from (`at`, `field`) is carried along for messages and is no part of its identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import Any, ClassVar, Literal, TypeVar, dataclass_transform

from builder.diagnostics import Position

T = TypeVar("T")
Align = Literal["start", "center", "end"]
Anchor = Literal["top", "middle", "bottom"]
ChartType = Literal["bar", "column", "stacked_bar", "stacked_column", "line", "pie", "doughnut"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def part(cls: type[T]) -> type[T]:
    """Make a class a part of a plan: frozen, and without comparison or `repr`, which cost at every start."""
    return dataclass(frozen=True, slots=True, eq=False, repr=False)(cls)


class Compared:
    """A part that is the same as another one that says the same; where it came from does not count.

    Written once for all parts of a drawing: methods that `dataclass` makes for each cost at every start.
    """

    __slots__ = ()
    _told: ClassVar[Callable[[Any], Any] | None] = None

    def _said(self) -> Any:
        told = type(self)._told
        if told is None:
            names = [each.name for each in fields(self) if each.compare]  # type: ignore[arg-type]
            told = type(self)._told = attrgetter(*names)
        return told(self)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, type(self)) and self._said() == other._said())

    def __hash__(self) -> int:
        return hash(self._said())


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; `link` is an address, or `#slide-id`; `lang` where it is not the slide's language."""

    text: str
    bold: bool = False
    italic: bool = False
    script: Literal["", "sup", "sub"] = ""
    link: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text looks, in roles that the brand fills in."""

    size: str = "body"
    colour: str = "text"
    bold: bool = False
    italic: bool = False
    heading_font: bool = False
    align: Align = "start"
    space_before: float = 0  # points


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs with a level (0 is the outermost); a line feed in a run is a line break."""

    runs: tuple[Run, ...]
    level: int = 0
    marker: Literal["inherit", "none", "bullet", "number"] = "inherit"
    style: TextStyle | None = None

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class RichText:
    """Paragraphs, and where in the source they stand."""

    paragraphs: tuple[Paragraph, ...]
    at: Position | None = field(default=None, compare=False, repr=False)
    field: str = field(default="", compare=False, repr=False)

    def __bool__(self) -> bool:
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                if run.text and not run.text.isspace():
                    return True
        return False

    @property
    def plain(self) -> str:
        """The words without marks; paragraphs and line breaks become spaces."""
        return " ".join(p.text.replace("\n", " ") for p in self.paragraphs)

    def styled(self, style: TextStyle, *, marker: Literal["inherit", "none"] = "inherit") -> RichText:
        """Give the same text in a style."""
        paragraphs = tuple(replace(p, style=style, marker=marker) for p in self.paragraphs)
        return replace(self, paragraphs=paragraphs)

    def unmarked(self) -> RichText:
        """Give the same text without bullets."""
        return replace(self, paragraphs=tuple(replace(p, marker="none") for p in self.paragraphs))

    def linked(self, link: str) -> RichText:
        """Give the same text, every run leading to an address."""
        paragraphs = tuple(
            replace(p, runs=tuple(replace(run, link=run.link or link) for run in p.runs)) for p in self.paragraphs
        )
        return replace(self, paragraphs=paragraphs)


def words(text: str, style: TextStyle | None = None, *, link: str = "", bold: bool = False) -> RichText:
    """Make a text of one run."""
    return RichText((Paragraph((Run(text, bold=bold, link=link),), style=style),))


def joined(texts: Iterable[RichText]) -> RichText:
    """Put texts under one another; the place is that of the first."""
    parts = [text for text in texts if text]
    if not parts:
        return RichText(())
    paragraphs = tuple(p for part in parts for p in part.paragraphs)
    origin = next((part for part in parts if part.at), parts[0])
    return RichText(paragraphs, origin.at, origin.field)


@part
class ImageFile(Compared):
    """A picture's facts: pixels, kind, digest of its bytes; an SVG has a PNG beside it."""

    path: str
    digest: str
    kind: Literal["png", "jpeg", "gif", "svg"]
    width: int
    height: int
    fallback: ImageFile | None = None
    data: bytes | None = field(default=None, compare=False, repr=False)  # drawn here, in no file


@part
class FilmFile(Compared):
    """A film that goes into the deck itself."""

    path: str
    digest: str
    kind: str  # its extension


@part
class Picture(Compared):
    """A picture with its alternative text; no text means decorative."""

    image: ImageFile
    alt: str
    fit: Literal["contain", "cover"] = "cover"
    focus: tuple[float, float] = (0.5, 0.5)
    shape: Literal["rect", "ellipse", "round"] = "rect"
    slot: str = "picture"
    start: bool = False  # a picture narrower than its place stands at the start of it
    link: str = ""
    video: str | FilmFile = ""  # the picture is the poster of this film
    at: Position | None = field(default=None, compare=False, repr=False)


@part
class Words:
    """Text for a placeholder."""

    text: RichText
    slot: str = "body"


@part
class TableColumn:
    """A column: heading, alignment, and its share of the width where the author gave one."""

    heading: RichText
    align: Align = "start"
    width: float | None = None


@part
class Table:
    """Rows of cells under headings."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[RichText, ...], ...]
    row_headers: bool
    highlight_row: int | None = None
    highlight_column: int | None = None
    alt: str = ""
    slot: str = "content"
    whole: tuple[tuple[RichText, ...], ...] = ()  # all rows of a table that was split: one width for all its parts
    at: Position | None = field(default=None, compare=False, repr=False)


@part
class Series:
    """Values of a chart, one a category; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@part
class Chart:
    """A native chart."""

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    number_format: str = "General"
    highlight_series: int | None = None
    highlight_category: int | None = None
    labels: bool = True
    slot: str = "content"
    at: Position | None = field(default=None, compare=False, repr=False)


Geometry = Literal[
    "none", "rect", "round", "ellipse", "line", "line_down", "arrow_end", "arrow_up", "arrow_down", "play", "loop"
]


@part
class Tile(Compared):
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


@part
class Image(Compared):
    """A picture as part of a drawing."""

    picture: Picture
    size: float | None = None
    share: float = 0
    cross: float | None = None


@part
class Row(Compared):
    """Elements side by side, in reading direction; all as high as the highest."""

    children: tuple[Element, ...]
    gap: float = 0
    size: float | None = None
    share: float = 0
    align: Anchor | Literal["stretch"] = "stretch"


@part
class Stack(Compared):
    """Elements under one another."""

    children: tuple[Element, ...]
    gap: float = 0
    size: float | None = None
    share: float = 0
    cross: float | None = None
    align: Anchor = "top"
    fill: bool = False  # height to spare goes to the children, by what they need


@part
class Layers(Compared):
    """Elements on the same place, the first at the back."""

    children: tuple[Element, ...]
    size: float | None = None
    share: float = 0
    cross: float | None = None


@part
class Flow(Compared):
    """Equal items in rows of so many columns; where they do not fit, the slide is split between items."""

    items: tuple[Element, ...]
    columns: int = 1
    gap: float = 0
    row_gap: float = 0
    rule: bool = False  # a hairline between rows
    size: float | None = None
    share: float = 0
    row_share: float = 0  # rows share the height that is left

    def stack(self) -> Stack:
        """Give the items row by row; the last row is filled up with nothing."""
        rows: list[Element] = []
        for start in range(0, len(self.items), self.columns):
            row = self.items[start : start + self.columns]
            row += (Tile(share=1),) * (self.columns - len(row))
            if self.rule and rows:
                rows.append(Tile(geometry="line", line="line", size=1, name="Rule"))
            rows.append(Row(row, gap=self.gap, share=self.row_share) if self.columns > 1 else row[0])
        return Stack(tuple(rows), gap=self.row_gap, size=self.size, share=self.share)


Element = Tile | Image | Row | Stack | Layers | Flow


@part
class Drawing(Compared):
    """Native shapes in a place; with an alternative text they are one group."""

    root: Element
    alt: str = ""
    name: str = "Drawing"
    slot: str = "content"
    grow: float = 99  # how many times its needed height it may take of the area's
    anchor: Literal["top", "middle"] = "top"
    pages: tuple[Element, ...] = ()  # what it is over several slides, where it does not fit on one
    at: Position | None = field(default=None, compare=False, repr=False)


Block = Words | Table | Chart | Picture | Drawing


@part
class SlidePlan:
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
    layout: str = ""  # a layout asked for by name
    at: Position | None = field(default=None, compare=False, repr=False)

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


def element_texts(element: Element) -> Iterator[RichText]:
    """Go through the texts of a drawing."""
    if isinstance(element, Tile):
        if element.text and not element.ghost:
            yield element.text
    elif not isinstance(element, Image):
        for child in children_of(element):
            yield from element_texts(child)


def children_of(element: Row | Stack | Layers | Flow) -> tuple[Element, ...]:
    """Give what an element is made of."""
    return element.items if isinstance(element, Flow) else element.children
