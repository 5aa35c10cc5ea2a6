"""Places of slides of few words: openings, sections, sentences and closings, whose title is the slide."""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.palette import Colour
from builder.brands.prepared import Box, Slot
from builder.brands.template.facts import Holder
from builder.brands.template.frame import LINE, Frame
from builder.brands.template.free_area import free_area, overlap, within, without
from builder.brands.template.inks import best_ink
from builder.brands.template.places import GAP, SMALL, drawn, held, plain_levels

LOGOS = 48.0
BESIDE = 0.3  # of the slide's width: room for words beside decoration
READ_IN_ORDER = ("subtitle", "details", "date")  # under one another on a title slide
WORDS = {"opening": ("subtitle", "details", "date", "logos"), "closing": ("subtitle", "details", "logos")}
SIZES = {"subtitle": 24.0, "details": 16.0, "date": 16.0, "source": SMALL}  # points
NEEDS = {"subtitle": 34.0, "details": 62.0, "date": 20.0, "source": 18.0}  # points of height
SMALL_PICTURE = 0.06  # share of the slide that a picture beside a large title has at least
BAND = 2.6  # width in heights from which little of a picture would be left


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
        if self.role.endswith("picture"):
            holder = self.one.pictures[0] if self.one.pictures and not self.roomy else None
            place = self._picture_slot(holder) if holder else None
            if place is None or place.box.w * place.box.h < SMALL_PICTURE * self.one.area:
                place = Slot(self._clear_of_words(self._beside()))
            self.slots["picture"] = place
        self._subtitled(("subtitle", "source"))

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
            if self.roomy or title.box.h > 0.3 * self.facts.height:
                box = Box(whole.x, whole.y, whole.w, max(2 * 24 * LINE + 8, 0.16 * whole.h))
                title = self.slots["title"] = replace(title, box=box, placed=True)
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
                    title, box=own, placed=True, anchor="ctr", levels=levels, styled=True, upright=True
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

    def _beside(self) -> Box:
        """Return the place for a picture on a slide of few words: the largest that the title leaves."""
        title = self.slots["title"]
        free = free_area(self.one.painting, self.bounds, [self._padded(title.box), *self._footer_boxes()])
        least = 0.1 * self.one.area
        if free.w * free.h >= least and free.w > 120 and free.h > 100 and free.w < BAND * free.h:
            return free
        half = self.facts.width * 0.56
        box = within(title.box, Box(0, 0, half, self.facts.height))
        if box.w < 0.3 * self.facts.width:
            box = Box(self.bounds.x, title.box.y, half - self.bounds.x, title.box.h)
        self.slots["title"] = replace(title, box=box, placed=True)
        side = Box(half + GAP, self.bounds.y, self.bounds.x + self.bounds.w - half - GAP, self.bounds.h)
        clear = free_area(self.one.painting, side, [self._padded(box), *self._footer_boxes()])
        if clear.w * clear.h >= SMALL_PICTURE * self.one.area and clear.w > 90 and clear.h > 90:
            return clear
        if free.h > 90 and free.w > 90:  # a small picture is better than one on the house's logo
            wide = min(free.w, 1.6 * free.h)
            return Box(free.x + free.w - wide, free.y, wide, free.h)
        return without(side, self._footer_boxes())

    def _clear_of_words(self, place: Box) -> Box:
        """Lower the top of a picture under the title, and raise its foot, so that the words beside the title have room."""
        title = self.slots["title"].box
        under = place.y >= title.y + title.h - 1 and place.x < title.x + title.w and place.x + place.w > title.x
        above, below = 1.25 * NEEDS["subtitle"] + 6, 1.25 * NEEDS["source"] + 6
        if self.roomy or not under or place.h < 2.5 * (above + below):
            return place
        return Box(place.x, place.y + above, place.w, place.h - above - below)

    def _subtitled(self, names: tuple[str, ...]) -> None:
        """Return places to the words beside a large title: placeholders in their order, then the room that is left."""
        title = self.slots["title"]
        if self.roomy:
            self._stacked(title, names)
            return
        if self._crowded(title):
            title = self.slots["title"] = self._roomy_title(title)
        taken = [title.box, *self._footer_boxes()]
        if "picture" in self.slots:
            taken.append(self.slots["picture"].box)
        lines = (*self.one.sublines, *(h for h in self.one.labels if h.type != "subTitle"))
        spare = [h for h in lines if h.box.w > 0.12 * self.facts.width]
        for name in names:
            if name == "logos":
                self.slots[name] = Slot(self._room(taken, LOGOS, title, []))
                continue
            spare = [h for h in spare if _is_clear_of(taken, h)]
            holder = self._line_for(name, spare, taken)
            if holder is not None:
                spare = [h for h in spare if h is not holder]
                slot = self._held(holder, name, names)
            else:
                before = [
                    self.slots[each].box for each in READ_IN_ORDER if each in self.slots and name in READ_IN_ORDER
                ]
                room = self._room(taken, NEEDS[name] * 1.25, title, before)
                slot = self._drawn(name, room, anchor="b" if name == "source" else "t")
            self.slots[name] = slot
            taken.append(slot.box)

    def _line_for(self, name: str, spare: list[Holder], taken: list[Box]) -> Holder | None:
        """Return the placeholder that serves for the words, if there is one."""
        if name == "source":
            return None
        if name == "date":
            return next((h for h in spare if h.box.h < 0.12 * self.facts.height), None)
        wide, high = 0.25 * self.facts.width, 0.85 * NEEDS[name]
        found = next((h for h in spare if h.box.h >= high and h.box.w >= wide), None)
        if found is None and name == "details":
            return next((h for h in self.one.contents if _is_clear_of(taken, h)), None)
        return found

    def _held(self, holder: Holder, name: str, names: tuple[str, ...]) -> Slot:
        """Return a placeholder to words; a high one leaves room for those that follow."""
        slot = replace(held(holder, "body" if name == "subtitle" else "small"), lifted=False)
        if slot.box.h <= 3.2 * NEEDS[name] or name == names[-1]:
            return slot
        share = max(2.2 * NEEDS[name], slot.box.h * (0.45 if len(names) > 2 else 0.6))
        return replace(slot, box=slot.box._replace(h=share), placed=True)

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
        self.slots["title"] = replace(title, box=Box(room.x, y, room.w, high * shares["title"]), placed=True)
        y += high * shares["title"]
        for name in names:
            box = Box(room.x, y + 4, room.w, high * shares[name] - 4)
            self.slots[name] = self._drawn(name, box)
            y += high * shares[name]

    def _same_ink(self, slot: Slot) -> Slot:
        """Let drawn words have the colour that is read best where they stand."""
        ground = self.one.painting.ground(slot.box)
        colour: Colour = best_ink(self.theme, ground)
        name = f"ink_{colour.scheme}_{colour.mod}_{colour.off}"
        self.ink.palette.setdefault(name, colour)
        return replace(slot, colour=name)

    def _crowded(self, title: Slot) -> bool:
        """True where a title leaves no room for the words beside it, or is too small for large words."""
        return title.box.h > 0.62 * self.facts.height or title.box.h < 44 or title.box.w < 0.3 * self.facts.width

    def _roomy_title(self, title: Slot) -> Slot:
        """Return a title the middle of the largest free area, so that others have room under it."""
        taken = list(self._footer_boxes())
        if "picture" in self.slots:
            taken.append(self.slots["picture"].box)
        free = free_area(self.one.painting, self.bounds, taken)
        if free.w < 0.45 * self.facts.width or free.h < 0.5 * self.facts.height:
            free = without(self.bounds, taken)
        high = 0.46 * free.h
        return replace(title, box=Box(free.x, free.y + 0.1 * free.h, free.w, high), placed=True, anchor=title.anchor)

    def _room(self, taken: list[Box], need: float, title: Slot, before: list[Box]) -> Box:
        """Return room for a line or two: under the title, else above it, else wherever it is free.

        before: places of words that are read first; where there is room under these, it is that. Nothing that the house
        drew is stood on as long as there is another place.
        """
        under = Box(
            title.box.x,
            title.box.y + title.box.h,
            title.box.w,
            self.bounds.y + self.bounds.h - title.box.y - title.box.h,
        )
        above = Box(title.box.x, self.bounds.y, title.box.w, title.box.y - self.bounds.y)
        read = max((box.y + box.h for box in before if box.y >= title.box.y), default=0.0)
        after = Box(under.x, max(under.y, read), under.w, under.y + under.h - max(under.y, read))
        places = [within(place, self.slide) for place in (*((after,) if before and after.h > 0 else ()), under, above)]
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


def _is_clear_of(taken: list[Box], holder: Holder) -> bool:
    return not any(overlap(holder.box, box) > 4 for box in taken)
