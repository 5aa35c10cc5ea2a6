"""A YAML text with its pieces and lines: how far each item reaches, with the comments that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import Any, NamedTuple

from builder.content.edits.guard import EditRefused, said_by
from builder.content.edits.pieces import NotYaml, Path, Piece, comments_of, pieces_of

_COMMENT_LINE = re.compile(r"([ \t]*)#")


class Splice(NamedTuple):
    """New text for a stretch of a text; raw: with line ends as they are to stand."""

    start: int
    end: int
    new: str
    raw: bool = False


class Place(NamedTuple):
    """A child of a list or mapping: its parent, and which one it is."""

    parent: Piece
    place: int

    @property
    def piece(self) -> Piece:
        return self.parent.children[self.place]


class Source:
    """A text whose lines may end in any way. Places count characters, with a line end as one."""

    def __init__(self, raw: str) -> None:
        """raw: without a byte order mark. Raises EditRefused where it is not YAML."""
        self.raw = raw
        self.text = raw.replace("\r\n", "\n").replace("\r", "\n")
        found = [match.start() for match in re.finditer("\r\n", raw)]
        self._dropped = [start - number for number, start in enumerate(found)]
        self.line_end = "\r\n" if 2 * len(found) > raw.count("\n") else "\n"
        if "\n" not in raw and "\r" in raw:
            self.line_end = "\r"
        try:
            self.root = pieces_of(self.text)
            self.said: Any = said_by(self.root)
        except NotYaml:
            raise EditRefused("not-yaml") from None

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """The comments, each with where it begins."""
        return comments_of(self.text, self.root)

    def part(self, start: int, end: int) -> str:
        """Return a stretch with its own line ends."""
        return self.raw[self._raw_place(start) : self._raw_place(end)]

    def spliced(self, splices: list[Splice]) -> str:
        """Return the text with stretches replaced."""
        made, here = list[str](), 0
        for each in sorted(splices):
            made.append(self.raw[here : self._raw_place(each.start)])
            made.append(each.new if each.raw else each.new.replace("\n", self.line_end))
            here = self._raw_place(each.end)
        return "".join((*made, self.raw[here:]))

    def _raw_place(self, place: int) -> int:
        return place + bisect_left(self._dropped, place)

    def piece_at(self, path: Path) -> Piece:
        """Return the piece at a path; raises EditRefused where there is none, or the way leads through an alias."""
        return self.root_piece(path) if not path else self.place_at(path).piece

    def root_piece(self, path: Path = ()) -> Piece:
        """Return the outermost piece."""
        if self.root is None:
            raise EditRefused("not-there", path)
        return self.root

    def place_at(self, path: Path) -> Place:
        """Return the place of the last step of a path in its parent; as `piece_at`."""
        here = self.root_piece(path)
        place = Place(here, 0)
        for step in path:
            if here.kind == "alias":
                raise EditRefused("alias", path)
            try:
                place = Place(here, here.place_of(step))
            except KeyError:
                raise EditRefused("not-there", path) from None
            here = place.piece
        return place

    def line_start(self, place: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_stop(self, place: int) -> int:
        """Return where the line of a place ends, before its line end."""
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found

    def column(self, place: int) -> int:
        """Return how many characters stand before a place in its line."""
        return place - self.line_start(place)

    def begins_line(self, place: int) -> bool:
        """True where only spaces stand before a place in its line."""
        return not self.text[self.line_start(place) : place].strip(" ")

    def dash(self, place: Place) -> int:
        """Return where the dash of an item of a block list stands."""
        piece = place.piece
        found = self.text.rfind("-", 0, piece.start)
        while found > 0 and _in_comment(self.text, found):
            found = self.text.rfind("-", 0, found)
        return found

    def begin(self, place: Place) -> int:
        """Return where a child begins: its key, or its dash."""
        if place.parent.kind == "list" and not place.parent.flow:
            return self.dash(place)
        return place.parent.begin(place.place)

    def extent(self, place: Place) -> tuple[int, int]:
        """Return the stretch of a child of a block: whole lines, with the comments that belong to it."""
        begin = self.begin(place)
        column = self.column(begin)
        below = self._below(place, column)
        if not self.begins_line(begin):
            return begin, below
        return self._above(place, begin, column), below

    def _above(self, place: Place, begin: int, column: int) -> int:
        """Return where the comments begin that stand directly above, at the same indent."""
        start = self.line_start(begin)
        bound = self.line_stop(place.parent.children[place.place - 1].end) + 1 if place.place else 0
        while start > bound:
            before = self.line_start(start - 1)
            found = _COMMENT_LINE.match(self.text, before, start)
            if not found or len(found[1]) != column or before < bound:
                break
            start = before
        if start == 0 and place.place == 0:  # what heads a file belongs to the file
            return self.line_start(begin)
        return start

    def _below(self, place: Place, column: int) -> int:
        """Return where the last of the deeper comments ends that follow, or the line itself."""
        end = self.line_stop(place.piece.end)
        siblings = place.parent.children
        bound = len(self.text)
        if place.place + 1 < len(siblings):
            bound = self.line_start(self.begin(Place(place.parent, place.place + 1)))
        here = end + 1
        while here < bound:
            stop = self.line_stop(here)
            line = self.text[here:stop]
            found = _COMMENT_LINE.match(line)
            if found and len(found[1]) > column:
                end = stop
            elif line.strip():
                break
            here = stop + 1
        return end


def _in_comment(text: str, place: int) -> bool:
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line.lstrip().startswith("#") or " #" in line
