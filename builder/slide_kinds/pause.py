"""A break: how long it is, and when it goes on."""

from __future__ import annotations

import re
from typing import ClassVar

from builder.content.fields import Code, Say, optional, record
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import RichText, SlidePlan, Words, joined, words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._records import Pictured

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@record
class Pause(Pictured, SlideKind):
    """The word for a break, large, with its minutes and the time at which it goes on.

    Without `until` the time comes from the session's `start` and the `duration` of the slides up to here.
    """

    TITLE_NEEDED: ClassVar[bool] = False
    IS_BREAK: ClassVar[bool] = True
    USES_SESSION_FACTS: ClassVar[bool] = True
    USES_RUNNING_ORDER: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("questions",)
    EXAMPLE: ClassVar[str] = """
kind: pause
id: pauze
duration: 15
until: "10:45"
text: Koffie en thee staan klaar in de gang
"""

    until: Code | None = optional("when it goes on, as 10:45; else from the running order", translate=False)
    text: RichText | None = optional("what to do meanwhile")

    def check(self, say: Say) -> None:
        Pictured.check(self, say)
        SlideKind.check(self, say)

    def check_fields(self, say: Say) -> None:
        if self.until and not _CLOCK.fullmatch(self.until):
            say("until", "wrong-type", f"'{self.until}' is not a time", 'write it as until: "10:45"')

    def heading(self, deck: DeckFacts) -> RichText:
        return self.title or words(deck.labels["pause"])

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        times = language_of(deck.language).comma.join(self._times(deck))
        lines = [words(times, bold=True)] if times else []
        lines += [self.text] if self.text else []
        blocks = [Words(joined(lines), "subtitle") if lines else None, self.picture()]
        return [self.slide(deck, "questions_picture" if self.image else "questions", blocks)]

    def _times(self, deck: DeckFacts) -> list[str]:
        """Return how long it takes and when it goes on, each where it is known."""
        made = [deck.labels.count("minutes", self.duration)] if self.duration else []
        found = _CLOCK.fullmatch(self.until) if self.until else None
        at = int(found[1]) * 60.0 + int(found[2]) if found else self._from_running_order(deck)
        if at is not None:
            made.append(deck.labels["resume"].format(time=formats.time(at, deck.language)))
        return made

    def _from_running_order(self, deck: DeckFacts) -> float | None:
        start = _CLOCK.fullmatch(deck.start)
        if not (start and deck.elapsed and self.duration):
            return None
        return int(start[1]) * 60.0 + int(start[2]) + deck.elapsed + self.duration
