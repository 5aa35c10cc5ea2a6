"""A slide with every size and place decided: what compiling writes down."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import field

from builder.brands.prepared import Box, Slot
from builder.diagnostics import Diagnostic
from builder.plan import Block, Chart, Geometry, Paragraph, Picture, SlidePlan, Table
from builder.plan.parts import Part


class FittedText(Part, frozen=True):
    """A placeholder with text, or a shape with or without it.

    sizes: points by level, where they differ from what the placeholder inherits; scale: points by
    size role, for text with styles of its own.
    """

    box: Box
    paragraphs: tuple[Paragraph, ...]
    slot: Slot | None = None
    sizes: dict[int, float] = field(default_factory=dict)
    scale: dict[str, float] = field(default_factory=dict)
    end_inset: float = 0  # extra room at the end side, which balances a title's lines
    end_margins: dict[int, float] = field(default_factory=dict)  # the same, by paragraph
    geometry: Geometry = "none"
    fill: str = ""
    line: str = ""
    line_width: float = 1
    anchor: str = "t"
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    name: str = ""
    link: str = ""
    icon: str = ""


class FittedPicture(Part, frozen=True):
    """A picture in its place; crop: fractions cut off at left, top, right, bottom."""

    box: Box
    picture: Picture
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    slot: Slot | None = None


class FittedTable(Part, frozen=True):
    """A table with column widths, row heights and one size for all cells."""

    box: Box
    table: Table
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    slot: Slot | None = None


AXIS = 0.07  # of a chart's width, for the figures of its axis
AXIS_TO_END = 0.92  # from there to the end of what it holds


class FittedChart(Part, frozen=True):
    """A chart in its place, with the size of its labels.

    names: share of the width for the names of lines, where they stand at their ends; label_every: 2 where each second category is labelled.
    """

    box: Box
    chart: Chart
    size: float
    slot: Slot | None = None
    names: float = 0.0
    label_every: int = 1

    @property
    def direct(self) -> bool:
        return bool(self.names)

    @property
    def plot(self) -> float:
        """The share of the width that lines have beside their names, and before them the figures of the axis."""
        half = 0.5 / max(len(self.chart.categories), 1)  # of a category: as far from the end as the last point
        return round(min((AXIS_TO_END - self.names) / (1 - half), AXIS_TO_END), 4)


class FittedConnector(Part, frozen=True):
    """An arrow of straight pieces, glued to two shapes: their numbers among the children of its group."""

    box: Box
    points: tuple[tuple[float, float], ...]
    start: int
    end: int
    line: str = "muted"
    line_width: float = 1.75
    dashed: bool = False
    head: bool = True
    name: str = "Connector"


class FittedGroup(Part, frozen=True):
    """Shapes that are one drawing, with an alternative text."""

    box: Box
    children: tuple[FittedText | FittedPicture | FittedConnector, ...]
    alt: str
    name: str


Fitted = FittedText | FittedPicture | FittedTable | FittedChart | FittedGroup


class Departures:
    """What of a slide is not its template's own: by what it is, the names of the places."""

    def __init__(self, found: dict[str, list[str]] | None = None) -> None:
        self._found = found or {}

    def add(self, what: str, name: str, departs: object = True) -> None:
        """Note that a place departs in something, where it does."""
        if departs:
            self._found.setdefault(what, []).append(name)

    def extend(self, what: str, names: Iterable[str]) -> None:
        """Note several places."""
        for name in names:
            self.add(what, name)

    def copy(self) -> Departures:
        """Give a copy to add to."""
        return Departures({what: list(names) for what, names in self._found.items()})

    @property
    def listed(self) -> tuple[str, ...]:
        """What departs, a line each: `position (Title, Text)`."""
        return tuple(f"{what} ({', '.join(names)})" for what, names in self._found.items())


class FittedSlide(Part, frozen=True):
    """One slide, ready to be compiled; why: what was decided, for `--explain`."""

    plan: SlidePlan
    role: str
    shapes: tuple[Fitted, ...]
    why: tuple[str, ...] = ()
    told: tuple[Diagnostic, ...] = ()  # what a person should look at
    departs: Departures = field(default_factory=Departures)
    left_out: tuple[Block, ...] = ()  # what the house has no place for; told among the departures
    steps: int = 0  # how many whole points running text, cells or labels were stepped down
