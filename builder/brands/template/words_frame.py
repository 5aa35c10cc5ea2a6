"""Places of slides of few words: openings, sections, sentences and closings, whose title is the slide."""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.brands.palette import Colour
from builder.brands.prepared import Box, Slot
from builder.brands.template.facts import Holder
from builder.brands.template.frame import LINE, STEP, Frame
from builder.brands.template.free_area import free_area, overlap, within, without
from builder.brands.template.inks import best_ink
from builder.brands.template.places import SMALL, drawn, held, plain_levels
from builder.ooxml.rgb import TEXT_RATIO

LOGOS = 48.0
BESIDE = 0.3  # of the slide's width: room for words beside decoration
WORDS = {"opening": ("subtitle", "details", "date", "logos"), "closing": ("subtitle", "details", "logos")}
SIZES = {"subtitle": 24.0, "details": 16.0, "date": 16.0, "source": SMALL}  # points
NEEDS = {"subtitle": 34.0, "details": 62.0, "date": 20.0, "source": 18.0}  # points of height
LOW = 0.3  # of the height, from which a title stands too low for the sentence under it
SMALL_PICTURE = 0.06  # share of the slide that a picture beside a large title has at least
PICTURE = 0.115  # share of the slide that a picture in a free area has at least
QUIET = 0.04  # share of that area that may have another colour
_DATE = r"\bdat(e|um)\b|dd[-/.]mm|日期|дата|fecha|päivä"


