"""What is different between two decks, slide by slide: added, removed, moved, reworded, restyled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from builder.content.marks import markdown_of
from builder.ooxml.namespaces import A
from builder.ooxml.slide import Item
from builder.ooxml.text import cells_of, words_of
from builder.roundtrip.comparing.change import Change
from builder.roundtrip.comparing.changes import changes_of
from builder.roundtrip.comparing.matching import SlidePair, in_order, shape_pairs, slide_pairs
from builder.roundtrip.seen import Seen, SeenDeck, SeenShape, SeenSlide
from builder.roundtrip.told import Stretch, Told, ToldShape, ToldSlide

SHIFTED = 25_400  # EMU, two points, from which a shape counts as moved: programs round when they save
_NAMES = {
    "text": "reworded", "new item": "added", "new child": "added", "item gone": "removed", "field gone": "removed",
    "moved items": "moved", "levels": "moved", "new row": "row added", "row gone": "row removed", "moved rows": "rows moved",
    "new column": "column added", "column gone": "column removed", "figures": "figures", "chart doubt": "figures",
    "alt": "alternative text", "picture": "picture", "notes": "notes added", "program": "reworded", "new shape": "added",
    "shape gone": "removed", "merged": "cells merged",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One difference: on which slide of each deck (numbers from 1, 0 for none), what, where, and how it was and is."""

    slide: int
    other: int
    title: str
    what: str
    where: str
    was: str = ""
    now: str = ""


@dataclass
class Compared:
    """Two decks beside each other."""

    one: SeenDeck
    other: SeenDeck
    found: list[Difference]


def compared(one: SeenDeck, other: SeenDeck) -> Compared:
    """Compare two decks."""
    told = [_as_told(slide) for slide in one.slides]
    pairs = slide_pairs(told, other.slides)
    found: list[Difference] = []
    by_place = {int(pair.told.id): pair for pair in pairs}
    for place, slide in enumerate(one.slides):
        pair = by_place.get(place)
        if pair is None:
            found.append(Difference(place + 1, 0, slide.title, "slide removed", "", _brief(slide), ""))
        else:
            found += _slide(slide, pair)
    taken = {pair.seen.place for pair in pairs}
    found += [
        Difference(0, slide.place + 1, slide.title, "slide added", "", "", _brief(slide))
        for slide in other.slides
        if slide.place not in taken
    ]
    found += _moved(one, pairs)
    return Compared(one, other, sorted(found, key=lambda each: (each.other or each.slide, each.slide)))


def _brief(slide: SeenSlide) -> str:
    return " / ".join(each for each in slide.text.split("\n") if each)[:300]


def _moved(one: SeenDeck, pairs: list[SlidePair]) -> Iterator[Difference]:
    """Tell the slides that stand elsewhere among those that both decks have."""
    rank = {int(pair.told.id): n for n, pair in enumerate(sorted(pairs, key=lambda p: p.seen.place))}
    order = [int(pair.told.id) for pair in sorted(pairs, key=lambda p: int(p.told.id))]
    stay = in_order([rank[each] for each in order])
    for pair in pairs:
        place = int(pair.told.id)
        if rank[place] not in stay:
            title = one.slides[place].title
            yield Difference(
                place + 1, pair.seen.place + 1, title, "slide moved", "", str(place + 1), str(pair.seen.place + 1)
            )


def _slide(slide: SeenSlide, pair: SlidePair) -> Iterator[Difference]:
    numbers = (slide.place + 1, pair.seen.place + 1, pair.seen.title or slide.title)
    if slide.hidden != pair.seen.hidden:
        yield Difference(*numbers, "hidden" if pair.seen.hidden else "shown", "")
    plain = {shape.name: (False, False) for shape in slide.shapes}
    solid = {p.field: (False, False) for shape in pair.told.shapes for p in shape.every_paragraph} | plain
    for change in changes_of([pair.told], [pair.seen], solid):
        yield Difference(*numbers, _what(change), _where(change), change.was, change.now)
    yield from looks(slide, pair.seen)


def looks(slide: SeenSlide, other: SeenSlide) -> Iterator[Difference]:
    """Tell which shapes of a slide stand elsewhere or look otherwise on another."""
    numbers = (slide.place + 1, other.place + 1, other.title or slide.title)
    matched = shape_pairs(_as_told(slide).shapes, other.shapes)
    for number, shape in enumerate(slide.shapes):
        there = matched.get(number)
        if there is not None:
            yield from _look(shape, there, slide, other, numbers)


