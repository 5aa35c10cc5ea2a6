"""Edits as splices: for each, one or several ways of writing it, the nearest to what stands there first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.content.edits.guard import EditRefused
from builder.content.edits.pieces import HEADER_COMMENT, Path, Piece
from builder.content.edits.source import Place, Source, Splice
from builder.content.edits.writing import (
    Value,
    after,
    block_lines,
    broken,
    double_quoted,
    folded_lines,
    is_collection,
    is_special,
    literal_lines,
    may_be_plain,
    one_line,
    text_of,
)

Ways = Iterator[list[Splice]]


def replacing(source: Source, path: Path, value: Value) -> Ways:
    """Write another value in a place."""
    piece, flow = source.piece_at(path), _in_flow(source, path)
    before = " " if source.text[piece.body - 1 : piece.body] in (":", "-") else ""
    if piece.empty and piece.body > piece.start and source.text[piece.body - 1] not in " \n":
        before = " "
    if is_collection(value):
        yield from _collection(source, path, piece, value, flow, before)
        return
    if piece.kind in ("list", "mapping") and not piece.flow and piece.children:
        yield [Splice(_after_head(source, piece), piece.end, " " + one_line(value, flow=flow))]
        return
    for written in _written(source, path, piece, value, flow):
        yield [Splice(piece.body, piece.end, before + written)]


def _after_head(source: Source, piece: Piece) -> int:
    """Return where the key, dash or anchor before a block ends."""
    return len(source.text[: piece.body].rstrip(" \n")) if piece.body else 0


def _collection(source: Source, path: Path, piece: Piece, value: Value, flow: bool, before: str) -> Ways:
    if not flow and value and path and isinstance(path[-1], str) and (piece.empty or piece.kind == "scalar"):
        indent = source.column(source.begin(source.place_at(path))) + 2
        lines = "\n".join(block_lines(value, indent))
        if piece.empty:
            at = source.line_stop(piece.end)
            yield [Splice(at, at, "\n" + lines)]
        else:
            yield [Splice(len(source.text[: piece.body].rstrip(" ")), piece.end, "\n" + lines)]
    if piece.kind in ("list", "mapping") and not piece.flow and piece.children:
        indent = source.column(piece.body)
        if not flow and value:
            yield [Splice(piece.body, piece.end, "\n".join(block_lines(value, indent)).lstrip(" "))]
        yield [Splice(_after_head(source, piece), piece.end, " " + one_line(value, flow=flow))]
    else:
        yield [Splice(piece.body, piece.end, before + one_line(value, flow=flow))]


def block_text(source: Source, piece: Piece, text: str) -> str:
    """Return a text with the line end of the block that it goes into: that is the block's, not the text's."""
    if piece.kind != "scalar" or piece.style not in ("|", ">") or not text.strip("\n"):
        return text
    return text.rstrip("\n") + piece.text[len(piece.text.rstrip("\n")) :]


def _written(source: Source, path: Path, piece: Piece, value: Value, flow: bool) -> Iterator[str]:
    """Write a single value: in the style that stands there, then in others."""
    text = text_of(value)
    if not isinstance(value, str):
        yield text or "null"
        return
    header = HEADER_COMMENT.match(source.text, piece.body, piece.end) if piece.style in ("|", ">") else None
    after_text = f"  {header[1]}" if header else ""
    if piece.kind == "scalar" and piece.style in ("|", ">"):
        yield from _in_block(source, path, piece, text)
    if piece.style == "'" and "\n" not in text:
        yield "'" + text.replace("'", "''") + "'"
    if piece.plain and may_be_plain(text, flow=flow) and (is_special(piece.text) or not is_special(text)):
        if "\n" in source.text[piece.body : piece.end]:
            lines = source.text[piece.body : piece.end].split("\n")
            indent = len(lines[1]) - len(lines[1].lstrip(" "))
            width = max(len(lines[0]) + source.column(piece.body), *map(len, lines[1:]))
            yield ("\n" + " " * indent).join(broken(text, max(width - indent, 20)))
        yield text
    if piece.kind == "alias" and may_be_plain(text, flow=flow) and not is_special(text):
        yield text
    yield double_quoted(text) + after_text


def _in_block(source: Source, path: Path, piece: Piece, text: str) -> Iterator[str]:
    head, *old = source.text[piece.body : piece.end].split("\n")
    filled = [line for line in old if line.strip()]
    indent = min((len(line) - len(line.lstrip(" ")) for line in filled), default=2)
    wanted = block_text(source, piece, text)
    tail = wanted[len(wanted.rstrip("\n")) :]
    lines = literal_lines(wanted.rstrip("\n"), indent)
    if piece.style == ">":
        width = max((len(line) for line in filled), default=80)
        lines = folded_lines(wanted.rstrip("\n"), indent, max(width, indent + 20))
    if lines:
        yield "\n".join([head, *lines]) + "\n" * max(len(tail) - 1, 0)


def inserting_item(source: Source, path: Path, index: int, value: Value) -> Ways:
    """Put a new item into a list, before the one that has its place now."""
    piece = source.piece_at(path)
    if piece.kind == "alias":
        raise EditRefused("alias", path)
    if piece.kind == "list" and not 0 <= index <= len(piece.children):
        raise EditRefused("not-there", (*path, index))
    if piece.kind == "list" and piece.children and not piece.flow:
        column = source.column(source.dash(Place(piece, 0)))
        yield from _into_block(source, piece, index, after(" " * column + "-", value, column + 2, item=True))
    elif piece.kind == "list" and piece.flow:
        yield from _into_flow(piece, index, one_line(value, flow=True))
    elif piece.empty or piece.kind == "list":
        yield from replacing(source, path, [value])
    else:
        raise EditRefused("not-there", path)


def inserting_field(source: Source, path: Path, key: str, value: Value, index: int) -> Ways:
    """Put a new field into a mapping, before the one that has its place now."""
    if source.root is None and not path:
        yield [Splice(len(source.text), len(source.text), "\n".join(block_lines({key: value}, 0)) + "\n")]
        return
    piece = source.piece_at(path)
    if piece.kind == "alias":
        raise EditRefused("alias", path)
    if piece.kind == "mapping" and piece.children and not piece.flow:
        column = source.column(piece.keys[0].start)
        yield from _into_block(source, piece, index, block_lines({key: value}, column))
    elif piece.kind == "mapping" and piece.flow:
        yield from _into_flow(piece, index, one_line({key: value}, flow=True)[1:-1])
    elif piece.kind == "mapping" or (piece.kind == "scalar" and piece.plain and piece.text in ("", "~", "null")):
        yield from replacing(source, path, {key: value})
    else:
        raise EditRefused("not-there", (*path, key))


def _into_block(source: Source, piece: Piece, index: int, lines: list[str]) -> Ways:
    """Put lines between the children of a block: after the one before, or at the first one's place."""
    if index:
        _, end = source.extent(Place(piece, index - 1))
        yield [Splice(end, end, ("\n\n" if _is_spaced(source, piece) else "\n") + "\n".join(lines))]
        return
    first = Place(piece, 0)
    begin, gap = source.begin(first), "\n\n" if _is_spaced(source, piece) else "\n"
    if source.begins_line(begin):
        start, _ = source.extent(first)
        yield [Splice(start, start, "\n".join(lines) + gap)]
    else:
        yield [Splice(begin, begin, "\n".join(lines).lstrip(" ") + "\n" + " " * source.column(begin))]


