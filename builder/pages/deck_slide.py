"""A slide of a finished deck, our own or a stranger's, as a page: what its XML says, in its order of drawing.

There is no fitted slide behind it, so lines are broken anew and charts are stand-ins.
"""

from __future__ import annotations

from collections.abc import Collection

from builder.fitting.fonts import Face
from builder.fitting.lines import Laid, Piece
from builder.ooxml.ground import Ground as Beneath
from builder.ooxml.namespaces import A
from builder.ooxml.slide import Item as Shape
from builder.ooxml.slide import Slide
from builder.ooxml.text import cells_of
from builder.ooxml.units import POINT, number
from builder.pages.decoration import drawn, image_of, paint_of, setting_of
from builder.pages.outlines import rectangle
from builder.pages.page import Cell, Ground, Item, Mark, Page, Paint, Rectangle, Table, Text
from builder.pages.text import Block, Look, Setting, set_text

_FRAME, _STAND_IN = Paint("D6004B"), Paint("888888", 0.15)


class DeckSlide:
    """A slide with what it is drawn with."""

    def __init__(self, slide: Slide, marked: Collection[str] = (), folder: str = "") -> None:
        """marked: names of shapes to put a frame around; folder: of the brand's own fonts."""
        self.slide, self.marked, self.folder = slide, marked, folder
        self.pictures: dict[str, bytes] = {}
        self.beneath = slide.once(DeckSlide, lambda: Beneath(slide))

    @property
    def page(self) -> Page:
        """Return the slide as a page, with frames around the shapes that are marked."""
        width, height = (each / POINT for each in self.slide.package.size_of_slides)
        items = tuple(item for shape in self.slide.items for item in self._items(shape))
        frames = tuple(_frame(each) for each in self.slide.items if each.name in self.marked and each.box is not None)
        name = self.slide.name
        return Page(name, "", f"slide {name}", "", False, width, height, "", (*items, *frames))

    def ground(self, layout: str) -> Ground:
        """Return what layout and master draw."""
        width, height = (each / POINT for each in self.slide.package.size_of_slides)
        items: list[Item] = []
        if self.beneath.page.picture:
            items.append(image_of(Rectangle(0, 0, width, height), self.beneath.page, self.pictures))
        for shape in self.slide.beneath:
            items += drawn(self.slide, self.beneath, shape, self.folder, [], self.pictures)
        return Ground(paint_of(self.beneath.page), tuple(items))

    def colour(self, layout: str, paint: Paint) -> str:
        """Return a colour as it stands: all are RGB."""
        return paint.colour

    def foot(self, page: Page, number: int) -> tuple[Text, ...]:
        """Return nothing: what stands at the foot is among the slide's own shapes."""
        return ()

    def _items(self, shape: Shape) -> list[Item]:
        if shape.kind != "graphicFrame":
            return drawn(self.slide, self.beneath, shape, self.folder, [], self.pictures)
        if shape.box is None:
            return []
        table = shape.element.find(f".//{A}tbl")
        return [self._table(shape)] if table is not None else self._stand_in(shape)

    def _table(self, shape: Shape) -> Item:
        assert shape.box is not None
        table = shape.element.find(f".//{A}tbl")
        wide = [number(each.get("w")) / POINT for each in table.findall(f"{A}tblGrid/{A}gridCol")]
        high = [number(each.get("h")) / POINT for each in table.findall(f"{A}tr")]
        rows: dict[int, list[Cell]] = {}
        for each in cells_of(self.slide, shape):
            if each.column >= len(wide):
                continue
            box = Rectangle(
                shape.box.x / POINT + sum(wide[: each.column]), shape.box.y / POINT + sum(high[: each.row]),
                wide[each.column], high[each.row],
            )  # fmt: skip
            fill = paint_of(each.fill) if each.fill is not None else None
            words = set_text(
                [setting_of(p) for p in each.paragraphs], Block(box, (7.2, 3.6, 7.2, 3.6), "ctr"), self.folder
            )
            plain = fill if isinstance(fill, Paint) else None
            rows.setdefault(each.row, []).append(Cell(box, "column" if each.row == 0 else "", plain, None, words))
        return Table(shape.name, tuple(map(tuple, rows.values())))

    def _stand_in(self, shape: Shape) -> list[Item]:
        """Return a box with the name of a chart or diagram."""
        box = _rectangle(shape)
        laid = Laid((Piece(shape.name, Face("Arial"), 20.0),), empty_size=20.0)
        setting = Setting(laid, (Look(Paint("666666")),), align="center")
        return [
            Mark(rectangle(box), _STAND_IN, Paint("888888")),
            *set_text([setting], Block(box, anchor="ctr"), self.folder),
        ]


def _rectangle(shape: Shape) -> Rectangle:
    assert shape.box is not None
    return Rectangle(*(each / POINT for each in shape.box))


def _frame(shape: Shape) -> Mark:
    x, y, w, h = _rectangle(shape)
    return Mark(rectangle(Rectangle(x - 4, y - 4, w + 8, h + 8)), None, _FRAME, 4.0)
