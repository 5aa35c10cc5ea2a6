"""What DrawingML's colour elements and their changes come to in RGB (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from builder.ooxml.namespaces import A
from builder.ooxml.rgb import as_hex, channels, encoded, linear, mixed, parse_hex
from builder.ooxml.units import DEGREE, fraction, number

# Windows' own, for files that do not say what they were (`lastClr`).
_SYSTEM = {
    "window": "FFFFFF", "menu": "F0F0F0", "3dFace": "F0F0F0", "btnFace": "F0F0F0", "3dLight": "E3E3E3",
    "btnHighlight": "FFFFFF", "3dHighlight": "FFFFFF", "btnShadow": "A0A0A0", "3dShadow": "A0A0A0", "3dDkShadow": "696969",
    "scrollBar": "C8C8C8", "appWorkspace": "ABABAB", "background": "000000", "highlight": "0078D7",
    "highlightText": "FFFFFF", "hotLight": "0066CC", "grayText": "6D6D6D", "infoBk": "FFFFE1", "menuBar": "F0F0F0",
    "menuHighlight": "0078D7", "activeCaption": "99B4D1", "inactiveCaption": "BFCDDB", "activeBorder": "B4B4B4",
    "inactiveBorder": "F4F7FC", "gradientActiveCaption": "B9D1EA", "gradientInactiveCaption": "D7E4F2",
    "windowFrame": "646464",
}  # fmt: skip
Parts = tuple[float, float, float]  # red, green, blue from 0 to 1
# lumMod, satOff, alpha, redMod …: ECMA-376, 20.1.2.3
_CHANGE = re.compile(r"(red|green|blue|hue|lum|sat|alpha)(Mod|Off)?")
_CHANNELS, _HLS = ("red", "green", "blue"), ("hue", "lum", "sat")
_SHORT = {"dk": "dark", "lt": "light", "med": "medium"}


class Rgba(NamedTuple):
    """A colour as it is painted, and how far it covers, from 0 to 1."""

    rgb: str
    alpha: float = 1.0

    def over(self, ground: str) -> str:
        """Return what shows of it on a ground."""
        return self.rgb if self.alpha >= 1 else mixed(self.rgb, ground, self.alpha)


class Palette:
    """Resolves colour elements where names stand for a theme's colours, seen through a colour map.

    colours: by slot (dk1, accent1 …); mapping: the slot of each name (tx1, bg1 …).
    """

    def __init__(self, colours: Mapping[str, str], mapping: Mapping[str, str]) -> None:
        self.mapping = mapping
        self.named = {name: colours[slot] for name, slot in mapping.items() if slot in colours}
        self._all = {**colours, **self.named}

    def resolve(self, element: Any, of: Rgba | None = None) -> Rgba | None:
        """Return what a colour element comes to, None where that is not known; of: what `phClr` stands for."""
        base = self._base(element, of)
        return changed(base, element) if base is not None and len(element) else base

    def first(self, parent: Any, of: Rgba | None = None) -> Rgba | None:
        """Return the first colour that stands in an element."""
        found = (self.resolve(each, of) for each in parent) if parent is not None else ()
        return next((each for each in found if each is not None), None)

    def solid(self, holder: Any) -> Rgba | None:
        """Return the colour of a solid fill in an element; None for none, and for other fills."""
        return self.first(holder.find(f"{A}solidFill")) if holder is not None else None

    def name(self, name: str) -> Rgba | None:
        """Return what a name of the theme stands for."""
        found = self._all.get(name)
        return Rgba(found) if found else None

    def _base(self, element: Any, of: Rgba | None) -> Rgba | None:
        kind, value = local(element), element.get("val", "")
        if kind == "schemeClr":
            return of if value == "phClr" else self.name(value)
        found = _absolute(kind, value, element)
        return Rgba(found) if found else None


def _absolute(kind: str, value: str, element: Any) -> str | None:
    """Return the RGB of a colour that no theme has a say in; None for what is no colour."""
    if kind == "srgbClr":
        return parse_hex(value)
    if kind == "sysClr":
        return parse_hex(element.get("lastClr", "")) or _SYSTEM.get(value, "000000")
    if kind == "prstClr":
        return preset(value)
    if kind == "scrgbClr":
        return as_hex(encoded(min(max(fraction(element.get(part)), 0), 1)) for part in "rgb")
    if kind == "hslClr":
        hue = number(element.get("hue")) / DEGREE / 360
        light, saturation = (min(max(fraction(element.get(part)), 0), 1) for part in ("lum", "sat"))
        return as_hex(colorsys.hls_to_rgb(hue % 1, light, saturation))
    return None


@lru_cache(maxsize=512)
def preset(name: str) -> str | None:
    """Return the RGB of a preset colour: those of CSS, where `dk`, `lt`, `med` shorten dark, light, medium."""
    from PIL import ImageColor

    long = re.sub("^(dk|lt|med)(?=[A-Z])", lambda found: _SHORT[found[1]], name)
    try:
        return as_hex(part / 255 for part in ImageColor.getrgb(long.lower())[:3]) if long.isalpha() else None
    except ValueError:
        return None


def changed(colour: Rgba, element: Any) -> Rgba:
    """Return a colour with the changes that stand within its element, in their order."""
    parts, alpha = channels(colour.rgb), colour.alpha
    for change in element:
        kind = local(change)
        if match := _CHANGE.fullmatch(kind):
            part, how = match[1], match[2] or ""
            value = change.get("val")
            by = number(value) / DEGREE / 360 if part == "hue" and how != "Mod" else fraction(value, 1.0)
            if part == "alpha":
                alpha = min(max(_moved(alpha, how, by), 0), 1)
            else:
                parts = _with_part(parts, part, how, by)
        else:
            parts = _as_whole(parts, kind, fraction(change.get("val"), 1.0))
    return Rgba(as_hex(parts), alpha)


def _moved(was: float, how: str, by: float) -> float:
    return was * by if how == "Mod" else was + by if how == "Off" else by


def _with_part(parts: Parts, part: str, how: str, by: float) -> Parts:
    """Return red, green and blue after a change of one of them, or of hue, lightness or saturation."""
    if part in _CHANNELS:
        place, new = _CHANNELS.index(part), list(parts)
        new[place] = min(max(_moved(new[place], how, by), 0), 1)
        return new[0], new[1], new[2]
    place, new = _HLS.index(part), list(colorsys.rgb_to_hls(*parts))
    moved = _moved(new[place], how, by)
    new[place] = moved if part == "hue" else min(max(moved, 0), 1)
    return colorsys.hls_to_rgb(*new)


def _as_whole(parts: Parts, kind: str, value: float) -> Parts:
    """Return red, green and blue after a change of them all; tint and shade are reckoned in light, as PowerPoint does."""
    red, green, blue = parts
    if kind == "tint":
        return _each(parts, lambda part: encoded(1 - (1 - linear(part)) * min(max(value, 0), 1)))
    if kind == "shade":
        return _each(parts, lambda part: encoded(linear(part) * min(max(value, 0), 1)))
    if kind == "gamma":
        return _each(parts, encoded)
    if kind == "invGamma":
        return _each(parts, linear)
    if kind == "inv":
        return _each(parts, lambda part: 1 - part)
    if kind == "gray":
        grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        return grey, grey, grey
    if kind == "comp":
        return _with_part(parts, "hue", "Off", 0.5)
    return parts


def _each(parts: Parts, change: Callable[[float], float]) -> Parts:
    red, green, blue = parts
    return change(red), change(green), change(blue)


def local(element: Any) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
