"""What a slide shows beside its title and its foot: where it stands, and how many words it has."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from builder.checks.measured_text import text_area
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import FOOTERS, TITLES, Box, Item, Slide, placeholder
from builder.ooxml.text import words_of

FOOT = 0.8  # of the height, from which small text is a source or a footer
SMALL = 14.0  # points on a slide 13.333 inches wide
LARGE = 30.0  # points: words that are meant to stand alone
COLUMN = 0.5  # of the height, from which a title stands in a column of its own
LOW = 0.3  # of the height, under which a title is a cover's
FILLS = tuple(f"{P}spPr/{A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill"))
_COVERS = ("title", "secHead", "picTx")


class Content(NamedTuple):
    """The places of what a slide shows, the words in them, and their median size in points."""

    boxes: tuple[Box, ...]
    words: int
    size: float

    @property
    def bottom(self) -> float:
        return max((box.bottom for box in self.boxes), default=0.0)


def content_of(slide: Slide) -> Content | None:
    """Return what an ordinary slide shows; None for covers, sections, statements, and slides without a title."""
    return slide.once(content_of, lambda: _content(slide))


def _content(slide: Slide) -> Content | None:
    width, height = slide.package.size_of_slides
    title = slide.place(slide.title) if slide.title is not None else None
    if title is None or (slide.layout is not None and slide.layout.get("type") in _COVERS):
        return None
    if placeholder(slide.title).get("type") == "ctrTitle":
        return None
    beside = title.h > COLUMN * height
    if not beside and title.y + title.h / 2 > LOW * height:
        return None
    boxes, sizes, count = [title] if beside else [], [], 0
    for item in slide.items:
        ph = placeholder(item.element)
        if item.box is None or (ph is not None and ph.get("type") in (*TITLES, *FOOTERS)):
            continue
        runs = [run for paragraph in words_of(slide, item) for run in paragraph.runs] if item.kind == "sp" else []
        letters = [run.size * 12192000 / width for run in runs for _ in run.text]
        if letters and max(letters) < SMALL and item.box.y > FOOT * height:
            continue
        place = _place(slide, item)
        if place is not None:
            boxes.append(place)
        sizes += letters
        count += sum(len(run.text.split()) for run in runs)
    size = median(sizes) if sizes else 0.0
    return None if size >= LARGE else Content(tuple(boxes), count, size)


def _place(slide: Slide, item: Item) -> Box | None:
    """Return where something is seen: words where they stand, shapes where they are filled."""
    if item.kind == "grpSp":
        return None  # what it holds is looked at
    if item.kind != "sp" or any(item.element.find(fill) is not None for fill in FILLS):
        return item.box
    area = text_area(slide, item)
    return area.box if area is not None else None
