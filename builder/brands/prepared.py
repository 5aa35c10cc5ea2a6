"""A brand made ready: what every slot inherits, its colours and sizes, and the parts of its package.

Made once (`brands.prepare`), kept in the store, read by fitting and compiling
without any XML. Measures are points.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from builder.brands.palette import Colour
from builder.diagnostics import Diagnostic

LEAST = {"title": 16.0, "body": 12.0, "table": 10.0, "small": 9.0}  # points on a slide 13.333 inches wide


class Box(NamedTuple):
    """A place on the slide: left, top, width, height in points."""

    x: float
    y: float
    w: float
    h: float


INSIDE_ROUND = 0.2928932  # of the radius of round corners: how far text keeps off the edge
ROUND, ROUND_PICTURE = 6000, 4000  # corners where a brand says nothing, of the shorter side in 1/100000


def corner_share(radius: float, width: float, height: float) -> int:
    """Return a radius in points as a share of the shorter side, in 1/100000, as DrawingML counts it."""
    return min(round(radius / max(min(width, height), 1) * 100000), 50000)


def round_share(radius: float, box: Box, usual: int) -> float:
    """Return the share of a box's shorter side that its corners take; usual: where the brand has no radius."""
    return (corner_share(radius, box.w, box.h) if radius else usual) / 100000


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


class Slot(Struct, frozen=True, eq=False):
    """A place for a block: a placeholder of the layout, or a free area (no `type`).

    A slide fills a placeholder and inherits the rest, except what is `placed` (its place is written
    on the slide) or `styled` (so are its levels, and its colour where one is named).
    """

    box: Box
    type: str = ""  # the placeholder's type; "obj" where it has none
    idx: int = 0
    name: str = ""
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    anchor: str = "t"
    levels: tuple[Level, ...] = ()
    placed: bool = False
    styled: bool = False
    colour: str = ""  # a palette role, where what is inherited cannot be read
    fill: str = ""  # a palette role under the text, where what stands behind it is restless
    align: str = ""  # l, ctr, r: written where it is styled
    body: str = ""  # further attributes of the text's body: `wrap="square"`
    shrinks: bool = False  # the program that shows it may shrink text that its fonts make longer
    lifted: bool = False  # points begin at the second level, as the first has no bullets
    upright: bool = (
        False  # what it would inherit does not serve: insets, anchor and direction of its text are written too
    )
    outline: Literal["", "round", "ellipse"] = ""  # what a designed brand cuts its pictures to
    exact: bool = False  # what it writes of place and levels is what its house shows, in words that programs understand
    autofits: bool = False  # the layout's own text shrinks where it does not fit
    joins: str = ""  # the slot whose placeholder its words go into, as paragraphs of their own
    room: Box | None = None  # how far it may grow where its words need that: free of decoration and of other places


class PreparedLayout(Struct, frozen=True, eq=False):
    """A layout bound to a role."""

    role: str
    name: str
    part: str
    slots: dict[str, Slot]
    footers: dict[str, tuple[int, str]] = field(default_factory=dict)  # ftr, sldNum, dt: idx and name
    palette: dict[str, Colour] = field(default_factory=dict)  # where its ground asks for other colours
    colour_map: str = ""  # the layout's own, which its slides repeat: the attributes of `a:overrideClrMapping`
    footer_slots: dict[str, Slot] = field(default_factory=dict)  # where their room has to be measured
    panel: Box | None = None  # a plain ground that a slide draws under what would stand on a restless one
    leaves_out: tuple[str, ...] = ()  # slots of blocks that the house has no place for: they are left out, and told


