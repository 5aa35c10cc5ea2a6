"""A template's masters and layouts read: what each placeholder inherits, from its own to the presentation's defaults."""

from __future__ import annotations

import re
from typing import Any

from builder.brands.prepared import Box, Level
from builder.brands.template.facts import FOOTERS, TITLES, Holder, LayoutFacts, MasterFacts, SlideFacts, TemplateFacts
from builder.brands.template.package import A, P, Package, R, refused
from builder.brands.template.theme import Palette, Theme, colour_map, read_theme

EMU = 12700
LEVELS = 5
WIDTH, HEIGHT = 960.0, 540.0  # points of the slide that sizes are meant for
NARROW, LOW = 1.15, 1.1  # how much larger than by its width, or its height, text may be on a slide of another shape
_ANY = "{*}"


def unit_of(width: float, height: float) -> float:
    """Give the points of a slide that make one of the brand's: by its area, held by its shorter side."""
    wide, high = width / WIDTH, height / HEIGHT
    return float(min((wide * high) ** 0.5, wide * NARROW, high * LOW))


def read_template(package: Package) -> TemplateFacts:
    """Read a template; raises ContentError where it has no layout."""
    root = package.tree(package.main)
    size = root.find(f"{P}sldSz")
    real = (_number(size, "cx", 9144000) / EMU, _number(size, "cy", 6858000) / EMU)
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
        element = package.tree(part)
        theme = read_theme(package, package.first(part, "theme"))
        palette = Palette(theme, colour_map(element.find(f"{P}clrMap")))
        master = MasterFacts(part, theme, palette, element)
        reader = _Reader(master, defaults, unit)
        master.title, master.body = reader.master_box("title"), reader.master_box("body")
        parts = [package.target(part, i.get(f"{R}id", "")) for i in element.iter(f"{P}sldLayoutId")]
        for number, layout_part in enumerate(p for p in parts if p):
            layouts.append(reader.layout(package, layout_part, len(masters), len(layouts), number))
        masters.append(master)
    if not layouts:
        raise refused("it has no layouts", package.at, "open and save it in PowerPoint")
    slides = _slides(package)
    return TemplateFacts(real[0] / unit, real[1] / unit, unit, masters, layouts, slides, real)


def _slides(package: Package) -> list[SlideFacts]:
    """Read the example slides: which layout each uses, and how many words it has."""
    found = []
    for each in package.tree(package.main).iter(f"{P}sldId"):
        part = package.target(package.main, each.get(f"{R}id", ""))
        layout = package.first(part, "slideLayout") if part else ""
        if not layout:
            continue
        tree = package.tree(part)
        words = sum(len((t.text or "").split()) for t in tree.iter(f"{A}t"))
        found.append(SlideFacts(layout, words, sum(1 for _ in tree.iter(f"{P}ph"))))
    return found


class _Reader:
    """Reads the layouts of one master."""

    def __init__(self, master: MasterFacts, defaults: Any, unit: float) -> None:
        self.master, self.defaults, self.unit = master, defaults, unit
        self.above: dict[str, Any] = {}
        for shape in _shapes(master.element):
            self.above.setdefault(_kind(shape), shape)
        self.styles = master.element.find(f"{P}txStyles")

    def master_box(self, kind: str) -> Box | None:
        shape = self.above.get(kind)
        return self._own_box(shape) if shape is not None else None

    def layout(self, package: Package, part: str, master: int, order: int, number: int) -> LayoutFacts:
        element = package.tree(part)
        override = element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        palette = self.master.palette
        own = ""
        if override is not None:
            palette = Palette(self.master.theme, colour_map(override))
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
        chain = [_list_style(shape), _list_style(above), style, self.defaults]
        levels = tuple(self._level(chain, number, family) for number in range(1, LEVELS + 1))
        sized = any(_has_size(each) for each in chain[:3])
        unsized = False
        prompted = None if sized else _prompt_size(shape) or _prompt_size(above)
        if prompted:
            unsized = True
            levels = tuple(each._replace(size=max(prompted / self.unit - 2 * n, 10)) for n, each in enumerate(levels))
        elif not sized and family == "title":
            unsized = True  # nothing says how large titles are
            levels = tuple(each._replace(size=32.0) for each in levels)
        unsized = unsized or any(
            each.find(f"{A}lvl1pPr/{A}lnSpc/{A}spcPts") is not None for each in chain if each is not None
        )
        bodies = [each.find(f"{_ANY}txBody/{A}bodyPr") for each in (shape, above) if each is not None]
        bodies = [each for each in bodies if each is not None]
        insets = tuple(
            _attribute(bodies, name, default) / EMU / self.unit
            for name, default in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
        )
        vertical = _text_attribute(bodies, "vert", "horz") != "horz"
        rotated = shape.find(f"{P}spPr/{A}xfrm")
        turn = _number(rotated, "rot") + _attribute(bodies, "rot", 0)
        if abs(turn) % 10800000 > 600000:
            vertical = True
        extra = ""
        if _text_attribute(bodies, "wrap", "square") != "square":
            extra += ' wrap="square"'
        if _attribute(bodies, "numCol", 1) > 1:
            extra += ' numCol="1"'
        first = [each.find(f"{A}lvl1pPr") for each in chain if each is not None]
        align = next((p.get("algn") for p in first if p is not None and p.get("algn")), "l")
        properties = shape.find(f"./*/{P}cNvPr")
        fill = self._fill(shape, above, palette)
        return Holder(
            kind, _idx(ph), (properties.get("name") or kind) if properties is not None else kind, box, levels,
            insets, _text_attribute(bodies, "anchor", "t"), self._ink(chain, palette), fill, align, extra, vertical,  # type: ignore[arg-type]
            properties is not None and properties.get("hidden") in ("1", "true"), unsized,
            " ".join((t.text or "") for t in shape.iter(f"{A}t"))[:200],
        )  # fmt: skip

    def _above(self, kind: str) -> Any:
        """Give the master's placeholder that one of a layout inherits from."""
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
        scale = EMU * self.unit
        return Box(
            _number(off, "x") / scale, _number(off, "y") / scale, _number(ext, "cx") / scale, _number(ext, "cy") / scale
        )

    def _fill(self, shape: Any, above: Any, palette: Palette) -> str:
        for each in (shape, above):
            properties = each.find(f"{P}spPr") if each is not None else None
            if properties is None:
                continue
            if properties.find(f"{A}noFill") is not None:
                return ""
            found = palette.fill(properties)
            if found and found.alpha > 0.5:
                return found.rgb
        return ""

    def _ink(self, chain: list[Any], palette: Palette) -> str:
        for each in chain:
            run = each.find(f"{A}lvl1pPr/{A}defRPr") if each is not None else None
            found = palette.fill(run) if run is not None else None
            if found:
                return found.rgb
        return palette.named["tx1"]

    def _level(self, chain: list[Any], number: int, family: str) -> Level:
        own = [each.find(f"{A}lvl{number}pPr") for each in chain if each is not None]
        own = [each for each in own if each is not None]
        runs = [run for run in (p.find(f"{A}defRPr") for p in own) if run is not None]
        size = _attribute(runs, "sz", 1800) / 100 / self.unit
        latin = next((r.find(f"{A}latin") for r in runs if r.find(f"{A}latin") is not None), None)
        typeface = latin.get("typeface", "") if latin is not None else ""
        theme: Theme = self.master.theme
        match = re.fullmatch(r"\+(mj|mn)-\w+", typeface)
        if match or not typeface:
            major = match[1] == "mj" if match else family == "title"
            typeface = theme.fonts["major" if major else "minor"]
        scale = EMU * self.unit
        return Level(
            size=size,
            font=typeface or "Arial",
            bold=_flag(runs, "b"),
            italic=_flag(runs, "i"),
            caps=next((r.get("cap") for r in runs if r.get("cap")), "none") == "all",
            margin=max(_attribute(own, "marL", 0) / scale, 0),
            indent=_attribute(own, "indent", 0) / scale,
            before=_spacing(own, "spcBef", size, self.unit),
            after=_spacing(own, "spcAft", size, self.unit),
            spacing=_line_spacing(own, size, self.unit),
            bullet=_bullet(own),
        )


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


