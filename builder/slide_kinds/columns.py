"""Two to four columns side by side."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import Say, needed, optional, record
from builder.plan import Block, RichText, SlidePlan, Words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._records import Pictured, Point, points_text


@record
class Column(Pictured):
    """One column: a heading over points, text or a picture."""

    CALLED: ClassVar[str] = "a column"
    heading: RichText | None = optional("shown above the column")
    points: list[Point] | None = optional("points")
    numbered: bool = optional("true numbers the points", False, translate=False)
    text: RichText | None = optional("running text instead of points")

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