class PreparedBrand(Struct, frozen=True, eq=False):
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
    unit: float = 1.0  # points of the real slide in one point of this brand's measures
    typefaces: dict[str, str] = field(default_factory=dict)  # major, minor, where they are not the theme's
    roomier: dict[str, str] = field(default_factory=dict)  # by role: the layout for what its own does not hold
    composes: bool = False  # words may grow into the room that they have: its layouts were made for that
    corners: float = 0.0  # the radius of cards and pictures, where the brand has one
    cards: str = "tinted"  # or outlined: a hairline in place of a pale ground
    turns: int = 1  # colours that sections take in turn: `section@1` is the layout for the second
    remarks: tuple[Diagnostic, ...] = ()  # on its brand.yaml, told with every deck

    def minimum(self, size: float, role: str = "") -> float:
        """Return the smallest size that text of a size may be stepped down to."""
        least = self.smallest
        if role in ("title", "display", "section", "statement") and size >= least["title"]:
            return least["title"]
        if role == "heading":
            return min(size, least["table"])
        for name in ("body", "table", "small"):
            if size >= least[name] + (2 if name == "body" else 0):
                return least[name]
        return size

    def relaxed(self) -> PreparedBrand:
        """Return the brand with the smallest sizes of all, for text that its template has hardly room for."""
        return replace(self, smallest={name: min(self.smallest[name], size) for name, size in LEAST.items()})

    def as_json(self) -> dict[str, Any]:
        """Return the brand as plain data; palettes and levels that places have in common are listed once."""
        shared = _Shared()
        data = {name: getattr(self, name) for name in self.__struct_fields__}
        data["layouts"] = {key: shared.layout(layout) for key, layout in self.layouts.items()}
        data["remarks"] = [asdict(each) for each in self.remarks]
        return {**data, "levels": list(shared.levels), "palettes": list(shared.palettes.values())}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PreparedBrand:
        """Read what `as_json` gave."""
        levels = [tuple(Level(*level) for level in listed) for listed in data["levels"]]
        palettes = [_palette(each) for each in data["palettes"]]
        layouts = {}
        for key, each in data["layouts"].items():
            role, name, part, slots, footers, palette, colour_map, footer_slots, panel, leaves_out = each
            layouts[key] = PreparedLayout(
                role, name, part, {slot: _slot(value, levels) for slot, value in slots.items()},
                {kind: (value[0], value[1]) for kind, value in footers.items()}, palettes[palette], colour_map,
                {slot: _slot(value, levels) for slot, value in footer_slots.items()}, Box(*panel) if panel else None,
                tuple(leaves_out),
            )  # fmt: skip
        logo = Box(*data["audience_logo"]) if data["audience_logo"] else None
        remarks = tuple(Diagnostic.restored(each) for each in data["remarks"])
        kept = {name: value for name, value in data.items() if name not in ("levels", "palettes")}
        made = {"layouts": layouts, "palette": _palette(data["palette"]), "audience_logo": logo, "remarks": remarks}
        return cls(**{**kept, **made})


class _Shared:
    """Lists what layouts have in common while they are made plain data."""

    def __init__(self) -> None:
        self.levels: dict[tuple[Level, ...], int] = {}
        self.palettes: dict[tuple[tuple[str, Colour], ...], dict[str, Colour]] = {}
        self._numbers: dict[tuple[tuple[str, Colour], ...], int] = {}

    def layout(self, layout: PreparedLayout) -> list[Any]:
        items = tuple(layout.palette.items())
        self.palettes.setdefault(items, layout.palette)
        palette = self._numbers.setdefault(items, len(self._numbers))
        slots = {name: self.slot(slot) for name, slot in layout.slots.items()}
        footers = {name: self.slot(slot) for name, slot in layout.footer_slots.items()}
        return [
            layout.role,
            layout.name,
            layout.part,
            slots,
            layout.footers,
            palette,
            layout.colour_map,
            footers,
            layout.panel,
            layout.leaves_out,
        ]

    def slot(self, slot: Slot) -> list[Any]:
        number = self.levels.setdefault(slot.levels, len(self.levels))
        return [number if name == "levels" else getattr(slot, name) for name in _SLOT]


_SLOT = Slot.__struct_fields__


def _slot(values: list[Any], levels: list[tuple[Level, ...]]) -> Slot:
    box, type_, idx, name, insets, anchor, number, *rest, room = values
    rest.append(Box(*room) if room else None)
    return Slot(Box(*box), type_, idx, name, tuple(insets), anchor, levels[number], *rest)


def _palette(data: dict[str, Any]) -> dict[str, Colour]:
    return {name: Colour(*value) for name, value in data.items()}