def _is_spaced(source: Source, piece: Piece) -> bool:
    """True where an empty line stands between the first two children of a block."""
    if len(piece.children) < 2:
        return False
    _, end = source.extent(Place(piece, 0))
    start, _ = source.extent(Place(piece, 1))
    return bool(re.search(r"\n[ \t]*\n", source.text[end:start]))


def _into_flow(piece: Piece, index: int, written: str) -> Ways:
    if not piece.children:
        yield [Splice(piece.body + 1, piece.end - 1, written)]
    elif index:
        at = piece.children[index - 1].end
        yield [Splice(at, at, f", {written}")]
    else:
        at = piece.begin(0)
        yield [Splice(at, at, f"{written}, ")]


def removing(source: Source, path: Path) -> Ways:
    """Take a child out, with the comments that belong to it."""
    if not path:
        raise EditRefused("not-there", path)
    place = source.place_at(path)
    parent = place.parent
    if parent.explicit:
        raise EditRefused("layout", path)
    if len(parent.children) == 1:
        empty = "[]" if parent.kind == "list" else "{}"
        if parent.flow:
            yield [Splice(parent.body, parent.end, empty)]
        else:
            at = _after_head(source, parent)
            _, end = source.extent(place)
            yield [Splice(at, parent.end, " " + empty if at else empty)]
            yield [Splice(at, end, " " + empty if at else empty)]
    elif parent.flow:
        yield from _out_of_flow(source, place)
    else:
        yield from _out_of_block(source, place)


