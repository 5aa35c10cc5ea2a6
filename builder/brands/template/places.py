"""Places for blocks made from a layout's placeholders, or drawn where it has none."""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.palette import Colour
from builder.brands.prepared import Box, Level, Slot
from builder.brands.template.facts import Holder
from builder.brands.template.inks import best_ink
from builder.brands.template.painting import Painting
from builder.ooxml.slide import TITLES

FLOORS = {
    "footer": 0.0,
    "title": 20.0,
    "body": 14.0,
    "points": 14.0,
    "line": 10.0,
    "small": 10.0,
}  # points; smaller text of a template is written larger
TOP_TITLE = 66.0  # points; a larger title would hold a word or two
UNREADABLE = 3.0  # contrast below which words get a plain ground of their own
LARGEST_TEXT = 44.0  # points of running text that a template may have; what does not fit is made smaller
ROUNDING = 0.01  # points
GAP = 18.0  # points between places
SMALL = 13.0  # points of captions and sources
LARGE = 24.0  # points from which text counts as large (WCAG 2.1: 18, or 14 bold)
NARROWEST = 300.0  # points to which the place of text may be cut, where the rest of it is restless
CUTS = (0.0, 0.15, 0.3, 0.45, 0.6)  # shares of a place that are cut off at an edge, to find a quiet part of it
BULLETS = ("•", "–", "•", "–", "•")


class Inked:
    """Sees to it that text can be read where it stands; keeps the colours that this asked for."""

    def __init__(self, painting: Painting, theme: dict[str, str], palette: dict[str, Colour]) -> None:
        self.painting, self.theme, self.palette = painting, theme, palette

    def slot(self, slot: Slot, ink: str, fill: str = "", *, small: bool = False) -> Slot:
        """Return a slot with a readable colour: its own (RGB) where that does.

        fill: what it stands on, if it has a fill; small: its text may be made smaller.
        """
        large = bool(slot.levels) and slot.levels[0].size >= LARGE and not small
        least = 3.0 if large else 4.5
        if fill:
            from builder.ooxml.rgb import contrast

            if contrast(ink, fill) >= least:
                return slot
            return self._coloured(slot, best_ink(self.theme, fill))
        own = self.painting.worst(ink, slot.box)
        if own >= least:
            return slot
        best = best_ink(self.theme, self.painting.ground(slot.box))
        other = self.painting.worst(best.rgb, slot.box)
        if other < least and (self.painting.restless(slot.box) or max(own, other) < UNREADABLE):
            narrow = self._narrowed(slot, ink, least)
            if narrow is not None:
                return narrow
            return replace(self._coloured(slot, self.palette["text"]), fill="background")
        return self._coloured(slot, best) if other > own else slot

    def of_itself(self, slot: Slot, ink: str) -> Slot:
        """Return a slot that says its colour (RGB) itself: the theme colour that it is, else the RGB."""
        return self._coloured(slot, self._named(ink))

    def filled(self, slot: Slot, fill: str) -> Slot:
        """Return a slot a fill of its own (RGB): the theme colour that it is, else the RGB."""
        name = f"fill_{fill}"
        self.palette[name] = self._named(fill)
        return replace(slot, fill=name)

    def _named(self, rgb: str) -> Colour:
        names = {own: scheme for scheme, own in reversed(self.theme.items()) if not scheme.startswith("#")}
        return Colour(names.get(rgb, "#"), 100, 0, rgb)

    def on_fill(self, slot: Slot) -> Slot:
        """Return a slot with a fill the colour that is read best on it."""
        return self._coloured(slot, best_ink(self.theme, self.palette[slot.fill].rgb))

    def _narrowed(self, slot: Slot, ink: str, least: float) -> Slot | None:
        """Return text the largest part of its place that is quiet enough to be read on, in its own ink before another."""
        if not slot.levels:
            return None
        for part in _parts(slot):
            own = self.painting.worst(ink, part)
            if own >= least:
                return replace(slot, box=part, placed=True, exact=False)
            best = best_ink(self.theme, self.painting.ground(part))
            if self.painting.worst(best.rgb, part) >= least:
                return self._coloured(replace(slot, box=part, placed=True, exact=False), best)
        return None

    def _coloured(self, slot: Slot, colour: Colour) -> Slot:
        name = next((role for role in ("text",) if self.palette[role][:3] == colour[:3]), "")
        if not name:
            name = f"ink_{colour.scheme}_{colour.mod}_{colour.off}"
            self.palette[name] = colour
        return replace(slot, colour=name)


