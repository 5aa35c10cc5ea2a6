"""RGB colours as six hexadecimal digits: read, tinted, mixed, and their contrast by WCAG 2.1."""

from __future__ import annotations

import colorsys
import re

TEXT_RATIO = 4.5  # WCAG 2.1, 1.4.3 Contrast (Minimum)
GRAPHIC_RATIO = 3.0  # WCAG 2.1, 1.4.11 Non-text Contrast


def parse_hex(text: str) -> str | None:
    """Give `RRGGBB` for `#rgb`, `#rrggbb` or the same without `#`; None for anything else."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text.strip())
    if not match:
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
    return digits.upper()


def tinted(rgb: str, mod: int, off: int) -> str:
    """Apply lumMod and lumOff (per cent) as DrawingML does: on the luminance of HSL."""
    if (mod, off) == (100, 0):
        return rgb
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = min(max(light * mod / 100 + off / 100, 0), 1)
    return "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, light, saturation))


def mixed(rgb: str, ground: str, share: float) -> str:
    """Give what shows of a colour that covers so much of a ground."""
    parts = [(int(rgb[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (0, 2, 4)]
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


def luminance(rgb: str) -> float:
    """Give the relative luminance (WCAG 2.1)."""
    parts = []
    for i in (0, 2, 4):
        c = int(rgb[i : i + 2], 16) / 255
        parts.append(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two RGB colours (WCAG 2.1), 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
