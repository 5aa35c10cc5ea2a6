"""Text of shapes measured with the fonts' own metrics: how high it comes, and where its lines stand."""

from __future__ import annotations

from typing import Any, NamedTuple

from builder.fitting.fonts import Face, has_twin
from builder.fitting.lines import Laid, Piece, measure
from builder.ooxml.package import A, P, number
from builder.ooxml.slide import Box, Item, Slide
from builder.ooxml.text import Paragraph, words_of

EMU = 12700
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))


class TextArea(NamedTuple):
    """What a shape's text takes."""

    needed: float  # points of height
    room: float
    widest_word: float
    width: float
    box: Box  # where the text stands, in EMU
    exact: bool  # the font's own file, or one of its widths
    grows: bool  # the shape grows with its text, or does not wrap


def text_area(slide: Slide, item: Item) -> TextArea | None:
    """Measure the text of a shape; None for a shape without text or without a place."""
    known = slide.__dict__.setdefault("_areas", {})
    if item.element not in known:
        known[item.element] = _measured(slide, item)
    return known[item.element]  # type: ignore[no-any-return]


def _measured(slide: Slide, item: Item) -> TextArea | None:
    paragraphs = words_of(slide, item)
    if item.box is None or not any(run.text.strip() for p in paragraphs for run in p.runs):
        return None
    body = [s.find(f"{P}txBody/{A}bodyPr") for s in (item.element, *slide.inherited(item.element))]
    left, top, right, bottom = (
        next((number(b.get(name)) for b in body if b is not None and b.get(name) is not None), usual)
        for name, usual in _INSETS
    )
    if any(b is not None and b.get("vert", "horz") != "horz" for b in body[:1]):
        return None
    width = max((item.box.w - left - right) / EMU, 1)
    columns = number(body[0].get("numCol"), 1) if body[0] is not None else 1
    laid = tuple(_laid(p) for p in paragraphs)
    measured = measure(laid, max(width / max(columns, 1), 1))
    needed = measured.height / max(columns, 1)
    room = (item.box.h - top - bottom) / EMU
    anchor = next((b.get("anchor") for b in body if b is not None and b.get("anchor")), "t")
    wide = min(measured.widest_line, width) * EMU
    high = min(needed, max(room, 1)) * EMU
    spare = max(item.box.w - left - right - wide, 0)
    aligns = {p.align for p in paragraphs if p.runs}
    shift = spare / 2 if aligns == {"ctr"} else spare if aligns == {"r"} else 0
    down = max(item.box.h - top - bottom - high, 0)
    fall = down / 2 if anchor == "ctr" else down if anchor == "b" else 0
    box = Box(item.box.x + left + shift, item.box.y + top + fall, max(wide, EMU), max(high, EMU))
    grows = any(b is not None and (b.find(f"{A}spAutoFit") is not None or b.get("wrap") == "none") for b in body[:1])
    exact = all(has_twin(run.font) for p in paragraphs for run in p.runs if run.text.strip())
    return TextArea(needed, room, measured.widest_word, width, box, exact, grows)


def _laid(paragraph: Paragraph) -> Laid:
    pieces = tuple(Piece(run.text, Face(run.font or "Arial", run.bold, run.italic), run.size) for run in paragraph.runs)
    size = max((run.size for run in paragraph.runs), default=_end_size(paragraph.element))
    spacing = paragraph.spacing if paragraph.spacing > 0 else -paragraph.spacing / (size * 1.2) if size else 1.0
    return Laid(
        pieces,
        margin=paragraph.margin / EMU,
        indent=paragraph.indent / EMU,
        before=paragraph.before,
        after=paragraph.after,
        spacing=spacing,
        empty_size=size,
    )


def _end_size(element: Any) -> float:
    end = element.find(f"{A}endParaRPr")
    return number(end.get("sz"), 1800) / 100 if end is not None else 18.0
