"""Lines: text broken as PowerPoint breaks it, and the height that it takes.

Rules and figures: docs/fitting.md. A line is 1.2 times the size of its largest text. Most paragraphs are
broken word by word, with widths that are kept; the few whose breaks need more than that (slashes,
ideographs, words wider than the line, lines within 1 % of their limit) character by character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from builder.fitting.fonts import WIDE, Face, ruler

LINE = 1.2  # times the size, for every font
MARGIN = 0.99  # of the width is used: PowerPoint rounds each advance
GRID = 72 / 600  # points of a pixel of LibreOffice: it rounds sizes and each advance to whole ones
LONELY = 0.22  # of the width: a last line shorter than this is a word alone
SCRIPT = 0.66  # size of superscript and subscript, of the text's
_NEAR = 0.01  # of the limit: closer than this, kerning with spaces may decide
_PATH = 66  # characters: a path up to this long stays whole
BETWEEN_SCRIPTS = 0.24  # of the size, between ideographs and other letters: a fifth of the line

_HYPHENS = "\u2010\u2013\u2014\u00ad\u200b-"
_GLUE = "\u00a0\u202f\u2007\u2011\u2060"  # at which no line breaks
_SPACE = r" \t\n\r\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
_CLOSE = r")\]}!?,.:;/\\\u060c\u061b\u061f"  # never first on a line, not even after a space
_NOT_NEXT = rf"{_SPACE}{_CLOSE}{_GLUE}'\"\u2018-\u201f\u00ab\u00bb\u2010\u2013\u00ad\-|"
_NO_START = "!%),.:;?\\]}¢°'\"†‡›℃∶、。〃〆〕〗〞﹚﹜！＂％＇），．：；？］｝～》」』】〉…—”’·々ー・"
_NO_END = "$(£¥'\"〈《「『【〔〖〝﹗﹙﹛＄（．［｛￡￥“‘"
_HANGING = "，。、．,."  # may stand beyond the end of a line of ideographs
_HANGING_TOO = "，。、．,.！？：；!?:;"  # in LibreOffice
# A line break, other white space, or all between them.
_CHUNK = re.compile(rf"\n|[^\S\n{_GLUE}]+|(?:\S|[{_GLUE}])+")
# Where a line may end inside a word; patterns with ideographs are dear to compile, and wait until there are any.
_LATIN_PLACES = (
    rf"\u200b|(?:[-\u2010\u2013\u00ad|?!\u2026/\\](?=[^{_NOT_NEXT}])|\u2014(?=[^{_NOT_NEXT}\u2014]))"
    rf"|[^\u2014('\"\[{{\u2018-\u201f\u00ab\u00bb{_GLUE}](?=\u2014)"
)
_ANYWHERE = WIDE.replace("\uac00-\ud7af", "")  # Korean is kept in words, as its layouts ask
_THAI = "\u0e00-\u0eff"  # and Lao: words without spaces between them
_WIDE_PLACES = (
    rf"|(?![{re.escape(_NO_END)}])[{_ANYWHERE}](?=[^{re.escape(_NO_START)}{_SPACE}])"
    rf"|[^{re.escape(_NO_END)}{_SPACE}](?=(?![{re.escape(_NO_START)}])[{_ANYWHERE}])"
    # before a consonant or a vowel that is written first; which of these places part words takes a dictionary
    "|[\u0e01-\u0e3f\u0e45-\u0eff](?=[\u0e01-\u0e2e\u0e40-\u0e44\u0e81-\u0eae\u0ec0-\u0ec4])"
)
_MAY_BREAK = re.compile(r"[-\u2010\u2013\u2014\u00ad\u200b|?!\u2026/\\]")
# What is broken character by character, beside ideographs.
_INTRICATE = re.compile(rf"/|[{_SPACE}][{_CLOSE}]|[{_THAI}]")
_FIRST_WIDE = "\u2e80"


@lru_cache(maxsize=2)
def _places_pattern(wide: bool) -> re.Pattern[str]:
    return re.compile(_LATIN_PLACES + (_WIDE_PLACES if wide else ""))


@lru_cache(maxsize=1)
def _ideograph() -> re.Pattern[str]:
    return re.compile(f"[{WIDE}]")


def _has_ideograph(text: str) -> bool:
    return bool(text) and max(text) >= _FIRST_WIDE and _ideograph().search(text) is not None


def _breaks_inside(word: str) -> bool:
    """True for what may break between letters: ideographs, and Thai."""
    top = max(word)
    return top >= _FIRST_WIDE or (top >= "\u0e00" and any("\u0e00" <= letter <= "\u0eff" for letter in word))


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
    bullet: float = 0  # its width; wider than the indent, it pushes the first line
    apart: float = BETWEEN_SCRIPTS  # of the size, between ideographs and other letters


class Lines(NamedTuple):
    """What breaking a paragraph gave: number of lines, the widest word, the last and the longest line's width.

    sizes: the largest size on each line, added up, where a paragraph has several; else 0.
    """

    number: int
    widest_word: float
    last: float
    longest: float
    sizes: float = 0.0


def break_lines(paragraph: Laid, width: float, folder: str = "", share: float = MARGIN, grid: float = 0.0) -> Lines:
    """Break a paragraph into lines of a width in points.

    share: how much of the width is used; grid: points of a pixel that sizes and advances are rounded to, GRID for LibreOffice's lines.
    """
    pushed = max(paragraph.indent, paragraph.bullet + min(paragraph.indent, 0), 0)
    room = max(width - paragraph.margin, 1) * share
    limit = max(width - paragraph.margin - pushed, 1) * share
    pieces = paragraph.pieces
    if len(pieces) == 1:
        piece = pieces[0]
        chunks, intricate, kerned = _chunks_of(piece.text, piece.face, folder)
        size = piece.size
    else:
        chunks, intricate, kerned = _joined_chunks(pieces, folder)
        size = 1.0
    if intricate or grid:
        return _break_characters(paragraph, limit, room, folder, grid)
    count, x, space, widest, longest = 1, 0.0, 0.0, 0.0, 0.0
    near = _NEAR if kerned else 0.0
    now = limit  # the limit of this line
    for chunk, sort in chunks:
        if sort == WORD:
            chunk *= size
            if chunk > widest:
                widest = chunk
            total = x + space + chunk if x else chunk
            if total > now * (1 - near):
                if chunk > now or total < now * (1 + near):
                    return _break_characters(paragraph, limit, room, folder, grid)
                if x > longest:
                    longest = x
                count, total, now = count + 1, chunk, room
            x, space = total, 0.0
        elif sort == SPACE:
            space += chunk * size
        else:
            longest = max(longest, x)
            count, x, space, now = count + 1, 0.0, 0.0, room
    return Lines(count, widest, x, max(longest, x))


WORD, SPACE, BREAK = 0, 1, 2  # sorts of chunks
_Chunks = tuple[list[tuple[float, int]], bool, bool]


@lru_cache(maxsize=512)
def _chunks_of(text: str, face: Face, folder: str) -> _Chunks:
    """Cut text into what no line break divides: width at a size of one point, and sort."""
    return _joined_chunks((Piece(text, face, 1.0),), folder)


def _joined_chunks(pieces: Iterable[Piece], folder: str) -> _Chunks:
    """Cut pieces into chunks, and tell whether these are intricate, and whether letters kern with spaces."""
    chunks: list[tuple[float, int]] = []
    word, is_open, intricate, kerned, sizes = 0.0, False, False, False, set()
    for piece in pieces:
        rule = ruler(piece.face, folder)
        cut, is_intricate = _cut(piece.text)
        intricate, kerned = intricate or is_intricate, kerned or rule.kerns_spaces
        if cut:
            sizes.add(piece.size)
        for text, sort in cut:
            if sort == WORD:
                word += rule.width(text) * piece.size
                is_open = True
            elif sort == _PART:
                chunks.append((word + rule.width(text) * piece.size, WORD))
                word, is_open = 0.0, False
            else:
                if is_open:
                    chunks.append((word, WORD))
                    word, is_open = 0.0, False
                chunks.append((0.0, BREAK) if sort == BREAK else (rule.width(" ") * len(text) * piece.size, SPACE))
    if is_open:
        chunks.append((word, WORD))
    return chunks, intricate or len(sizes) > 1, kerned


_PART = 3  # part of a word, after which a line may end


@lru_cache(maxsize=512)
def _cut(text: str) -> tuple[tuple[tuple[str, int], ...], bool]:
    """Cut text into words, parts of words, spaces and line breaks; true where it is intricate."""
    if _INTRICATE.search(text) or _has_ideograph(text):
        return ((text, WORD),), True
    may_break = _MAY_BREAK.search(text) is not None
    cut: list[tuple[str, int]] = []
    for chunk in _CHUNK.findall(text):
        if chunk == "\n":
            cut.append((chunk, BREAK))
        elif chunk[0].isspace() and chunk[0] not in _GLUE:
            cut.append((chunk, SPACE))
        elif may_break:
            start = 0
            for found in _places_pattern(_breaks_inside(chunk)).finditer(chunk):
                if start < found.end() < len(chunk):
                    cut.append((chunk[start : found.end()], _PART))
                    start = found.end()
            cut.append((chunk[start:], _PART if chunk[-1] in _HYPHENS else WORD))
        else:
            cut.append((chunk, WORD))
    return tuple(cut), False


def _break_characters(paragraph: Laid, limit: float, room: float, folder: str, grid: float) -> Lines:
    """Break a paragraph by the place of each character, shaped as a whole."""
    pieces = paragraph.pieces
    text = "".join(piece.text for piece in pieces)
    starts, ends = _places(pieces, folder, grid, paragraph.apart)
    breaks, words = _breaks(text)
    widest = max((ends[last - 1] - starts[first] for first, last in words), default=0.0)
    several = len({piece.size for piece in pieces if piece.text}) > 1
    count, last, longest, sizes = 0, 0.0, 0.0, 0.0
    hanging = _HANGING_TOO if grid else _HANGING
    for start, stop in _each_line(text, starts, ends, breaks, limit, room, hanging):
        count += 1
        shown = len(text[start:stop].rstrip(" \t\n")) + start
        last = ends[shown - 1] - starts[start] if shown > start else 0.0
        longest = max(longest, last)
        if several:
            sizes += _largest(pieces, start, stop)
    return Lines(count, widest, last, longest, sizes)


def _each_line(
    text: str, starts: list[float], ends: list[float], breaks: list[int], limit: float, room: float, hanging: str
) -> Iterator[tuple[int, int]]:
    """Give the first character of each line, and the one before which it ends; limit: the first line's."""
    start = 0
    while True:
        hard = text.find("\n", start)
        hard = len(text) if hard < 0 else hard
        stop = _line_end(text, start, hard, starts, ends, breaks, limit, hanging)
        yield start, stop
        if stop >= len(text):
            return
        start, limit = stop + 1 if stop == hard else stop, room