def _out_of_block(source: Source, place: Place) -> Ways:
    text = source.text
    start, end = source.extent(place)
    if not source.begins_line(source.begin(place)):  # the first, beside a dash
        following = Place(place.parent, 1)
        between = text[end : source.begin(following)]
        if "#" in between:
            yield [Splice(len(text[:start].rstrip(" ")), end, "")]
        else:
            yield [Splice(start, source.begin(following), "")]
        return
    if end == len(text):  # with the line ends before it, so that the last line ends as it did
        last = len(text[:start].rstrip())
        yield [Splice(last, end, "")]
        yield [Splice(last + 1, end, "")]  # a block needs its line end
        return
    end += 1
    if start == 0 or text[: start - 1].endswith("\n") or not text[: start - 1]:
        blank = re.compile(r"(?:[ \t]*\n)+").match(text, end)
        end = blank.end() if blank and place.place + 1 < len(place.parent.children) else end
    yield [Splice(start, end, "")]


def _out_of_flow(source: Source, place: Place) -> Ways:
    parent, number, text = place.parent, place.place, source.text
    begin, end = parent.begin(number), parent.children[number].end
    if number + 1 < len(parent.children):
        comma = _comma_after(source, end)
        gap = re.compile(r"[ \t]*(#[^\n]*)?").match(text, comma)
        stop = gap.end() if gap else comma
        if text[stop : stop + 1] == "\n" and source.begins_line(begin):
            yield [Splice(source.line_start(begin), stop + 1, "")]
        yield [Splice(begin, stop, "")]
        yield [Splice(begin, comma, "")]
    else:
        before = parent.children[number - 1].end
        yield [Splice(before, end, "")]
        comma = _comma_after(source, before)
        yield [Splice(comma - 1, comma, ""), Splice(begin, end, "")]


def _comma_after(source: Source, place: int) -> int:
    """Return the place after the comma that follows a child, whatever comments stand between."""
    found = re.compile(r"(?:\s|#[^\n]*)*,").match(source.text, place)
    return found.end() if found else place


def moving(source: Source, path: Path, order: list[int]) -> Ways:
    """Put the children of a list or mapping into another order, with the comments that belong to them."""
    piece = source.piece_at(path)
    if piece.kind not in ("list", "mapping") or piece.explicit:
        raise EditRefused("layout" if piece.kind != "alias" else "alias", path)
    if piece.flow:
        stretches = [(piece.begin(n), each.end) for n, each in enumerate(piece.children)]
    else:
        stretches = [source.extent(Place(piece, n)) for n in range(len(piece.children))]
    moved = [n for n, old in enumerate(order) if n != old]
    first_start = source.begin(Place(piece, 0)) if piece.children else 0
    beside_dash = not piece.flow and bool(piece.children) and not source.begins_line(first_start)
    made: list[Splice] = []
    for number in moved:
        start, end = stretches[number]
        old_start, old_end = stretches[order[number]]
        part = source.part(old_start, old_end)
        if beside_dash and number == 0:  # it stands beside the dash: its indent is there already
            part = source.part(source.begin(Place(piece, order[0])), old_end)
        elif beside_dash and order[number] == 0:
            part = " " * source.column(first_start) + part
        made.append(Splice(start, end, part, raw=True))
    yield made


def _in_flow(source: Source, path: Path) -> bool:
    """True where a path leads through brackets."""
    here = source.root_piece(path)
    for step in path:
        if here.flow:
            return True
        here = here.children[here.place_of(step)]
    return False
