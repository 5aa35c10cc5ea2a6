"""What stands behind the placeholders of a layout, painted small: its ground, its decoration, its colours.

Good enough to know where text can be read and where nothing stands, not to look at.
"""

from __future__ import annotations

import io
import math
import warnings
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, UnidentifiedImageError

from builder.brands.prepared import Box
from builder.brands.template.canvas import DIFFERS, Canvas
from builder.brands.template.facts import LayoutFacts, TemplateFacts
from builder.content.pictures import rgba
from builder.ooxml.namespaces import P
from builder.ooxml.package import Package
from builder.ooxml.rgb import luminance
from builder.ooxml.units import POINT

WIDE = 192  # pixels of a painting
SAMPLES = 220  # pixels looked at in a box
RESTLESS = 2.2  # contrast within a box from which no ink is read on all of it
MAX_PIXELS = 80_000_000


class Painting(NamedTuple):
    """A layout painted: what is seen, and which pixels decoration takes (255)."""

    seen: Image.Image
    taken: Image.Image
    coarse: Image.Image  # the same, half as wide and high
    scale: float  # pixels in one of the brand's points
    pictured: bool  # a picture is part of its ground
    known: dict[Box, list[float]]  # luminances found in boxes
    grounds: dict[Box, str]
    mixes: dict[Box, float]

    def pixels(self, box: Box) -> list[tuple[int, int, int]]:
        """Return colours seen in a box, some two hundred of them."""
        wide, high = self.seen.size
        left, right = _span(box.x * self.scale, (box.x + box.w) * self.scale, wide)
        top, bottom = _span(box.y * self.scale, (box.y + box.h) * self.scale, high)
        if right <= left or bottom <= top:
            return [(255, 255, 255)]
        factor = min((SAMPLES / ((right - left) * (bottom - top))) ** 0.5, 1.0)
        size = (max(round((right - left) * factor), 1), max(round((bottom - top) * factor), 1))
        raw = self.seen.resize(size, Image.Resampling.NEAREST, (left, top, right, bottom)).tobytes()
        return list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))

    def lights(self, box: Box) -> list[float]:
        """Return the relative luminances in a box, the darkest first."""
        if box not in self.known:
            self.known[box] = sorted(_light(pixel) for pixel in self.pixels(box))
        return self.known[box]

    def ground(self, box: Box) -> str:
        """Return the colour that most of a box has."""
        if box not in self.grounds:
            self.grounds[box] = self._ground(box)
        return self.grounds[box]

    def _ground(self, box: Box) -> str:
        counts: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
        for pixel in self.pixels(box):
            counts.setdefault((pixel[0] >> 4, pixel[1] >> 4, pixel[2] >> 4), []).append(pixel)
        most = max(counts.values(), key=len)
        return "".join(f"{round(sum(p[c] for p in most) / len(most)):02X}" for c in range(3))

    def worst(self, ink: str, box: Box) -> float:
        """Return the contrast that an ink has on all but the worst tenth of a box (WCAG 2.1)."""
        own, lights = luminance(ink) + 0.05, self.lights(box)
        lighter = bisect_left(lights, own - 0.05)
        darker, ratio = lighter - 1, 1.0
        for _ in range(len(lights) // 10 + 1):  # from the lights nearest to the ink's to those farther off
            up = (lights[lighter] + 0.05) / own if lighter < len(lights) else math.inf
            down = own / (lights[darker] + 0.05) if darker >= 0 else math.inf
            if up <= down:
                ratio, lighter = up, lighter + 1
            else:
                ratio, darker = down, darker - 1
        return ratio

    def decorated(self, box: Box) -> float:
        """Return the share of a box that the house's figures take."""
        wide, high = self.taken.size
        left, right = _span(box.x * self.scale, (box.x + box.w) * self.scale, wide)
        top, bottom = _span(box.y * self.scale, (box.y + box.h) * self.scale, high)
        if right <= left or bottom <= top:
            return 0.0
        counts = self.taken.crop((left, top, right, bottom)).histogram()
        return sum(counts[128:]) / sum(counts)

    def mixed(self, box: Box) -> float:
        """Return the share of a box that has another colour than most of it: what stands behind its text."""
        if box not in self.mixes:
            self.mixes[box] = self._mixed(box)
        return self.mixes[box]

    def _mixed(self, box: Box) -> float:
        ground = self.ground(box)
        own = tuple(int(ground[n : n + 2], 16) for n in (0, 2, 4))
        pixels = self.pixels(box)
        return sum(max(abs(a - b) for a, b in zip(pixel, own, strict=True)) > DIFFERS for pixel in pixels) / len(pixels)

    def restless(self, box: Box) -> bool:
        """True where a box holds both light and dark, so that no ink is read on all of it."""
        lights = self.lights(box)
        low, high = lights[len(lights) // 10], lights[-1 - len(lights) // 10]
        return (high + 0.05) / (low + 0.05) > RESTLESS


def _span(first: float, last: float, most: int) -> tuple[int, int]:
    """Return the pixels that lie within an edge, not those that it crosses; one at least."""
    start = max(math.ceil(first - 0.05), 0)
    return (start, min(int(last + 0.05), most)) if int(last + 0.05) > start else (int(first), min(int(first) + 1, most))


@lru_cache(maxsize=4096)
def _light(pixel: tuple[int, int, int]) -> float:
    return luminance(f"{pixel[0]:02X}{pixel[1]:02X}{pixel[2]:02X}")


class Painter:
    """Paints the layouts of a template; masters and pictures once."""

    def __init__(self, package: Package, facts: TemplateFacts, wide: int = WIDE) -> None:
        self.package, self.facts = package, facts
        self.wide = wide
        self.scale = wide / facts.width
        self.size = (wide, max(round(facts.height * self.scale), 1))
        self.emu = POINT * facts.unit / self.scale  # in one pixel
        self._pictures: dict[str, Image.Image | None] = {}
        self._paintings: dict[str, Painting] = {}

    def painting(self, layout: LayoutFacts) -> Painting:
        """Paint a layout with what it shows of its master."""
        if layout.part not in self._paintings:
            master = self.facts.masters[layout.master]
            canvas = Canvas(self.package, self.picture, self.size, self.emu)
            own = layout.element.find(f"{P}cSld/{P}bg")
            ground = own if own is not None else master.element.find(f"{P}cSld/{P}bg")
            canvas.background(ground, master.theme, layout.palette, layout.part if own is not None else master.part)
            if layout.shows_master:
                canvas.shapes(master.element, master.palette if not layout.colour_map else layout.palette, master.part)
            canvas.shapes(layout.element, layout.palette, layout.part)
            taken = canvas.taken()
            half = (max(taken.width // 2, 1), max(taken.height // 2, 1))
            coarse = taken.resize(half, Image.Resampling.BOX).point([255 if value > 20 else 0 for value in range(256)])
            self._paintings[layout.part] = Painting(canvas.seen, taken, coarse, self.scale, canvas.pictured, {}, {}, {})
        return self._paintings[layout.part]

    def picture(self, part: str) -> Image.Image | None:
        """Open a picture, not larger than needed; None where it cannot be opened here (EMF, WMF, SVG)."""
        if part not in self._pictures:
            self._pictures[part] = self._opened(part)
        return self._pictures[part]

    def _opened(self, part: str) -> Image.Image | None:
        raw = self.package.read(part)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                image: Image.Image = Image.open(io.BytesIO(raw))
                if image.format not in ("PNG", "JPEG", "GIF", "BMP", "TIFF") or image.width * image.height > MAX_PIXELS:
                    return None
                image.draft("RGB", (self.wide * 2, self.wide * 2))
                image.load()
                if image.mode == "P" or image.mode.startswith("I"):
                    image = rgba(image)
                if image.width > 4 * self.wide:
                    image = image.reduce(image.width // (2 * self.wide))
                small: Image.Image = rgba(image).resize(
                    (min(image.width, 2 * self.wide), max(min(image.height, 2 * self.wide), 1)), Image.Resampling.BOX
                )
                return small
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None
