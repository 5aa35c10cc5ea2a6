"""One layout of a template for one role: where its title, its content and its footers stand, and in which ink."""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.palette import Colour
from builder.brands.prepared import Box, Level, PreparedLayout, Slot
from builder.brands.template.facts import Holder, TemplateFacts
from builder.brands.template.free_area import around, free_area, overlap, within, without
from builder.brands.template.inks import house_palette
from builder.brands.template.places import Inked, held, is_moved
from builder.brands.template.structure import Structure, Usual
from builder.ooxml.rgb import TEXT_RATIO

LINE = 1.2
COVER = ("subtitle", "details", "date")  # what a house's cover says besides its title, unless brand.yaml says otherwise
STEP = 6.0  # points by which a footer is widened
STRIPS, FIGURE = 24, 0.1  # of a title's place, and the share of one from which a figure stands in it
NARROWEST_MARGIN = 0.03  # share of the slide's width
LOWEST_TITLE = 30.0  # points of height in which a title of one line has room
STRIP = 3.0  # points of height of what is looked at in one go
EDGE = 0.2  # share of a place's height, at head and foot, that is looked at
CLEAR, CROSSED = 0.02, 0.03  # shares of a place that may be drawn on, and of a strip from which something stands in it
OFF = 9.0  # points between what stands at the edge of a place and its content
LEAST_AREA = 0.22  # share of the slide below which content is given the largest free area


class Common:
    """What the layouts of a template have in common, whatever they are bound to."""

    def __init__(
        self, facts: TemplateFacts, layouts: list[Structure], usuals: list[Usual], body: tuple[Level, ...],
        own: dict[str, str], cover: tuple[str, ...] = COVER,
    ) -> None:  # fmt: skip
        """body: the levels of running text, from the layout that is bound to points; own: colours of brand.yaml by role.

        cover: what stands on the opening besides its title.
        """
        self.cover = cover
        self.facts, self.layouts, self.usuals, self.body, self.own = facts, layouts, usuals, body, own
        self._palettes: dict[tuple[str, ...], dict[str, Colour]] = {}

    def palette(self, theme: dict[str, str], ground: str) -> dict[str, Colour]:
        """Return the palette of a theme on a ground, made once."""
        key = (*theme.values(), ground)
        if key not in self._palettes:
            self._palettes[key] = house_palette(theme, ground, self.own)
        return dict(self._palettes[key])