def line_starts(paragraph: Laid, width: float, folder: str = "") -> list[int]:
    """Give the first character of each line of a paragraph but the first, in a width in points."""
    text = "".join(piece.text for piece in paragraph.pieces)
    starts, ends = _places(paragraph.pieces, folder, 0.0, paragraph.apart)
    room = max(width - paragraph.margin, 1) * MARGIN
    return [start for start, _ in _each_line(text, starts, ends, _breaks(text)[0], room, room, _HANGING)][1:]


class Span(NamedTuple):
    """A line of a paragraph: the first character, the one before which it ends (spaces that hang left out), its width in points."""

    start: int
    stop: int
    width: float


def spans_of(paragraph: Laid, width: float, folder: str = "", share: float = 1.0, grid: float = 0.0) -> list[Span]:
    """Return the lines that a paragraph is drawn in, by the rules that `break_lines` counts with.

    share: how much of the width is used; all of it, as the programs do that draw.
    """
    text = "".join(piece.text for piece in paragraph.pieces)
    starts, ends = _places(paragraph.pieces, folder, grid, paragraph.apart)
    pushed = max(paragraph.indent, paragraph.bullet + min(paragraph.indent, 0), 0)
    room = max(width - paragraph.margin, 1) * share
    limit = max(width - paragraph.margin - pushed, 1) * share
    made = []
    for start, stop in _each_line(
        text, starts, ends, _breaks(text)[0], limit, room, _HANGING_TOO if grid else _HANGING
    ):
        shown = len(text[start:stop].rstrip(" \t\n")) + start
        made.append(Span(start, shown, ends[shown - 1] - starts[start] if shown > start else 0.0))
    return made


