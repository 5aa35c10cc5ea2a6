"""Room for questions."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import Say, optional, record
from builder.plan import RichText, SlidePlan, Words, words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._records import Pictured


@record
class Questions(Pictured, SlideKind):
    """One large word, a prompt under it, a picture where there is one."""

    TITLE_NEEDED: ClassVar[bool] = False
    ROLES: ClassVar[tuple[str, ...]] = ("questions",)
    EXAMPLE: ClassVar[str] = """
kind: questions
id: vragen
prompt: Wat wilt u morgen anders doen?
"""

    prompt: RichText | None = optional("what to ask about")

    def check(self, say: Say) -> None:
        Pictured.check(self, say)

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or words(deck.labels["questions"])

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        blocks = [Words(self.prompt, "subtitle") if self.prompt else None, self.picture()]
        return [self.slide(deck, "questions_picture" if self.image else "questions", blocks)]