def _idx(ph: Any) -> int:
    try:
        return int(ph.get("idx", "0"))
    except ValueError:
        return 0


def _list_style(shape: Any) -> Any:
    return shape.find(f"{_ANY}txBody/{A}lstStyle") if shape is not None else None


def _has_size(style: Any) -> bool:
    run = style.find(f"{A}lvl1pPr/{A}defRPr") if style is not None else None
    return run is not None and run.get("sz") is not None


def _prompt_size(shape: Any) -> float:
    """Give the size (points) that a prompt is written in; 0 where it says none."""
    for run in shape.iter(f"{A}rPr", f"{A}endParaRPr") if shape is not None else ():
        if run.get("sz"):
            return float(_number(run, "sz")) / 100
    return 0.0


def _number(element: Any, name: str, default: float = 0) -> float:
    try:
        return float(element.get(name, default)) if element is not None else default
    except (TypeError, ValueError):
        return default


def _attribute(elements: list[Any], name: str, default: float) -> float:
    return next((_number(each, name, default) for each in elements if each.get(name) is not None), default)


def _text_attribute(elements: list[Any], name: str, default: str) -> str:
    return next((str(each.get(name)) for each in elements if each.get(name)), default)


def _flag(elements: list[Any], name: str) -> bool:
    return next((e.get(name) in ("1", "true") for e in elements if e.get(name) is not None), False)


def _per(value: str) -> float:
    try:
        return float(value.rstrip("%")) / (100 if value.endswith("%") else 100000)
    except ValueError:
        return 1.0


def _spacing(levels: list[Any], name: str, size: float, unit: float) -> float:
    for level in levels:
        element = level.find(f"{A}{name}")
        if element is not None:
            points, percent = element.find(f"{A}spcPts"), element.find(f"{A}spcPct")
            if points is not None:
                return _number(points, "val") / 100 / unit
            return _per(percent.get("val", "0")) * size * 1.2 if percent is not None else 0
    return 0


def _line_spacing(levels: list[Any], size: float, unit: float) -> float:
    for level in levels:
        element = level.find(f"{A}lnSpc")
        if element is not None:
            percent, points = element.find(f"{A}spcPct"), element.find(f"{A}spcPts")
            if percent is not None:
                return min(max(_per(percent.get("val", "100000")), 0.6), 3)
            if points is not None:
                return min(max(_number(points, "val") / 100 / unit / (size * 1.2), 0.6), 3)
    return 1.0


def _bullet(levels: list[Any]) -> str:
    for level in levels:
        if level.find(f"{A}buNone") is not None:
            return ""
        character = level.find(f"{A}buChar")
        if character is not None:
            return str(character.get("char") or "•")
        if level.find(f"{A}buAutoNum") is not None:
            return "1."
        if level.find(f"{A}buBlip") is not None:
            return "•"
    return ""
