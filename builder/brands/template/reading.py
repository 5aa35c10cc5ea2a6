"""A template's masters and layouts read: what each placeholder inherits, from its own to the presentation's defaults."""

from __future__ import annotations

from typing import Any

from builder.brands.prepared import Box, Level
from builder.brands.template.facts import Headline, Holder, LayoutFacts, MasterFacts, SlideFacts, TemplateFacts
from builder.brands.template.opening import TemplatePackage, refused
from builder.ooxml.colour import Palette
from builder.ooxml.inheritance import (
    SINGLE,
    Spacing,
    attribute,
    bullet,
    flag,
    insets,
    letters,
    levels,
    measure,
    spacing,
    typeface,
)
from builder.ooxml.inheritance import size as size_of
from builder.ooxml.namespaces import A, P, R
from builder.ooxml.slide import FOOTERS, TITLES
from builder.ooxml.theme import SLOTS, colour_map, read_theme
from builder.ooxml.units import DEGREE, POINT, number

LEVELS = 5
LARGE_WORDS = 28.0  # points from which words of an example may be its headline
HEADLINE = 120  # characters that a headline has at most
_BODY = "{*}txBody"
WIDTH, HEIGHT = 960.0, 540.0  # points of the slide that sizes are meant for
NARROW, LOW = 1.15, 1.1  # how much larger than by its width, or its height, text may be on a slide of another shape
# Office's own colours, of slots that a theme leaves out.
_OFFICE = dict(zip(SLOTS, (
    "000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72",
), strict=True))  # fmt: skip


def unit_of(width: float, height: float) -> float:
    """Return the points of a slide that make one of the brand's: by its area, held by its shorter side."""
    wide, high = width / WIDTH, height / HEIGHT
    return float(min((wide * high) ** 0.5, wide * NARROW, high * LOW))


def read_template(package: TemplatePackage) -> TemplateFacts:
    """Read a template; raises ContentError where it has no layout."""
    root = package.presentation
    size = root.findall(f"{P}sldSz")
    real = (measure(size, "cx", 9144000) / POINT, measure(size, "cy", 6858000) / POINT)
    if not (36 <= real[0] <= 4200 and 36 <= real[1] <= 4200):
        raise refused(f"its slides are {real[0]:.0f} by {real[1]:.0f} points", package.at, "set the slide size anew")
    unit = unit_of(*real)
    defaults = root.find(f"{P}defaultTextStyle")
    masters: list[MasterFacts] = []
    layouts: list[LayoutFacts] = []
    for each in root.iter(f"{P}sldMasterId"):
        part = package.target(package.main, each.get(f"{R}id", ""))
        if not part:
            continue
        element = package.xml(part)
        theme_part = package.related(part, "theme")
        theme = read_theme(package.xml(theme_part) if theme_part else None, theme_part, _OFFICE)
        palette = Palette(theme.colours, colour_map(element.find(f"{P}clrMap")))
        master = MasterFacts(part, theme, palette, element)
        reader = _Reader(master, defaults, unit)
        master.title, master.body = reader.master_box("title"), reader.master_box("body")
        parts = [package.target(part, i.get(f"{R}id", "")) for i in element.iter(f"{P}sldLayoutId")]
        for place, layout_part in enumerate(p for p in parts if p):
            layouts.append(reader.layout(package, layout_part, len(masters), len(layouts), place))
        masters.append(master)
    if not layouts:
        raise refused("it has no layouts", package.at, "open and save it in PowerPoint")
    slides = _slides(package, {each.part: each.palette for each in layouts})
    return TemplateFacts(real[0] / unit, real[1] / unit, unit, masters, layouts, slides, real)


def _slides(package: TemplatePackage, palettes: dict[str, Palette]) -> list[SlideFacts]:
    """Read the example slides: which layout each uses, how many words it has, and where its headline stands."""
    found = []
    for each in package.presentation.iter(f"{P}sldId"):
        part = package.target(package.main, each.get(f"{R}id", ""))
        layout = package.related(part, "slideLayout") if part else ""
        if not layout:
            continue
        tree = package.xml(part)
        words = sum(len((t.text or "").split()) for t in tree.iter(f"{A}t"))
        headline = _headline(tree, palettes[layout]) if layout in palettes else None
        found.append(SlideFacts(layout, words, sum(1 for _ in tree.iter(f"{P}ph")), headline))
    return found