def _line_end(
    text: str, start: int, hard: int, starts: list[float], ends: list[float], breaks: list[int], limit: float,
    hanging: str,
) -> int:  # fmt: skip
    """Find where the line that begins at a character ends, at the latest at a given line break."""
    if start >= hard:
        return hard
    over = bisect_right(ends, starts[start] + limit, start, hard)  # the first character that is too much
    if over >= hard:
        return hard
    if text[over] in " \t":  # spaces hang
        while over < hard and text[over] in " \t":
            over += 1
        return over
    reach = over
    if text[over] in hanging and over > start and _has_ideograph(text[over - 1]):
        reach = over + 1
        if reach >= hard:
            return hard
    found = bisect_right(breaks, reach)
    stop = breaks[found - 1] if found else 0
    if start < stop and text[stop - 1] == "/":
        back = max(text.rfind(mark, max(stop - _PATH, 0), stop) for mark in " \u00a0\t\n")
        stop = back + 1 if back >= 0 else stop
    return stop if stop > start else max(over, start + 1)


@lru_cache(maxsize=512)
def _places(pieces: tuple[Piece, ...], folder: str, grid: float, apart: float) -> tuple[list[float], list[float]]:
    """Give where each character starts and ends, in points, on one endless line."""
    advances = [
        advance * (1 if grid else piece.size)
        for piece in pieces
        for advance in ruler(piece.face, folder).advances(piece.text, piece.size if grid else 1, grid)
    ]
    ends = list(accumulate(advances))
    text = "".join(piece.text for piece in pieces)
    if not _has_ideograph(text):
        return [0.0, *ends], ends
    starts, shift, wide, number = [0.0, *ends], 0.0, None, 0
    for piece in pieces:
        for character in piece.text:
            here = wide if _weak(character) else _has_ideograph(character)
            if wide is not None and here != wide:
                shift += apart * piece.size
            wide = here
            starts[number] += shift
            ends[number] += shift
            number += 1
    return starts, ends


