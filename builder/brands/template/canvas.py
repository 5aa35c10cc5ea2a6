"""A layout's ground and decoration painted with Pillow: shapes, pictures, gradients and patterns, words as boxes."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageOps

from builder.brands.template.outlines import Frame, inner_frame, outline, place_of, turned
from builder.ooxml.colour import Palette, Rgba, local
from builder.ooxml.fills import between, crop_of, duotone
from builder.ooxml.namespaces import A, P, R
from builder.ooxml.package import Package
from builder.ooxml.theme import Theme
from builder.ooxml.units import DEGREE, fraction, is_on, number

GROUND = 0.55  # share of the slide from which a shape is ground rather than decoration
_UNKNOWN = Rgba("808080", 0.6)  # a picture that cannot be looked into
MOST = 800  # pixels of a gradient
DIFFERS = 22  # of 255, from which decoration is seen


class Canvas:
    """One painting in the making."""

    def __init__(
        self, package: Package, picture: Callable[[str], Image.Image | None], size: tuple[int, int], emu: float
    ) -> None:
        """picture: opens the picture of a part; emu: in one pixel."""
        self.package, self.picture, self.size, self.emu = package, picture, size, emu
        self.seen = Image.new("RGB", size, "#FFFFFF")
        self.base = self.seen.copy()
        self.marks = Image.new("L", size, 0)  # where decoration was drawn
        self.words = Image.new("L", size, 0)  # where words stand
        self.pictured = False

    def taken(self) -> Image.Image:
        """Return the pixels that decoration is seen on."""
        change = ImageChops.difference(self.seen, self.base)
        red, green, blue = change.split()
        most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        seen = most.point([255 if value > DIFFERS else 0 for value in range(256)])
        return ImageChops.lighter(ImageChops.darker(seen, self.marks), self.words)

    def background(self, element: Any, theme: Theme, palette: Palette, part: str) -> None:
        """Paint a master's or layout's background; part: whose relationships lead to its pictures."""
        box = (0.0, 0.0, float(self.size[0]), float(self.size[1]))
        whole, white = Image.new("L", self.size, 255), Rgba(palette.named["bg1"])
        self._paint(whole, white, ground=True)
        reference = element.find(f"{P}bgRef") if element is not None else None
        if reference is not None and len(reference):
            index = number(reference.get("idx"))
            listed, place = (theme.grounds if index >= 1000 else theme.fills), index % 1000 - 1
            of = palette.first(reference) or white
            if 0 <= place < len(listed):
                self._fill(listed[place], whole, box, palette, theme.part, of, ground=True)
            else:
                self._paint(whole, Rgba(of.rgb), ground=True)
        elif element is not None:
            for child in element.iterfind(f"{P}bgPr/*"):
                self._fill(child, whole, box, palette, part, ground=True)

    def shapes(self, root: Any, palette: Palette, part: str) -> None:
        """Paint the shapes of a master or layout, placeholders left out."""
        tree = root.find(f"{P}cSld/{P}spTree")
        if tree is not None:
            one = 1 / self.emu
            self._children(tree, Frame(one, one, 0, 0), palette, part, 0)

    def _children(self, tree: Any, frame: Frame, palette: Palette, part: str, depth: int) -> None:
        for shape in tree:
            kind = local(shape)
            if shape.find(f"./*/{P}nvPr/{P}ph") is not None:
                continue
            properties = shape.find(f"./*/{P}cNvPr")
            if properties is not None and is_on(properties.get("hidden")):
                continue
            if kind == "grpSp" and depth < 8:
                inner = inner_frame(shape.find(f"{P}grpSpPr/{A}xfrm"), frame)
                self._children(shape, inner, palette, part, depth + 1)
            elif kind in ("sp", "cxnSp", "pic"):
                with suppress(
                    ValueError, TypeError, ArithmeticError
                ):  # a shape that cannot be understood is not painted
                    self._shape(shape, kind, frame, palette, part)
            elif kind == "graphicFrame":
                place = place_of(shape.find(f"{P}xfrm"), frame)
                if place:
                    mask = self._mask(
                        [(place[0], place[1]), (place[2], place[1]), (place[2], place[3]), (place[0], place[3])]
                    )
                    self.words = ImageChops.lighter(self.words, mask)

    def _shape(self, shape: Any, kind: str, frame: Frame, palette: Palette, part: str) -> None:
        properties = shape.find(f"{P}spPr")
        place_element = properties.find(f"{A}xfrm") if properties is not None else None
        place = place_of(place_element, frame)
        if place is None or place_element is None:
            return
        points = outline(properties, place)
        turn = int(place_element.get("rot", "0") or 0) / DEGREE
        if turn:
            points = turned(points, place, turn)
        mask = self._mask(points)
        area = (place[2] - place[0]) * (place[3] - place[1]) / (self.size[0] * self.size[1])
        if kind == "pic":
            blip = shape.find(f"{P}blipFill")
            if blip is not None:
                self._picture(blip, mask, place, part, palette, None, area > GROUND)
        elif kind == "sp":
            style = shape.find(f"{P}style/{A}fillRef")
            fills = [e for e in properties if e.tag.endswith("Fill")]
            if fills:
                self._fill(fills[0], mask, place, palette, part, ground=area > GROUND)
            elif style is not None and style.get("idx") not in (None, "0") and len(style):
                found = palette.resolve(style[0])
                if found:
                    self._paint(mask, found, ground=area > GROUND)
        line = properties.find(f"{A}ln")
        reference = shape.find(f"{P}style/{A}lnRef")
        ink = palette.solid(line)
        if ink is None and (line is None or line.find(f"{A}noFill") is None):
            styled = reference is not None and reference.get("idx") not in (None, "0") and len(reference)
            ink = palette.resolve(reference[0]) if styled else None
        if ink is not None:
            edge = Image.new("L", self.size, 0)
            width = max(round(float(line.get("w", "9525")) * frame.fx) if line is not None else 1, 1)
            ImageDraw.Draw(edge).line([*points, points[0]], fill=255, width=width)
            self._paint(edge, ink, ground=False)
        if any((t.text or "").strip() for t in shape.iter(f"{A}t")):
            self.words = ImageChops.lighter(self.words, self._text_mask(place, mask))

    def _text_mask(self, place: tuple[float, float, float, float], mask: Image.Image) -> Image.Image:
        """Words on a shape as large as the slide are taken to stand somewhere else."""
        return (
            mask
            if (place[2] - place[0]) * (place[3] - place[1]) < 0.5 * self.size[0] * self.size[1]
            else Image.new("L", self.size, 0)
        )

    def _mask(self, points: list[tuple[float, float]]) -> Image.Image:
        mask = Image.new("L", self.size, 0)
        draw = ImageDraw.Draw(mask)
        if len(points) >= 3:
            draw.polygon(points, fill=255)
        if len(points) >= 2:
            draw.line(points, fill=255)
        return mask

    def _fill(
        self, element: Any, mask: Image.Image, place: tuple[float, float, float, float], palette: Palette, part: str,
        of: Rgba | None = None, *, ground: bool,
    ) -> None:  # fmt: skip
        kind = local(element)
        if kind == "solidFill":
            found = palette.first(element, of)
            if found:
                self._paint(mask, found, ground=ground)
        elif kind == "gradFill":
            self._gradient(element, mask, place, palette, of, ground)
        elif kind == "blipFill":
            self._picture(element, mask, place, part, palette, of, ground)
        elif kind == "pattFill":
            for name, screen in (("bgClr", None), ("fgClr", _screen(self.size, element.get("prst", "")))):
                colour = element.find(f"{A}{name}")
                found = palette.first(colour, of)
                if found:
                    self._paint(ImageChops.darker(mask, screen) if screen else mask, found, ground=ground)

    def _gradient(
        self, element: Any, mask: Image.Image, place: tuple[float, float, float, float], palette: Palette,
        of: Rgba | None, ground: bool,
    ) -> None:  # fmt: skip
        stops = []
        for stop in element.iter(f"{A}gs"):
            found = palette.first(stop, of)
            if found:
                stops.append((fraction(stop.get("pos")), found))
        if not stops:
            return
        stops.sort(key=lambda each: each[0])
        at = Image.new("L", self.size, 255)
        ramp, corner = _ramp(element, place)
        at.paste(ramp, corner)
        colours = [between(tuple(stops), step / 255) for step in range(256)]
        seen = [at.point([int(each.rgb[n : n + 2], 16) for each in colours]) for n in (0, 2, 4)]
        laid = Image.merge("RGB", seen)
        alpha = ImageChops.multiply(at.point([round(255 * each.alpha) for each in colours]), mask)
        self.seen.paste(laid, (0, 0), alpha)
        if ground:
            self.base.paste(laid, (0, 0), alpha)
        else:
            self.marks = ImageChops.lighter(self.marks, alpha.point([255 if value > 20 else 0 for value in range(256)]))

    def _picture(
        self, fill: Any, mask: Image.Image, place: tuple[float, float, float, float], part: str, palette: Palette,
        of: Rgba | None, ground: bool,
    ) -> None:  # fmt: skip
        blip = fill.find(f"{A}blip")
        rel = blip.get(f"{R}embed", "") if blip is not None else ""
        target = self.package.target(part, rel)
        image = self.picture(target) if target else None
        if image is None:
            self._paint(mask, _UNKNOWN, ground=ground)
            self.pictured = self.pictured or ground
            return
        image = _as_drawn(image, blip, duotone(blip, palette, of))
        cut = crop_of(fill.find(f"{A}srcRect"))
        if any(cut):
            left, top, right, bottom = (min(max(side, 0), 0.95) for side in cut)
            wide, high = image.size
            edges = (int(left * wide), int(top * high), int(wide - right * wide), int(high - bottom * high))
            if edges[2] > edges[0] and edges[3] > edges[1]:
                image = image.crop(edges)
        width, height = max(round(place[2] - place[0]), 1), max(round(place[3] - place[1]), 1)
        if width > 4 * self.size[0] or height > 4 * self.size[1]:
            return
        laid = Image.new("RGBA", self.size, (0, 0, 0, 0))
        laid.paste(image.resize((width, height), Image.Resampling.BOX), (round(place[0]), round(place[1])))
        alpha = ImageChops.multiply(laid.getchannel("A"), mask)
        opaque = sum(alpha.histogram()[128:]) / (self.size[0] * self.size[1])
        behind = ground and opaque > GROUND
        self.pictured = self.pictured or behind
        self.seen.paste(laid.convert("RGB"), (0, 0), alpha)
        if behind:
            self.base.paste(laid.convert("RGB"), (0, 0), alpha)
        else:
            shown = alpha.point([255 if value > 40 else 0 for value in range(256)])
            self.marks = ImageChops.lighter(self.marks, shown)

    def _paint(self, mask: Image.Image, colour: Rgba, *, ground: bool) -> None:
        if colour.alpha < 1:
            mask = mask.point([round(value * colour.alpha) for value in range(256)])
        solid = Image.new("RGB", self.size, f"#{colour.rgb}")
        self.seen.paste(solid, (0, 0), mask)
        if ground:
            self.base.paste(solid, (0, 0), mask)
        elif colour.alpha > 0.1:
            self.marks = ImageChops.lighter(self.marks, mask.point([255 if value > 20 else 0 for value in range(256)]))


def _ramp(element: Any, place: tuple[float, float, float, float]) -> tuple[Image.Image, tuple[int, int]]:
    """Return how far along a gradient each point of a place is (0 to 255), and the corner where it begins.

    A linear one runs across the place at its angle, a path one from its inner rectangle to the farthest corner or the edges.
    """
    left, top = round(place[0]), round(place[1])
    wide, high = max(round(place[2]) - left, 1), max(round(place[3]) - top, 1)
    wide, high = min(wide, MOST), min(high, MOST)
    path = element.find(f"{A}path")
    if path is None:
        linear = element.find(f"{A}lin")
        angle = math.radians(int(linear.get("ang", "0") or 0) / DEGREE) if linear is not None else math.pi / 2
        across, down = math.cos(angle), math.sin(angle)
        ramp = Image.linear_gradient("L")
        sideways = ramp.rotate(90 if across >= 0 else -90).resize((wide, high))
        upright = (ramp if down >= 0 else ImageOps.flip(ramp)).resize((wide, high))
        weights = abs(across) * wide, abs(down) * high
        return Image.blend(sideways, upright, weights[1] / (sum(weights) or 1)), (left, top)
    inner = path.find(f"{A}fillToRect")
    edges = [fraction(inner.get(name)) if inner is not None else 0.5 for name in ("l", "t", "r", "b")]
    x, y = wide * (edges[0] + 1 - edges[2]) / 2, high * (edges[1] + 1 - edges[3]) / 2
    reach = max(x, wide - x), max(y, high - y)
    if path.get("path") == "circle":
        radius = max(round(math.hypot(*reach)), 1)
        whole = Image.radial_gradient("L").point([min(round(each * math.sqrt(2)), 255) for each in range(256)])
        whole = whole.resize((2 * radius, 2 * radius))  # Pillow's reaches 255 in the corners
        start, first = round(radius - x), round(radius - y)
        return whole.crop((start, first, start + wide, first + high)), (left, top)
    beside = _from_middle(wide, x)
    above = _from_middle(high, y)
    ramp = ImageChops.lighter(beside.resize((wide, high)), above.rotate(90, expand=True).resize((wide, high)))
    return ramp, (left, top)


def _from_middle(length: int, middle: float) -> Image.Image:
    """Return a row of pixels that grow from 0 at a point to 255 at the ends."""
    first, last = max(middle, 1), max(length - middle, 1)
    row = [abs(n + 0.5 - middle) / (last if n + 0.5 > middle else first) for n in range(length)]
    return Image.frombytes("L", (length, 1), bytes(min(round(255 * each), 255) for each in row))


def _as_drawn(image: Image.Image, blip: Any, two: tuple[Rgba, ...]) -> Image.Image:
    """Return a picture with the effects that it is drawn with: two colours instead of its own, or half transparent."""
    alpha = image.getchannel("A")
    if two:
        dark, light = (f"#{each.rgb}" for each in two)
        image = ImageOps.colorize(image.convert("L"), dark, light).convert("RGBA")
        image.putalpha(alpha)
    fade = blip.find(f"{A}alphaModFix")
    if fade is not None:
        share = fraction(fade.get("amt"), 1.0)
        image = image.copy()
        image.putalpha(alpha.point([round(value * share) for value in range(256)]))
    return image


@lru_cache(maxsize=8)
def _screen(size: tuple[int, int], preset: str) -> Image.Image:
    """Return where a pattern has its own colour: about as often as it does, and in no order that samples could miss."""
    share = int(preset[3:]) if preset[:3] == "pct" and preset[3:].isdigit() else 65 if preset[:2] == "dk" else 30
    wide, high = size
    dots = bytes(
        255 if (31 * x * x + 7 * x * y + 17 * y) % 101 < share else 0 for y in range(high) for x in range(wide)
    )
    return Image.frombytes("L", size, dots)
