"""Text of shapes measured with the fonts' own metrics: how high it comes, and where its lines stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from builder.fitting.fonts import Face, has_twin
from builder.fitting.lines import Laid, Piece, measure
from builder.ooxml.inheritance import SINGLE, attribute, insets
from builder.ooxml.inheritance import size as size_of
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Box, Item, Slide
from builder.ooxml.text import Paragraph, words_of
from builder.ooxml.units import POINT, number

MOST_LETTERS = 20_000  # of a shape that are measured: ten slides full; what comes after them only takes more room


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
    return slide.once((text_area, item.element), lambda: _measured(slide, item))


def _measured(slide: Slide, item: Item) -> TextArea | None:
    paragraphs = words_of(slide, item)
    if item.box is None or not any(run.text.strip() for p in paragraphs for run in p.runs):
        return None
    body = [s.find(f"{P}txBody/{A}bodyPr") for s in (item.element, *slide.inherited(item.element))]
    bodies = [each for each in body if each is not None]
    left, top, right, bottom = insets(bodies)
    if any(b is not None and b.get("vert", "horz") != "horz" for b in body[:1]):
        return None
    width = max((item.box.w - left - right) / POINT, 1)
    columns = number(body[0].get("numCol"), 1) if body[0] is not None else 1
    measured = measure(laid(paragraphs), max(width / max(columns, 1), 1))
    needed = measured.height / max(columns, 1)
    room = (item.box.h - top - bottom) / POINT
    wide, high = min(measured.widest_line, width) * POINT, min(needed, max(room, 1)) * POINT
    aligns = {p.align for p in paragraphs if p.runs}
    shift = _spare(item.box.w - left - right - wide, aligns.pop() if len(aligns) == 1 else "l")
    fall = _spare(item.box.h - top - bottom - high, attribute(bodies, "anchor") or "t")
    box = Box(item.box.x + left + shift, item.box.y + top + fall, max(wide, POINT), max(high, POINT))
    grows = any(b is not None and (b.find(f"{A}spAutoFit") is not None or b.get("wrap") == "none") for b in body[:1])
    exact = all(has_twin(run.font) for p in paragraphs for run in p.runs if run.text.strip())
    return TextArea(needed, room, measured.widest_word, width, box, exact, grows)


def _spare(room: float, side: str) -> float:
    """Return how far text is moved into the room that it leaves: half of it, all of it, or not at all."""
    return max(room, 0) * {"ctr": 0.5, "r": 1.0, "b": 1.0}.get(side, 0.0)


def laid(paragraphs: Iterable[Paragraph]) -> tuple[Laid, ...]:
    """Return paragraphs ready to be measured, their first 20,000 letters."""
    return tuple(_laid(paragraph) for paragraph in _bounded(paragraphs))


def _bounded(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Go through paragraphs until their letters, or runs and paragraphs without any, are as many as are measured."""
    left = MOST_LETTERS
    for paragraph in paragraphs:
        runs = []
        for run in paragraph.runs:
            if left <= 0:
                break
            runs.append(run if len(run.text) <= left else run._replace(text=run.text[:left]))
            left -= max(len(run.text), 1)
        yield paragraph if len(runs) == len(paragraph.runs) and left > 0 else paragraph._replace(runs=tuple(runs))
        left -= 1
        if left <= 0:
            return


def _laid(paragraph: Paragraph) -> Laid:
    pieces = tuple(Piece(run.text, Face(run.font or "Arial", run.bold, run.italic), run.size) for run in paragraph.runs)
    size = max((run.size for run in paragraph.runs), default=_end_size(paragraph.element))
    spacing = paragraph.spacing if paragraph.spacing > 0 else -paragraph.spacing / (size * SINGLE) if size else 1.0
    return Laid(
        pieces,
        margin=paragraph.margin / POINT,
        indent=paragraph.indent / POINT,
        before=paragraph.before,
        after=paragraph.after,
        spacing=spacing,
        empty_size=size,
    )


def _end_size(element: Any) -> float:
    end = element.find(f"{A}endParaRPr")
    return size_of([end] if end is not None else [])
