"""A few points, with a lead line or a picture beside them."""

from __future__ import annotations

from typing import ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import Say, needed, optional, record
from builder.plan import RichText, SlidePlan, Words
from builder.slide_kinds._base import LEAD, DeckFacts, SlideKind
from builder.slide_kinds._records import Pictured, Point, points_text


@record
class Bullets(Pictured, SlideKind):
    """Points under a title, up to three levels deep.

    A point is text or `{text, points}`; a list directly after a point holds its sub-points. A `lead`
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
        points = points_text(self.points, numbered=self.numbered)
        if self.lead:
            lead = self.lead.styled(LEAD, marker="none")
            points = replace(points, paragraphs=lead.paragraphs + points.paragraphs)
        role = "points"
        if self.image:
            wide = self.image.width > 1.1 * self.image.height
            role = f"points_{'wide' if wide else 'picture'}_{self.image_side}"
        return [self.slide(deck, role, [Words(points, "body"), self.picture()])]