def _parts(slot: Slot) -> list[Box]:
    """List parts of a place that hold a few lines yet, the largest first, those at its own edge before others."""
    box, line = slot.box, 1.3 * slot.levels[0].size
    found: list[tuple[float, int, Box]] = []
    for left, right in ((a, b) for a in CUTS for b in CUTS if a + b < 1):
        if slot.align == "ctr" and left != right:
            continue
        for top, bottom in ((a, b) for a in CUTS for b in CUTS if a + b < 1):
            part = Box(
                box.x + left * box.w, box.y + top * box.h, (1 - left - right) * box.w, (1 - top - bottom) * box.h
            )
            if (
                part.w >= min(NARROWEST, box.w)
                and part.h >= min(line, box.h)
                and (left, right, top, bottom) != (0,) * 4
            ):
                aside = right if slot.align == "r" else left
                found.append((-part.w * part.h * (0.8 if aside else 1.0), len(found), part))
    return [part for _, _, part in sorted(found)]


def held(holder: Holder, kind: str, box: Box | None = None) -> Slot:
    """Return a placeholder as a slot; kind: title, body, points, line (of a cover) or small, which sets how small its text may be; box: another place."""
    levels = tuple(_within(level, kind) for level in holder.levels[: 1 if kind == "title" else None])
    levels += holder.levels[len(levels) :]
    place = box if box is not None and is_moved(box, holder.box) else holder.box
    moved = holder.stretched or place != holder.box
    if kind in ("body", "points"):
        levels = _spaced(levels, bullets=kind == "points")
    if holder.stands_in:
        return Slot(
            place, "title", 0, holder.name or "Title", holder.insets, _anchor(holder),
            tuple(each._replace(bullet="", margin=0.0, indent=0.0) for each in levels), placed=True, styled=True,
            align=_align(holder), shrinks=True, upright=True,
        )  # fmt: skip
    changed = levels != holder.levels
    if holder.double:  # a text box that looks like it
        bare = Slot(place, "", 0, holder.name, holder.insets, _anchor(holder), levels, placed=True, styled=True)
        return replace(bare, align=_align(holder))
    nameless = not holder.idx and holder.type not in TITLES  # programs may take the title for what it inherits from
    exact = not changed and not moved and (nameless or holder.unsized)
    lifted = kind in ("body", "points") and not levels[0].bullet and bool(levels[1].bullet)
    return Slot(
        place, holder.type, holder.idx, holder.name, holder.insets, _anchor(holder),
        levels, placed=moved or nameless, styled=changed or holder.unsized or nameless, align=_align(holder),
        body=holder.body, shrinks=True, lifted=lifted, exact=exact, autofits=holder.autofits,
    )  # fmt: skip


def is_moved(box: Box, own: Box) -> bool:
    """True where a place is another one, and not the same reckoned in another way."""
    return any(abs(one - other) > ROUNDING for one, other in zip(box, own, strict=True))


def heading_of(holder: Holder) -> Slot:
    """Return a placeholder as the slot of a heading, whose words stay at the first level."""
    return replace(held(holder, "body"), lifted=False)


def _anchor(holder: Holder) -> str:
    return holder.anchor if holder.anchor in ("t", "ctr", "b") else "t"


def _spaced(levels: tuple[Level, ...], *, bullets: bool) -> tuple[Level, ...]:
    """Tell points apart where a template would not: by bullets, or at least by space."""
    if any(level.bullet or level.before + level.after >= 0.2 * level.size for level in levels[:2]):
        return levels
    if not bullets:
        return tuple(each._replace(before=0.25 * each.size) for each in levels)
    return tuple(
        each._replace(
            bullet=BULLETS[n % 5], margin=(n + 1) * each.size * 0.8, indent=-each.size * 0.8, before=0.25 * each.size
        )
        for n, each in enumerate(levels)
    )


def _align(holder: Holder) -> str:
    return holder.align if holder.align in ("l", "ctr", "r") else "l"


def _within(level: Level, kind: str) -> Level:
    size = max(level.size, FLOORS[kind])
    if kind == "title":
        size = min(size, TOP_TITLE)
    elif kind not in ("small", "line"):
        size = min(size, LARGEST_TEXT)
    return level if size == level.size else level._replace(size=size)


def drawn(
    name: str, box: Box, levels: tuple[Level, ...], *, anchor: str = "t", align: str = "l", colour: str = "text",
    inset: float = 0.0,
) -> Slot:  # fmt: skip
    """Return a free area as a slot for words: a text box with levels of its own."""
    return Slot(
        box, "", 0, name, (inset, 0.0, inset, 0.0), anchor, levels, placed=True, styled=True, colour=colour, align=align
    )


def plain_levels(
    model: tuple[Level, ...], size: float, *, bold: bool = False, bullets: bool = False, font: str = ""
) -> tuple[Level, ...]:
    """Return five levels of a size in a model's font; with bullets they are indented step by step."""
    made = []
    for number in range(5):
        own = max(size - 2 * number, 12) if bullets else size
        made.append(
            Level(
                own, font or model[0].font, bold, margin=(number + 1) * size * 0.9 if bullets else 0,
                indent=-size * 0.9 if bullets else 0, before=size * 0.3 if bullets else 0,
                bullet=BULLETS[number] if bullets else "",
            )
        )  # fmt: skip
    return tuple(made)
