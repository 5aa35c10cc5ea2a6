"""Layouts of a template bound to the roles that slide kinds ask for: placeholders where they serve, else drawn.

Every role gets a layout whose places hold what its kinds say. Where a layout lacks one, text and
drawings stand in its largest free area, in the template's own fonts and colours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.brands.colours import TEXT_RATIO, Colour
from builder.brands.prepared import Box, Level, PreparedLayout, Slot
from builder.brands.template.facts import Holder, TemplateFacts
from builder.brands.template.free_area import around, free_area, overlap, within, without
from builder.brands.template.inks import house_palette
from builder.brands.template.places import Inked, drawn, held, plain_levels
from builder.brands.template.scoring import Score, Scorer, text_and_picture
from builder.brands.template.structure import Structure, Usual

GAP = 18.0  # points between places
STEP = 6.0  # points by which a footer is widened
LINE = 1.2
SMALL = 13.0
LOGOS = 48.0
STRIPS, FIGURE = 24, 0.1  # of a title's place, and the share of one from which a figure stands in it
SMALL_PICTURE = 0.06  # share of the slide that a picture beside a large title should have
BAND = 2.6  # width in heights from which little of a picture would be left
SOURCE_H, CAPTION_H = 34.0, 30.0
LEAST_AREA = 0.22  # share of the slide below which content is given the largest free area
FULL = ("opening", "section", "questions", "closing")
PICTURED = ("points_picture_end", "points_picture_start", "points_wide_end", "points_wide_start")


@dataclass(frozen=True)
class Bound:
    """The layout chosen for a role: all scores, the best first."""

    role: str
    ranking: tuple[Score, ...]
    chosen: int
    asked: bool = False  # by brand.yaml

    @property
    def score(self) -> Score:
        return next(each for each in self.ranking if each.layout == self.chosen)

    @property
    def margin(self) -> float:
        """How far the choice is ahead of the best other."""
        others = [each.value for each in self.ranking if each.layout != self.chosen]
        return self.score.value - max(others, default=self.score.value - 9)


def choose(scorer: Scorer, roles: tuple[str, ...], asked: dict[str, int]) -> dict[str, Bound]:
    """Choose a layout for each role; asked: by role, where brand.yaml names one."""
    made: dict[str, Bound] = {}
    for role in roles:
        ranking = scorer.ranking(role)
        best = ranking[0]
        taken = {"statement": ("section", "opening"), "quote": ("section", "opening"), "section": ("opening",)}.get(
            role, ()
        )
        for each in ranking[:3] if role not in asked else ():
            if each.layout not in {made[t].chosen for t in taken if t in made}:
                emptier = len(scorer.layouts[each.layout].contents) <= len(scorer.layouts[best.layout].contents)
                if best.value - each.value < 2.2 and emptier:
                    best = each
                break
        made[role] = Bound(role, tuple(ranking), asked.get(role, best.layout), role in asked)
    return made


class Binder:
    """Makes the places of layouts for roles."""

    def __init__(
        self, facts: TemplateFacts, layouts: list[Structure], usuals: list[Usual], body: tuple[Level, ...],
        own: dict[str, str],
    ) -> None:  # fmt: skip
        """body: the levels of running text, from the layout that is bound to points; own: colours of brand.yaml by role."""
        self.facts, self.layouts, self.usuals, self.body, self.own = facts, layouts, usuals, body, own
        self._palettes: dict[tuple[str, ...], dict[str, Colour]] = {}

    def palette(self, theme: dict[str, str], ground: str) -> dict[str, Colour]:
        """Give the palette of a theme on a ground, made once."""
        key = (*theme.values(), ground)
        if key not in self._palettes:
            self._palettes[key] = house_palette(theme, ground, self.own)
        return dict(self._palettes[key])

    def bind(self, role: str, number: int, *, roomy: bool = False, key: str = "") -> PreparedLayout:
        """Bind a layout to a role; roomy: everything drawn in the largest free area; key: the name it is kept under."""
        return _Binding(self, self.layouts[number], role, roomy).layout(key or role)


class _Binding:
    """One layout for one role."""

    def __init__(self, binder: Binder, one: Structure, role: str, roomy: bool) -> None:
        self.binder, self.one, self.role, self.roomy = binder, one, role, roomy
        self.facts, self.body = binder.facts, binder.body
        self.usual = binder.usuals[one.layout.master]
        self.slide = Box(0, 0, self.facts.width, self.facts.height)
        self.slots: dict[str, Slot] = {}
        self.theme = one.layout.palette.named
        self.full = role.split("_")[0] in FULL or role.split("_")[0] in ("statement", "quote")

    # -- the whole -------------------------------------------------------------------------------------------------

    def layout(self, key: str) -> PreparedLayout:
        title = self._title()
        area = self._area(title)
        if self.roomy and not self.full and area.w * area.h < 0.4 * self.one.area:
            title = self._topmost(title)
            area = self._area(title)
        painting = self.one.painting
        self.panel = area if not self.full and painting.restless(area) else None
        palette = self.binder.palette(self.theme, self.theme["bg1"] if self.panel else painting.ground(area))
        self.ink = Inked(self.one.painting, self.theme, palette)
        if self.one.title is not None and self.one.title.stands_in and self.one.title.fill:
            title = self.ink.filled(title, self.one.title.fill)  # it is no longer the placeholder that has the fill
        self.slots["title"] = title
        getattr(self, "_" + self._family())(area)
        self.slots = {name: self._readable(name, slot) for name, slot in self.slots.items()}
        footers = self._footers()
        return PreparedLayout(
            key, self.one.layout.name or self.one.layout.part.rsplit("/", 1)[-1], "/" + self.one.layout.part, self.slots,
            {kind: (slot.idx, slot.name) for kind, slot in footers.items()}, palette, self.one.layout.colour_map, footers,
            self.panel,
        )  # fmt: skip

    def _family(self) -> str:
        first = self.role.split("_")[0].rstrip("0123456789")
        if first == "points" and self.role != "points":
            return "pictured"
        return {"quote": "statement", "questions": "section", "agenda": "canvas", "contact": "canvas", "table": "canvas",
                "chart": "canvas"}.get(first, first)  # fmt: skip

    # -- title and area --------------------------------------------------------------------------------------------

    @property
    def bounds(self) -> Box:
        """What lies within the house's margins."""
        left, right = self.usual.left, self.usual.right
        edge = 0.035 * self.facts.height
        return Box(left, edge, right - left, self.facts.height - 2 * edge)

    def _title(self) -> Slot:
        holder = self.one.title
        if holder is None:
            return self._orphan_title()
        box = within(holder.box, self.slide)
        least = 2 * 26 * LINE + holder.insets[1] + holder.insets[3]
        if not self.full and (self.roomy or box.h < 30 or box.w < 0.3 * self.facts.width):
            box = self._heightened(box, least if self.roomy else 36)
            if box.w < 0.55 * self.facts.width:
                box = Box(self.bounds.x, box.y, self.bounds.w, box.h)
        elif not self.full and box.h > 0.32 * self.facts.height:
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
        """Give a title the head of the slide, two lines high, so that content has the rest."""
        high = 2 * 26 * LINE + title.insets[1] + title.insets[3]
        place = self._band(self.bounds, self._footer_boxes(), high, last=False)
        if place is None or place.y > 0.3 * self.facts.height:
            place = Box(self.bounds.x, self.bounds.y, self.bounds.w, high)
        return replace(title, box=place._replace(h=high), placed=True)

    def _heightened(self, box: Box, least: float) -> Box:
        """Give a title more height, downwards from the top half and upwards from the lower."""
        if box.h >= least:
            return box
        if box.y + box.h / 2 < self.facts.height / 2:
            return Box(box.x, max(min(box.y, self.facts.height - least), 0), box.w, least)
        return Box(box.x, max(box.y + box.h - least, 0), box.w, least)

    def _orphan_title(self) -> Slot:
        """Give a title to a layout that has no place for one: a title placeholder that brings its own look."""
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
        """Give the place for content: that of the placeholders, else the house's usual one, else the largest that is free."""
        if self.full:
            return title.box
        taken = [self._padded(box) for box in (title.box, *self._footer_boxes())]
        wanted = self.one.places if self.role.startswith(("points_", "picture", "generic")) else self.one.contents
        places = [within(h.box, self.slide) for h in wanted]
        places += [within(h.box, self.slide) for h in self.one.heads if h is not None]
        if places and not self.roomy:
            area = without(around(places), [title.box, *self._footer_boxes()])
            if area.w * area.h >= LEAST_AREA * self.one.area and area.w >= 0.4 * self.facts.width:
                return area
        free = free_area(self.one.painting, self.bounds, taken)
        usual = without(within(self.usual.content, self.slide), taken) if self.usual.content else None
        if usual is not None and (usual.w * usual.h < LEAST_AREA * self.one.area or self._restless(usual)):
            usual = None
        if usual is not None and self.roomy and free.w * free.h > usual.w * usual.h:
            usual = None
        if usual is not None and (not self._decorated(usual) or free.w * free.h < 0.6 * usual.w * usual.h):
            return usual
        least, low = (0.34, 0.46) if self.roomy else (LEAST_AREA, 0.3)
        large = free.w * free.h >= least * self.one.area and free.h >= low * self.facts.height
        if large and free.w >= 0.4 * self.facts.width:
            return free
        return without(self.bounds, taken)  # decoration all over: a panel will stand under what is restless

    def _restless(self, area: Box) -> bool:
        return self.one.painting.restless(area)

    def _padded(self, box: Box) -> Box:
        return Box(box.x, box.y - 6, box.w, box.h + 14)

    def _footer_boxes(self) -> list[Box]:
        return [h.box for h in self.one.footers]

    def _footers(self) -> dict[str, Slot]:
        """Give footer, date and number where the layout has them and nothing stands on them."""
        made: dict[str, Slot] = {}
        for holder in self.one.footers:
            if holder.type == "hdr":
                continue
            slot = held(holder, "small")
            if any(overlap(slot.box, other.box) > 4 for name, other in self.slots.items() if name not in ("source",)):
                continue
            if any(overlap(slot.box, other.box) > 4 for other in made.values()):
                continue
            slot = self.ink.slot(slot, holder.ink, holder.fill, small=True)
            ink = self.ink.palette[slot.colour].rgb if slot.colour else holder.ink
            made[holder.type] = replace(slot, room=self._footer_room(slot, "" if holder.fill or slot.fill else ink))
        return made

    def _footer_room(self, slot: Slot, ink: str) -> Box:
        """Give the band that a footer may widen in: clear of places and decoration, its ink (if any is given) readable."""
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
        if slot.fill and slot.fill != "background":
            return self.ink.on_fill(slot)
        if holder is None or slot.colour:
            rgb = self.ink.palette[slot.colour or "text"].rgb
            return self.ink.slot(replace(slot, colour=slot.colour or "text"), rgb, under)
        return self.ink.slot(slot, holder.ink, holder.fill or under)

    def _on_panel(self, box: Box) -> bool:
        return self.panel is not None and overlap(box, self.panel) > 0.5 * box.w * box.h

    # -- content ---------------------------------------------------------------------------------------------------

    def _edges(self, area: Box) -> None:
        """Put a caption at the head of the area and a source at its foot, which it makes way for."""
        small = plain_levels(self.body, SMALL)
        self.slots["caption"] = drawn(
            "Caption", Box(area.x, area.y, area.w, CAPTION_H), plain_levels(self.body, 15.0), colour="muted"
        )
        self.slots["source"] = drawn(
            "Source", Box(area.x, area.y + area.h - SOURCE_H, area.w, SOURCE_H), small, anchor="b", colour="muted"
        )

    def _canvas(self, area: Box) -> None:
        kind = {"table": "tbl", "chart": "chart"}.get(self.role, "")
        holder = self.one.contents[0] if len(self.one.contents) == 1 and not self.one.pictures else None
        fits = kind and holder is not None and not holder.double and holder.type in ("obj", kind) and not self.roomy
        self.slots["content"] = (
            Slot(area, holder.type, holder.idx, holder.name, placed=True) if fits and holder is not None else Slot(area)
        )
        self._edges(area)

    def _points(self, area: Box) -> None:
        self.slots["body"] = self._text(self.one.contents[0] if len(self.one.contents) == 1 else None, area)
        self._edges(area)

    def _text(self, holder: Holder | None, area: Box) -> Slot:
        """Give running text: the placeholder where there is one, a text box in the template's look else."""
        if holder is None or self.roomy or holder.type in ("tbl", "chart", "dgm"):
            return drawn("Text", area, self.bulleted())
        own = without(within(holder.box, self.slide), [self.slots["title"].box, *self._footer_boxes()])
        serves = own.w * own.h >= 0.6 * area.w * area.h
        box = own if serves else area
        return held(holder, "points", None if box == holder.box else box)

    def bulleted(self) -> tuple[Level, ...]:
        """Give the levels of drawn points: those of the template's running text where they have bullets."""
        own = self.body[1:] + self.body[-1:] if not self.body[0].bullet and self.body[1].bullet else self.body
        size = min(max(self.body[0].size, 18.0), 26.0)
        if not own[0].bullet or own[0].bullet == "1.":
            return plain_levels(self.body, size, bullets=True)
        return tuple(each._replace(size=min(max(each.size, 14.0), 28.0)) for each in own)

    def _pictured(self, area: Box) -> None:
        pair = text_and_picture(self.one) if not self.roomy else None
        if pair and self.role.startswith("points_wide") and pair[1].box.w < 0.7 * pair[1].box.h:
            pair = None  # little would be left of a wide picture
        if pair:
            text, picture = pair
            alike = text.type == picture.type == "obj"  # either may hold the picture, so its side can be chosen
            if alike and (picture.box.x < text.box.x) != self.role.endswith("start"):
                text, picture = picture, text
            self.slots["body"] = held(text, "points", self._trimmed(text))
            self.slots["picture"] = self._picture_slot(picture)
        else:
            wide = self.role.startswith("points_wide")
            share = 0.44 if wide else 0.38
            side = area.w * share
            rest = area.w - side - GAP * 1.5
            start = self.role.endswith("start")
            words = Box(area.x + side + GAP * 1.5 if start else area.x, area.y, rest, area.h)
            place = Box(area.x if start else area.x + rest + GAP * 1.5, area.y, side, area.h)
            holder = self.one.contents[0] if len(self.one.contents) == 1 and not self.roomy else None
            serves = holder is not None and holder.type not in ("tbl", "chart", "dgm")
            self.slots["body"] = (
                held(holder, "points", words) if serves and holder else drawn("Text", words, self.bulleted())
            )
            if wide and place.h > 0.8 * place.w:
                place = place._replace(h=min(place.h, place.w * 0.8))
            self.slots["picture"] = Slot(place)
        foot = self.slots["body"].box
        self._edges(foot)

    def _trimmed(self, holder: Holder) -> Box | None:
        """Give a place cleared of title and footers; None where it already is."""
        own = without(within(holder.box, self.slide), [self.slots["title"].box, *self._footer_boxes()])
        return None if own == holder.box else own

    def _picture_slot(self, holder: Holder) -> Slot:
        box = within(holder.box, self.slide)
        title = self.slots["title"].box
        if overlap(box, title) > 4:
            box = without(box, [title])
        if holder.type not in ("pic", "obj") or holder.double:
            return Slot(box)
        return Slot(box, holder.type, holder.idx, holder.name, placed=box != holder.box, shrinks=holder.type == "pic")

    def _columns(self, area: Box) -> None:
        count = int(self.role.split("_")[0][-1])
        headed = self.role.endswith("headed")
        columns = [h for h in self.one.columns if h.type not in ("tbl", "chart", "dgm")] if not self.roomy else []
        if len(columns) == count:
            boxes = [
                without(within(h.box, self.slide), [self.slots["title"].box, *self._footer_boxes()]) for h in columns
            ]
            holders: list[Holder | None] = list(columns)
        else:
            gap = GAP * (1.4 if count < 4 else 1)
            wide = (area.w - gap * (count - 1)) / count
            boxes = [Box(area.x + n * (wide + gap), area.y, wide, area.h) for n in range(count)]
            holders = [None] * count
        heads = self.one.heads if len(columns) == count else [None] * count
        size = min(max(self.body[0].size, 18.0), 24.0)
        for number, (box, holder) in enumerate(zip(boxes, holders, strict=True), 1):
            head = heads[number - 1] if headed else None
            if headed and head is not None and all(heads):
                self.slots[f"heading{number}"] = held(head, "body")
            elif headed:
                high = size * LINE * 2 + 6
                top = Box(box.x, box.y, box.w, high)
                self.slots[f"heading{number}"] = drawn(
                    "Heading", top, plain_levels(self.body, size, bold=True), anchor="b", colour="primary_text"
                )
                box = Box(box.x, box.y + high + 6, box.w, box.h - high - 6)
            if holder is not None:
                self.slots[f"body{number}"] = held(holder, "points", None if box == holder.box else box)
            else:
                self.slots[f"body{number}"] = drawn("Text", box, self.bulleted())
        self._edges(around([self.slots[f"body{n}"].box for n in range(1, count + 1)]))

    def _picture(self, area: Box) -> None:
        one = self.one
        if len(one.pictures) == 1 and not self.roomy and one.pictures[0].area < 0.75 * one.area:
            self.slots["picture"] = self._picture_slot(one.pictures[0])
            area = self.slots["picture"].box
        else:
            self.slots["picture"] = Slot(area)
        self._edges(area)
        self.slots["caption"] = replace(
            self.slots["caption"], box=Box(area.x, area.y + area.h - CAPTION_H - SOURCE_H - 4, area.w, CAPTION_H + 2)
        )
        picture = self.slots["picture"]
        self.slots["picture"] = replace(
            picture, box=picture.box._replace(h=picture.box.h - CAPTION_H - SOURCE_H - 10), placed=True
        )

    def _video(self, area: Box) -> None:
        wide = min(area.w * 0.6, area.h * 16 / 9)
        poster = Box(area.x, area.y, wide, wide * 9 / 16)
        words = Box(area.x + wide + GAP * 1.5, area.y, area.w - wide - GAP * 1.5, poster.h)
        self.slots["picture"] = Slot(poster)
        self.slots["body"] = drawn("About the film", words, plain_levels(self.body, 20.0), anchor="ctr")
        self.slots["play"] = Slot(Box(poster.x + 20, poster.y + poster.h - 84, 64, 64))
        self._edges(area)

    # -- slides of few words ---------------------------------------------------------------------------------------

    def _opening(self, area: Box) -> None:
        self._subtitled(("subtitle", "details", "date", "logos"))

    def _closing(self, area: Box) -> None:
        self._subtitled(("subtitle", "details", "logos"))

    def _section(self, area: Box) -> None:
        picture = self.role.endswith("picture")
        if picture:
            holder = self.one.pictures[0] if self.one.pictures and not self.roomy else None
            place = self._picture_slot(holder) if holder else None
            if place is None or place.box.w * place.box.h < 0.06 * self.one.area:
                place = Slot(self._beside())
            self.slots["picture"] = place
        self._subtitled(("subtitle", "source"))

    def _beside(self) -> Box:
        """Give the place for a picture on a slide of few words: the largest that the title leaves."""
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
        return without(
            Box(half + GAP, self.bounds.y, self.bounds.x + self.bounds.w - half - GAP, self.bounds.h),
            self._footer_boxes(),
        )

    def _subtitled(self, names: tuple[str, ...]) -> None:
        """Give places to the words beside a large title: placeholders in their order, then the room that is left."""
        title = self.slots["title"]
        if self.roomy:
            self._stacked(title, names)
            return
        if self._crowded(title):
            title = self.slots["title"] = self._roomy_title(title)
        taken = [title.box, *self._footer_boxes()]
        if "picture" in self.slots:
            taken.append(self.slots["picture"].box)
        spare = [] if self.roomy else [*self.one.sublines, *(h for h in self.one.labels if h.type != "subTitle")]
        spare = [
            h for h in spare if not any(overlap(h.box, box) > 4 for box in taken) and h.box.w > 0.12 * self.facts.width
        ]
        sizes = {"subtitle": 24.0, "details": 16.0, "date": 16.0, "source": SMALL}
        for name in names:
            if name == "logos":
                self.slots[name] = Slot(self._room(taken, LOGOS, title))
                continue
            spare = [h for h in spare if not any(overlap(h.box, box) > 4 for box in taken)]
            need = {"subtitle": 34.0, "details": 62.0, "date": 20.0, "source": 18.0}[name]
            holder = next((h for h in spare if h.box.h >= need * 0.85 and h.box.w >= 0.25 * self.facts.width), None)
            if name in ("date", "source"):
                holder = next((h for h in spare if name == "date" and h.box.h < 0.12 * self.facts.height), None)
            if name == "details" and holder is None:
                holder = (
                    next((h for h in self.one.contents if not any(overlap(h.box, box) > 4 for box in taken)), None)
                    if not self.roomy
                    else None
                )
            if holder is not None:
                spare = [h for h in spare if h is not holder]
                slot = held(holder, "body" if name == "subtitle" else "small")
                slot = replace(slot, lifted=False)
                if slot.box.h > 3.2 * need and name != names[-1]:  # leave room for what follows
                    share = max(2.2 * need, slot.box.h * (0.45 if len(names) > 2 else 0.6))
                    slot = replace(slot, box=slot.box._replace(h=share), placed=True)
            else:
                box = self._room(taken, need * 1.25, title)
                levels = plain_levels(self.body, sizes[name])
                align = title.align if title.align in ("ctr", "r") else "l"
                slot = drawn(
                    name.capitalize(),
                    box,
                    levels,
                    align=align,
                    inset=title.insets[0],
                    anchor="b" if name == "source" else "t",
                )
                slot = self._same_ink(slot)
            self.slots[name] = slot
            taken.append(slot.box)
        if title.type == "":
            return

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
        sizes = {"subtitle": 24.0, "details": 16.0, "date": 16.0, "source": SMALL}
        for name in names:
            box = Box(room.x, y + 4, room.w, high * shares[name] - 4)
            align = title.align if title.align in ("ctr", "r") else "l"
            self.slots[name] = self._same_ink(
                drawn(name.capitalize(), box, plain_levels(self.body, sizes[name]), align=align, inset=title.insets[0])
            )
            y += high * shares[name]

    def _same_ink(self, slot: Slot) -> Slot:
        """Let drawn words have the colour that is read best where they stand."""
        from builder.brands.template.inks import best_ink

        ground = self.one.painting.ground(slot.box)
        colour: Colour = best_ink(self.theme, ground)
        name = f"ink_{colour.scheme}_{colour.mod}_{colour.off}"
        self.ink.palette.setdefault(name, colour)
        return replace(slot, colour=name)

    def _crowded(self, title: Slot) -> bool:
        """True where a title leaves no room for the words beside it, or is too small for large words."""
        return title.box.h > 0.62 * self.facts.height or title.box.h < 44 or title.box.w < 0.3 * self.facts.width

    def _roomy_title(self, title: Slot) -> Slot:
        """Give a title the middle of the largest free area, so that others have room under it."""
        taken = list(self._footer_boxes())
        if "picture" in self.slots:
            taken.append(self.slots["picture"].box)
        free = free_area(self.one.painting, self.bounds, taken)
        if free.w < 0.45 * self.facts.width or free.h < 0.5 * self.facts.height:
            free = without(self.bounds, taken)
        high = 0.46 * free.h
        return replace(title, box=Box(free.x, free.y + 0.1 * free.h, free.w, high), placed=True, anchor=title.anchor)

    def _room(self, taken: list[Box], need: float, title: Slot) -> Box:
        """Give room for a line or two: under the title, else above it, else wherever it is free."""
        under = Box(
            title.box.x,
            title.box.y + title.box.h,
            title.box.w,
            self.bounds.y + self.bounds.h - title.box.y - title.box.h,
        )
        above = Box(title.box.x, self.bounds.y, title.box.w, title.box.y - self.bounds.y)
        for place in (under, above):
            place = within(place, self.slide)
            clear = self._band(place, taken, need, last=place.y < title.box.y)
            if clear is not None:
                return clear
        free = free_area(self.one.painting, self.bounds, [self._padded(box) for box in taken])
        if free.h >= need * 0.7 and free.w >= 0.2 * self.facts.width:
            return free._replace(h=min(free.h, need))
        rest = without(self.bounds, taken)
        return rest._replace(h=min(max(rest.h, 1), need))

    def _band(self, place: Box, taken: list[Box], need: float, *, last: bool) -> Box | None:
        """Give the first (or last) band of a place that is clear of what is taken and of decoration."""
        wide = place.w
        for decorated in (False, True):
            steps = range(int(max(place.h - need, 0) // 6) + 1) if place.h >= need else ()
            for step in reversed(steps) if last else steps:
                box = Box(place.x, place.y + step * 6 + 3, wide, need - 3)
                if any(overlap(box, other) > 1 for other in taken):
                    continue
                if decorated or not self._decorated(box):
                    return box
        return None

    def _decorated(self, box: Box) -> bool:
        scale = self.one.painting.scale
        part = self.one.painting.taken.crop(
            (int(box.x * scale), int(box.y * scale), int((box.x + box.w) * scale) + 1, int((box.y + box.h) * scale) + 1)
        )
        return sum(part.histogram()[128:]) > 0.02 * part.width * part.height

    def _generic(self, area: Box) -> None:
        """Give every place that a slide may ask a layout for by name."""
        self._points(area)
        columns = [h for h in self.one.columns if h.type not in ("tbl", "chart", "dgm")]
        for number, holder in enumerate(columns, 1):
            self.slots[f"body{number}"] = held(holder, "body", self._trimmed(holder))
            head = self.one.heads[number - 1]
            if head is not None:
                self.slots[f"heading{number}"] = held(head, "body")
        if self.one.pictures:
            self.slots["picture"] = self._picture_slot(self.one.pictures[0])
        names = ["subtitle"] if self.one.sublines else []
        for name, holder in zip(
            [*names, "details", "attribution"], [*self.one.sublines, *self.one.labels], strict=False
        ):
            if not overlap(holder.box, self.slots["title"].box) > 4:
                self.slots[name] = held(holder, "small")
        self.slots["content"] = Slot(area)

    def _statement(self, area: Box) -> None:
        """Give a sentence the middle of the slide, its attribution under it, and its title (where it has one) above."""
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
                title = self.slots["title"] = replace(
                    title,
                    box=own,
                    placed=True,
                    anchor="ctr",
                    levels=levels,
                    styled=True,
                    upright=True,
                )
            if own.y + own.h + 60 <= self.facts.height:
                whole = Box(own.x, own.y + own.h, own.w, min(self.bounds.y + self.bounds.h - own.y - own.h, 78))
                whole = without(whole, taken)
        foot = (
            Box(whole.x, whole.y + whole.h - 72, whole.w, 44)
            if titled or whole.h >= 72
            else whole._replace(h=max(whole.h - 20, 20))
        )
        align = title.align if title.align in ("ctr", "r") else "l"
        self.slots["attribution"] = self._same_ink(
            drawn("Attribution", foot, plain_levels(self.body, 18.0), align=align, inset=title.insets[0])
        )
        self.slots["source"] = self._same_ink(
            drawn(
                "Source",
                Box(foot.x, foot.y + foot.h + 4, foot.w, 22),
                plain_levels(self.body, SMALL),
                align=align,
                inset=title.insets[0],
            )
        )


def replace_levels(levels: tuple[Level, ...], size: float) -> tuple[Level, ...]:
    """Give title levels: no bullets, no indents, one size."""
    return tuple(each._replace(size=size, bullet="", margin=0.0, indent=0.0, before=0.0, after=0.0) for each in levels)
