"""What the placeholders of a layout are for, told by their types and by where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from builder.brands.prepared import Box
from builder.brands.template.facts import Holder, LayoutFacts, TemplateFacts
from builder.brands.template.free_area import around, overlap
from builder.brands.template.painting import Painter, Painting
from builder.ooxml.slide import FOOTERS, TITLES

CONTENT = 0.045  # share of the slide from which a text placeholder holds content
LOW = 0.12  # share of the height below which it is a label
PICTURES = ("pic", "clipArt", "media")
NEAR = 12.0  # points within which titles stand in one place


@dataclass(eq=False)
class Structure:
    """A layout's placeholders by what they are for."""

    layout: LayoutFacts
    painting: Painting
    title: Holder | None = None
    sublines: list[Holder] = field(default_factory=list)  # short text under or above the title
    contents: list[Holder] = field(default_factory=list)  # in reading order
    heads: list[Holder | None] = field(default_factory=list)  # the heading of each content
    pictures: list[Holder] = field(default_factory=list)
    labels: list[Holder] = field(default_factory=list)  # whatever else holds text
    footers: list[Holder] = field(default_factory=list)
    vertical: list[Holder] = field(
        default_factory=list
    )  # titles and contents whose text is turned: they are not filled
    area: float = 1.0  # of the slide

    @property
    def content_share(self) -> float:
        """The share of the slide that contents take."""
        return sum(each.area for each in self.contents) / self.area

    @property
    def columns(self) -> list[Holder]:
        """The contents that stand side by side as equals; none where there are others."""
        if len(self.contents) < 2:
            return []
        first = self.contents[0]
        for each in self.contents[1:]:
            shared = min(first.box.y + first.box.h, each.box.y + each.box.h) - max(first.box.y, each.box.y)
            if shared < 0.7 * min(first.box.h, each.box.h) or not 0.75 <= each.box.h / first.box.h <= 1.33:
                return []
        boxes = [each.box for each in self.contents]
        if any(left.x + left.w > right.x + 2 + 0.1 * left.w for left, right in pairwise(boxes)):
            return []
        return self.contents

    @property
    def places(self) -> list[Holder]:
        """All that may hold something large."""
        return [*self.contents, *self.pictures]


def structures(facts: TemplateFacts, painter: Painter) -> list[Structure]:
    """Classify the placeholders of all layouts."""
    return [structure(facts, layout, painter.painting(layout)) for layout in facts.layouts]


def structure(facts: TemplateFacts, layout: LayoutFacts, painting: Painting) -> Structure:
    """Classify the placeholders of one layout."""
    made = Structure(layout, painting, area=facts.width * facts.height)
    usable = _usable(made, facts)
    made.title = next((h for h in usable if h.type in TITLES and not h.double), None)
    others = [h for h in usable if h.type not in TITLES and h.type != "sldImg"]
    if (headline := _headline(layout, others, facts)) is not None:
        made.title = headline
        others = [h for h in others if h is not headline]
    if made.title is None:
        made.title = _stand_in(others, facts)
        others = [h for h in others if h is not made.title]
    made.pictures = _ordered([h for h in others if h.type in PICTURES and h.area >= 0.02 * made.area])
    texts = [_stretched(h, usable, made.footers, facts) for h in others if h.type not in PICTURES]
    large, small = _by_size(texts, facts)
    if made.title is not None and len(large) == 1 and _is_subline(large[0], made.title, facts):
        made.sublines, large = large, []
    made.contents = _ordered(large)
    made.heads = [_head_of(content, small, facts) for content in made.contents]
    for holder in small:
        if any(holder is head for head in made.heads):
            continue
        near = made.title is not None and _touches(holder, made.title, facts)
        (made.sublines if holder.type == "subTitle" or near else made.labels).append(holder)
    made.sublines.sort(key=lambda h: (h.type != "subTitle", h.box.y))
    return made


def _headline(layout: LayoutFacts, holders: list[Holder], facts: TemplateFacts) -> Holder | None:
    """Find what the house's own slides have their headline in, where that is never the title's placeholder."""
    told = [slide.headline for slide in facts.slides if slide.layout == layout.part]
    if not told or any(each is None or each.idx != told[0].idx for each in told if told[0]) or told[0] is None:
        return None
    found = next((h for h in holders if h.idx == told[0].idx and not h.double), None)
    if found is not None:
        found.stands_in = True
        found.ink = told[0].ink or found.ink
        found.levels = (found.levels[0]._replace(size=told[0].size / facts.unit), *found.levels[1:])
    return found


