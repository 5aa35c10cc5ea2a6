"""Places of slides of content: text, columns, pictures, films, tables and drawings."""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.prepared import Box, Level, Slot
from builder.brands.template.facts import Holder
from builder.brands.template.frame import LINE, Frame
from builder.brands.template.free_area import around, overlap, within, without
from builder.brands.template.places import GAP, SMALL, drawn, heading_of, held, is_moved, plain_levels
from builder.brands.template.scoring import text_and_picture

SOURCE_H, CAPTION_H = 34.0, 30.0
LOWEST_LINE = 22.0  # points of height of a line that an introduction stands in
CAPTION, BODY, MOST = (
    15.0,
    22.0,
    1.28,
)  # points beside a body of so many, and how much larger they become beside a larger one


class ContentFrame(Frame):
    """A layout whose area holds content under a title."""

    def fill(self, area: Box) -> None:
        family = self.role.split("_")[0].rstrip("0123456789")
        if self.role.startswith("points_"):
            self._pictured(area)
            return
        fill = {"points": self._points, "columns": self._columns, "picture": self._picture, "video": self._video,
                "generic": self._generic}.get(family, self._canvas)  # fmt: skip
        fill(area)

    def _canvas(self, area: Box) -> None:
        kind = {"table": "tbl", "chart": "chart"}.get(self.role, "")
        holder = self.one.contents[0] if len(self.one.contents) == 1 and not self.one.pictures else None
        fits = kind and holder is not None and not holder.double and holder.type in ("obj", kind) and not self.roomy
        self.slots["content"] = (
            Slot(area, holder.type, holder.idx, holder.name, placed=is_moved(area, holder.box), shrinks=True)
            if fits and holder is not None
            else Slot(area)
        )
        self._edges(area)

    def _points(self, area: Box) -> None:
        self.slots["body"] = self._text(self.one.contents[0] if len(self.one.contents) == 1 else None, area)
        self._edges(area)

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
        size = min(max(self.body[0].size, 18.0), 28.0)
        for number, (box, holder) in enumerate(zip(boxes, holders, strict=True), 1):
            head = heads[number - 1] if headed else None
            if headed and head is not None and all(heads):
                self.slots[f"heading{number}"] = heading_of(head)
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

    def _generic(self, area: Box) -> None:
        """Return every place that a slide may ask a layout for by name."""
        self._points(area)
        columns = [h for h in self.one.columns if h.type not in ("tbl", "chart", "dgm")]
        for number, holder in enumerate(columns, 1):
            self.slots[f"body{number}"] = held(holder, "body", self._trimmed(holder))
            head = self.one.heads[number - 1]
            if head is not None:
                self.slots[f"heading{number}"] = heading_of(head)
        if self.one.pictures:
            self.slots["picture"] = self._picture_slot(self.one.pictures[0])
        names = ["subtitle"] if self.one.sublines else []
        for name, holder in zip(
            [*names, "details", "attribution"], [*self.one.sublines, *self.one.labels], strict=False
        ):
            if not overlap(holder.box, self.slots["title"].box) > 4:
                self.slots[name] = held(holder, "small")
        self.slots["content"] = Slot(area)

    def _edges(self, area: Box) -> None:
        """Put a caption at the head of the area and a source at its foot, which it makes way for."""
        more = min(max(self.body[0].size / BODY, 1.0), MOST)
        small = plain_levels(self.body, round(SMALL * more))
        line, foot = self._line_under_title(area), self._line_at_foot(area)
        self.slots["caption"] = drawn(
            "Caption",
            Box(area.x, area.y, area.w, CAPTION_H),
            plain_levels(self.body, round(CAPTION * more)),
            colour="muted",
        )
        self.slots["source"] = drawn(
            "Source", Box(area.x, area.y + area.h - SOURCE_H, area.w, SOURCE_H), small, anchor="b", colour="muted"
        )
        if line is not None:
            self.slots["caption"] = replace(held(line, "line"), lifted=False)
        if foot is not None:
            self.slots["source"] = replace(held(foot, "line"), lifted=False)

    def _line_under_title(self, area: Box) -> Holder | None:
        """Return the layout's own line beside the title, which an introduction stands in; None where it has none."""
        if self.role == "generic" or self.roomy:
            return None
        title = self.slots["title"].box
        lines = (h for h in self.one.sublines if not h.double and h.box.w >= 0.3 * self.facts.width)
        lines = (h for h in lines if overlap(h.box, title) <= 4 and h.box.y > title.y and h.box.h >= LOWEST_LINE)
        return next((h for h in lines if h.box.y + h.box.h <= area.y + 4 and h.box.h < 0.16 * self.facts.height), None)

    def _line_at_foot(self, area: Box) -> Holder | None:
        """Return the layout's own footnote, which a source stands in; None where it has none."""
        if self.role == "generic" or self.roomy:
            return None
        lines = (
            h
            for h in self.one.labels
            if not h.double and h.type in ("body", "obj") and h.box.h < 0.12 * self.facts.height
        )
        low = (h for h in lines if h.box.y >= area.y + area.h - 4 and h.box.w >= 0.3 * self.facts.width)
        return next(low, None)

    def _text(self, holder: Holder | None, area: Box) -> Slot:
        """Return running text: the placeholder where there is one, a text box in the template's look else."""
        if holder is None or self.roomy or holder.type in ("tbl", "chart", "dgm"):
            return drawn("Text", area, self.bulleted())
        own = without(within(holder.box, self.slide), [self.slots["title"].box, *self._footer_boxes()])
        serves = own.w * own.h >= 0.6 * area.w * area.h
        box = own if serves else area
        return held(holder, "points", None if box == holder.box else box)

    def bulleted(self) -> tuple[Level, ...]:
        """Return the levels of drawn points: those of the template's running text where they have bullets."""
        own = self.body[1:] + self.body[-1:] if not self.body[0].bullet and self.body[1].bullet else self.body
        size = min(max(self.body[0].size, 18.0), 32.0)
        if not own[0].bullet or own[0].bullet == "1.":
            return plain_levels(self.body, size, bullets=True)
        return tuple(each._replace(size=min(max(each.size, 14.0), 32.0)) for each in own)

    def _trimmed(self, holder: Holder) -> Box | None:
        """Return a place cleared of title and footers; None where it already is."""
        own = without(within(holder.box, self.slide), [self.slots["title"].box, *self._footer_boxes()])
        return None if own == holder.box else own
