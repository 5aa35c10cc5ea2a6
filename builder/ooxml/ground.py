"""What lies under the shapes of a slide, and under a point of it."""

from __future__ import annotations

from typing import Any

from builder.ooxml.colour import Rgba
from builder.ooxml.fills import Fill
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Box, Item, Slide

_RECTANGLES = {
    None,
    "rect",
    "roundRect",
    "round1Rect",
    "round2SameRect",
    "round2DiagRect",
    "snip1Rect",
    "flowChartProcess",
}


class Ground:
    """What lies under the shapes of a slide."""

    def __init__(self, slide: Slide) -> None:
        self._slide = slide
        self._drawn = [*slide.beneath, *slide.items]
        self._fills: dict[Any, Fill] = {}
        self._under: dict[tuple[Any, bool], list[tuple[Item, Box, Fill]]] = {}
        self.page = self._page()
        self._width, self._height = slide.package.size_of_slides

    def _page(self) -> Fill:
        slide = self._slide
        for root, part in (
            (slide.root, slide.part), (slide.layout, slide.layout_part), (slide.master, slide.master_part),
        ):  # fmt: skip
            background = root.find(f"{P}cSld/{P}bg") if root is not None else None
            if background is not None:
                own = slide.fills.of(background.find(f"{P}bgPr"), part)
                found = own or slide.fills.themed(background.find(f"{P}bgRef"), background=True)
                if found is not None:
                    return found
        return Fill(((0.0, Rgba("FFFFFF")),))

    def fill_of(self, item: Item) -> Fill:
        """Return what a shape is filled with."""
        known = self._fills.get(item.element)
        if known is None:
            known = self._fills[item.element] = self._fill(item)
        return known

    def _fill(self, item: Item) -> Fill:
        slide, element = self._slide, item.element
        part = slide.part
        root = element.getroottree().getroot()
        if root is slide.layout:
            part = slide.layout_part
        elif root is slide.master:
            part = slide.master_part
        if item.kind == "pic":
            return slide.fills.of([element.find(f"{P}blipFill")], part) or Fill()
        if item.kind not in ("sp", "cxnSp"):
            return Fill()
        for each in (element, *slide.inherited(element)):
            own = slide.fills.of(each.find(f"{P}spPr"), part)
            if own is not None:
                return own
            if each.find(f"{P}spPr/{A}grpFill") is not None and item.groups:
                return slide.fills.of(item.groups[-1].find(f"{P}grpSpPr"), part) or Fill()
            style = each.find(f"{P}style/{A}fillRef")
            if style is not None:
                return slide.fills.themed(style) or Fill()
        return Fill()

    def under(self, item: Item, x: float, y: float, *, itself: bool = True) -> list[str]:
        """Return the colours that may lie under a point of a shape; itself: its own fill counts."""
        layers: list[tuple[Rgba, bool]] = []
        for other, box, fill in self._below(item, itself):
            if not box.holds(x, y):
                continue
            sure = _covers(other, x, y)
            if sure is None:
                continue
            shade = fill.at((x - box.x) / box.w, (y - box.y) / box.h)
            if shade is not None and shade.alpha > 0:
                layers.append((shade, sure))
                if sure and shade.alpha >= 1:
                    break
        page = self.page.at(x / self._width, y / self._height) if self._width and self._height else None
        grounds = {page.over("FFFFFF") if page else "FFFFFF"}
        for shade, sure in reversed(layers):
            drawn = {shade.over(ground) for ground in grounds}
            grounds = drawn if sure else grounds | drawn
        return sorted(grounds)

    def _below(self, item: Item, itself: bool) -> list[tuple[Item, Box, Fill]]:
        """Return what is drawn before a shape and not open, the nearest first."""
        key = (item.element, itself)
        known = self._under.get(key)
        if known is None:
            place = next(
                (n for n, other in enumerate(self._drawn) if other.element is item.element), len(self._drawn) - 1
            )
            known = self._under[key] = [
                (other, other.box, fill)
                for other in reversed(self._drawn[: place + 1 if itself else place])
                if other.box is not None
                and other.box.w > 0
                and other.box.h > 0
                and not (fill := self.fill_of(other)).is_open
            ]
        return known


def _covers(item: Item, x: float, y: float) -> bool | None:
    """Return whether a shape covers a point of its box: True, None for no, False for perhaps."""
    if item.kind == "pic":
        return True
    preset = item.element.find(f"{P}spPr/{A}prstGeom")
    kind = preset.get("prst") if preset is not None else None
    if item.element.find(f"{P}spPr/{A}custGeom") is not None:
        return False
    if kind in _RECTANGLES:
        return True
    if kind == "ellipse" and item.box is not None:
        across = (x - item.box.x) / item.box.w * 2 - 1
        down = (y - item.box.y) / item.box.h * 2 - 1
        return True if across * across + down * down <= 1 else None
    return False


def spots(box: Box) -> list[tuple[float, float]]:
    """Return points in a box at which colours are looked at."""
    return [(box.x + box.w * across, box.y + box.h * down) for down in (0.2, 0.5, 0.8) for across in (0.1, 0.5, 0.9)]