def _usable(made: Structure, facts: TemplateFacts) -> list[Holder]:
    """Return the placeholders that can be filled; footers and those of turned text are set apart."""
    slide = Box(0, 0, facts.width, facts.height)
    seen: set[tuple[str, int]] = set()
    usable = []
    for holder in made.layout.holders:
        if holder.type in FOOTERS:
            if _on(holder.box, slide) and not holder.vertical and all(f.type != holder.type for f in made.footers):
                made.footers.append(holder)
            continue
        identity = ("title" if holder.type in TITLES else holder.type if not holder.idx else "", holder.idx)
        holder.double = identity in seen
        seen.add(identity)
        if holder.hidden or not _on(holder.box, slide):
            continue
        if not holder.vertical:
            usable.append(holder)
        elif holder.type in TITLES or holder.area >= CONTENT * made.area:
            made.vertical.append(holder)
    return usable


def _by_size(texts: list[Holder], facts: TemplateFacts) -> tuple[list[Holder], list[Holder]]:
    """Return the texts that hold content, and those that are labels, headings or lines under a title."""
    content = CONTENT * facts.width * facts.height
    large = [h for h in texts if h.type != "subTitle" and h.area >= content and h.box.h >= LOW * facts.height]
    small = [h for h in texts if h not in large]
    heads = [h for h in large if any(_is_over(h, content) for content in large)]
    for head in heads:
        large.remove(head)
    return large, small + heads


def _stand_in(holders: list[Holder], facts: TemplateFacts) -> Holder | None:
    """Find what a layout without a title placeholder has for it: the topmost short and wide text, larger than others."""
    texts = [h for h in holders if h.type in ("body", "obj") and not h.double]
    wide = [h for h in texts if h.box.w >= 0.3 * facts.width and 0.05 * facts.height <= h.box.h <= 0.32 * facts.height]
    if not wide or (len(texts) == 1 and wide[0].bulleted and wide[0].box.y > 0.4 * facts.height):
        return None
    found = min(wide, key=lambda h: (-round(h.size / 8), h.box.y, h.box.x))
    found.stands_in = True
    return found


def _stretched(holder: Holder, usable: list[Holder], footers: list[Holder], facts: TemplateFacts) -> Holder:
    """Return a place for content that is one line high, as some programs export it, the height that is free under it."""
    low = holder.box.h < LOW * facts.height and holder.box.w >= 0.25 * facts.width
    if not low or holder.type not in ("obj", "body") or (holder.type == "body" and not holder.bulleted):
        return holder
    under = [
        each.box.y
        for each in (*usable, *footers)
        if each is not holder and each.box.y >= holder.box.y + holder.box.h - 2 and _aside(each.box, holder.box)
    ]
    bottom = min([*under, 0.92 * facts.height]) - 8
    if bottom - holder.box.y < 0.3 * facts.height:
        return holder
    holder.box = holder.box._replace(h=bottom - holder.box.y)
    holder.stretched = True
    return holder


def _aside(one: Box, other: Box) -> bool:
    return min(one.x + one.w, other.x + other.w) - max(one.x, other.x) > 4


def _on(box: Box, slide: Box) -> bool:
    return box.w > 4 and box.h > 4 and overlap(box, slide) >= 0.6 * box.w * box.h


def _ordered(holders: list[Holder]) -> list[Holder]:
    """Return holders in reading order: rows from the top, each from the left."""
    rows: list[list[Holder]] = []
    for holder in sorted(holders, key=lambda h: h.box.y):
        row = next((r for r in rows if holder.box.y < r[0].box.y + 0.5 * r[0].box.h), None)
        if row is None:
            rows.append([holder])
        else:
            row.append(holder)
    return [holder for row in rows for holder in sorted(row, key=lambda h: h.box.x)]


def _is_subline(holder: Holder, title: Holder, facts: TemplateFacts) -> bool:
    """True for the text beside a large title: as under a section's, with no bullets and not much higher."""
    if holder.type not in ("body", "subTitle", "obj") or holder.bulleted:
        return False
    return (
        holder.box.h <= 0.32 * facts.height
        and holder.area <= 0.28 * facts.width * facts.height
        and title.box.y > 0.2 * facts.height
    )


