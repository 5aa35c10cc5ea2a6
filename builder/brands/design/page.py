"""The page of a designed brand: its margins, and where title, content, caption, source and foot stand.

All measures are points on a slide of 960 x 540 (13.333 x 7.5 inches), on twelve columns with gutters
of 18, for reading from left to right. Sizes come from one scale.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from builder.brands.brand import Design
from builder.brands.prepared import Box

WIDTH, HEIGHT = 960.0, 540.0
FOOT_Y, FOOT_H = 504.0, 18.0

SCALE: dict[str, float] = {
    "figure_96": 96, "figure_80": 80, "figure_64": 64, "figure_48": 48, "display": 54, "section": 44, "title": 32, "statement": 36, "number": 30, "lead": 24, "body": 22,
    "table": 18, "label": 18, "caption": 15, "small": 13,
}  # fmt: skip
_DENSE = {"display": 48, "section": 40, "statement": 32, "lead": 20, "body": 18, "table": 16, "label": 16, "caption": 14, "small": 12}  # fmt: skip

_COLUMN = 278.0  # the coloured column that holds a title: four columns without the outer margin
_MARGIN = 208.0  # three columns, for captions and sources


def mirrored(box: Box) -> Box:
    """Return a place as it stands on a slide that is read from right to left."""
    return Box(WIDTH - box.x - box.w, box.y, box.w, box.h)


def scale_of(design: Design) -> dict[str, float]:
    """Return the sizes of a brand, in points, by what they are for."""
    sizes = {**SCALE, **_DENSE} if design.density == "dense" else dict(SCALE)
    return {**sizes, "title": design.title_size}


class Page(Struct, frozen=True):
    """Where the content of ordinary slides stands."""

    left: float
    right: float
    top: float = 128.0
    bottom: float = 452.0
    title_y: float = 24.0
    title_h: float = 82.0
    source_h: float = 36.0
    column: float = 0.0  # the width of a coloured column at the start, which holds the title
    aside: float = 0.0  # the width of a margin at the end, for captions and sources
    edge: float = 0.0  # where pictures that bleed off the start begin
    inset: bool = False  # pictures keep within the margins
    centred: bool = False  # titles
    logo_above: bool = False

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def title(self) -> Box:
        """The title's place."""
        if self.column:
            return Box(28, 44, self.column - 48, 408)
        return self.box(self.title_y, self.title_h)

    @property
    def content(self) -> Box:
        """The whole area for content."""
        return self.box(self.top, self.bottom - self.top)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def box(self, y: float, h: float, x: float = 0, w: float | None = None) -> Box:
        """Return a box by its offset from the page's left edge."""
        return Box(self.left + x, y, self.width - x if w is None else w, h)

    def margin(self, y: float, h: float) -> Box:
        """Return a place in the margin for captions and sources."""
        return Box(self.right - self.aside, y, self.aside, h)

    @property
    def beside_margin(self) -> float:
        """The width that a margin for captions and sources leaves."""
        return self.width - self.aside - 30 if self.aside else self.width


def page_of(design: Design) -> Page:
    """Return the page of a frame, with the brand's margins."""
    side, far = design.margin, WIDTH - design.margin
    common: dict[str, bool | float] = {"inset": design.pictures != "bleed", "centred": design.title == "centre"}
    common["aside"] = _MARGIN if design.captions == "margin" else 0.0
    frame: Literal["open", "rail", "strip", "rules", "plain", "column"] = design.frame
    if frame == "rail":
        return Page(side + 64, far, edge=67, **common)  # type: ignore[arg-type]
    if frame == "strip":
        return Page(side, far, 140, 456, 54, 66, edge=10, logo_above=True, **common)  # type: ignore[arg-type]
    if frame == "rules":
        return Page(side, far, 136, 456, 12, 88, **common)  # type: ignore[arg-type]
    if frame == "column":
        return Page(_COLUMN + 26, far, 48, 440, source_h=52, column=_COLUMN, **common)  # type: ignore[arg-type]
    return Page(side, far, **common)  # type: ignore[arg-type]
