"""Lines: text broken as PowerPoint breaks it, and the height that it takes.

Rules and figures: design notes in docs/fitting.md. A line is 1.2 times the size of its largest
text; text breaks at white space, after hyphens and dashes, and between ideographs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from builder.fitting.fonts import Face, ruler

LINE = 1.2  # times the size, for every font
MARGIN = 0.99  # of the width is used: PowerPoint rounds each advance
SCRIPT = 0.66  # size of superscript and subscript, of the text's

_CJK = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_NO_START = "、。，．：；！？）」』】〕》〉・ー”’…％"
_CHUNK = re.compile(
    rf"[{_CJK}](?:[{_NO_START}])*"
    rf"|(?:[^\s{_CJK}\-\u2010\u2013\u2014\u00ad\u200b]|[\u00a0\u202f\u2007])+[\-\u2010\u2013\u2014\u00ad\u200b]*"
    r"|[\-\u2010\u2013\u2014\u00ad\u200b]+|\n|[^\S\n\u00a0\u202f\u2007]+"
)


class Piece(NamedTuple):
    """Text of one look: face and size in points."""

    text: str
    face: Face
    size: float


class Laid(NamedTuple):
    """A paragraph ready to be measured: its pieces and its spacing, in points."""

    pieces: tuple[Piece, ...]
    margin: float = 0
    indent: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1.0
    empty_size: float = 18


class Lines(NamedTuple):
    """What breaking a paragraph gave: number of lines, the widest word, the last line's width."""

    number: int
    widest_word: float
    last: float
    longest: float


def break_lines(paragraph: Laid, width: float, folder: str = "") -> Lines:
    """Break a paragraph into lines of a width in points."""
    room = max(width - paragraph.margin, 1) * MARGIN
    first_room = max(width - paragraph.margin - max(paragraph.indent, 0), 1) * MARGIN
    count, x, widest, longest = 1, 0.0, 0.0, 0.0
    limit, space = first_room, 0.0
    for chunk_width, kind in _chunks(paragraph.pieces, folder):
        if kind == "break":
            longest = max(longest, x)
            count, x, space, limit = count + 1, 0.0, 0.0, room
        elif kind == "space":
            space += chunk_width
        else:
            widest = max(widest, chunk_width)
            if x and x + space + chunk_width > limit:
                longest = max(longest, x)
                count, x, limit = count + 1, 0.0, room
                space = 0.0
            x += (space if x else 0.0) + chunk_width
            space = 0.0
            if x > limit and chunk_width > limit:
                extra = int(chunk_width // limit)
                count, x = count + extra, x - extra * limit
    return Lines(count, widest, x, max(longest, x))


def _chunks(pieces: Iterable[Piece], folder: str) -> Iterable[tuple[float, str]]:
    """Cut pieces into what no line break divides; a word over several pieces stays one."""
    word, word_width = "", 0.0
    for piece in pieces:
        rule = ruler(piece.face, folder)
        for match in _CHUNK.finditer(piece.text):
            text = match[0]
            if text == "\n" or (text.isspace() and not re.match(r"[\u00a0\u202f\u2007]", text)):
                if word:
                    yield word_width, "word"
                    word, word_width = "", 0.0
                if text == "\n":
                    yield 0.0, "break"
                else:
                    yield rule.width(" ") * len(text) * piece.size, "space"
                continue
            word += text
            word_width += rule.width(text.replace("\u00ad", "").replace("\u200b", "")) * piece.size
            ends = text[-1] in "-\u2010\u2013\u2014\u00ad\u200b" or re.match(rf"[{_CJK}]", text[0])
            if ends or (match.end() < len(piece.text) and re.match(rf"[{_CJK}]", piece.text[match.end()])):
                yield word_width, "word"
                word, word_width = "", 0.0
    if word:
        yield word_width, "word"


class Measured(NamedTuple):
    """A block of text, measured: height in points, its widest word, lines of each paragraph."""

    height: float
    widest_word: float
    lines: tuple[int, ...]
    widest_line: float


_measured: dict[tuple[tuple[Laid, ...], float, str], Measured] = {}


def measure(paragraphs: tuple[Laid, ...], width: float, folder: str = "") -> Measured:
    """Measure paragraphs under one another in a width; the result is kept."""
    key = (paragraphs, width, folder)
    if key in _measured:
        return _measured[key]
    height, widest, counts, longest = 0.0, 0.0, [], 0.0
    for number, paragraph in enumerate(paragraphs):
        size = max((piece.size for piece in paragraph.pieces if piece.text), default=paragraph.empty_size)
        lines = break_lines(paragraph, width, folder)
        counts.append(lines.number)
        widest = max(widest, lines.widest_word + paragraph.margin)
        longest = max(longest, lines.longest + paragraph.margin)
        height += lines.number * size * LINE * paragraph.spacing
        height += paragraph.before if number else 0
        height += paragraph.after if number < len(paragraphs) - 1 else 0
    _measured[key] = Measured(height, widest, tuple(counts), longest)
    return _measured[key]