def _weak(character: str) -> bool:
    """True for what belongs to the script before it: spaces and general punctuation."""
    return character == " " or "\u2000" <= character <= "\u206f" or character in "\u00a0\u00b7"


@lru_cache(maxsize=512)
def _breaks(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Give the places before which a line may begin, and from where to where each word goes."""
    breaks, words = [], []
    for chunk in _CHUNK.finditer(text):
        first, last = chunk.span()
        if chunk[0][0].isspace() and chunk[0][0] not in _GLUE:
            if last < len(text) and text[last] not in _CLOSING:
                breaks.append(last)
            continue
        start = first
        for found in _places_pattern(_breaks_inside(chunk[0])).finditer(chunk[0]):
            place = first + found.end()
            if start < place < last:
                breaks.append(place)
                if text[place - 1] != "/":
                    words.append((start, place))
                    start = place
        words.append((start, last))
    return breaks, words


_CLOSING = ")]}!?,.:;/\\\u060c\u061b\u061f"


def _largest(pieces: Iterable[Piece], start: int, stop: int) -> float:
    """Give the largest size between two characters."""
    place, largest = 0, 0.0
    for piece in pieces:
        if place < max(stop, start + 1) and place + len(piece.text) > start:
            largest = max(largest, piece.size)
        place += len(piece.text)
    return largest


_PHRASE_ENDS = "、。，．！？：；・」』）〉》】”’…, .!?:;)"


def between_phrases(text: str, place: int) -> bool:
    """True where a line may well begin: after a mark or a space, or where Japanese goes from hiragana to another script."""
    before, after = text[place - 1], text[place]
    hiragana = "\u3041" <= before <= "\u309f" and not "\u3041" <= after <= "\u309f"
    return before in _PHRASE_ENDS or (hiragana and after != "ー")


class Measured(NamedTuple):
    """A block of text, measured: height in points, its widest word, lines of each paragraph."""

    height: float
    widest_word: float
    lines: tuple[int, ...]
    widest_line: float


MEASURED = 512  # results that are kept, so that memory stays flat over thousands of decks
_measured: dict[tuple[tuple[Laid, ...], float, str, float, float], Measured] = {}


def measure(
    paragraphs: tuple[Laid, ...], width: float, folder: str = "", share: float = MARGIN, grid: float = 0.0
) -> Measured:
    """Measure paragraphs under one another in a width; the result is kept."""
    key = (paragraphs, width, folder, share, grid)
    if key in _measured:
        return _measured[key]
    if len(_measured) >= MEASURED:
        _measured.clear()
    height, widest, counts, longest = 0.0, 0.0, [], 0.0
    for number, paragraph in enumerate(paragraphs):
        size = max((piece.size for piece in paragraph.pieces if piece.text), default=paragraph.empty_size)
        lines = break_lines(paragraph, width, folder, share, grid)
        counts.append(lines.number)
        widest = max(widest, lines.widest_word + paragraph.margin)
        longest = max(longest, lines.longest + paragraph.margin)
        height += (lines.sizes or lines.number * size) * LINE * paragraph.spacing
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
