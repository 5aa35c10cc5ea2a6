"""Footer, date and slide number fitted into the places that a template has for them.

As a designer would: on one line where a slightly smaller size gives that; else on the lines that the
place has; else wider, into the free band beside it; last of all shortened. Words stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from builder.brands.prepared import Box, PreparedBrand, PreparedLayout, Slot
from builder.fitting.fonts import Face
from builder.fitting.lines import Laid, Piece, measure

SMALLEST = 8.0  # points
LEAST, SLIGHTLY = 0.7, 0.85  # of its own size that a footer may have, and that costs less than a second line
NUMBERS = ("000", "00")  # as long as slide numbers become, and as they mostly are
GAP = 12.0  # points between footers


class FittedFooter(NamedTuple):
    """A footer's text, its size (0: its own) and its place where that is not its own."""

    text: str
    size: float = 0.0
    box: Box | None = None
    shortened: bool = False
    unwrapped: bool = False  # no place is wide enough: it stands on one line, over the edge of its own


Said = tuple[tuple[str, tuple[str, ...]], ...]  # what each kind of footer says, in its wordings


def footers_said(layout: PreparedLayout, footer: str, dates: tuple[str, ...]) -> Said:
    """Return what the footers of a layout say; dates: wordings of the date, none where there is no date."""
    said = {"dt": dates, "ftr": (footer,) if footer else (), "sldNum": NUMBERS}
    return tuple((kind, wordings) for kind, wordings in said.items() if kind in layout.footers and wordings)


@lru_cache(maxsize=512)  # layouts are few, and what footers say is the deck's
def fit_footers(said: Said, layout: PreparedLayout, brand: PreparedBrand) -> dict[str, FittedFooter]:
    """Fit the footers of a layout, those left out that no place holds.

    said: what each kind (dt, ftr, sldNum) says, in its wordings: shorter ones serve where the first has no room.
    """
    slots = {kind: layout.footer_slots[kind] for kind, _ in said if kind in layout.footer_slots}
    fitted: dict[str, FittedFooter] = {}
    for kind, wordings in said:
        slot, text = slots.get(kind), wordings[0]
        if slot is None:
            fitted[kind] = FittedFooter(text)
            continue
        others = [(fitted[k].box if k in fitted else None) or s.box for k, s in slots.items() if k != kind]
        made = _fitted(wordings, slot, others, brand)
        if kind == "dt" and made.shortened:
            continue  # part of a date says another date: it is left out
        if kind == "sldNum" and made.shortened:
            made = FittedFooter(text, unwrapped=True)
        fitted[kind] = made
    return {kind: _as_beside(each, kind, fitted, slots) for kind, each in fitted.items()}


def _as_beside(own: FittedFooter, kind: str, fitted: dict[str, FittedFooter], slots: dict[str, Slot]) -> FittedFooter:
    """Give a footer the size of those beside it, where the template gives them one size."""
    if kind not in slots:
        return own
    size = slots[kind].levels[0].size
    least = min(fitted[k].size or size for k, slot in slots.items() if k in fitted and slot.levels[0].size == size)
    return own._replace(size=0.0 if least == size else least)


def _fitted(wordings: tuple[str, ...], slot: Slot, others: list[Box], brand: PreparedBrand) -> FittedFooter:
    own, room = slot.levels[0].size, _room(slot, others)
    least = min(own, max(SMALLEST, LEAST * own))
    text = next((each for each in wordings if _fits(each, slot, slot.box, own, brand, one_line=True)), wordings[0])
    for box, smallest, one_line in _attempts(slot, room, own, least):
        size = own
        while size >= smallest:
            if _fits(text, slot, box, size, brand, one_line=one_line):
                return FittedFooter(text, 0.0 if size == own else size, None if box == slot.box else box)
            size = size - 1 if size - 1 >= smallest or size == smallest else smallest
    return FittedFooter(_shortened(text, slot, room, least, brand), least, room, True)


def _attempts(slot: Slot, room: Box, own: float, least: float) -> Iterator[tuple[Box, float, bool]]:
    """Give places with the smallest size in each, and whether one line is wanted: the least change first."""
    yield slot.box, max(least, SLIGHTLY * own), True
    yield slot.box, least, False
    yield _grown(slot, room), least, False
    yield room, least, False


def _room(slot: Slot, others: list[Box]) -> Box:
    """Give the band that a footer may widen in, up to the footers beside it."""
    if slot.room is None:
        return slot.box
    left, right = slot.room.x, slot.room.x + slot.room.w
    for other in others:
        if other.y >= slot.box.y + slot.box.h or other.y + other.h <= slot.box.y:
            continue
        if other.x < slot.box.x:
            left = max(left, min(other.x + other.w + GAP, slot.box.x))
        else:
            right = min(right, max(other.x - GAP, slot.box.x + slot.box.w))
    return Box(left, slot.box.y, right - left, slot.box.h)


def _grown(slot: Slot, room: Box) -> Box:
    """Widen a place as its text stands in it: from its edge, or from its axis."""
    box = slot.box
    before, after = box.x - room.x, room.x + room.w - box.x - box.w
    if slot.align == "ctr":
        before = after = min(before, after)
    elif slot.align == "r":
        after = 0.0
    else:
        before = 0.0
    return Box(box.x - before, box.y, box.w + before + after, box.h)


def _fits(text: str, slot: Slot, box: Box, size: float, brand: PreparedBrand, *, one_line: bool = False) -> bool:
    left, top, right, bottom = slot.insets
    level = slot.levels[0]
    wide = box.w - left - right
    if wide <= 0:
        return False
    piece = Piece(text, Face(level.font, level.bold, level.italic), size)
    measured = measure((Laid((piece,), empty_size=size),), wide, brand.font_folder)
    if measured.widest_word > wide:
        return False
    return measured.lines == (1,) or (not one_line and measured.height + top + bottom <= box.h + 1)


def _shortened(text: str, slot: Slot, room: Box, size: float, brand: PreparedBrand) -> str:
    """Give the first words that fit, or of a single long word its first letters."""
    words = text.split()
    kept = [" ".join(words[:count]) for count in range(len(words) - 1, 0, -1)]
    kept += [words[0][:count] for count in range(len(words[0]) - 1, 0, -1)] if words else []
    tried = (f"{each.rstrip(' ,;:.–—-(')}…" for each in kept)
    return next((each for each in tried if _fits(each, slot, room, size, brand)), "…")
