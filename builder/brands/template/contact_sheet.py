"""Pictures of a template: each layout with its placeholders and roles, and one sheet of all roles with sample text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from builder.brands.prepared import Box, PreparedLayout, Slot
from builder.brands.template.choosing import Bound
from builder.brands.template.house import SERVES, House
from builder.brands.template.painting import Painter
from builder.brands.template.structure import Structure
from builder.languages.characters import NOT_ON_A_LINE

WIDE = 480  # pixels of a layout on a sheet
COLUMNS = 4
_INK, _MARK, _PAPER = "#1B1F23", "#C2185B", "#F3F3F0"
_SAMPLE = {
    "title": "Wat werk goed maakt", "subtitle": "Een regel onder de titel", "details": "Wie spreekt, en namens wie", "date": "10 december",
    "caption": "Een bijschrift", "source": "Bron: waar het vandaan komt", "attribution": "Wie het zei",
}  # fmt: skip
_POINTS = ("Er valt iets te leren", "Er valt iets te beslissen", "Er is hulp in de buurt")


def draw_pictures(house: House, bound: dict[str, Bound], folder: Path, fonts: Path) -> list[Path]:
    """Draw every layout, and `roles.png` with what each role becomes; fonts: the folder of a font to write with."""
    folder.mkdir(parents=True, exist_ok=True)
    return _Sheet(house, bound, fonts).draw(folder)


class _Sheet:
    def __init__(self, house: House, bound: dict[str, Bound], fonts: Path) -> None:
        self.house, self.bound, self.fonts = house, bound, fonts
        self.painter = Painter(house.package, house.facts, WIDE)
        self.scale = self.painter.scale
        self.binder = house.binder(bound)

    def draw(self, folder: Path) -> list[Path]:
        made = []
        for one in self.house.layouts:
            name = re.sub(r"[\W_]+", "-", one.layout.name).strip("-")[:40] or "layout"
            path = folder / f"{one.layout.order + 1:02d}-{name}.png"
            self._layout(one).save(path)
            made.append(path)
        sheet = folder / "roles.png"
        self._roles().save(sheet)
        return [sheet, *made]

    def font(self, size: float, *, bold: bool = False) -> Any:
        style = "Bold" if bold else "Regular"
        return ImageFont.truetype(str(self.fonts / f"LiberationSans-{style}.ttf"), max(round(size), 6))

    def _layout(self, one: Structure) -> Image.Image:
        """Draw a layout with its placeholders outlined, and the roles that it has under it."""
        seen = self.painter.painting(one.layout).seen.copy()
        draw = ImageDraw.Draw(seen)
        for holder in one.layout.holders:
            self._outline(draw, holder.box, f"{holder.type} {holder.idx}")
        roles = [role for role, each in self.bound.items() if each.chosen == one.layout.order]
        return self._captioned(
            seen, f"{one.layout.order + 1}. {one.layout.name or '(no name)'}", ", ".join(roles) or "no role"
        )

    def _roles(self) -> Image.Image:
        tiles = [self._role(role, each) for role, each in self.bound.items()]
        wide, high = tiles[0].size
        rows = -(-len(tiles) // COLUMNS)
        sheet = Image.new("RGB", (COLUMNS * (wide + 16) + 16, rows * (high + 16) + 16), _PAPER)
        for number, tile in enumerate(tiles):
            sheet.paste(tile, (16 + number % COLUMNS * (wide + 16), 16 + number // COLUMNS * (high + 16)))
        return sheet

    def _role(self, role: str, bound: Bound) -> Image.Image:
        """Draw a role with sample text in its places."""
        one = self.house.layouts[bound.chosen]
        served = SERVES[role][-1] if role.startswith("columns") else SERVES[role][0]
        layout = self.binder.bind(served, bound.chosen)
        seen = self.painter.painting(one.layout).seen.copy()
        draw = ImageDraw.Draw(seen)
        for name, slot in layout.slots.items():
            self._place(draw, layout, name, slot)
        lead = "as brand.yaml says" if bound.asked else f"{bound.score.value:.1f}, ahead by {bound.margin:.1f}"
        then = [self.house.shown_name(each.layout) for each in bound.ranking if each.layout != bound.chosen][:2]
        second = f"{lead}; then: {', '.join(then)}" if then else lead
        return self._captioned(seen, f"{role}: {self.house.shown_name(bound.chosen)}", second)

    def _place(self, draw: Any, layout: PreparedLayout, name: str, slot: Slot) -> None:
        if name in ("source", "caption") and not slot.type:
            return
        if not slot.levels:
            self._outline(draw, slot.box, name)
            return
        ink = (
            f"#{layout.palette[slot.colour or 'text'].rgb}" if slot.colour or not slot.type else self._ink(layout, slot)
        )
        lines = [_SAMPLE.get(name, "")] if name in _SAMPLE else list(_POINTS)
        if name.startswith("heading"):
            lines = ["Een kop"]
        level = slot.levels[0]
        y = slot.box.y + slot.insets[1]
        total = sum(level.size * 1.2 + level.before for _ in lines)
        if slot.anchor in ("ctr", "b"):
            spare = slot.box.h - total - slot.insets[1] - slot.insets[3]
            y += max(spare / 2 if slot.anchor == "ctr" else spare, 0)
        for line in lines:
            bullet = "• " if level.bullet or (slot.lifted and name.startswith("body")) else ""
            font = self.font(level.size * self.scale, bold=level.bold)
            text = bullet + line
            room = slot.box.w * self.scale
            long = draw.textlength(text, font=font)
            if long > room > 0:
                font = self.font(level.size * self.scale * room / long * 0.98, bold=level.bold)
                long = draw.textlength(text, font=font)
            x = (slot.box.x + slot.insets[0]) * self.scale
            if slot.align == "ctr":
                x = slot.box.x * self.scale + (room - long) / 2
            elif slot.align == "r":
                x = (slot.box.x + slot.box.w) * self.scale - long
            draw.text((x, y * self.scale), text, fill=ink, font=font)
            y += level.size * 1.2 + level.before

    def _ink(self, layout: PreparedLayout, slot: Slot) -> str:
        """Return the colour that a slot's placeholder has."""
        own = next(one for one in self.house.layouts if f"/{one.layout.part}" == layout.part)
        found = (h.ink for h in own.layout.holders if h.idx == slot.idx and h.name == slot.name and h.type == slot.type)
        return f"#{next(found, _INK[1:])}"

    def _outline(self, draw: Any, box: Box, name: str) -> None:
        s = self.scale
        corners = (box.x * s, box.y * s, (box.x + box.w) * s - 1, (box.y + box.h) * s - 1)
        if corners[2] <= corners[0] or corners[3] <= corners[1]:
            return
        draw.rectangle(corners, outline=_MARK)
        draw.text((corners[0] + 3, corners[1] + 2), name, fill=_MARK, font=self.font(10))

    def _captioned(self, seen: Image.Image, first: str, second: str) -> Image.Image:
        made = Image.new("RGB", (seen.width, seen.height + 38), _PAPER)
        made.paste(seen, (0, 0))
        draw = ImageDraw.Draw(made)
        draw.text((2, seen.height + 4), _plain(first)[:70], fill=_INK, font=self.font(14, bold=True))
        draw.text((2, seen.height + 21), _plain(second)[:90], fill=_INK, font=self.font(11))
        return made


def _plain(text: str) -> str:
    return NOT_ON_A_LINE.sub(" ", text)
