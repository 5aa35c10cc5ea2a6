"""A slide as it is seen: its shapes with their places, and what it inherits from layout and master."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from builder.ooxml.colour import Palette, local
from builder.ooxml.fills import Fills
from builder.ooxml.namespaces import DECORATIVE, A, P
from builder.ooxml.package import Package
from builder.ooxml.theme import Theme, colour_map, read_theme
from builder.ooxml.units import DEGREE, is_on, number

SHAPES = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}grpSp", f"{P}cxnSp")
TITLES = ("title", "ctrTitle")
FOOTERS = ("sldNum", "dt", "ftr", "hdr")
_BODY = ("body", "subTitle", "obj", "chart", "tbl", "clipArt", "dgm", "media", "pic")
_PROPERTIES, _APPLICATION, _PLACEHOLDER = f"{P}cNvPr", f"{P}nvPr", f"{P}ph"
T = TypeVar("T")
MAX_DEPTH = 40  # groups in groups


class Box(NamedTuple):
    """A place on the slide in EMU: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def holds(self, x: float, y: float) -> bool:
        """True where a point lies in it."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def common(self, other: Box) -> float:
        """Return the area that two places share."""
        width = min(self.right, other.right) - max(self.x, other.x)
        height = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(width, 0) * max(height, 0)


class Item(NamedTuple):
    """A shape with its place, the outermost group it is in, and its number in the order of drawing."""

    element: Any
    box: Box | None
    groups: tuple[Any, ...]

    @property
    def kind(self) -> str:
        return local(self.element)

    @property
    def name(self) -> str:
        return shape_name(self.element)


class Slide:
    """A slide of the deck, in order."""

    def __init__(self, package: Package, number: int, part: str, root: Any) -> None:
        self.package, self.number, self.part, self.root = package, number, part, root
        self._inherited: dict[Any, list[Any]] = {}
        self._worked_out: dict[Any, Any] = {}

    @property
    def name(self) -> str:
        return str(self.number)

    def once(self, what: Any, work_out: Callable[[], T]) -> T:
        """Return what was worked out of this slide before, else work it out; what: a key of the caller's own."""
        if what not in self._worked_out:
            self._worked_out[what] = work_out()
        return self._worked_out[what]  # type: ignore[no-any-return]

    @cached_property
    def layout_part(self) -> str:
        return self.package.related(self.part, "slideLayout")

    @cached_property
    def master_part(self) -> str:
        return self.package.related(self.layout_part, "slideMaster") if self.layout_part else ""

    @cached_property
    def layout(self) -> Any:
        return self.package.xml(self.layout_part) if self.layout_part else None

    @cached_property
    def master(self) -> Any:
        return self.package.xml(self.master_part) if self.master_part else None

    @cached_property
    def tree(self) -> Any:
        return self.root.find(f"{P}cSld/{P}spTree")

    @cached_property
    def theme(self) -> Theme:
        part = self.package.related(self.master_part, "theme") if self.master_part else ""
        return read_theme(self.package.xml(part) if part else None, part)

    @cached_property
    def palette(self) -> Palette:
        """Return what this slide's names of colours stand for."""
        mapping = colour_map(self.master.find(f"{P}clrMap") if self.master is not None else None)
        for root in (self.layout, self.root):
            if root is not None:
                mapping = colour_map(root.find(f"{P}clrMapOvr/{A}overrideClrMapping"), mapping)
        return Palette(self.theme.colours, mapping)

    @cached_property
    def fills(self) -> Fills:
        return Fills(self.package, self.theme, self.palette)

    @cached_property
    def key(self) -> bytes:
        """Return a digest of the slide and of all that is drawn from: parts, and whether the slides that it links to are there."""
        package = self.package
        digest = hashlib.blake2b(package.common, digest_size=16)
        for part in self._closure():
            digest.update(package.digest(part) + part.encode() * (part != self.part))
            for rel in package.relations(part):
                there = rel.target in package.slide_parts if rel.kind == "slide" else rel.target in package.members
                digest.update(repr((rel, there)).encode())
        return digest.digest()

    def _closure(self) -> list[str]:
        found, waiting = [self.part], [self.part]
        while waiting:
            part = waiting.pop()
            for rel in self.package.relations(part):
                layouts_of_master = rel.kind == "slideLayout" and part != self.part
                if not rel.external and rel.kind != "slide" and not layouts_of_master and rel.target not in found:
                    found.append(rel.target)
                    waiting.append(rel.target)
        return sorted(found)

    def shapes(self, *tags: str) -> Iterator[Any]:
        """Go through all shapes in the order of reading, those in groups included."""
        yield from self.root.iter(*(tags or SHAPES))

    @cached_property
    def items(self) -> list[Item]:
        """Return all shapes that are drawn, with their places, in the order of drawing and reading."""
        return list(self._items(self.tree, ())) if self.tree is not None else []

    def _items(self, tree: Any, groups: tuple[Any, ...]) -> Iterator[Item]:
        for element in tree:
            if element.tag not in SHAPES or hidden(element):
                continue
            yield Item(element, self.place(element, groups), groups)
            if element.tag == f"{P}grpSp" and len(groups) < MAX_DEPTH:
                yield from self._items(element, (*groups, element))

    @cached_property
    def beneath(self) -> list[Item]:
        """Return what master and layout draw under the slide's own shapes."""
        found: list[Item] = []
        shows = self.root.get("showMasterSp", "1") not in ("0", "false")
        layout_shows = self.layout is not None and self.layout.get("showMasterSp", "1") not in ("0", "false")
        for root, drawn in ((self.master, shows and layout_shows), (self.layout, shows)):
            tree = root.find(f"{P}cSld/{P}spTree") if root is not None and drawn else None
            if tree is not None:
                found += [each for each in self._items(tree, ()) if placeholder(each.element) is None]
        return found

    def place(self, element: Any, groups: tuple[Any, ...] = ()) -> Box | None:
        """Return where a shape stands on the slide, groups and rotation reckoned with; None where unknown."""
        for each in (element, *self.inherited(element)):
            transform = transform_of(each)
            if transform is not None:
                break
        else:
            return None
        off, ext = transform.find(f"{A}off"), transform.find(f"{A}ext")
        if off is None or ext is None:
            return None
        box = Box(
            number(off.get("x")), number(off.get("y")), max(number(ext.get("cx")), 0), max(number(ext.get("cy")), 0)
        )
        box = _turned(box, number(transform.get("rot")))
        for group in reversed(groups):
            box = _in_group(box, group)
        return box

    def inherited(self, element: Any) -> list[Any]:
        """Return the placeholders of layout and master that a placeholder inherits from."""
        known = self._inherited.get(element)
        if known is None:
            known = self._inherited[element] = list(self._above(element))
        return known

    def _above(self, element: Any) -> Iterator[Any]:
        ph = placeholder(element)
        if ph is None or element.getroottree().getroot() is not self.root:
            return
        kind, index = ph.get("type", "obj"), ph.get("idx", "0")
        holders = self.package.holders(self.layout_part)
        found = next((h for h in holders if h[2] == index and (h[1] == kind or index != "0")), None)
        found = found or next((h for h in holders if _family(h[1]) == _family(kind)), None)
        if found is not None:
            yield found[0]
            kind = found[1]
        above = next((h for h in self.package.holders(self.master_part) if _family(h[1]) == _family(kind)), None)
        if above is not None:
            yield above[0]

    @cached_property
    def title(self) -> Any:
        """Return the title placeholder, filled ones first; None where there is none."""
        titles = [s for s in self.shapes(f"{P}sp") if (ph := placeholder(s)) is not None and ph.get("type") in TITLES]
        return next((s for s in titles if text_of(s)), titles[0] if titles else None)