def _what(change: Change) -> str:
    if change.sort == "text" and [" ".join(e.split()) for e in change.was.split("\n")] == [
        " ".join(e.split()) for e in change.now.split("\n")
    ]:
        return "restyled"
    return "notes" if change.field.startswith("notes") and change.sort == "text" else _NAMES[change.sort]


def _where(change: Change) -> str:
    return change.shape.name if change.shape is not None else change.field.partition("\t")[0].partition("[")[0]


def _look(
    shape: SeenShape, there: SeenShape, slide: SeenSlide, other: SeenSlide, numbers: tuple[int, int, str]
) -> Iterator[Difference]:
    """Tell a shape that stands elsewhere, is of another size, or whose words look otherwise."""
    if shape.box is not None and there.box is not None and shape.kind == there.kind:
        moved = max(abs(shape.box.x - there.box.x), abs(shape.box.y - there.box.y)) > SHIFTED
        sized = max(abs(shape.box.w - there.box.w), abs(shape.box.h - there.box.h)) > SHIFTED
        if moved or sized:
            what = (
                "shape moved"
                if moved and not sized
                else "shape resized"
                if sized and not moved
                else "shape moved and resized"
            )
            yield Difference(*numbers, what, shape.name)
    if shape.text == there.text and shape.text and shape.item is not None and there.item is not None:
        old, new = _looks(slide, shape.item, shape), _looks(other, there.item, there)
        names = [name for name, a, b in zip(("size", "font", "colour"), old, new, strict=True) if a != b]
        if names:
            yield Difference(*numbers, "restyled", shape.name, "", ", ".join(names))
    filled = [_fill(one, each) for one, each in ((slide, shape), (other, there))]
    if filled[0] != filled[1]:
        yield Difference(*numbers, "restyled", shape.name, "", "fill")


def _looks(slide: SeenSlide, item: Item, shape: SeenShape) -> tuple[list[float], list[str], list[str]]:
    """Return sizes, fonts and colours of a shape's words, in a row."""
    lines = (
        [p for cell in cells_of(slide.slide, item) for p in cell.paragraphs]
        if shape.rows
        else words_of(slide.slide, item)
    )
    links = f"{A}rPr/{A}hlinkClick"
    runs = [run for line in lines for run in line.runs if run.text.strip() and run.element.find(links) is None]
    return (
        [each for each, _ in groupby(round(run.size, 1) for run in runs)],
        [each for each, _ in groupby(run.font for run in runs)],
        [each for each, _ in groupby(str(run.colour) for run in runs)],
    )


def _fill(slide: SeenSlide, shape: SeenShape) -> str:
    from builder.ooxml.namespaces import P

    if shape.kind != "sp" or shape.item is None:
        return ""
    fill = slide.slide.fills.of(shape.item.element.find(f"{P}spPr"))
    return str(fill) if fill is not None and not fill.is_open else ""


def _as_told(slide: SeenSlide) -> ToldSlide:
    """Return a slide as one that was built: each paragraph a field of its own."""
    shapes = tuple(_shape(shape) for shape in slide.shapes)
    notes = tuple(_told(p, "notes") for p in slide.notes)
    return ToldSlide(str(slide.place), str(slide.place), "", slide.creation, slide.number, "", "", shapes, notes)


def _shape(shape: SeenShape) -> ToldShape:
    lines = [p for p in shape.paragraphs if p.text.strip()]
    name = shape.name.replace("[", "(").replace("]", ")").replace(".", "_")
    paragraphs = tuple(_told(p, f"{name}[{n}]" if len(lines) > 1 else name) for n, p in enumerate(lines))
    rows = tuple(
        tuple(tuple(_told(p, f"{name}[{r}][{c}]") for p in cell) for c, cell in enumerate(row))
        for r, row in enumerate(shape.rows)
    )
    return ToldShape(shape.identity, shape.name, name, shape.alt, shape.picture, paragraphs, rows, shape.chart)


def _told(paragraph: Seen, field: str) -> Told:
    marked = any(run.bold or run.italic or run.script or run.link for run in paragraph.runs)
    markup = markdown_of(paragraph.runs) if marked else ""
    return Told(paragraph.text, paragraph.level, (Stretch(field, 0, len(paragraph.text), markup),))
