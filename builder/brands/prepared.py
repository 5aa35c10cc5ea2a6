"""A brand made ready: what every slot inherits, its colours and sizes, and the parts of its package.

Made once from the template (`pptx.prepare`), kept in the store, read by fitting and compiling
without python-pptx. Measures are points.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from builder.brands.colours import Colour


class Box(NamedTuple):
    """A place on the slide: left, top, width, height in points."""

    x: float
    y: float
    w: float
    h: float


class Level(NamedTuple):
    """What a paragraph of one level inherits."""

    size: float
    font: str  # the family that is used
    bold: bool = False
    italic: bool = False
    caps: bool = False
    margin: float = 0
    indent: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1.0  # times the single line
    bullet: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Slot:
    """A place for a block: a placeholder of the layout, or a free area (no `type`)."""

    box: Box
    type: str = ""  # the placeholder's type; "obj" where it has none
    idx: int = 0
    name: str = ""
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    anchor: str = "t"
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PreparedLayout:
    """A layout bound to a role."""

    role: str
    name: str
    part: str
    slots: dict[str, Slot]
    footers: dict[str, tuple[int, str]] = field(default_factory=dict)  # ftr, sldNum, dt: idx and name


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PreparedBrand:
    """Everything that fitting and compiling need of a brand."""

    name: str
    key: str
    title: str
    width: float
    height: float
    fonts: dict[str, str]  # major, minor
    font_folder: str
    palette: dict[str, Colour]
    scale: dict[str, float]
    smallest: dict[str, float]  # title, body, table, small
    table_style: str
    layouts: dict[str, PreparedLayout]  # by role
    by_name: dict[str, str]  # a layout's name: its role
    notes_master: str
    master: str = ""  # the part that an audience's logo is drawn on
    theme: str = ""
    audience_accent: bool = False  # may an audience's accent recolour the theme
    audience_logo: Box | None = None  # the area that holds an audience's logo
    script: str = ""  # of the language that it is prepared for, where the brand's families do not hold it
    rtl: bool = False  # its layouts are mirrored

    def minimum(self, size: float, role: str = "") -> float:
        """Give the smallest size that text of a size may be stepped down to."""
        least = self.smallest
        if role in ("title", "display", "section", "statement") and size >= least["title"]:
            return least["title"]
        if role == "heading":
            return min(size, least["table"])
        for name in ("body", "table", "small"):
            if size >= least[name] + (2 if name == "body" else 0):
                return least[name]
        return size

    def as_json(self) -> dict[str, Any]:
        """Give the brand as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PreparedBrand:
        """Read what `as_json` gave."""
        layouts = {}
        for role, each in data["layouts"].items():
            slots = {
                name: Slot(
                    Box(*s["box"]), s["type"], s["idx"], s["name"], tuple(s["insets"]), s["anchor"],
                    tuple(Level(*level) for level in s["levels"]),
                )
                for name, s in each["slots"].items()
            }  # fmt: skip
            footers = {kind: (value[0], value[1]) for kind, value in each["footers"].items()}
            layouts[role] = PreparedLayout(each["role"], each["name"], each["part"], slots, footers)
        palette = {name: Colour(*value) for name, value in data["palette"].items()}
        logo = Box(*data["audience_logo"]) if data["audience_logo"] else None
        return cls(**{**data, "layouts": layouts, "palette": palette, "audience_logo": logo})
