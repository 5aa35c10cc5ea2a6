"""A slide drawn as SVG from what the checks know of it, with the shapes of a finding marked.

No rendering of fonts or charts: places, fills, pictures and words, enough to recognise the slide by.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Collection, Iterator
from functools import lru_cache
from html import escape
from itertools import count

from builder.checks.rules.text_has_contrast import ground_of
from builder.content.pictures import rgba
from builder.ooxml.fills import Fill
from builder.ooxml.ground import Ground
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Box, Item, Slide
from builder.ooxml.text import Paragraph, cells_of, words_of
from builder.ooxml.units import POINT, number

_PICTURE = 360  # pixels across
_MARK = "#D6004B"


def drawing(slide: Slide, marked: Collection[str] = ()) -> str:
    """Draw a slide; marked: names of shapes to put a frame around."""
    width, height = (each / POINT for each in slide.package.size_of_slides)
    ground = ground_of(slide)
    names = (f"g{number}" for number in count())
    inner = "".join(_item(slide, item, ground, names) for item in (*slide.beneath, *slide.items))
    frames = "".join(_frame(item.box) for item in slide.items if item.name in marked and item.box is not None)
    page = _filled(Box(0, 0, width * POINT, height * POINT), ground.page, names)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="slide {slide.number}">{page}{inner}{frames}</svg>'
    )


def _frame(box: Box) -> str:
    x, y, w, h = (each / POINT for each in box)
    return (
        f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="{w + 8:.1f}" height="{h + 8:.1f}" fill="none" '
        f'stroke="{_MARK}" stroke-width="4" stroke-dasharray="12 6"/>'
    )


def _item(slide: Slide, item: Item, ground: Ground, names: Iterator[str]) -> str:
    if item.box is None or item.box.w <= 0 or item.box.h <= 0:
        return ""
    if item.kind == "graphicFrame":
        table = item.element.find(f".//{A}tbl")
        return _table(slide, item, names) if table is not None else _stand_in(item)
    fill = ground.fill_of(item)
    preset = item.element.find(f"{P}spPr/{A}prstGeom")
    shape = preset.get("prst", "rect") if preset is not None else "rect"
    drawn = _filled(item.box, fill, names, round_=shape == "ellipse")
    return drawn + (_words(words_of(slide, item), item) if item.kind == "sp" else "")


def _filled(box: Box, fill: Fill, names: Iterator[str], *, round_: bool = False) -> str:
    x, y, w, h = (each / POINT for each in box)
    if fill.picture:
        data = _small(fill.picture, fill.crop)
        return (
            f'<image x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" preserveAspectRatio="none" href="{data}"/>'
            if data
            else ""
        )
    if fill.is_open:
        return ""
    before, paint, alpha = "", f"#{fill.stops[0][1].rgb}", fill.stops[0][1].alpha
    if len(fill.stops) > 1:
        name, alpha = next(names), 1.0
        stops = "".join(
            f'<stop offset="{place:.3f}" stop-color="#{shade.rgb}" stop-opacity="{shade.alpha:.2f}"/>'
            for place, shade in fill.stops
        )
        before = (
            f'<linearGradient id="{name}" gradientTransform="rotate({fill.angle:.0f} .5 .5)">{stops}</linearGradient>'
        )
        paint = f"url(#{name})"
    if round_:
        return f'{before}<ellipse cx="{x + w / 2:.1f}" cy="{y + h / 2:.1f}" rx="{w / 2:.1f}" ry="{h / 2:.1f}" fill="{paint}" fill-opacity="{alpha:.2f}"/>'
    return f'{before}<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{paint}" fill-opacity="{alpha:.2f}"/>'


def _words(paragraphs: list[Paragraph], item: Item) -> str:
    box = item.box
    if box is None or not any(run.text.strip() for p in paragraphs for run in p.runs):
        return ""
    body = item.element.find(f"{P}txBody/{A}bodyPr")
    anchor = body.get("anchor", "t") if body is not None else "t"
    lines = [line for p in paragraphs for line in _lines(p, box.w / POINT)]
    high = sum(size * 1.2 for _, size, _, _ in lines)
    y = box.y / POINT + 4
    if anchor in ("ctr", "b"):
        spare = box.h / POINT - high
        y = box.y / POINT + (spare / 2 if anchor == "ctr" else spare - 4)
    made = ""
    for text, size, colour, align in lines:
        y += size * 1.2
        x, place = box.x / POINT + 7, "start"
        if align == "ctr":
            x, place = (box.x + box.w / 2) / POINT, "middle"
        elif align == "r":
            x, place = box.right / POINT - 7, "end"
        made += f'<text x="{x:.1f}" y="{y - size * 0.25:.1f}" font-size="{size:.1f}" fill="#{colour}" text-anchor="{place}">{escape(text)}</text>'
    return made


def _lines(paragraph: Paragraph, width: float) -> list[tuple[str, float, str, str]]:
    """Break words roughly: the picture is for recognising."""
    text = "".join(run.text for run in paragraph.runs)
    first = next((run for run in paragraph.runs if run.text.strip()), None)
    if first is None:
        return [("", 8.0, "000000", "l")]
    most = max(int(width / (first.size * 0.5)), 4)
    colour = first.colour.rgb if first.colour else "000000"
    found: list[str] = [""]
    for word in text.replace("\n", " \n ").split(" "):
        if word == "\n" or len(found[-1]) + len(word) + 1 > most:
            found.append("")
        found[-1] += ("" if not found[-1] else " ") + word.strip()
    return [(line, first.size, colour, paragraph.align) for line in found]


def _table(slide: Slide, item: Item, names: Iterator[str]) -> str:
    assert item.box is not None
    table = item.element.find(f".//{A}tbl")
    wide = [number(c.get("w")) for c in table.findall(f"{A}tblGrid/{A}gridCol")]
    high = [number(r.get("h")) for r in table.findall(f"{A}tr")]
    made = ""
    for cell in cells_of(slide, item):
        if cell.column >= len(wide):
            continue
        box = Box(
            item.box.x + sum(wide[: cell.column]), item.box.y + sum(high[: cell.row]), wide[cell.column], high[cell.row]
        )
        fill = cell.fill if cell.fill is not None else Fill()
        made += _filled(box, fill, names)
        x, y = box.x / POINT + 6, box.y / POINT
        for line in [line for p in cell.paragraphs for line in _lines(p, box.w / POINT - 12)]:
            y += line[1] * 1.2
            made += f'<text x="{x:.1f}" y="{y + 2:.1f}" font-size="{line[1]:.1f}" fill="#{line[2]}">{escape(line[0])}</text>'
    return made


def _stand_in(item: Item) -> str:
    """Draw a box for a chart or diagram, with its name."""
    assert item.box is not None
    x, y, w, h = (each / POINT for each in item.box)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="#888888" fill-opacity=".15" stroke="#888888"/>'
        f'<text x="{x + w / 2:.1f}" y="{y + h / 2:.1f}" font-size="20" fill="#666666" text-anchor="middle">{escape(item.name)}</text>'
    )


@lru_cache(maxsize=256)
def _small(data: bytes, crop: tuple[float, float, float, float]) -> str:
    """Return a picture small, cropped, as an address that holds it; "" where it cannot be read."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = rgba(opened)
        left, top, right, bottom = crop
        across, down = picture.size
        picture = picture.crop(
            (int(left * across), int(top * down), int((1 - right) * across), int((1 - bottom) * down))
        )
        picture.thumbnail((_PICTURE, _PICTURE))
        stream = io.BytesIO()
        picture.quantize(64, method=Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
    except Exception:  # a damaged picture may fail in any of Pillow's readers
        return ""
    return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode("ascii")
