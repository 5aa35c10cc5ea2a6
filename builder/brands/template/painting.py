"""What stands behind the placeholders of a layout, painted small: its ground, its decoration, its colours.

Good enough to know where text can be read and where nothing stands, not to look at.
"""

from __future__ import annotations

import io
import math
import warnings
from bisect import bisect_left
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageDraw, UnidentifiedImageError

from builder.brands.prepared import Box
from builder.brands.template.facts import LayoutFacts, TemplateFacts
from builder.content.pictures import rgba
from builder.ooxml.colour import Palette, Rgba, local
from builder.ooxml.fills import between, crop_of
from builder.ooxml.namespaces import A, P, R
from builder.ooxml.package import Package
from builder.ooxml.rgb import luminance
from builder.ooxml.theme import Theme
from builder.ooxml.units import DEGREE, POINT, fraction, is_on, number

WIDE = 192  # pixels of a painting
GROUND = 0.55  # share of the slide from which a shape is ground rather than decoration
DIFFERS = 22  # of 255, from which decoration is seen
SAMPLES = 220  # pixels looked at in a box
RESTLESS = 2.2  # contrast within a box from which no ink is read on all of it
MAX_PIXELS = 80_000_000
_UNKNOWN = Rgba("808080", 0.6)  # a picture that cannot be looked into


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
        """Give colours seen in a box, some two hundred of them."""
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
        """Give the relative luminances in a box, the darkest first."""
        if box not in self.known:
            self.known[box] = sorted(_light(pixel) for pixel in self.pixels(box))
        return self.known[box]

    def ground(self, box: Box) -> str:
        """Give the colour that most of a box has."""
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
        """Give the contrast that an ink has on all but the worst tenth of a box (WCAG 2.1)."""
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
        """Give the share of a box that the house's figures take."""
        wide, high = self.taken.size
        left, right = _span(box.x * self.scale, (box.x + box.w) * self.scale, wide)
        top, bottom = _span(box.y * self.scale, (box.y + box.h) * self.scale, high)
        if right <= left or bottom <= top:
            return 0.0
        counts = self.taken.crop((left, top, right, bottom)).histogram()
        return sum(counts[128:]) / sum(counts)

    def mixed(self, box: Box) -> float:
        """Give the share of a box that has another colour than most of it: what stands behind its text."""
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
    """Give the pixels that lie within an edge, not those that it crosses; one at least."""
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
            canvas = _Canvas(self, self.size)
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


class _Frame(NamedTuple):
    """How a group's coordinates become pixels: factor and offset."""

    fx: float
    fy: float
    dx: float
    dy: float


class _Canvas:
    """One painting in the making."""

    def __init__(self, painter: Painter, size: tuple[int, int]) -> None:
        self.painter, self.size = painter, size
        self.seen = Image.new("RGB", size, "#FFFFFF")
        self.base = self.seen.copy()
        self.marks = Image.new("L", size, 0)  # where decoration was drawn
        self.words = Image.new("L", size, 0)  # where words stand
        self.pictured = False

    def taken(self) -> Image.Image:
        """Give the pixels that decoration is seen on."""
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
            one = 1 / self.painter.emu
            self._children(tree, _Frame(one, one, 0, 0), palette, part, 0)

    def _children(self, tree: Any, frame: _Frame, palette: Palette, part: str, depth: int) -> None:
        for shape in tree:
            kind = local(shape)
            if shape.find(f"./*/{P}nvPr/{P}ph") is not None:
                continue
            properties = shape.find(f"./*/{P}cNvPr")
            if properties is not None and is_on(properties.get("hidden")):
                continue
            if kind == "grpSp" and depth < 8:
                inner = _inner(shape.find(f"{P}grpSpPr/{A}xfrm"), frame)
                self._children(shape, inner, palette, part, depth + 1)
            elif kind in ("sp", "cxnSp", "pic"):
                with suppress(
                    ValueError, TypeError, ArithmeticError
                ):  # a shape that cannot be understood is not painted
                    self._shape(shape, kind, frame, palette, part)
            elif kind == "graphicFrame":
                place = _place(shape.find(f"{P}xfrm"), frame)
                if place:
                    mask = self._mask(
                        [(place[0], place[1]), (place[2], place[1]), (place[2], place[3]), (place[0], place[3])]
                    )
                    self.words = ImageChops.lighter(self.words, mask)

    def _shape(self, shape: Any, kind: str, frame: _Frame, palette: Palette, part: str) -> None:
        properties = shape.find(f"{P}spPr")
        place_element = properties.find(f"{A}xfrm") if properties is not None else None
        place = _place(place_element, frame)
        if place is None or place_element is None:
            return
        points = _outline(properties, place)
        turn = int(place_element.get("rot", "0") or 0) / DEGREE
        if turn:
            points = _turned(points, place, turn)
        mask = self._mask(points)
        area = (place[2] - place[0]) * (place[3] - place[1]) / (self.size[0] * self.size[1])
        if kind == "pic":
            blip = shape.find(f"{P}blipFill")
            if blip is not None:
                self._picture(blip, mask, place, part, area > GROUND)
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
            self._picture(element, mask, place, part, ground)
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
        linear = element.find(f"{A}lin")
        angle = math.radians(int(linear.get("ang", "0") or 0) / DEGREE) if linear is not None else math.pi / 2
        wide, high = max(place[2] - place[0], 1), max(place[3] - place[1], 1)
        strips = 12
        for strip in range(strips):
            at = (strip + 0.5) / strips
            colour = between(tuple(stops), at)
            band = Image.new("L", self.size, 0)
            draw = ImageDraw.Draw(band)
            if abs(math.cos(angle)) > abs(math.sin(angle)):
                where = at if math.cos(angle) > 0 else 1 - at
                x = place[0] + (where - 0.5 / strips) * wide
                draw.rectangle((x, place[1] - 1, x + wide / strips + 1, place[3] + 1), fill=255)
            else:
                where = at if math.sin(angle) > 0 else 1 - at
                y = place[1] + (where - 0.5 / strips) * high
                draw.rectangle((place[0] - 1, y, place[2] + 1, y + high / strips + 1), fill=255)
            self._paint(ImageChops.darker(band, mask), colour, ground=ground)

    def _picture(
        self, fill: Any, mask: Image.Image, place: tuple[float, float, float, float], part: str, ground: bool
    ) -> None:
        blip = fill.find(f"{A}blip")
        rel = blip.get(f"{R}embed", "") if blip is not None else ""
        target = self.painter.package.target(part, rel)
        image = self.painter.picture(target) if target else None
        if image is None:
            self._paint(mask, _UNKNOWN, ground=ground)
            self.pictured = self.pictured or ground
            return
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


