"""Shapes as PowerPoint's XML has them, of layouts, masters and others' decks: outlines, fills, lines, pictures, words."""

from __future__ import annotations

import hashlib
import math
import re
from typing import Any

from builder.fitting.fonts import Face
from builder.fitting.lines import Laid, Piece
from builder.ooxml.fills import Fill
from builder.ooxml.ground import Ground as Beneath
from builder.ooxml.inheritance import attribute, insets
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Item as Shape
from builder.ooxml.slide import Slide, properties_of, transform_of
from builder.ooxml.text import Paragraph, words_of
from builder.ooxml.units import DEGREE, POINT, is_on, number
from builder.pages.geometry import outline_of
from builder.pages.outlines import number as measure
from builder.pages.page import Gradient, Image, Item, Mark, Media, Paint, Rectangle, Text
from builder.pages.text import Block, Look, Setting, set_text

Matrix = tuple[float, float, float, float, float, float]
_COMMAND = re.compile(r"([MLHVCQAZ])([^MLHVCQAZ]*)")


def paint_of(fill: Fill) -> Paint | Gradient | None:
    """Return the colours of a fill; None for an open one, or a picture."""
    if not fill.stops:
        return None
    stops = tuple((place, Paint(colour.rgb, colour.alpha)) for place, colour in fill.stops)
    return stops[0][1] if len(stops) == 1 else Gradient(stops, fill.angle)


def drawn(
    slide: Slide, beneath: Beneath, shape: Shape, folder: str, missing: list[str], pictures: dict[str, bytes]
) -> list[Item]:  # fmt: skip
    """Return what a shape draws; what cannot be drawn is added to missing, pictures by their digests to pictures.

    folder: of the brand's own fonts.
    """
    if shape.kind not in ("sp", "pic", "cxnSp"):
        if shape.kind != "grpSp":
            missing.append(f"{shape.name or 'an object'}: a {shape.kind}")
        return []
    placed = _placed(slide, shape)
    if placed is None:
        return []
    box, matrix = placed
    properties = shape.element.find(f"{P}spPr")
    outline = outline_of(properties, box) if properties is not None else None
    if outline is None:
        preset = properties.find(f"{A}prstGeom") if properties is not None else None
        missing.append(f"{shape.name or 'a shape'}: {preset.get('prst') if preset is not None else 'its outline'}")
        outline = outline_of(_PLAIN, box) or ""
    outline = transformed(outline, matrix)
    fill = beneath.fill_of(shape)
    line, width = _line(slide, shape)
    items: list[Item] = []
    if fill.picture:
        alt = (properties_of(shape.element).get("descr") or "") if shape.kind == "pic" else ""
        cut = outline if matrix != _SAME or _is_cut(properties) else ""
        items.append(image_of(box, fill, pictures, alt, cut))
    paint = paint_of(fill) if shape.kind != "cxnSp" else None
    if paint is not None or line is not None:
        items.append(Mark(outline, paint, line, width))
    if shape.kind == "sp":
        items += _words(slide, shape, box, folder)
    return items


def _is_cut(properties: Any) -> bool:
    preset = properties.find(f"{A}prstGeom") if properties is not None else None
    return preset is not None and preset.get("prst") != "rect"


def image_of(box: Rectangle, fill: Fill, pictures: dict[str, bytes], alt: str = "", outline: str = "") -> Image:
    """Return a fill as a picture in a place; its bytes are added to pictures."""
    data = fill.picture
    kind = (
        "png" if data[:4] == b"\x89PNG" else "jpeg" if data[:2] == b"\xff\xd8" else "gif" if data[:3] == b"GIF" else ""
    )
    media = Media(hashlib.sha256(data).hexdigest(), "", kind, "brand")
    pictures[media.digest] = data
    left, top, right, bottom = fill.crop
    return Image(box, media, alt, (left, top, right, bottom), outline, alpha=fill.alpha)


class _Plain:
    """Properties of a shape without a geometry of its own: a box."""

    @staticmethod
    def find(_: str) -> None:
        return None


_PLAIN = _Plain()
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