def _headline(slide: Any, palette: Palette) -> Headline | None:
    """Return where a slide's headline stands: in the placeholder whose words were set clearly largest, beside a silent title."""
    said = [(each, _kind(each)) for each in _shapes(slide) if any((t.text or "").strip() for t in each.iter(f"{A}t"))]
    if any(kind in TITLES for _, kind in said):
        return None
    texts = [(_prompt_size(each), each) for each, kind in said if kind in ("obj", "body", "subTitle")]
    sizes = sorted((size for size, _ in texts), reverse=True)
    if not sizes or sizes[0] < LARGE_WORDS or (len(sizes) > 1 and sizes[0] < 1.3 * sizes[1]):
        return None
    shape = next(each for size, each in texts if size == sizes[0])
    if len("".join(t.text or "" for t in shape.iter(f"{A}t"))) > HEADLINE:
        return None
    ink = next((palette.solid(run) for run in shape.iter(f"{A}rPr")), None)
    return Headline(number(shape.find(f"./*/{P}nvPr/{P}ph").get("idx")), sizes[0], ink.rgb if ink else "")


class _Reader:
    """Reads the layouts of one master."""

    def __init__(self, master: MasterFacts, defaults: Any, unit: float) -> None:
        self.master, self.defaults, self.unit, self.scale = master, defaults, unit, POINT * unit
        self.above: dict[str, Any] = {}
        for shape in _shapes(master.element):
            self.above.setdefault(_kind(shape), shape)
        self.styles = master.element.find(f"{P}txStyles")

    def master_box(self, kind: str) -> Box | None:
        shape = self.above.get(kind)
        return self._own_box(shape) if shape is not None else None

    def layout(self, package: TemplatePackage, part: str, master: int, order: int, number: int) -> LayoutFacts:
        element = package.xml(part)
        override = element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        palette = self.master.palette
        own = ""
        if override is not None:
            palette = Palette(self.master.theme.colours, colour_map(override))
            own = " ".join(f'{name}="{slot}"' for name, slot in palette.mapping.items())
        holders = []
        for shape in _shapes(element):
            holder = self._holder(shape, palette)
            if holder is not None:
                holders.append(holder)
        name = (element.find(f"{P}cSld").get("name") or "").strip() if element.find(f"{P}cSld") is not None else ""
        shows = element.get("showMasterSp", "1") not in ("0", "false")
        texts = " ".join(
            t.text or "" for shape in _static(element) for t in shape.iter(f"{A}t") if (t.text or "").strip()
        )
        return LayoutFacts(
            part, name, element.get("type", ""), master, order, holders, palette, own, element, shows, texts, number
        )

    def _holder(self, shape: Any, palette: Palette) -> Holder | None:
        ph = shape.find(f"./*/{P}nvPr/{P}ph")
        kind = _kind(shape)
        above = self._above(kind)
        box = self._own_box(shape) or (self._own_box(above) if above is not None else None)
        if box is None:
            return None
        family = "title" if kind in TITLES else "other" if kind in FOOTERS else "body"
        style = self.styles.find(f"{P}{family}Style") if self.styles is not None else None
        chain = [each for each in (_list_style(shape), _list_style(above), style, self.defaults) if each is not None]
        prompted = _prompt_size(shape) or _prompt_size(above)
        sizes, unsized = self._levels(chain, family, prompted)
        bodies = [each.find(f"{_BODY}/{A}bodyPr") for each in (shape, above) if each is not None]
        bodies = [each for each in bodies if each is not None]
        left, top, right, bottom = (inset / self.scale for inset in insets(bodies))
        first = levels(chain, 1)
        properties = shape.findall(f"./*/{P}cNvPr")
        return Holder(
            kind, number(ph.get("idx")), attribute(properties, "name") or kind, box, sizes, (left, top, right, bottom),
            attribute(bodies, "anchor") or "t", self._ink(chain, palette), self._fill(shape, above, palette),
            attribute(first, "algn") or "l", _own_body(bodies), _is_vertical(shape, bodies),
            flag(properties, "hidden"), unsized, " ".join((t.text or "") for t in shape.iter(f"{A}t"))[:200], _autofits(bodies),
        )  # fmt: skip

    def _levels(self, chain: list[Any], family: str, prompted: float) -> tuple[tuple[Level, ...], bool]:
        """Return what levels inherit, and whether nothing but a prompt, or nothing at all, says how large text is.

        chain: lists of styles; prompted: the size of a prompt in points, 0 where it says none.
        """
        found = tuple(self._level(chain, number, family) for number in range(1, LEVELS + 1))
        fixed = any(each.find(f"{A}lvl1pPr/{A}lnSpc/{A}spcPts") is not None for each in chain)
        if any(
            attribute(letters(each.iterchildren(f"{A}lvl1pPr")), "sz") for each in chain if each is not self.defaults
        ):
            return found, fixed
        if prompted:
            sizes = (max(prompted / self.unit - 2 * n, 10) for n in range(LEVELS))
            return tuple(each._replace(size=size) for each, size in zip(found, sizes, strict=True)), True
        if family == "title":
            return tuple(each._replace(size=32.0) for each in found), True  # nothing says how large titles are
        return found, fixed

    def _above(self, kind: str) -> Any:
        """Return the master's placeholder that one of a layout inherits from."""
        if kind in TITLES:
            return self.above.get("title", self.above.get("ctrTitle"))
        return self.above.get(kind) if kind in FOOTERS else self.above.get("body", self.above.get("obj"))

    def _own_box(self, shape: Any) -> Box | None:
        place = shape.find(f"{P}spPr/{A}xfrm")
        if place is None:
            place = shape.find(f"{P}xfrm")
        off = place.find(f"{A}off") if place is not None else None
        ext = place.find(f"{A}ext") if place is not None else None
        if off is None or ext is None:
            return None
        return Box(
            *(number(each.get(name)) / self.scale for each, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
        )

    def _fill(self, shape: Any, above: Any, palette: Palette) -> str:
        for each in (shape, above):
            properties = each.find(f"{P}spPr") if each is not None else None
            if properties is None:
                continue
            if properties.find(f"{A}noFill") is not None:
                return ""
            found = palette.solid(properties)
            if found and found.alpha > 0.5:
                return found.rgb
        return ""

    def _ink(self, chain: list[Any], palette: Palette) -> str:
        for each in chain:
            found = palette.solid(each.find(f"{A}lvl1pPr/{A}defRPr"))
            if found:
                return found.rgb
        return palette.named["tx1"]

    def _level(self, chain: list[Any], number: int, family: str) -> Level:
        own = levels(chain, number)
        runs = letters(own)
        size = size_of(runs) / self.unit
        name = typeface(runs) or ("+mj-lt" if family == "title" else "+mn-lt")
        before, after = (spacing(own, name) for name in ("spcBef", "spcAft"))
        return Level(
            size=size,
            font=self.master.theme.family(name) or "Arial",
            bold=flag(runs, "b"),
            italic=flag(runs, "i"),
            caps=(attribute(runs, "cap") or "none") == "all",
            margin=max(measure(own, "marL") / self.scale, 0),
            indent=measure(own, "indent") / self.scale,
            before=self._points(before, size),
            after=self._points(after, size),
            spacing=self._line_spacing(own, size),
            bullet=bullet(own),
        )

    def _points(self, found: Spacing | None, size: float) -> float:
        return 0.0 if found is None else found.points(size) if found.of_line else found.value / self.unit

    def _line_spacing(self, own: list[Any], size: float) -> float:
        found = spacing(own, "lnSpc")
        if found is None:
            return 1.0
        return min(max(found.value if found.of_line else found.value / self.unit / (size * SINGLE), 0.6), 3)


def _own_body(bodies: list[Any]) -> str:
    """Return what a slide has to write so that text does not inherit that it never wraps, or stands in columns."""
    wrap = "" if (attribute(bodies, "wrap") or "square") == "square" else ' wrap="square"'
    return wrap + (' numCol="1"' if measure(bodies, "numCol", 1) > 1 else "")


def _autofits(bodies: list[Any]) -> bool:
    """Return whether the nearest that says how text fits lets it shrink."""
    kinds = (f"{A}normAutofit", f"{A}noAutofit", f"{A}spAutoFit")
    said = (child.tag for body in bodies for child in body if child.tag in kinds)
    return next(said, "") == kinds[0]


def _is_vertical(shape: Any, bodies: list[Any]) -> bool:
    """Return whether text is turned by more than ten degrees."""
    turn = measure(shape.iterfind(f"{P}spPr/{A}xfrm"), "rot") + measure(bodies, "rot")
    return (attribute(bodies, "vert") or "horz") != "horz" or abs(turn) % (180 * DEGREE) > 10 * DEGREE


def _shapes(root: Any) -> list[Any]:
    """List the placeholders of a master or layout, those in groups too."""
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None:
        return []
    return [each for each in tree.iter(f"{P}sp", f"{P}pic") if each.find(f"./*/{P}nvPr/{P}ph") is not None]


def _static(root: Any) -> list[Any]:
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None:
        return []
    return [each for each in tree.iter(f"{P}sp") if each.find(f"./*/{P}nvPr/{P}ph") is None]


def _kind(shape: Any) -> str:
    ph = shape.find(f"./*/{P}nvPr/{P}ph")
    return str(ph.get("type", "obj")) if ph is not None else ""


def _list_style(shape: Any) -> Any:
    return shape.find(f"{_BODY}/{A}lstStyle") if shape is not None else None


def _prompt_size(shape: Any) -> float:
    """Return the size (points) that a prompt is written in; 0 where it says none."""
    for run in shape.iter(f"{A}rPr", f"{A}endParaRPr") if shape is not None else ():
        if run.get("sz"):
            return number(run.get("sz")) / 100
    return 0.0