@lru_cache(maxsize=8)
def _screen(size: tuple[int, int], preset: str) -> Image.Image:
    """Give where a pattern has its own colour: about as often as it does, and in no order that samples could miss."""
    share = int(preset[3:]) if preset[:3] == "pct" and preset[3:].isdigit() else 65 if preset[:2] == "dk" else 30
    wide, high = size
    dots = bytes(
        255 if (31 * x * x + 7 * x * y + 17 * y) % 101 < share else 0 for y in range(high) for x in range(wide)
    )
    return Image.frombytes("L", size, dots)


def _values(element: Any, names: str) -> tuple[float, float]:
    return tuple(float(element.get(name, "0") or 0) for name in names.split()) if element is not None else (0.0, 0.0)  # type: ignore[return-value]


def _place(xfrm: Any, frame: _Frame) -> tuple[float, float, float, float] | None:
    """Give left, top, right and bottom in pixels."""
    if xfrm is None or xfrm.find(f"{A}off") is None:
        return None
    x, y = _values(xfrm.find(f"{A}off"), "x y")
    w, h = _values(xfrm.find(f"{A}ext"), "cx cy")
    left, top = x * frame.fx + frame.dx, y * frame.fy + frame.dy
    return left, top, left + w * frame.fx, top + h * frame.fy


def _inner(xfrm: Any, frame: _Frame) -> _Frame:
    """Give the frame of a group's children."""
    if xfrm is None or xfrm.find(f"{A}chOff") is None:
        return frame
    x, y = _values(xfrm.find(f"{A}off"), "x y")
    w, h = _values(xfrm.find(f"{A}ext"), "cx cy")
    cx, cy = _values(xfrm.find(f"{A}chOff"), "x y")
    cw, ch = _values(xfrm.find(f"{A}chExt"), "cx cy")
    sx, sy = (w / cw if cw else 1), (h / ch if ch else 1)
    return _Frame(
        frame.fx * sx, frame.fy * sy, frame.dx + (x - cx * sx) * frame.fx, frame.dy + (y - cy * sy) * frame.fy
    )


def _outline(properties: Any, place: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """Give the outline of a shape in pixels: its own path, an ellipse, a triangle, else its box."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        points = _path(custom, place)
        if points:
            return points
    preset = properties.find(f"{A}prstGeom")
    kind = preset.get("prst") if preset is not None else ""
    if kind == "ellipse":
        return [
            (left + wide / 2 * (1 + math.cos(t * math.pi / 16)), top + high / 2 * (1 + math.sin(t * math.pi / 16)))
            for t in range(32)
        ]
    if kind == "rtTriangle":
        return [(left, top), (right, bottom), (left, bottom)]
    if kind == "triangle":
        return [(left + wide / 2, top), (right, bottom), (left, bottom)]
    if kind == "line":
        return [(left, top), (right, bottom)]
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _path(custom: Any, place: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    left, top, right, bottom = place
    points: list[tuple[float, float]] = []
    for path in custom.iter(f"{A}path"):
        wide, high = float(path.get("w", "0") or 0), float(path.get("h", "0") or 0)
        if not wide or not high:
            return []
        for point in path.iter(f"{A}pt"):
            try:
                x, y = float(point.get("x", "0")), float(point.get("y", "0"))
            except ValueError:
                return []  # named guides
            points.append((left + x / wide * (right - left), top + y / high * (bottom - top)))
        if len(points) > 4000:
            return []
    return points if len(points) >= 3 else []


def _turned(
    points: list[tuple[float, float]], place: tuple[float, float, float, float], degrees: float
) -> list[tuple[float, float]]:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos) for px, py in points]
