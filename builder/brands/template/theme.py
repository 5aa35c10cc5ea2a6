"""The colours and fonts of a template's theme, and what DrawingML's colour elements come to in RGB."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import Any

from builder.brands.template.package import A, Package
from builder.ooxml.rgb import parse_hex

SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
MAPPED = ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_PLAIN_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_OFFICE = dict(
    zip(
        SLOTS,
        [
            "000000",
            "FFFFFF",
            "44546A",
            "E7E6E6",
            "4472C4",
            "ED7D31",
            "A5A5A5",
            "FFC000",
            "5B9BD5",
            "70AD47",
            "0563C1",
            "954F72",
        ],
        strict=True,
    )
)
OFFICE_ACCENTS = (  # the first three, of the themes that new files have had
    ("4F81BD", "C0504D", "9BBB59"), ("4472C4", "ED7D31", "A5A5A5"), ("5B9BD5", "ED7D31", "A5A5A5"),
    ("156082", "E97132", "196B24"),
)  # fmt: skip
_PRESETS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "grey": "808080", "orange": "FFA500", "navy": "000080", "teal": "008080", "silver": "C0C0C0",
    "maroon": "800000", "purple": "800080", "lime": "00FF00", "aqua": "00FFFF", "cyan": "00FFFF", "magenta": "FF00FF",
}  # fmt: skip


@dataclass(frozen=True)
class Rgba:
    """A colour as it is painted; alpha from 0 to 1."""

    rgb: str
    alpha: float = 1.0


@dataclass(frozen=True, eq=False)
class Theme:
    """A theme's colours by slot (dk1, accent1 …), its two families, and its fills as elements."""

    colours: dict[str, str]
    fonts: dict[str, str]  # major, minor; empty where the theme names none
    fills: tuple[Any, ...]
    grounds: tuple[Any, ...]
    part: str


def read_theme(package: Package, part: str) -> Theme:
    """Read a theme part; what is missing in it is Office's own."""
    root = package.tree(part) if part else None
    colours = dict(_OFFICE)
    fonts = {"major": "", "minor": ""}
    fills: tuple[Any, ...] = ()
    grounds: tuple[Any, ...] = ()
    if root is not None:
        scheme = root.find(f".//{A}clrScheme")
        for slot in SLOTS if scheme is not None else ():
            element = scheme.find(f"{A}{slot}")
            found = _base(element[0], {}, "") if element is not None and len(element) else None
            if found:
                colours[slot] = found
        for kind in fonts:
            latin = root.find(f".//{A}fontScheme/{A}{kind}Font/{A}latin")
            fonts[kind] = latin.get("typeface", "") if latin is not None else ""
        fills = _listed(root.find(f".//{A}fmtScheme/{A}fillStyleLst"))
        grounds = _listed(root.find(f".//{A}fmtScheme/{A}bgFillStyleLst"))
    return Theme(colours, fonts, fills, grounds, part)


def _listed(element: Any) -> tuple[Any, ...]:
    return tuple(element) if element is not None else ()


def colour_map(element: Any) -> dict[str, str]:
    """Read `p:clrMap` or an override: what bg1, tx1 … mean."""
    mapping = dict(_PLAIN_MAP) | {name: name for name in MAPPED if name not in _PLAIN_MAP}
    for name in MAPPED if element is not None else ():
        mapping[name] = element.get(name, mapping[name])
    return mapping


class Palette:
    """Resolves colour elements of one master or layout: its theme, seen through its colour map."""

    def __init__(self, theme: Theme, mapping: dict[str, str]) -> None:
        self.theme, self.mapping = theme, mapping
        self.named = {name: theme.colours.get(slot, "808080") for name, slot in mapping.items()}
        self.all = {**theme.colours, **self.named}

    def resolve(self, element: Any, of: str = "") -> Rgba | None:
        """Give what a colour element (srgbClr, schemeClr …) comes to; of: the colour that `phClr` stands for."""
        base = _base(element, self.all, of)
        return _changed(base, element) if base else None

    def fill(self, holder: Any, of: str = "") -> Rgba | None:
        """Give the colour of a solid fill under an element; None for none, and for other fills."""
        solid = holder.find(f"{A}solidFill") if holder is not None else None
        return self.resolve(solid[0], of) if solid is not None and len(solid) else None


def _base(element: Any, names: dict[str, str], of: str) -> str | None:
    kind = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
    value = element.get("val", "")
    if kind == "srgbClr":
        return parse_hex(value)
    if kind == "schemeClr":
        return (of or names.get("tx1")) if value == "phClr" else names.get(value)
    if kind == "sysClr":
        return parse_hex(element.get("lastClr", "")) or ("FFFFFF" if value == "window" else "000000")
    if kind == "prstClr":
        return _PRESETS.get(value, "808080")
    if kind == "scrgbClr":
        parts = (min(max(_per(element.get(c, "0")), 0), 1) for c in "rgb")
        return "".join(f"{round(255 * part ** (1 / 2.2)):02X}" for part in parts)
    if kind == "hslClr":
        hue = float(element.get("hue", "0")) / 21600000
        red = colorsys.hls_to_rgb(hue % 1, _per(element.get("lum", "0")), _per(element.get("sat", "0")))
        return "".join(f"{round(c * 255):02X}" for c in red)
    return None


def _per(value: str) -> float:
    try:
        return float(value.rstrip("%")) / (100 if value.endswith("%") else 100000)
    except ValueError:
        return 0.0


def _changed(rgb: str, element: Any) -> Rgba:
    """Apply the changes that stand within a colour element."""
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    alpha = 1.0
    for change in element:
        kind = change.tag.rsplit("}", 1)[-1] if isinstance(change.tag, str) else ""
        value = _per(change.get("val", "100000"))
        hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
        if kind == "alpha":
            alpha = min(max(value, 0), 1)
        elif kind == "tint":
            red, green, blue = (1 - (1 - c) * value for c in (red, green, blue))
        elif kind == "shade":
            red, green, blue = (c * value for c in (red, green, blue))
        elif kind in ("lumMod", "lumOff"):
            light = light * value if kind == "lumMod" else light + value
            red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
        elif kind == "satMod":
            red, green, blue = colorsys.hls_to_rgb(hue, light, min(max(saturation * value, 0), 1))
    return Rgba("".join(f"{round(min(max(c, 0), 1) * 255):02X}" for c in (red, green, blue)), alpha)
