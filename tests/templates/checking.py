"""What is measured in decks built on templates, with their package read anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from tests.tools.packages import FOOTERS, A, DeckFile, P, own_properties, placeholder_of, text_of

ROUNDING = 38_100  # EMU that neighbours may share: three points
SLOTS = (
    "Text",
    "Caption",
    "Source",
    "Subtitle",
    "Details",
    "Date",
    "Attribution",
    "Statement",
    "Heading",
    "About the film",
)


class Item(NamedTuple):
    """A shape of a slide: its name, its place in EMU, its placeholder's type if it is one, its words."""

    name: str
    place: tuple[int, int, int, int]
    holder: str
    words: str
    tag: str


def items(deck: DeckFile, part: str) -> list[Item]:
    """List the top-level shapes of a slide with the places that they have or inherit."""
    found = []
    for shape in deck.xml(part).find(f"{P}cSld/{P}spTree"):
        if shape.tag not in (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}grpSp", f"{P}cxnSp"):
            continue
        ph = placeholder_of(shape)
        place = place_of(shape) or (inherited(deck, part, ph) if ph is not None else None)
        name = own_properties(shape).get("name")
        assert place is not None, f"{part}: {name} has no place"
        holder = ph.get("type", "obj") if ph is not None else ""
        found.append(Item(name, place, holder, text_of(shape), shape.tag))
    return found


def place_of(shape: Any) -> tuple[int, int, int, int] | None:
    """Give a shape's own place."""
    for path in (f"./{P}spPr/{A}xfrm", f"./{P}xfrm", f"./{P}grpSpPr/{A}xfrm"):
        xfrm = shape.find(path)
        if xfrm is not None:
            off, ext = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
            return int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy"))
    return None


def inherited(deck: DeckFile, part: str, ph: Any) -> tuple[int, int, int, int] | None:
    """Give the place of the layout's placeholder, or of its master's (ECMA-376 part 1, 19.3.1.36)."""
    layout = next(r.target for r in deck.relationships(part).values() if r.type == "slideLayout")
    master = next(r.target for r in deck.relationships(layout).values() if r.type == "slideMaster")
    kind, idx = _kind(ph), ph.get("idx", "0")
    for shape in deck.xml(layout).iter(f"{P}sp", f"{P}pic"):
        own = placeholder_of(shape)
        if own is None:
            continue
        if _kind(own) == kind == "title" or (own.get("idx", "0") == idx and own.get("type") == ph.get("type")):
            if place_of(shape):
                return place_of(shape)
            break
    wanted = kind if kind in ("title", *FOOTERS) else "body"
    for shape in deck.xml(master).iter(f"{P}sp"):
        own = placeholder_of(shape)
        if own is not None and _kind(own) == wanted:
            return place_of(shape)
    return None


def _kind(ph: Any) -> str:
    kind = ph.get("type", "obj")
    return "title" if kind == "ctrTitle" else str(kind)


def faults(file: Path) -> list[str]:
    """List what is wrong with the places of a deck: outside the slide, over one another, empty, without a title."""
    deck = DeckFile(file)
    size = deck.presentation.find(f"{P}sldSz")
    wide, high = int(size.get("cx")), int(size.get("cy"))
    slack = wide // 250
    found = []
    for number, part in enumerate(deck.slide_parts, 1):
        listed = items(deck, part)
        if not any(each.holder in ("title", "ctrTitle") and each.words for each in listed):
            found.append(f"slide {number}: no title in a title placeholder")
        for each in listed:
            x, y, w, h = each.place
            if x < -slack or y < -slack or x + w > wide + slack or y + h > high + slack:
                found.append(f"slide {number}: {each.name} stands outside the slide: {each.place}")
            if each.holder and each.tag == f"{P}sp" and not each.words:
                found.append(f"slide {number}: {each.name} is not filled")
        found += [f"slide {number}: {fault}" for fault in _overlaps(listed)]
    return found


def _overlaps(listed: list[Item]) -> list[str]:
    slots = [e for e in listed if e.holder or e.name.rsplit(" ", 1)[0] in SLOTS or e.tag == f"{P}graphicFrame"]
    shown = [e for e in listed if not e.name.startswith("Ground")]
    drawn = [e for e in shown if e not in slots]
    holders = [e for e in slots if e.holder and e.tag == f"{P}sp"]
    pairs = [(a, b) for n, a in enumerate(slots) for b in slots[:n]] + [(a, b) for a in drawn for b in holders]
    return [f"{a.name} stands over {b.name}" for a, b in pairs if _shared(a.place, b.place)]


def _shared(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return wide > ROUNDING and high > ROUNDING
