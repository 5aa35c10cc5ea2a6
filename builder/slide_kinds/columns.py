"""Two to four columns side by side."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import IconName, Say, needed, optional, record
from builder.plan import Block, Drawing, Element, Image, RichText, Row, SlidePlan, Stack, Words, joined
from builder.slide_kinds._base import LABEL, STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import ICON, ICONS, card
from builder.slide_kinds._records import Pictured, Point, points_text, shape_points

TALLEST = 2.2  # times the height that the words of cards need
LARGER = {2: 8, 3: 8, 4: 4}  # points that their words may grow, by the number of columns


@record
class Column(Pictured):
    """One column: a heading over points, text or a picture."""

    CALLED: ClassVar[str] = "a column"
    heading: RichText | None = optional("shown above the column")
    points: list[Point] | None = optional("points")
    numbered: bool = optional("true numbers the points", False, translate=False)
    text: RichText | None = optional("running text instead of points")
    icon: IconName | None = optional("an icon above it (`fandeck icons`)", translate=False)

    def check(self, say: Say) -> None:
        Pictured.check(self, say)
        given = [name for name in ("points", "text", "image") if getattr(self, name)]
        if len(given) != 1:
            say(
                given[1] if given else "heading",
                "column-content",
                "a column holds points, text or an image: one of them",
            )


@record
class Columns(SlideKind):
    """Columns of equal width, each with points, text or a picture under an optional heading."""

    ROLES: ClassVar[tuple[str, ...]] = ("columns2", "columns3", "columns4")
    EXAMPLE: ClassVar[str] = """
kind: columns
id: twee-kanten
title: Twee kanten van het werk
columns:
  - heading: Wat het werk vraagt
    points: [tempo, aandacht, wisselende roosters]
  - heading: Wat het werk toelaat
    points: [zelf plannen, overleggen, iets nieuws proberen]
"""

    columns: list[Column] = needed("two to four columns", at_least=2, at_most=4)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        if any(column.icon for column in self.columns):
            return [self._with_icons(deck)]
        blocks: list[Block | None] = []
        headed = any(column.heading for column in self.columns)
        for number, column in enumerate(self.columns, 1):
            if column.heading:
                blocks.append(Words(column.heading, f"heading{number}"))
            if column.points:
                blocks.append(Words(points_text(column.points, numbered=column.numbered), f"body{number}"))
            elif column.text:
                blocks.append(Words(column.text.unmarked(), f"body{number}"))
            else:
                blocks.append(column.picture(slot=f"body{number}"))
        role = f"columns{len(self.columns)}" + ("_headed" if headed else "")
        return [self.slide(deck, role, blocks)]

    def _with_icons(self, deck: DeckFacts) -> SlidePlan:
        """Draw columns as cards: icon, heading, and what is said under it."""
        cards = Row(tuple(_card(each, ICONS.get(len(self.columns), ICON)) for each in self.columns), gap=18, sinks=True)
        larger = LARGER[len(self.columns)]
        return self.slide(
            deck, "canvas", [Drawing(cards, name="Columns", grow=TALLEST, larger=larger, anchor="middle")]
        )


def _card(column: Column, size: float) -> Element:
    parts = [column.heading.styled(STRONG)] if column.heading else []
    under = replace(LABEL, space_before=6)
    if column.points:
        parts.append(shape_points(column.points, under))
    elif column.text:
        parts.append(column.text.styled(under))
    made = card(joined(parts), column.icon or "", size=size, name="Column")
    picture = column.picture()
    return Stack((made, Image(picture, share=2)), share=1) if picture else made
