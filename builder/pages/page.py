"""A page: where every line, shape and picture of a slide stands, what it means, and the order in which it is read.

Measures are points of the real slide, colours RGB. Nothing here knows how it is drawn; the writers do.
What stands among others of several sorts has a tag, so that it is found again in bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

Tag = Literal["H1", "H2", "P", "LI", "Caption", "Label", "Artifact"]
Side = Literal["start", "middle", "end"]


class Rectangle(NamedTuple):
    """A place: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float


class Paint(Struct, frozen=True, array_like=True, tag=0):
    """A colour, and how far it covers, from 0 to 1.

    RRGGBB; or a name that the brand's drawing resolves: `accent1/75/25` (a theme's colour, its luminance changed by so many
    per cent), `text:body:12:0` and `bullet:…` (what a placeholder inherits), `cell:…` (what the table style says).
    """

    colour: str
    alpha: float = 1.0


class Gradient(Struct, frozen=True, array_like=True, tag=1):
    """Colours along an angle in degrees, clockwise from the right; places from 0 to 1."""

    stops: tuple[tuple[float, Paint], ...]
    angle: float


class Mark(Struct, frozen=True, array_like=True, tag=0):
    """A shape without words: its outline as path data (SVG 2, chapter 9, absolute commands), its fill and its line."""

    outline: str
    fill: Paint | Gradient | None = None
    line: Paint | None = None
    width: float = 1.0
    link: str = ""
    round: bool = False  # its line has round ends and corners
    dashed: bool = False


class Media(NamedTuple):
    """The bytes of a picture: by its digest and its file, as slides name them; or those of a part of the brand."""

    digest: str
    path: str
    kind: str
    part: str = ""


class Image(Struct, frozen=True, array_like=True, tag=1):
    """A picture in its place; crop: of 1, cut off at left, top, right, bottom; outline: what it is cut out by."""

    box: Rectangle
    media: Media
    alt: str
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    outline: str = ""
    link: str = ""
    alpha: float = 1.0


class Run(NamedTuple):
    """Words of one look on one line; rise: points that they stand above the baseline."""

    text: str
    font: str  # the family that a brand names
    size: float
    colour: Paint
    bold: bool = False
    italic: bool = False
    rise: float = 0.0
    link: str = ""
    lang: str = ""  # where it is not the page's
    number: bool = False  # the slide's number stands in its place
    strike: bool = False


class Line(NamedTuple):
    """A line at its baseline: x is where it starts, in reading direction, has its middle, or ends, as its side says."""

    x: float
    y: float
    width: float
    runs: tuple[Run, ...]
    side: Side = "start"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Text(Struct, frozen=True, array_like=True, tag=2):
    """A paragraph: what it is, its lines, the sign before them."""

    tag: Tag
    lines: tuple[Line, ...]
    marker: Line | None = None
    level: int = 0
    rtl: bool = False
    source: str = ""  # the field of the content that says it
    link: str = ""  # of the shape that it stands in; looks as the text does

    @property
    def text(self) -> str:
        return "".join(line.text if n == len(self.lines) - 1 else line.text.rstrip() + " " for n, line in enumerate(self.lines))  # fmt: skip


class Cell(NamedTuple):
    """A cell of a table: its place, what it heads, its fill and its words."""

    box: Rectangle
    heads: Literal["", "column", "row"]
    fill: Paint | None
    rule: Paint | None  # of the line below it
    texts: tuple[Text, ...]


class Table(Struct, frozen=True, array_like=True, tag=3):
    """Rows of cells, the first row the header."""

    alt: str
    rows: tuple[tuple[Cell, ...], ...]


class Group(Struct, frozen=True, array_like=True, tag=4):
    """What belongs together; a figure is described by its alternative text, its labels are part of the drawing."""

    alt: str
    children: tuple[Item, ...]
    figure: bool = False


Item = Mark | Image | Text | Table | Group


class Foot(NamedTuple):
    """What stands at the foot of a slide: its kind (dt, ftr, sldNum), the placeholder's number, and what is not the layout's own."""

    kind: str
    idx: int
    text: str
    size: float = 0.0
    box: Rectangle | None = None
    colour: Paint | None = None
    unwrapped: bool = False


class Ground(Struct, frozen=True):
    """What layout and master draw under a slide; missing: what of it cannot be drawn, by name."""

    fill: Paint | Gradient | None
    items: tuple[Item, ...]
    missing: tuple[str, ...] = ()


class Page(Struct, frozen=True, array_like=True):
    """A slide in reading order, without what its layout draws under it; foot: footer, date and number."""

    id: str
    kind: str
    title: str
    lang: str
    rtl: bool
    width: float
    height: float
    layout: str  # the layout's part, which its ground is found by
    items: tuple[Item, ...]
    foot: tuple[Foot, ...] = ()
    notes: tuple[str, ...] = ()
    section: str = ""
    hidden: bool = False
    minutes: float = 0.0  # that it takes; 0 where that is not said

    def texts(self) -> Iterator[Text]:
        """Go through all paragraphs in the order in which they are read."""
        for item in self.items:
            yield from texts_of(item)


def texts_of(item: Item) -> Iterator[Text]:
    """Go through the paragraphs of an item in reading order."""
    if isinstance(item, Text):
        yield item
    elif isinstance(item, Table):
        for row in item.rows:
            for cell in row:
                yield from cell.texts
    elif isinstance(item, Group):
        for child in item.children:
            yield from texts_of(child)
