"""Text set in its place: every line at its baseline, as the fitting broke it and as office programs set it.

A line is 1.2 times the size of its largest letters; its baseline is one size below its top (docs/fitting.md). Tighter lines
stand at four fifths of their height, looser ones have what is more above them, and in lines of an exact height, which cells
have, letters stand as far above the bottom as their font reaches down. Measured in LibreOffice 7.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.fitting.fonts import Face, ruler
from builder.fitting.lines import GRID, LINE, Laid, Span, spans_of
from builder.pages.page import Line, Paint, Rectangle, Run, Side, Tag, Text

TIGHT = 0.8  # of the height of a line that is less than a single one, from its top to its baseline
RISE = {"sup": 0.30, "sub": -0.25}  # of the size of the text beside them
Align = str  # start, center, end


class Look(NamedTuple):
    """What one run of a paragraph is drawn with; its text, face and size are those of the piece beside it."""

    colour: Paint
    rise: float = 0.0
    link: str = ""
    lang: str = ""
    number: bool = False
    strike: bool = False


class Bullet(NamedTuple):
    """The sign before a paragraph."""

    text: str
    font: str
    size: float
    colour: Paint


class Setting(NamedTuple):
    """A paragraph ready to be set: measured pieces, how each looks, and how it stands."""

    laid: Laid
    looks: tuple[Look, ...]
    tag: Tag = "P"
    align: Align = "start"
    rtl: bool = False
    level: int = 0
    end: float = 0.0  # room left free at the end side
    bullet: Bullet | None = None
    source: str = ""
    pitch: float = 0.0  # points of a line, where these are exact


class Block(NamedTuple):
    """Where text stands in its shape: the shape's box, its insets, its anchor (t, ctr, b)."""

    box: Rectangle
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    anchor: str = "t"


class _Row(NamedTuple):
    """A line with its height, and how far its baseline stands below its top."""

    span: Span
    height: float
    ascent: float


def set_text(settings: Sequence[Setting], block: Block, folder: str) -> tuple[Text, ...]:
    """Return paragraphs with their lines; folder: of the brand's own fonts."""
    left, top, right, bottom = block.insets
    x, width = block.box.x + left, block.box.w - left - right
    rows = [_rows(each, width, folder) for each in settings]
    height = sum(row.height for each in rows for row in each) + sum(_gaps(settings))
    spare = block.box.h - top - bottom - height
    y = block.box.y + top + (spare / 2 if block.anchor == "ctr" else spare if block.anchor == "b" else 0.0)
    made = []
    for each, listed, gap in zip(settings, rows, _gaps(settings), strict=True):
        y += gap
        made.append(_text(each, listed, x, width, y, folder))
        y += sum(row.height for row in listed)
    return tuple(made)


def _gaps(settings: Sequence[Setting]) -> list[float]:
    """Return the room above each paragraph: what follows the one before it, and its own."""
    return [
        (settings[n - 1].laid.after + each.laid.before) if n else 0.0 for n, each in enumerate(settings)
    ]  # fmt: skip


def _rows(each: Setting, width: float, folder: str) -> list[_Row]:
    laid = each.laid
    spans = spans_of(laid, width - each.end, folder, grid=GRID)
    made = []
    for span in spans:
        number, size = max(_sizes(laid, span), key=lambda each: each[1], default=(-1, laid.empty_size))
        if each.pitch:
            face = laid.pieces[number].face if number >= 0 else Face("")
            made.append(_Row(span, each.pitch, each.pitch - ruler(face, folder).descent * size))
            continue
        height = LINE * size * laid.spacing
        ascent = TIGHT * height if laid.spacing < 1 else size + LINE * size * (laid.spacing - 1)
        made.append(_Row(span, height, ascent))
    return made


def _sizes(laid: Laid, span: Span) -> Iterator[tuple[int, float]]:
    """Go through the pieces that a line holds letters of, by number, with their sizes."""
    place = 0
    for number, piece in enumerate(laid.pieces):
        end = place + len(piece.text)
        if piece.text and place < max(span.stop, span.start + 1) and end > span.start:
            yield number, piece.size
        place = end


def _text(each: Setting, rows: list[_Row], x: float, width: float, y: float, folder: str) -> Text:
    lines, marker = [], None
    laid = each.laid
    pushed = max(laid.indent, laid.bullet + min(laid.indent, 0), 0.0)
    for number, row in enumerate(rows):
        baseline = y + row.ascent
        start = laid.margin + (0.0 if number else pushed)
        place, side = _stand(each, x, width, start)
        lines.append(Line(place, baseline, row.span.width, _runs(each, row.span), side))
        if number == 0 and each.bullet is not None and row.span.stop > row.span.start:
            sign = each.bullet
            begin = laid.margin + min(laid.indent, 0.0)
            wide = ruler(Face(sign.font), folder).width(sign.text) * sign.size
            run = Run(sign.text, sign.font, sign.size, sign.colour)
            marker = Line(x + width - begin if each.rtl else x + begin, baseline, wide, (run,))
        y += row.height
    return Text(each.tag, tuple(lines), marker, each.level, each.rtl, each.source)


def _stand(each: Setting, x: float, width: float, start: float) -> tuple[float, Side]:
    """Return where a line stands; start: the room before it, in reading direction."""
    near, far = x + start, x + width - each.end
    if each.rtl:
        near, far = x + width - start, x + each.end
    if each.align == "center":
        return (near + far) / 2, "middle"
    return (far, "end") if each.align == "end" else (near, "start")


def _runs(each: Setting, span: Span) -> tuple[Run, ...]:
    made, place = [], 0
    for piece, look in zip(each.laid.pieces, each.looks, strict=True):
        start, stop = max(span.start - place, 0), min(span.stop - place, len(piece.text))
        if start < stop:
            face = piece.face
            made.append(
                Run(
                    piece.text[start:stop], face.family, piece.size, look.colour, face.bold, face.italic,
                    look.rise, look.link, look.lang, look.number, look.strike,
                )
            )  # fmt: skip
        place += len(piece.text)
    return tuple(made)