class Frame:
    """One layout for one role; those of content and of few words fill it."""

    few_words = False  # else the title is most of the slide, and there is no area for content

    def __init__(self, common: Common, one: Structure, role: str, roomy: bool) -> None:
        self.common, self.one, self.role, self.roomy = common, one, role, roomy
        self.facts, self.body = common.facts, common.body
        self.usual = common.usuals[one.layout.master]
        self.slide = Box(0, 0, self.facts.width, self.facts.height)
        self.slots: dict[str, Slot] = {}
        self.theme = one.layout.palette.named
        self.wanted = common.cover if role == "opening" else COVER
        self.leaves_out: tuple[str, ...] = ()

    def layout(self, key: str) -> PreparedLayout:
        """Return the layout with its places, its footers and the palette of its ground, kept under a key."""
        title = self._title()
        area = self._area(title)
        if self.roomy and not self.few_words and area.w * area.h < 0.4 * self.one.area:
            title = self._topmost(title)
            area = self._area(title)
        if not self.few_words:
            area = self._off_edges(area)
        painting = self.one.painting
        self.panel = area if not self.few_words and painting.restless(area) else None
        palette = self.common.palette(self.theme, self.theme["bg1"] if self.panel else painting.ground(area))
        self.ink = Inked(self.one.painting, self.theme, palette)
        if self.one.title is not None and self.one.title.stands_in and self.one.title.fill:
            title = self.ink.filled(title, self.one.title.fill)  # it is no longer the placeholder that has the fill
        self.slots["title"] = title
        self.fill(area)
        self.slots = {name: self._readable(name, slot) for name, slot in self.slots.items()}
        footers = self._footers()
        return PreparedLayout(
            key, self.one.layout.name or self.one.layout.part.rsplit("/", 1)[-1], "/" + self.one.layout.part, self.slots,
            {kind: (slot.idx, slot.name) for kind, slot in footers.items()}, palette, self.one.layout.colour_map, footers,
            self.panel, self.leaves_out,
        )  # fmt: skip

    def fill(self, area: Box) -> None:
        """Put places for what the role's kinds say into the slots."""
        raise NotImplementedError

    @property
    def bounds(self) -> Box:
        """What lies within the house's margins, or the layout's own where they are wider apart."""
        left, right = self.usual.left, self.usual.right
        own = [h.box for h in (self.one.title, *self.one.contents) if h is not None]
        if own and not self.few_words:
            least = NARROWEST_MARGIN * self.facts.width
            left = max(min(left, *(box.x for box in own)), least)
            right = min(max(right, *(box.x + box.w for box in own)), self.facts.width - least)
        edge = 0.035 * self.facts.height
        return Box(left, edge, right - left, self.facts.height - 2 * edge)

    def _title(self) -> Slot:
        holder = self.one.title
        if holder is None:
            return self._orphan_title()
        box = within(holder.box, self.slide)
        least = 2 * 26 * LINE + holder.insets[1] + holder.insets[3]
        if not self.few_words and (self.roomy or box.h < 30 or box.w < 0.3 * self.facts.width):
            box = self._heightened(box, least if self.roomy else 36)
            if box.w < 0.55 * self.facts.width:
                box = Box(self.bounds.x, box.y, self.bounds.w, box.h)
        elif not self.few_words and box.h > 0.32 * self.facts.height:
            box = box._replace(h=min(box.h, max(0.2 * self.facts.height, least)))
        return held(holder, "title", self._beside_figures(box, holder.align))

    def _beside_figures(self, box: Box, align: str) -> Box:
        """Cut off the end of a title's place where a logo stands in it; what runs along all of it, as a rule does, may stay."""
        if align == "ctr":
            return box
        wide = box.w / STRIPS
        strips = [self.one.painting.decorated(Box(box.x + n * wide, box.y, wide, box.h)) for n in range(STRIPS)]
        strips = strips[::-1] if align == "r" else strips
        free = next((n for n, taken in enumerate(strips) if taken > min(strips) + FIGURE), STRIPS)
        if free in (STRIPS, *range(STRIPS // 2)):
            return box
        return box._replace(x=box.x + box.w - free * wide if align == "r" else box.x, w=free * wide)

    def _topmost(self, title: Slot) -> Slot:
        """Return a title the head of the slide, two lines high, so that content has the rest."""
        high = 2 * 26 * LINE + title.insets[1] + title.insets[3]
        place = self._band(self.bounds, self._footer_boxes(), high, last=False)
        if place is None or place.y > 0.3 * self.facts.height:
            place = Box(self.bounds.x, self.bounds.y, self.bounds.w, high)
        return replace(title, box=place._replace(h=high), placed=True, exact=False)

    def _heightened(self, box: Box, least: float) -> Box:
        """Return a title more height, downwards from the top half and upwards from the lower, but not onto a rule."""
        if box.h >= least:
            return box
        if box.y + box.h / 2 < self.facts.height / 2:
            high = Box(box.x, max(min(box.y, self.facts.height - least), 0), box.w, least)
        else:
            high = Box(box.x, max(box.y + box.h - least, 0), box.w, least)
        return box if box.h >= LOWEST_TITLE and self._decorated(high) else high

    def _orphan_title(self) -> Slot:
        """Return a title to a layout that has no place for one: a title placeholder that brings its own look."""
        size = min(max(self.usual.size, 24.0), 36.0)
        model = self.body
        bold = replace_levels(model, size)
        wanted = Box(self.bounds.x, max(self.usual.title.y, self.bounds.y), self.bounds.w, 2 * size * LINE + 4)
        free = free_area(self.one.painting, self.bounds, [])
        box = wanted if overlap(wanted, free) > 0.95 * wanted.w * wanted.h else free._replace(h=min(wanted.h, free.h))
        return Slot(
            box, "title", 0, "Title", (0, 0, 0, 0), "b", bold, placed=True, styled=True, colour="text", align="l",
            shrinks=True, upright=True,
        )  # fmt: skip

    def _area(self, title: Slot) -> Box:
        """Return the place for content: that of the placeholders, else the house's usual one, else the largest that is free."""
        if self.few_words:
            return title.box
        taken = [self._padded(box) for box in (title.box, *self._footer_boxes())]
        wanted = self.one.places if self.role.startswith(("points_", "picture", "generic")) else self.one.contents
        places = [within(h.box, self.slide) for h in wanted]
        places += [within(h.box, self.slide) for h in self.one.heads if h is not None]
        if places and not self.roomy:
            area = without(around(places), [title.box, *self._footer_boxes()])
            if area.w * area.h >= LEAST_AREA * self.one.area and area.w >= 0.4 * self.facts.width:
                return area
        usual = without(within(self.usual.content, self.slide), taken) if self.usual.content else None
        if usual is not None and (usual.w * usual.h < LEAST_AREA * self.one.area or self.one.painting.restless(usual)):
            usual = None
        if usual is not None and not self.roomy and not self._decorated(usual):
            return usual
        free = free_area(self.one.painting, self.bounds, taken)
        if usual is not None and self.roomy and free.w * free.h > usual.w * usual.h:
            usual = None
        if usual is not None and (not self._decorated(usual) or free.w * free.h < 0.6 * usual.w * usual.h):
            return usual
        least, low = (0.34, 0.46) if self.roomy else (LEAST_AREA, 0.3)
        large = free.w * free.h >= least * self.one.area and free.h >= low * self.facts.height
        if large and free.w >= 0.4 * self.facts.width:
            return free
        return without(self.bounds, taken)  # decoration all over: a panel will stand under what is restless

    def _off_edges(self, area: Box) -> Box:
        """Return a place without what a rule or the edge of a drawing stands in, at its head or foot."""
        deep = EDGE * area.h
        if self.one.painting.decorated(Box(area.x, area.y + deep, area.w, area.h - 2 * deep)) > CLEAR:
            return area  # drawn on all over
        steps = range(int((deep + OFF) / STRIP), 0, -1)
        start, end = area.y - OFF, area.y + area.h + OFF
        top = next((n for n in steps if self._crossed(area._replace(y=start + (n - 1) * STRIP, h=STRIP))), 0)
        low = next((n for n in steps if self._crossed(area._replace(y=end - n * STRIP, h=STRIP))), 0)
        return Box(area.x, area.y + top * STRIP, area.w, area.h - (top + low) * STRIP)

    def _crossed(self, strip: Box) -> bool:
        return self.one.painting.decorated(strip) > CROSSED

    def _footer_boxes(self) -> list[Box]:
        return [h.box for h in self.one.footers]

    def _footers(self) -> dict[str, Slot]:
        """Return footer, date and number where the layout has them and nothing stands on them."""
        made: dict[str, Slot] = {}
        for holder in self.one.footers:
            if holder.type == "hdr" or (self.role == "opening" and holder.type in ("dt", "ftr")):
                continue  # a cover says its date and title itself
            slot = held(holder, "footer")
            if any(overlap(slot.box, other.box) > 4 for name, other in self.slots.items() if name not in ("source",)):
                continue
            if any(overlap(slot.box, other.box) > 4 for other in made.values()):
                continue
            slot = self.ink.slot(slot, holder.ink, holder.fill, small=True)
            if slot.fill == "background":
                continue  # nowhere in its place can it be read: rather no footer than a patch on what the house drew
            ink = self.ink.palette[slot.colour].rgb if slot.colour else holder.ink
            made[holder.type] = replace(slot, room=self._footer_room(slot, "" if holder.fill or slot.fill else ink))
        return made

    def _footer_room(self, slot: Slot, ink: str) -> Box:
        """Return the band that a footer may widen in: clear of places and decoration, its ink (if any is given) readable."""
        box, edge = slot.box, 0.02 * self.facts.width
        left, right = box.x, box.x + box.w
        while left - STEP >= edge and self._is_clear(Box(left - STEP, box.y, STEP, box.h), ink):
            left -= STEP
        while right + STEP <= self.facts.width - edge and self._is_clear(Box(right, box.y, STEP, box.h), ink):
            right += STEP
        return Box(left, box.y, right - left, box.h)

    def _is_clear(self, box: Box, ink: str) -> bool:
        if any(overlap(box, slot.box) > 1 for slot in self.slots.values()) or self._decorated(box):
            return False
        return not ink or self.one.painting.worst(ink, box) >= TEXT_RATIO

    def _readable(self, name: str, slot: Slot) -> Slot:
        if not slot.levels:
            return slot
        holder = next(
            (h for h in self.one.layout.holders if slot.type and h.idx == slot.idx and h.type == slot.type), None
        )
        under = self.ink.palette["background"].rgb if self._on_panel(slot.box) else ""
        if name == "title" and self.one.title is not None and self.one.title.stands_in and not slot.fill:
            ink = self.one.title.ink  # what it inherits as a title is another place's
            return self.ink.slot(self.ink.of_itself(slot, ink), ink, under)
        if slot.fill and slot.fill != "background":
            return self.ink.on_fill(slot)
        if slot.joins and holder is not None:  # smaller words than those that the place is made for
            return replace(self.ink.slot(slot, holder.ink, holder.fill or under, small=True), fill="")
        if holder is None or slot.colour:
            rgb = self.ink.palette[slot.colour or "text"].rgb
            return self.ink.slot(replace(slot, colour=slot.colour or "text"), rgb, under)
        return self.ink.slot(slot, holder.ink, holder.fill or under)

    def _on_panel(self, box: Box) -> bool:
        return self.panel is not None and overlap(box, self.panel) > 0.5 * box.w * box.h

    def _picture_slot(self, holder: Holder) -> Slot:
        box = within(holder.box, self.slide)
        title = self.slots["title"].box
        if overlap(box, title) > 4:
            box = without(box, [title])
        if holder.type not in ("pic", "obj") or holder.double:
            return Slot(box)
        return Slot(
            box, holder.type, holder.idx, holder.name, placed=is_moved(box, holder.box), shrinks=holder.type == "pic"
        )

    def _band(self, place: Box, taken: list[Box], need: float, *, last: bool, decorated: bool = True) -> Box | None:
        """Return the first (or last) band of a place that is clear of what is taken and, if there is one, of decoration.

        decorated: where there is none, one with decoration serves too.
        """
        wide, allowed = place.w, (False, True) if decorated else (False,)
        for among in allowed:
            steps = range(int(max(place.h - need, 0) // 6) + 1) if place.h >= need else ()
            for step in reversed(steps) if last else steps:
                box = Box(place.x, place.y + step * 6 + 3, wide, need - 3)
                if any(overlap(box, other) > 1 for other in taken):
                    continue
                if among or not self._decorated(box):
                    return box
        return None

    def _decorated(self, box: Box) -> bool:
        scale = self.one.painting.scale
        part = self.one.painting.taken.crop(
            (int(box.x * scale), int(box.y * scale), int((box.x + box.w) * scale) + 1, int((box.y + box.h) * scale) + 1)
        )
        return sum(part.histogram()[128:]) > 0.02 * part.width * part.height

    def _padded(self, box: Box) -> Box:
        return Box(box.x, box.y - 6, box.w, box.h + 14)


def replace_levels(levels: tuple[Level, ...], size: float) -> tuple[Level, ...]:
    """Return title levels: no bullets, no indents, one size."""
    return tuple(each._replace(size=size, bullet="", margin=0.0, indent=0.0, before=0.0, after=0.0) for each in levels)