def _family(kind: str) -> str:
    return "title" if kind in TITLES else "body" if kind in _BODY else kind


def _turned(box: Box, rotation: int) -> Box:
    """Return the box around a turned box; rotation: sixtieths of a thousandth of a degree."""
    if not rotation % (360 * DEGREE):
        return box
    angle = math.radians(rotation / DEGREE)
    width = abs(box.w * math.cos(angle)) + abs(box.h * math.sin(angle))
    height = abs(box.w * math.sin(angle)) + abs(box.h * math.cos(angle))
    return Box(box.x + (box.w - width) / 2, box.y + (box.h - height) / 2, width, height)


def _in_group(box: Box, group: Any) -> Box:
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    parts = [
        p
        for n in ("off", "ext", "chOff", "chExt")
        if transform is not None and (p := transform.find(f"{A}{n}")) is not None
    ]
    if len(parts) != 4:
        return box
    off, ext, inner, inner_ext = parts
    across, down = number(inner_ext.get("cx")), number(inner_ext.get("cy"))
    wide = number(ext.get("cx")) / across if across else 1
    high = number(ext.get("cy")) / down if down else 1
    return Box(
        number(off.get("x")) + (box.x - number(inner.get("x"))) * wide,
        number(off.get("y")) + (box.y - number(inner.get("y"))) * high,
        box.w * wide,
        box.h * high,
    )


def transform_of(element: Any) -> Any:
    """Return a shape's own place and size; None where it inherits them."""
    if element.tag == f"{P}graphicFrame":
        return element.find(f"{P}xfrm")
    if element.tag == f"{P}grpSp":
        return element.find(f"{P}grpSpPr/{A}xfrm")
    return element.find(f"{P}spPr/{A}xfrm")


def properties_of(element: Any) -> Any:
    """Return `p:cNvPr` of a shape; None where it has none."""
    for first in element:
        return next(first.iterchildren(_PROPERTIES), None)
    return None


def placeholder(element: Any) -> Any:
    """Return the placeholder mark of a shape; None where it is none."""
    for first in element:
        for each in first.iterchildren(_APPLICATION):
            return next(each.iterchildren(_PLACEHOLDER), None)
        return None
    return None


def hidden(element: Any) -> bool:
    """True where a shape is switched off in the selection pane."""
    properties = properties_of(element)
    return properties is not None and is_on(properties.get("hidden"))


def is_decorative(element: Any) -> bool:
    """True where a shape is marked as decorative."""
    properties = properties_of(element)
    return properties is not None and any(is_on(e.get("val")) for e in properties.iter(f"{DECORATIVE}decorative"))


def shape_name(element: Any) -> str:
    """Return the name of a shape."""
    properties = properties_of(element)
    return str(properties.get("name", "")) if properties is not None else ""


def text_of(element: Any) -> str:
    """Return the words of a shape."""
    return "".join(t.text or "" for t in element.iter(f"{A}t")).strip()