def _touches(holder: Holder, title: Holder, facts: TemplateFacts) -> bool:
    gap = max(holder.box.y - title.box.y - title.box.h, title.box.y - holder.box.y - holder.box.h)
    aside = min(holder.box.x + holder.box.w, title.box.x + title.box.w) - max(holder.box.x, title.box.x)
    return gap < 0.07 * facts.height and aside > 0.3 * min(holder.box.w, title.box.w)


def _head_of(content: Holder, small: list[Holder], facts: TemplateFacts) -> Holder | None:
    """Find the heading right above a content: a short text of about its width."""
    for holder in small:
        gap = content.box.y - holder.box.y - holder.box.h
        alike = abs(holder.box.w - content.box.w) < 0.2 * content.box.w
        near = abs(holder.box.x - content.box.x) < 0.12 * content.box.w
        close = -0.03 * facts.height <= gap < 0.06 * facts.height
        if alike and near and ((close and holder.box.h < 0.16 * facts.height) or _is_over(holder, content)):
            return holder
    return None


def _is_over(head: Holder, content: Holder) -> bool:
    """True for a place that is all of a heading but low: on top of another of its width, and less than half as high."""
    one, other = head.box, content.box
    if head is content or head.type not in ("body", "obj") or one.h > 0.45 * other.h:
        return False
    gap = other.y - one.y - one.h
    stacked = one.y < other.y and -0.5 * one.h <= gap < 0.3 * one.h
    return stacked and abs(one.x - other.x) < 0.06 * other.w and abs(one.w - other.w) < 0.15 * other.w


@dataclass(eq=False)
class Usual:
    """What is usual in a template: where ordinary titles stand, how large, on what ground."""

    title: Box
    size: float
    ground: str
    left: float
    right: float
    content: Box | None  # where content stands, heads and all


def _usual_title(own: list[Structure], with_content: list[Structure], masters: Box | None) -> Box | None:
    """Find where ordinary titles stand: where most do, those over content before others, where the master's is before all."""
    counts: dict[tuple[int, int], float] = {}
    boxes: dict[tuple[int, int], Box] = {}
    for each in own:
        if each.title is None:
            continue
        place = (round(each.title.box.y / NEAR), round(each.title.box.x / NEAR))
        weight = 0.2 if each.title.stands_in else 1.0 if each in with_content else 0.6
        counts[place] = counts.get(place, 0.0) + weight
        boxes.setdefault(place, each.title.box)
    if masters is not None and (place := (round(masters.y / NEAR), round(masters.x / NEAR))) in counts:
        counts[place] += 2.0
    return boxes[max(counts, key=lambda place: counts[place])] if counts else masters


def usual(facts: TemplateFacts, all_layouts: list[Structure], master: int) -> Usual:
    """Find what is usual on a master, from its layouts with content."""
    own = [s for s in all_layouts if s.layout.master == master]
    with_content = [s for s in own if s.title is not None and (s.contents or s.pictures)] or [s for s in own if s.title]
    sizes = [s.title.size for s in with_content if s.title is not None]
    title = _usual_title(own, with_content, facts.masters[master].title) or Box(45, 24, facts.width - 90, 80)
    grounds = [s.painting.ground(Box(0, 0, facts.width, facts.height)) for s in with_content or own]
    page = facts.masters[master].palette.named["bg1"]
    ground = max(dict.fromkeys(grounds), key=lambda each: (grounds.count(each), each == page)) if grounds else page
    ordinary = [s for s in own if s.title is not None and abs(s.title.box.y - title.y) <= NEAR]
    with_content = [s for s in ordinary if s.contents or s.pictures] or ordinary or with_content
    left, right = _usual_sides(with_content, facts)
    areas = [around([h.box for h in s.contents]) for s in with_content if s.contents and not s.pictures]
    areas = [box for box in areas if box.w * box.h >= 0.2 * facts.width * facts.height]
    content = Box(*(median(box[n] for box in areas) for n in range(4))) if areas else None
    return Usual(title, median(sizes) if sizes else 32.0, ground, left, right, content)


def _usual_sides(layouts: list[Structure], facts: TemplateFacts) -> tuple[float, float]:
    """Return where content begins and ends across the slide."""
    spans = [around([h.box for h in s.contents] or [s.title.box]) for s in layouts if s.title is not None]
    left = median(box.x for box in spans) if spans else 0.0
    right = median(box.x + box.w for box in spans) if spans else 0.0
    if right - left < 0.5 * facts.width:
        left, right = facts.width * 0.05, facts.width * 0.95
    return max(left, facts.width * 0.02), min(right, facts.width * 0.98)
