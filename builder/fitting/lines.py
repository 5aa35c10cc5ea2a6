"""Lines: text broken as PowerPoint breaks it, and the height that it takes.

Rules and figures: design notes in docs/fitting.md. A line is 1.2 times the size of its largest
text; text breaks at white space, after hyphens and dashes, and between ideographs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.fitting.fonts import Face, ruler

LINE = 1.2  # times the size, for every font
MARGIN = 0.99  # of the width is used: PowerPoint rounds each advance
LONELY = 0.22  # of the width: a last line shorter than this is a word alone
SCRIPT = 0.66  # size of superscript and subscript, of the text's

_HYPHENS = "\u2010\u2013\u2014\u00ad\u200b-"  # a line may end after these
_GLUE = "\u00a0\u202f\u2007"  # spaces at which no line breaks
_NO_START = "、。，．：；！？）」』】〕》〉・ー”’…％"
# A word with the hyphens that end it, a line break, or white space.
_CHUNK = re.compile(rf"(?:[^\s{_HYPHENS}]|[{_GLUE}])*[{_HYPHENS}]+|(?:[^\s{_HYPHENS}]|[{_GLUE}])+|\n|[^\S\n{_GLUE}]+")
_FIRST_IDEOGRAPH = "\u2e80"


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
    limit = max(width - paragraph.margin - max(paragraph.indent, 0), 1) * MARGIN
    count, x, space, widest, longest = 1, 0.0, 0.0, 0.0, 0.0
    chunks: Iterable[tuple[float, int]]
    if len(paragraph.pieces) == 1:
        piece = paragraph.pieces[0]
        chunks, size = _chunks_of(piece.text, piece.face, folder), piece.size
    else:
        chunks, size = _joined_chunks(paragraph.pieces, folder), 1.0
    for chunk, sort in chunks:
        if sort == WORD:
            chunk *= size
            if chunk > widest:
                widest = chunk
            if x and x + space + chunk > limit:
                if x > longest:
                    longest = x
                count, x, space, limit = count + 1, 0.0, 0.0, room
            x += (space if x else 0.0) + chunk
            space = 0.0
            if chunk > limit:
                extra = int(chunk // limit)
                count, x = count + extra, x - extra * limit
        elif sort == SPACE:
            space += chunk * size
        else:
            longest = max(longest, x)
            count, x, space, limit = count + 1, 0.0, 0.0, room
    return Lines(count, widest, x, max(longest, x))


WORD, SPACE, BREAK = 0, 1, 2  # sorts of chunks


@lru_cache(maxsize=20_000)
def _chunks_of(text: str, face: Face, folder: str) -> tuple[tuple[float, int], ...]:
    """Cut text into what no line break divides: width at a size of one point, and sort."""
    return tuple(_joined_chunks((Piece(text, face, 1.0),), folder))


def _joined_chunks(pieces: Iterable[Piece], folder: str) -> Iterator[tuple[float, int]]:
    """Cut pieces into chunks; a word over several pieces stays one."""
    word, is_open = 0.0, False
    for piece in pieces:
        rule = ruler(piece.face, folder)
        for text, ends in _cut(piece.text):
            if text == "\n" or (text[0].isspace() and text[0] not in _GLUE):
                if is_open:
                    yield word, WORD
                    word, is_open = 0.0, False
                yield (0.0, BREAK) if text == "\n" else (rule.width(" ") * len(text) * piece.size, SPACE)
                continue
            word += rule.width(text) * piece.size
            is_open = True
            if ends:
                yield word, WORD
                word, is_open = 0.0, False
    if is_open:
        yield word, WORD


@lru_cache(maxsize=8192)
def _cut(text: str) -> tuple[tuple[str, bool], ...]:
    """Cut text into words, spaces and line breaks; true where a line may end right after."""
    cut: list[tuple[str, bool]] = []
    for match in _CHUNK.finditer(text):
        chunk = match[0]
        if max(chunk) >= _FIRST_IDEOGRAPH:
            cut += _ideographs(chunk)
        else:
            cut.append((chunk.replace("\u00ad", "").replace("\u200b", "") or chunk, chunk[-1] in _HYPHENS))
    return tuple(cut)


def _is_ideograph(character: str) -> bool:
    """True for what East Asian lines may break beside: ideographs, kana, hangul, full-width forms."""
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af" or "\uf900" <= character <= "\uffef"


def _ideographs(chunk: str) -> list[tuple[str, bool]]:
    """Cut after each ideograph, unless what follows may not begin a line."""
    cut, start = [], 0
    for number in range(1, len(chunk)):
        here, following = chunk[number - 1], chunk[number]
        if (_is_ideograph(here) or _is_ideograph(following)) and following not in _NO_START:
            cut.append((chunk[start:number], True))
            start = number
    cut.append((chunk[start:], _is_ideograph(chunk[-1]) or chunk[-1] in _HYPHENS))
    return cut


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


def end_margins(paragraphs: tuple[Laid, ...], width: float, folder: str = "") -> dict[int, float]:
    """Find how far to narrow each paragraph whose last line would hold one short word alone.

    Gives points by paragraph; the number of lines stays, their lengths balance. Where one paragraph has
    a margin, the others get one of 0: LibreOffice carries it on to those that say nothing.
    """
    margins: dict[int, float] = {}
    for number, paragraph in enumerate(paragraphs):
        broken = break_lines(paragraph, width, folder)
        if broken.number < 2 or broken.last > LONELY * (width - paragraph.margin):
            continue
        low, high = 0.0, width * 0.4
        for _ in range(7):
            middle = (low + high) / 2
            tried = break_lines(paragraph, width - middle, folder)
            fits = tried.number == broken.number and tried.widest_word <= width - middle - paragraph.margin
            low, high = (middle, high) if fits else (low, middle)
        if low > 4:
            margins[number] = float(int(low * 0.9))
    return margins
