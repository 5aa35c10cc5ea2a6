"""The colours that a template's decoration is made of, for charts and tables where the theme's accents are nobody's."""

from __future__ import annotations

from collections import Counter

from builder.brands.template.structure import Structure
from builder.ooxml.rgb import apart_by, contrast, is_grey

FLAT = 0.0025  # share of the slide from which one colour is a surface rather than part of a picture
ALIKE, OTHER = 0.12, 0.3  # how far apart two colours are that count as one, and two that tell things apart
FILLS = 0.2  # share of a slide beyond which a surface counts no more
SHOWN = 1.5  # contrast from which a colour is seen on the ground
COMMON = 0.25  # share of the layouts that a house's colour is seen on


def decoration_colours(layouts: list[Structure], ground: str) -> dict[str, str]:
    """Find the colours that clearly lead on layouts and are no accents of their themes: primary and accent as RGB.

    ground: what charts and tables stand on, which the colours have to show on.
    """
    weights: dict[str, float] = {}
    seen: Counter[str] = Counter()
    for one in layouts:
        accents = [rgb for name, rgb in one.layout.palette.named.items() if name.startswith("accent")]
        image = one.painting.seen
        pixels = image.width * image.height
        own: Counter[str] = Counter()
        raw = image.tobytes()
        for pixel, count in Counter(zip(raw[::3], raw[1::3], raw[2::3], strict=True)).items():
            rgb = "".join(f"{channel:02X}" for channel in pixel)
            if count < FLAT * pixels or is_grey(rgb) or contrast(rgb, ground) < SHOWN:
                continue
            if any(apart_by(rgb, each) < ALIKE for each in accents):
                continue
            known = next((each for each in weights if apart_by(rgb, each) < ALIKE), rgb)
            own[known] += count
        for rgb, count in own.items():
            weights[rgb] = weights.get(rgb, 0.0) + min(count / pixels, FILLS)
            seen[rgb] += 1
    leading = [
        rgb for rgb in sorted(weights, key=weights.__getitem__, reverse=True) if seen[rgb] >= COMMON * len(layouts)
    ]
    if not leading:
        return {}
    others = [rgb for rgb in leading[1:] if apart_by(rgb, leading[0]) > OTHER]
    return {"primary": leading[0]} | ({"accent": others[0]} if others else {})
