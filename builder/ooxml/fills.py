"""What shapes and backgrounds are filled with: colours along an angle, or a picture."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from typing import Any, NamedTuple

from builder.content.pictures import rgba
from builder.ooxml.colour import Palette, Rgba, local
from builder.ooxml.namespaces import A, R
from builder.ooxml.package import Package
from builder.ooxml.rgb import channels, mixed
from builder.ooxml.theme import Theme
from builder.ooxml.units import DEGREE, fraction, number

_ACROSS = 64  # pixels of the picture that colours are read from
_MAX_PIXELS = 80_000_000


class Fill(NamedTuple):
    """What a place is filled with: colours along an angle, or a picture; nothing of both: it stays open."""

    stops: tuple[tuple[float, Rgba], ...] = ()
    angle: float = 0.0
    picture: bytes = b""
    alpha: float = 1.0
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    duotone: tuple[Rgba, ...] = ()  # the two colours that a picture is drawn in: of its dark and of its light

    @property
    def is_open(self) -> bool:
        return not self.stops and not self.picture

    def at(self, across: float, down: float) -> Rgba | None:
        """Return the colour at a place, both from 0 to 1."""
        if self.picture:
            x = self.crop[0] + across * (1 - self.crop[0] - self.crop[2])
            y = self.crop[1] + down * (1 - self.crop[1] - self.crop[3])
            found = _pixel(self.picture, min(max(x, 0), 1), min(max(y, 0), 1))
            if found and len(self.duotone) == 2:
                dark, light = self.duotone
                found = Rgba(mixed(light.rgb, dark.rgb, grey(found.rgb)), found.alpha)
            return Rgba(found.rgb, found.alpha * self.alpha) if found else None
        if len(self.stops) < 2:
            return self.stops[0][1] if self.stops else None
        radians = math.radians(self.angle)
        return between(self.stops, ((across - 0.5) * math.cos(radians) + (down - 0.5) * math.sin(radians)) + 0.5)


def between(stops: tuple[tuple[float, Rgba], ...], place: float) -> Rgba:
    """Return the colour at a place of a gradient; stops: places from 0 to 1 in their order, with colours."""
    before = next((each for each in reversed(stops) if each[0] <= place), stops[0])
    after = next((each for each in stops if each[0] >= place), stops[-1])
    share = (place - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
    mixed = Rgba(after[1].rgb, share).over(before[1].rgb) if share > 0 else before[1].rgb
    return Rgba(mixed, before[1].alpha + (after[1].alpha - before[1].alpha) * share)


def crop_of(element: Any) -> tuple[float, float, float, float]:
    """Return what `a:srcRect` cuts off a picture, of 1: left, top, right, bottom."""
    if element is None:
        return 0, 0, 0, 0
    left, top, right, bottom = (fraction(element.get(side)) for side in "ltrb")
    return left, top, right, bottom


def solid(colour: Rgba | None) -> Fill | None:
    """Return a fill of one colour; None where that is not known."""
    return Fill(((0.0, colour),)) if colour is not None else None


class Fills:
    """Reads fills where names of colours stand for a theme's."""

    def __init__(self, package: Package, theme: Theme, palette: Palette) -> None:
        self._package, self._theme, self._palette = package, theme, palette

    def of(self, properties: Any, part: str = "", given: Rgba | None = None) -> Fill | None:
        """Return the fill that stands among properties; None where none is named, or it is not known.

        part: where the relationships of pictures are; given: what `phClr` stands for.
        """
        for element in properties if properties is not None else ():
            kind = local(element)
            if kind == "noFill":
                return Fill()
            if kind == "solidFill":
                return solid(self._palette.first(element, given))
            if kind == "gradFill":
                return self._gradient(element, given)
            if kind == "pattFill":
                return solid(self._palette.first(element.find(f"{A}bgClr"), given))
            if kind == "blipFill":
                return self._picture(element, part, given)
        return None

    def themed(self, reference: Any, background: bool = False) -> Fill | None:
        """Return the theme's fill that a style or background refers to."""
        if reference is None:
            return None
        index = number(reference.get("idx"))
        given = self._palette.first(reference)
        styles, place = (self._theme.grounds, index - 1001) if index > 1000 else (self._theme.fills, index - 1)
        if not 0 <= place < len(styles):
            return solid(given) if background else None
        return self.of([styles[place]], self._theme.part, given)

    def _gradient(self, element: Any, given: Rgba | None) -> Fill | None:
        stops = [
            (min(max(fraction(stop.get("pos")), 0), 1), colour)
            for stop in element.iter(f"{A}gs")
            if (colour := self._palette.first(stop, given)) is not None
        ]
        line = element.find(f"{A}lin")
        angle = number(line.get("ang")) / DEGREE if line is not None else 0.0
        return Fill(tuple(sorted(stops)), angle) if stops else None

    def _picture(self, element: Any, part: str, given: Rgba | None) -> Fill | None:
        blip = element.find(f"{A}blip")
        two = duotone(blip, self._palette, given) if blip is not None else ()
        target = self._package.target(part, blip.get(f"{R}embed", "")) if blip is not None and part else ""
        if not target:
            return Fill(tuple((float(n), each) for n, each in enumerate(two))) if two else None
        fade = blip.find(f"{A}alphaModFix")
        alpha = fraction(fade.get("amt"), 1.0) if fade is not None else 1.0
        crop = crop_of(element.find(f"{A}srcRect"))
        return Fill(picture=self._package.read(target), alpha=alpha, crop=crop, duotone=two)


def duotone(blip: Any, palette: Palette, of: Rgba | None) -> tuple[Rgba, ...]:
    """Return the two colours that a picture is drawn in, of its dark and of its light; nothing where it has its own."""
    two = blip.find(f"{A}duotone")
    found = [palette.resolve(each, of) for each in two] if two is not None else []
    known = tuple(each for each in found if each is not None)
    return known if len(known) == 2 else ()


def grey(rgb: str) -> float:
    """Return how light a colour is as a picture is made grey, from 0 to 1."""
    red, green, blue = channels(rgb)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@lru_cache(maxsize=512)
def small(data: bytes) -> Any:
    """Return a picture drawn small, with its transparency; None where Pillow cannot read it."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MAX_PIXELS:
                return None
            picture.draft("RGB", (_ACROSS * 2, _ACROSS * 2))
            return rgba(picture).resize((_ACROSS, _ACROSS), Image.Resampling.BOX)
    except Exception:  # a damaged picture may fail in any of Pillow's readers
        return None


def _pixel(data: bytes, x: float, y: float) -> Rgba | None:
    picture = small(data)
    if picture is None:
        return None
    red, green, blue, alpha = picture.getpixel((min(int(x * _ACROSS), _ACROSS - 1), min(int(y * _ACROSS), _ACROSS - 1)))
    return Rgba(f"{red:02X}{green:02X}{blue:02X}", alpha / 255)