def _placed(slide: Slide, shape: Shape) -> tuple[Rectangle, Matrix] | None:
    """Return a shape's box before it is turned, in points, and how it is turned and flipped."""
    chain = (transform_of(each) for each in (shape.element, *slide.inherited(shape.element)))
    transform = next((each for each in chain if each is not None), None)
    off = transform.find(f"{A}off") if transform is not None else None
    ext = transform.find(f"{A}ext") if transform is not None else None
    if off is None or ext is None:
        return None
    x, y, w, h = (number(e.get(n)) / POINT for e, n in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    matrix = _turn(x, y, w, h, transform)
    for group in reversed(shape.groups):
        x, y, w, h, matrix = _in_group(x, y, w, h, matrix, group)
    return Rectangle(x, y, w, h), matrix


def _turn(x: float, y: float, w: float, h: float, transform: Any) -> Matrix:
    angle = math.radians(number(transform.get("rot")) / DEGREE)
    sx = -1.0 if is_on(transform.get("flipH")) else 1.0
    sy = -1.0 if is_on(transform.get("flipV")) else 1.0
    if angle == 0 and sx == sy == 1:
        return _SAME
    cx, cy = x + w / 2, y + h / 2
    cos, sin = math.cos(angle), math.sin(angle)
    a, b, c, d = cos * sx, sin * sx, -sin * sy, cos * sy
    return a, b, c, d, cx - a * cx - c * cy, cy - b * cx - d * cy


def _in_group(
    x: float, y: float, w: float, h: float, matrix: Matrix, group: Any
) -> tuple[float, float, float, float, Matrix]:
    transform = transform_of(group)
    names = ("off", "ext", "chOff", "chExt") if transform is not None else ()
    found = [each for name in names if (each := transform.find(f"{A}{name}")) is not None]
    if len(found) != 4:
        return x, y, w, h, matrix
    off, ext, inner, inner_ext = found
    ox, oy, ix, iy = (number(e.get(n)) / POINT for e in (off, inner) for n in ("x", "y"))
    gw, gh, iw, ih = (number(e.get(n)) / POINT for e in (ext, inner_ext) for n in ("cx", "cy"))
    fx, fy = (gw / iw if iw else 1.0), (gh / ih if ih else 1.0)
    a, b, c, d, e, f = matrix
    # what turned in the group's own measures turns the same on the slide: T · M · T⁻¹
    tx, ty = ox - ix * fx, oy - iy * fy
    made = (a, b * fy / fx, c * fx / fy, d, 0.0, 0.0)
    made = (*made[:4], e * fx + tx - made[0] * tx - made[2] * ty, f * fy + ty - made[1] * tx - made[3] * ty)
    turned = _turn(ox, oy, gw, gh, transform)
    return x * fx + tx, y * fy + ty, w * fx, h * fy, _times(turned, made)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def transformed(outline: str, matrix: Matrix) -> str:
    """Return path data turned, moved and scaled."""
    if matrix == _SAME:
        return outline
    a, b, c, d, e, f = matrix
    here = (0.0, 0.0)
    made = []
    for letter, rest in _COMMAND.findall(outline):
        values = [float(each) for each in rest.split()]
        if letter == "H":
            letter, values = "L", [values[0], here[1]]
        elif letter == "V":
            letter, values = "L", [here[0], values[0]]
        if letter == "A":
            rx, ry, turn, large, sweep, x, y = values
            here = (x, y)
            turn += math.degrees(math.atan2(b, a))
            sweep = 1 - sweep if a * d - b * c < 0 else sweep
            numbers = [
                rx * math.hypot(a, b),
                ry * math.hypot(c, d),
                turn,
                large,
                sweep,
                a * x + c * y + e,
                b * x + d * y + f,
            ]
        else:
            pairs = list(zip(values[::2], values[1::2], strict=True))
            here = pairs[-1] if pairs else here
            numbers = [value for x, y in pairs for value in (a * x + c * y + e, b * x + d * y + f)]
        made.append(" ".join([letter, *map(measure, numbers)]))
    return " ".join(made)


def _line(slide: Slide, shape: Shape) -> tuple[Paint | None, float]:
    """Return the line of a shape and its width in points."""
    own = shape.element.find(f"{P}spPr/{A}ln")
    reference = shape.element.find(f"{P}style/{A}lnRef")
    width = number(own.get("w"), 9525) / POINT if own is not None else 0.75
    fill = slide.fills.of(own) if own is not None else None
    if fill is not None:
        paint = paint_of(fill)
        return (paint.stops[0][1] if isinstance(paint, Gradient) else paint), width
    if reference is not None and number(reference.get("idx")) > 0:
        found = slide.palette.first(reference)
        return (Paint(found.rgb, found.alpha), width) if found else (None, width)
    return None, width


def _words(slide: Slide, shape: Shape, box: Rectangle, folder: str) -> tuple[Text, ...]:
    paragraphs = words_of(slide, shape)
    if not any(run.text.strip() for each in paragraphs for run in each.runs):
        return ()
    found = (each.find(f"{P}txBody/{A}bodyPr") for each in (shape.element, *slide.inherited(shape.element)))
    bodies = [each for each in found if each is not None]
    left, top, right, bottom = (each / POINT for each in insets(bodies))
    block = Block(box, (left, top, right, bottom), attribute(bodies, "anchor") or "t")
    return set_text([setting_of(each) for each in paragraphs], block, folder)


def setting_of(paragraph: Paragraph) -> Setting:
    """Return a paragraph of PowerPoint's XML ready to be set."""
    pieces = tuple(Piece(run.text, Face(run.font, run.bold, run.italic), run.size) for run in paragraph.runs)
    laid = Laid(
        pieces, paragraph.margin / POINT, min(paragraph.indent / POINT, 0), paragraph.before, paragraph.after,
        paragraph.spacing if paragraph.spacing > 0 else 1.0, pieces[0].size if pieces else 18.0,
    )  # fmt: skip
    looks = tuple(
        Look(Paint(run.colour.rgb, run.colour.alpha) if run.colour else Paint("000000")) for run in paragraph.runs
    )
    properties = paragraph.element.find(f"{A}pPr")
    rtl = properties is not None and is_on(properties.get("rtl"))
    align = {"ctr": "center", "r": "start" if rtl else "end"}.get(paragraph.align, "end" if rtl else "start")
    return Setting(laid, looks, "Artifact", align, rtl, pitch=-paragraph.spacing if paragraph.spacing < 0 else 0.0)
