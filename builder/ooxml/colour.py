"""Colours as they show: theme names, changes of them, fills, backgrounds, and what lies under a point."""

from __future__ import annotations

import colorsys
import io
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.content.pictures import rgba
from builder.ooxml.package import A, P, R, number
from builder.ooxml.rgb import luminance

if TYPE_CHECKING:
    from builder.ooxml.slide import Box, Item, Slide

PRESETS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "grey": "808080", "orange": "FFA500", "purple": "800080", "navy": "000080", "teal": "008080",
    "silver": "C0C0C0", "maroon": "800000", "lime": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "brown": "A52A2A",
}  # fmt: skip
_SHARED = 64  # pixels across of the picture that colours are read from
_MAX_PIXELS = 80_000_000
_RECTANGLES = {
    None,
    "rect",
    "roundRect",
    "round1Rect",
    "round2SameRect",
    "round2DiagRect",
    "snip1Rect",
    "flowChartProcess",
}


class Shade(NamedTuple):
    """A colour and how far it covers, from 0 to 1."""

    rgb: str
    alpha: float = 1.0

    def over(self, ground: str) -> str:
        """Give what shows of it on a ground."""
        if self.alpha >= 1:
            return self.rgb
        pairs = [(int(self.rgb[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (0, 2, 4)]
        return "".join(f"{round(a * self.alpha + b * (1 - self.alpha)):02X}" for a, b in pairs)


class Fill(NamedTuple):
    """What a place is filled with: colours along an angle, or a picture; nothing of both: it stays open."""

    stops: tuple[tuple[float, Shade], ...] = ()
    angle: float = 0.0
    picture: bytes = b""
    alpha: float = 1.0
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)

    @property
    def is_open(self) -> bool:
        return not self.stops and not self.picture

    @property
    def is_plain(self) -> bool:
        return len(self.stops) == 1

    def at(self, across: float, down: float) -> Shade | None:
        """Give the colour at a place, both from 0 to 1."""
        if self.picture:
            x = self.crop[0] + across * (1 - self.crop[0] - self.crop[2])
            y = self.crop[1] + down * (1 - self.crop[1] - self.crop[3])
            found = _pixel(self.picture, min(max(x, 0), 1), min(max(y, 0), 1))
            return Shade(found.rgb, found.alpha * self.alpha) if found else None
        if len(self.stops) < 2:
            return self.stops[0][1] if self.stops else None
        radians = math.radians(self.angle)
        place = ((across - 0.5) * math.cos(radians) + (down - 0.5) * math.sin(radians)) + 0.5
        before = max((s for s in self.stops if s[0] <= place), key=lambda s: s[0], default=self.stops[0])
        after = min((s for s in self.stops if s[0] >= place), key=lambda s: s[0], default=self.stops[-1])
        share = (place - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
        mixed = Shade(after[1].rgb, share).over(before[1].rgb) if share > 0 else before[1].rgb
        return Shade(mixed, before[1].alpha + (after[1].alpha - before[1].alpha) * share)


class Palette:
    """What the colour names of a slide stand for."""

    def __init__(
        self, scheme: dict[str, str], names: dict[str, str], theme: Any, targets: dict[str, str], package: Any
    ) -> None:
        """targets: what the theme's relationships lead to, by their ids; package: where its pictures are."""
        self._scheme, self._names, self.theme = scheme, names, theme
        self._targets, self._package = targets, package

    @classmethod
    def of(cls, slide: Slide) -> Palette:
        """Read theme and colour map of a slide."""
        part = slide.package.related(slide.master_part, "theme") if slide.master_part else ""
        theme = slide.package.xml(part) if part else None
        names: dict[str, str] = {}
        own = slide.master.find(f"{P}clrMap") if slide.master is not None else None
        if own is not None:
            names.update(own.attrib)
        for root in (slide.layout, slide.root):
            other = root.find(f"{P}clrMapOvr/{A}overrideClrMapping") if root is not None else None
            if other is not None:
                names.update(other.attrib)
        targets = _targets(slide, part) if part else {}
        return cls(_scheme(theme), names, theme, targets, slide.package)

    def shade(self, parent: Any, given: Shade | None = None) -> Shade | None:
        """Give the colour that an element holds; given: what `phClr` stands for."""
        if parent is None:
            return None
        for element in parent:
            found = self._named(element, given)
            if found is not None:
                return _changed(found, element)
        return None

    def _named(self, element: Any, given: Shade | None) -> Shade | None:
        kind, value = str(element.tag).rpartition("}")[2], element.get("val", "")
        if kind == "srgbClr":
            return Shade(value.upper()) if _is_hex(value) else None
        if kind == "schemeClr":
            if value == "phClr":
                return given
            found = self._scheme.get(self._names.get(value, value))
            return Shade(found) if found else None
        if kind == "sysClr":
            last = element.get("lastClr", "")
            return Shade(last.upper() if _is_hex(last) else "FFFFFF" if value == "window" else "000000")
        if kind == "prstClr":
            return Shade(PRESETS[value]) if value in PRESETS else None
        if kind == "scrgbClr":
            parts = [min(max(number(element.get(k)), 0), 100000) / 100000 for k in ("r", "g", "b")]
            return Shade("".join(f"{round(_gamma(c) * 255):02X}" for c in parts))
        return None

    def fill(self, properties: Any, relations: dict[str, str], package: Any, given: Shade | None = None) -> Fill | None:
        """Give the fill that stands among properties; None where none is named."""
        if properties is None:
            return None
        for element in properties:
            kind = str(element.tag).rpartition("}")[2]
            if kind == "noFill":
                return Fill()
            if kind == "solidFill":
                shade = self.shade(element, given)
                return Fill(((0.0, shade),)) if shade else None
            if kind == "gradFill":
                return self._gradient(element, given)
            if kind == "pattFill":
                shade = self.shade(element.find(f"{A}bgClr"), given)
                return Fill(((0.0, shade),)) if shade else None
            if kind == "blipFill":
                return self._duotone(element, given) or _picture(element, relations, package)
        return None

    def _duotone(self, element: Any, given: Shade | None) -> Fill | None:
        """Give the two colours that a picture is drawn in, where it is not drawn in its own."""
        two = element.find(f"{A}blip/{A}duotone")
        shades = [(found, each) for each in two if (found := self._named(each, given))] if two is not None else []
        if len(shades) != 2:
            return None
        return Fill(tuple((float(place), _changed(*pair)) for place, pair in enumerate(shades)))

    def _gradient(self, element: Any, given: Shade | None) -> Fill | None:
        stops = [
            (min(max(number(stop.get("pos")), 0), 100000) / 100000, shade)
            for stop in element.iter(f"{A}gs")
            if (shade := self.shade(stop, given)) is not None
        ]
        line = element.find(f"{A}lin")
        return (
            Fill(tuple(sorted(stops)), number(line.get("ang")) / 60000 if line is not None else 0.0) if stops else None
        )

    def themed(self, reference: Any, background: bool = False) -> Fill | None:
        """Give the theme's fill that a style or background refers to."""
        if reference is None or self.theme is None:
            return None
        index = number(reference.get("idx"))
        given = self.shade(reference)
        name = "bgFillStyleLst" if index > 1000 else "fillStyleLst"
        styles = self.theme.find(f".//{A}fmtScheme/{A}{name}")
        place = index - 1001 if index > 1000 else index - 1
        if styles is None or not 0 <= place < len(styles):
            return Fill(((0.0, given),)) if background and given else None
        holder = [styles[place]]
        return self.fill(holder, self._targets, self._package, given)


def _is_hex(value: str) -> bool:
    return len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value)


def _scheme(theme: Any) -> dict[str, str]:
    found = {}
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    for element in scheme if scheme is not None else ():
        for colour in element:
            value = colour.get("lastClr") or colour.get("val", "")
            if _is_hex(value):
                found[str(element.tag).rpartition("}")[2]] = value.upper()
    return found


def _gamma(c: float) -> float:
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055


def _changed(shade: Shade, element: Any) -> Shade:
    """Apply the changes that stand in a colour: luminance, tint, shade, saturation, alpha."""
    if not len(element):
        return shade
    red, green, blue = (int(shade.rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    alpha = shade.alpha
    for change in element:
        kind, value = str(change.tag).rpartition("}")[2], number(change.get("val"), 100000) / 100000
        if kind in ("lumMod", "lumOff", "satMod", "satOff"):
            hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
            light = light * value if kind == "lumMod" else light + value if kind == "lumOff" else light
            saturation = (
                saturation * value if kind == "satMod" else saturation + value if kind == "satOff" else saturation
            )
            red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(saturation, 0), 1))
        elif kind == "tint":
            red, green, blue = (1 - (1 - c) * value for c in (red, green, blue))
        elif kind == "shade":
            red, green, blue = (c * value for c in (red, green, blue))
        elif kind in ("alpha", "alphaMod"):
            alpha *= min(max(value, 0), 1)
        elif kind == "inv":
            red, green, blue = 1 - red, 1 - green, 1 - blue
        elif kind == "gray":
            red = green = blue = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Shade("".join(f"{round(min(max(c, 0), 1) * 255):02X}" for c in (red, green, blue)), alpha)


def _picture(element: Any, relations: dict[str, str], package: Any) -> Fill | None:
    blip = element.find(f"{A}blip")
    target = relations.get(blip.get(f"{R}embed", ""), "") if blip is not None else ""
    if blip is None or not target or package is None:
        return None
    source = element.find(f"{A}srcRect")
    crop = tuple(number(source.get(k)) / 100000 for k in ("l", "t", "r", "b")) if source is not None else (0, 0, 0, 0)
    fade = blip.find(f"{A}alphaModFix")
    alpha = number(fade.get("amt"), 100000) / 100000 if fade is not None else 1.0
    return Fill(picture=package.read(target), alpha=alpha, crop=crop)  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def _small(data: bytes) -> Any:
    """Draw a picture small, with its transparency; None where Pillow cannot read it."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            picture.draft("RGB", (_SHARED * 2, _SHARED * 2))
            return rgba(picture).resize((_SHARED, _SHARED), Image.Resampling.BOX)
    except Exception:  # a damaged picture may fail in any of Pillow's readers
        return None


def _pixel(data: bytes, x: float, y: float) -> Shade | None:
    small = _small(data)
    if small is None:
        return None
    red, green, blue, alpha = small.getpixel((min(int(x * _SHARED), _SHARED - 1), min(int(y * _SHARED), _SHARED - 1)))
    return Shade(f"{red:02X}{green:02X}{blue:02X}", alpha / 255)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by WCAG 2.1."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


_light = lru_cache(maxsize=8192)(luminance)


class Ground:
    """What lies under the shapes of a slide."""

    def __init__(self, slide: Slide) -> None:
        self._slide = slide
        self._drawn = [*slide.beneath, *slide.items]
        self._fills: dict[Any, Fill] = {}
        self._under: dict[tuple[Any, bool], list[tuple[Item, Box, Fill]]] = {}
        self.page = self._page()
        self._width, self._height = slide.package.size_of_slides

    def _page(self) -> Fill:
        slide = self._slide
        for root, part in (
            (slide.root, slide.part), (slide.layout, slide.layout_part), (slide.master, slide.master_part),
        ):  # fmt: skip
            background = root.find(f"{P}cSld/{P}bg") if root is not None else None
            if background is not None:
                own = slide.palette.fill(background.find(f"{P}bgPr"), _targets(slide, part), slide.package)
                found = own or slide.palette.themed(background.find(f"{P}bgRef"), background=True)
                if found is not None:
                    return found
        return Fill(((0.0, Shade("FFFFFF")),))

    def fill_of(self, item: Item) -> Fill:
        """Give what a shape is filled with."""
        known = self._fills.get(item.element)
        if known is None:
            known = self._fills[item.element] = self._fill(item)
        return known

    def _fill(self, item: Item) -> Fill:
        slide, element = self._slide, item.element
        part = slide.part
        root = element.getroottree().getroot()
        if root is slide.layout:
            part = slide.layout_part
        elif root is slide.master:
            part = slide.master_part
        if item.kind == "pic":
            return slide.palette.fill([element.find(f"{P}blipFill")], _targets(slide, part), slide.package) or Fill()
        if item.kind not in ("sp", "cxnSp"):
            return Fill()
        for each in (element, *slide.inherited(element)):
            own = slide.palette.fill(each.find(f"{P}spPr"), _targets(slide, part), slide.package)
            if own is not None:
                return own
            if each.find(f"{P}spPr/{A}grpFill") is not None and item.groups:
                return (
                    slide.palette.fill(item.groups[-1].find(f"{P}grpSpPr"), _targets(slide, part), slide.package)
                    or Fill()
                )
            style = each.find(f"{P}style/{A}fillRef")
            if style is not None:
                return slide.palette.themed(style) or Fill()
        return Fill()

    def under(self, item: Item, x: float, y: float, *, itself: bool = True) -> list[str]:
        """Give the colours that may lie under a point of a shape; itself: its own fill counts."""
        layers: list[tuple[Shade, bool]] = []
        for other, box, fill in self._below(item, itself):
            if not box.holds(x, y):
                continue
            sure = _covers(other, x, y)
            if sure is None:
                continue
            shade = fill.at((x - box.x) / box.w, (y - box.y) / box.h)
            if shade is not None and shade.alpha > 0:
                layers.append((shade, sure))
                if sure and shade.alpha >= 1:
                    break
        page = self.page.at(x / self._width, y / self._height) if self._width and self._height else None
        grounds = {page.over("FFFFFF") if page else "FFFFFF"}
        for shade, sure in reversed(layers):
            drawn = {shade.over(ground) for ground in grounds}
            grounds = drawn if sure else grounds | drawn
        return sorted(grounds)

    def _below(self, item: Item, itself: bool) -> list[tuple[Item, Box, Fill]]:
        """Give what is drawn before a shape and not open, the nearest first."""
        key = (item.element, itself)
        known = self._under.get(key)
        if known is None:
            place = next(
                (n for n, other in enumerate(self._drawn) if other.element is item.element), len(self._drawn) - 1
            )
            known = self._under[key] = [
                (other, other.box, fill)
                for other in reversed(self._drawn[: place + 1 if itself else place])
                if other.box is not None
                and other.box.w > 0
                and other.box.h > 0
                and not (fill := self.fill_of(other)).is_open
            ]
        return known


def _covers(item: Item, x: float, y: float) -> bool | None:
    """Say whether a shape covers a point of its box: True, None for no, False for perhaps."""
    if item.kind == "pic":
        return True
    preset = item.element.find(f"{P}spPr/{A}prstGeom")
    kind = preset.get("prst") if preset is not None else None
    if item.element.find(f"{P}spPr/{A}custGeom") is not None:
        return False
    if kind in _RECTANGLES:
        return True
    if kind == "ellipse" and item.box is not None:
        across = (x - item.box.x) / item.box.w * 2 - 1
        down = (y - item.box.y) / item.box.h * 2 - 1
        return True if across * across + down * down <= 1 else None
    return False


def _targets(slide: Slide, part: str) -> dict[str, str]:
    return {rel.id: rel.target for rel in slide.package.relations(part) if not rel.external}


def spots(box: Box) -> list[tuple[float, float]]:
    """Give points in a box at which colours are looked at."""
    return [(box.x + box.w * across, box.y + box.h * down) for down in (0.2, 0.5, 0.8) for across in (0.1, 0.5, 0.9)]
