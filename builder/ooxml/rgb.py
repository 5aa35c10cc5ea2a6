"""RGB colours as six hexadecimal digits: read, tinted, mixed, and their contrast by WCAG 2.1."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable
from functools import lru_cache

TEXT_RATIO = 4.5  # WCAG 2.1, 1.4.3 Contrast (Minimum)
GRAPHIC_RATIO = 3.0  # WCAG 2.1, 1.4.11 Non-text Contrast


def parse_hex(text: str) -> str | None:
    """Return `RRGGBB` for `#rgb`, `#rrggbb` or the same without `#`; None for anything else."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text.strip())
    if not match:
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
    return digits.upper()


def channels(rgb: str) -> tuple[float, float, float]:
    """Return red, green and blue, from 0 to 1."""
    return int(rgb[:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:], 16) / 255


def as_hex(parts: Iterable[float]) -> str:
    """Return `RRGGBB` for red, green and blue; what lies beyond 0 or 1 is brought to it."""
    return "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in parts)


def linear(part: float) -> float:
    """Return the light of a channel of sRGB (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def encoded(light: float) -> float:
    """Return the channel of sRGB that has so much light."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def tinted(rgb: str, mod: int, off: int) -> str:
    """Return a colour with lumMod and lumOff (per cent) as DrawingML applies them: to the lightness of HSL."""
    if (mod, off) == (100, 0):
        return rgb
    hue, light, saturation = colorsys.rgb_to_hls(*channels(rgb))
    return as_hex(colorsys.hls_to_rgb(hue, min(max(light * mod / 100 + off / 100, 0), 1), saturation))


def mixed(rgb: str, ground: str, share: float) -> str:
    """Return what shows of a colour that covers so much of a ground."""
    parts = [(int(rgb[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (0, 2, 4)]
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in parts)


@lru_cache(maxsize=8192)
def luminance(rgb: str) -> float:
    """Return the relative luminance (WCAG 2.1)."""
    red, green, blue = channels(rgb)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two RGB colours (WCAG 2.1), 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def is_grey(rgb: str) -> bool:
    """Return whether a colour has no hue to speak of."""
    parts = channels(rgb)
    return max(parts) - min(parts) < 23.5 / 255


def apart_by(one: str, other: str) -> float:
    """Return how far two colours are apart, 0 to about 1.7."""
    return float(sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5)
