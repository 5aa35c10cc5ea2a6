"""A few points, with a lead line or a picture beside them."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import Say, needed, optional, record
from builder.plan import Drawing, Element, Flow, RichText, Row, SlidePlan, Stack, Tile, Words, joined
from builder.slide_kinds._base import BODY, LABEL, LEAD, STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import ICON, ICONS, SMALL_ICON, card, icon_tile
from builder.slide_kinds._records import Pictured, Point, points_text, shape_points

SHORT = 70  # letters of a point that a card holds at a glance
TALLEST = 2.2  # times the height that the words of cards need
LARGER = {2: 8, 3: 8}  # points that their words may grow, by the number of columns


@record
class Bullets(Pictured, SlideKind):
    """Points under a title, up to three levels deep.

    A point is text or `{text, points, icon}`; a list directly after a point holds its sub-points. Short points with
    icons are cards. A `lead`
    stands above the points, an `image` beside them.
    """

    ROLES: ClassVar[tuple[str, ...]] = ("points", "points_picture")
    EXAMPLE: ClassVar[str] = """
kind: bullets
id: goed-werk
title: Goed werk herkent u aan drie dingen
lead: Werk mag best veel vragen, als er ook veel mag.
points:
  - Er valt iets te leren
  - text: Er valt iets te beslissen
    points: [over de volgorde, over de manier]
  - Er is hulp in de buurt
image: images/desk.png
alt: Een opgeruimd bureau met een beeldscherm en een plant
"""

    points: list[Point] = needed("the points", at_least=1)
    numbered: bool = optional("true numbers the points", False, translate=False)
    lead: RichText | None = optional("a line above the points")
    image_side: Literal["start", "end"] = optional("where the picture stands", "end", translate=False)

    def check(self, say: Say) -> None:
        SlideKind.check(self, say)
        Pictured.check(self, say)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        if any(point.icon for point in self.points):
            return [self._with_icons(deck)]
        points = points_text(self.points, numbered=self.numbered)
        if self.lead:
            lead = self.lead.styled(LEAD, marker="none")
            points = replace(points, paragraphs=lead.paragraphs + points.paragraphs)
        return [self.slide(deck, self._role(), [Words(points, "body"), self.picture()])]

    def _role(self) -> str:
        if not self.image:
            return "points"
        wide = self.image.width > 1.1 * self.image.height
        return f"points_{'wide' if wide else 'picture'}_{self.image_side}"

    def _with_icons(self, deck: DeckFacts) -> SlidePlan:
        """Draw points with icons: cards where they are short and have the slide to themselves, else rows."""
        short = max(len(point.text.plain) for point in self.points) <= SHORT
        if self.image or not short or len(self.points) < 2 or len(self.points) > 6:
            flow = Flow(tuple(_row(point) for point in self.points), gap=40, row_gap=14)
            drawing = Drawing(
                self._under_lead(flow), slot="body" if self.image else "content", name="Points", grow=1, larger=6
            )
            return self.slide(deck, self._role() if self.image else "canvas", [drawing, self.picture()])
        size = ICONS.get(len(self.points), ICON)
        columns = len(self.points) if len(self.points) <= 3 else -(-len(self.points) // 2)
        flow = Flow(
            tuple(_card(each, size) for each in self.points), columns, gap=18, row_gap=18, row_share=1, sinks=True
        )
        drawing = Drawing(
            self._under_lead(flow), name="Points", grow=TALLEST, larger=LARGER.get(columns, 0), anchor="middle"
        )
        return self.slide(deck, "canvas", [drawing])

    def _under_lead(self, flow: Flow) -> Element:
        return Stack((Tile(self.lead.styled(LEAD), name="Lead"), replace(flow, share=1)), gap=18) if self.lead else flow


def _card(point: Point, size: float) -> Element:
    """Draw a point as a card: its icon, its words, its sub-points.

    Words in bold stand out from the rest; where there are none, all of them are bold.
    """
    some = any(run.bold for paragraph in point.text.paragraphs for run in paragraph.runs)
    parts = [point.text.styled(BODY if some else STRONG)]
    if point.points:
        parts.append(shape_points(point.points, LABEL))
    return card(joined(parts), point.icon or "", size=size, name="Point")


def _row(point: Point) -> Element:
    """Draw a point as a row: its icon beside its words."""
    parts = [point.text.styled(BODY)]
    if point.points:
        parts.append(shape_points(point.points, LABEL))
    sign = icon_tile(point.icon, SMALL_ICON) if point.icon else Tile(size=SMALL_ICON)
    return Row((sign, Tile(joined(parts), anchor="middle", share=1, name="Point")), gap=16)