class WordsFrame(Frame):
    """A layout whose title is most of what it says, with a few words beside it."""

    few_words = True

    def fill(self, area: Box) -> None:
        family = self.role.split("_")[0]
        if family in ("statement", "quote"):
            self._statement()
        elif family in ("section", "questions"):
            self._section()
        else:
            self._subtitled(WORDS[family])

    def _section(self) -> None:
        self._subtitled(("subtitle", "source"))
        if not self.role.endswith("picture"):
            return
        holder = self.one.pictures[0] if self.one.pictures and not self.roomy else None
        place = self._picture_slot(holder) if holder else None
        if place is None or place.box.w * place.box.h < SMALL_PICTURE * self.one.area:
            free = self._beside()
            place = Slot(free) if free else None
        if place is not None:
            self.slots["picture"] = place
        else:
            self.leaves_out = ("picture",)

    def _statement(self) -> None:
        """Return a sentence the middle of the slide, its attribution under it, and its title (where it has one) above."""
        title = self.slots["title"]
        taken = list(self._footer_boxes())
        titled = self.role.endswith("titled")
        whole = free_area(self.one.painting, self.bounds, taken)
        if whole.w * whole.h < 0.3 * self.one.area:
            whole = without(self.bounds, taken)
        size = min(max(title.levels[0].size, 30.0), 40.0)
        if titled:
            if self.roomy or title.box.h > 0.3 * self.facts.height or title.box.y > LOW * self.facts.height:
                box = Box(whole.x, whole.y, whole.w, max(2 * 24 * LINE + 8, 0.16 * whole.h))
                title = self.slots["title"] = replace(title, box=box, placed=True, exact=False)
            free = free_area(self.one.painting, self.bounds, [self._padded(title.box), *taken])
            if free.w * free.h < 0.2 * self.one.area:
                free = without(self.bounds, [self._padded(title.box), *taken])
            levels = plain_levels(self.body, size, font=title.levels[0].font)
            self.slots["body"] = drawn("Statement", free._replace(h=free.h - 78), levels, anchor="ctr")
            whole = free
        else:
            own = title.box
            if self.roomy or own.h < 0.28 * self.facts.height or own.w < 0.45 * self.facts.width:
                own = Box(whole.x, whole.y + 0.06 * whole.h, whole.w, 0.94 * whole.h - 90)
                levels = tuple(each._replace(size=size) for each in title.levels)
                self.slots["title"] = replace(
                    title, box=own, placed=True, exact=False, anchor="ctr", levels=levels, styled=True, upright=True
                )
            if own.y + own.h + 60 <= self.facts.height:
                whole = Box(own.x, own.y + own.h, own.w, min(self.bounds.y + self.bounds.h - own.y - own.h, 78))
                whole = without(whole, taken)
        foot = (
            Box(whole.x, whole.y + whole.h - 72, whole.w, 44)
            if titled or whole.h >= 72
            else whole._replace(h=max(whole.h - 20, 20))
        )
        self.slots["attribution"] = self._drawn("attribution", foot, 18.0)
        self.slots["source"] = self._drawn("source", Box(foot.x, foot.y + foot.h + 4, foot.w, 22))

    def _beside(self) -> Box | None:
        """Return a place for a picture where really nothing of the house stands; None where it has no such place."""
        taken = [self._padded(slot.box) for name, slot in self.slots.items() if slot.type or name == "title"]
        taken += [self._padded(self.slots[name].box) for name in ("subtitle", "source")] + self._footer_boxes()
        free = free_area(self.one.painting, self.bounds, taken)
        if free.w < 0.28 * self.facts.width or free.h < 0.34 * self.facts.height:
            return None
        wide = min(free.w, 1.5 * free.h)
        if self.one.painting.mixed(free) > QUIET or wide * free.h < PICTURE * self.one.area:
            return None
        return Box(free.x + free.w - wide, free.y, wide, free.h)

    def _subtitled(self, names: tuple[str, ...]) -> None:
        """Give places to the words beside a large title: the layout's own, where they stand; the rest joins them.

        A box of our own is drawn only where a layout has no place for words besides its title.
        """
        title = self.slots["title"]
        self.leaves_out = tuple(name for name in names if name not in (*self.wanted, "source"))
        names = tuple(name for name in names if name not in self.leaves_out)
        if self.roomy:
            self._stacked(title, names)
            return
        lines = self._lines(title)
        words = [name for name in names if name in ("subtitle", "details", "date")]
        given = self._given(words, lines)
        taken = [title.box, *self._footer_boxes(), *(h.box for h in given.values())]
        self.slots["title"] = replace(title, room=self._room_to_grow(title, [b for b in taken if b is not title.box]))
        for name, holder in given.items():
            slot = replace(held(holder, "line"), lifted=False)
            others = [box for box in taken if box is not holder.box]
            self.slots[name] = replace(slot, room=self._room_to_grow(slot, others))
        host = max(
            given, key=lambda name: given[name].box.h / given[name].size, default=""
        )  # most lines have room there
        if not host and words:
            host, high = words[0], sum(NEEDS[name] for name in words) * 1.1
            self.slots[host] = self._drawn(host, self._room(taken, high, title))
            taken.append(self.slots[host].box)
        for name in words:
            if name not in self.slots:
                self.slots[name] = replace(self.slots[host], joins=host)
        if "source" in names:
            high = NEEDS["source"] * 1.25
            foot = self._band(self.bounds._replace(x=title.box.x, w=title.box.w), taken, high, last=True)
            self.slots["source"] = self._drawn("source", foot or self._room(taken, high, title), anchor="b")
        if "logos" in names:
            self.slots["logos"] = Slot(self._room(taken, LOGOS, title))

    def _lines(self, title: Slot) -> list[Holder]:
        """List the layout's places for words beside the title, those that are meant for a subtitle first."""
        others = [h for h in self.one.labels if h.type != "subTitle"]
        plain = [h for h in self.one.contents if h.type in ("obj", "body") and not h.double]
        lines = [h for h in (*self.one.sublines, *others, *plain) if not h.double]
        return [
            h for h in lines
            if h.box.w > 0.12 * self.facts.width and h.box.h >= LINE * min(h.size, 12.0)
            and overlap(h.box, title.box) < 0.3 * h.area
        ]  # fmt: skip

    def _given(self, words: list[str], lines: list[Holder]) -> dict[str, Holder]:
        """Give the layout's lines to words: the first to the subtitle, one that asks for a date to that, another to the details."""
        left = list(lines)
        given: dict[str, Holder] = {}
        if not words or not left:
            return given
        dated = next(
            (h for h in left if re.search(_DATE, f"{h.prompt} {h.name}".lower()) and h.type != "subTitle"), None
        )
        if "date" in words and dated is not None and len(left) > 1:
            given["date"] = dated
            left.remove(dated)
        wide = [h for h in left if h.box.w >= 0.25 * self.facts.width]
        first = (wide or left)[0]
        given = {words[0]: first, **given}
        left = [h for h in left if h is not first and h.box.w >= 0.2 * self.facts.width]
        if "details" in words and left and "details" not in given:
            given["details"] = left[0]
        return given

    def _room_to_grow(self, slot: Slot, taken: list[Box]) -> Box | None:
        """Return how high a place may become: over what is free of decoration and of other places, above and below it."""
        box, bounds = slot.box, self.bounds
        top, bottom = box.y, box.y + box.h
        while slot.anchor != "t":
            strip = Box(box.x, top - STEP, box.w, STEP)
            if strip.y < bounds.y or any(overlap(strip, each) > 1 for each in taken) or self._decorated(strip):
                break
            top -= STEP
        while slot.anchor != "b":
            strip = Box(box.x, bottom, box.w, STEP)
            below = strip.y + STEP > bounds.y + bounds.h
            if below or any(overlap(strip, each) > 1 for each in taken) or self._decorated(strip):
                break
            bottom += STEP
        return Box(box.x, top, box.w, bottom - top) if bottom - top > box.h + 1 else None

    def _drawn(self, name: str, box: Box, size: float = 0.0, anchor: str = "t") -> Slot:
        """Draw words on the title's axis, in the colour that is read best; size: points, else the usual of these words."""
        title = self.slots["title"]
        align = title.align if title.align in ("ctr", "r") else "l"
        levels = plain_levels(self.body, size or SIZES[name])
        return self._same_ink(drawn(name.capitalize(), box, levels, align=align, inset=title.insets[0], anchor=anchor))

    def _stacked(self, title: Slot, names: tuple[str, ...]) -> None:
        """Put title and words under one another in the room that there is."""
        taken = list(self._footer_boxes())
        if "picture" in self.slots:
            taken.append(self.slots["picture"].box)
        room = free_area(self.one.painting, self.bounds, taken)
        if room.w < 0.4 * self.facts.width or room.h < 0.6 * self.facts.height:
            room = without(self.bounds, taken)
        if "logos" in names:
            self.slots["logos"] = Slot(Box(room.x, room.y + room.h - LOGOS, room.w, LOGOS))
            room = room._replace(h=room.h - LOGOS - 4)
            names = tuple(name for name in names if name != "logos")
        shares = {"title": 0.42, "subtitle": 0.2, "details": 0.26, "date": 0.07, "source": 0.1}
        y, whole = room.y, sum(shares[name] for name in ("title", *names))
        high = room.h / whole
        self.slots["title"] = replace(
            title, box=Box(room.x, y, room.w, high * shares["title"]), placed=True, exact=False
        )
        y += high * shares["title"]
        for name in names:
            box = Box(room.x, y + 4, room.w, high * shares[name] - 4)
            self.slots[name] = self._drawn(name, box)
            y += high * shares[name]

    def _same_ink(self, slot: Slot) -> Slot:
        """Let drawn words have the colour that the layout's own have there, else the one that is read best."""
        ground = self.one.painting.ground(slot.box)
        own = [h.ink for h in (*self.one.sublines, self.one.title, *self.one.labels) if h is not None and not h.fill]
        fits = (ink for ink in own if self.one.painting.worst(ink, slot.box) >= TEXT_RATIO)
        ink = next(fits, "")
        name = next((name for name, rgb in self.theme.items() if rgb == ink and not name.startswith("#")), "")
        colour = Colour(name, 100, 0, ink) if name else best_ink(self.theme, ground)
        name = f"ink_{colour.scheme}_{colour.mod}_{colour.off}"
        self.ink.palette.setdefault(name, colour)
        return replace(slot, colour=name)

    def _room(self, taken: list[Box], need: float, title: Slot) -> Box:
        """Return room for a line or two: under the title, else above it, else wherever it is free.

        Nothing that the house drew is stood on as long as there is another place.
        """
        under = Box(
            title.box.x,
            title.box.y + title.box.h,
            title.box.w,
            self.bounds.y + self.bounds.h - title.box.y - title.box.h,
        )
        above = Box(title.box.x, self.bounds.y, title.box.w, title.box.y - self.bounds.y)
        places = [within(place, self.slide) for place in (under, above)]
        for place in places:
            clear = self._band(place, taken, need, last=place.y < title.box.y, decorated=False)
            if clear is None and place.h >= need:  # beside what the house drew
                free = _on_axis(free_area(self.one.painting, place, taken), title)
                clear = free._replace(h=need) if free.h >= need and free.w >= BESIDE * self.facts.width else None
            if clear is not None:
                return clear
        for place in places:
            clear = self._band(place, taken, need, last=place.y < title.box.y)
            if clear is not None:
                return clear
        free = free_area(self.one.painting, self.bounds, [self._padded(box) for box in taken])
        if free.h >= need * 0.7 and free.w >= 0.2 * self.facts.width:
            return free._replace(h=min(free.h, need))
        rest = without(self.bounds, taken)
        return rest._replace(h=min(max(rest.h, 1), need))


def _on_axis(box: Box, title: Slot) -> Box:
    """Return the part of a place that has a centred title's middle in its own."""
    middle = title.box.x + title.box.w / 2
    half = min(middle - box.x, box.x + box.w - middle)
    return box if title.align != "ctr" or half <= 0 else Box(middle - half, box.y, 2 * half, box.h)
