"""The slide that opens a part of the session, and a PowerPoint section."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from builder.content.fields import Say, optional, record
from builder.plan import RichText, SlidePlan, Words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._records import Pictured


@record
class Section(Pictured, SlideKind):
    """Opens a part: its title large on full colour, with or without a picture."""

    OPENS_SECTION: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("section",)
    EXAMPLE: ClassVar[str] = """
kind: section
id: deel-werk
title: Goed werk
subtitle: Wat werk gezond en leerzaam maakt
"""

    subtitle: RichText | None = optional("a line under the title")

    def check(self, say: Say) -> None:
        SlideKind.check(self, say)
        Pictured.check(self, say)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        blocks = [Words(self.subtitle, "subtitle") if self.subtitle else None, self.picture()]
        role = "section_picture" if self.image else "section"
        turn = deck.section_ids.index(str(self.id)) if self.id in deck.section_ids else 0
        return [replace(self.slide(deck, role, blocks, section=self.heading(deck).plain), turn=turn)]
