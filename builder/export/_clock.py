"""The running clock of a script: when each slide begins, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from builder.export._pages import Numbered
from builder.languages import formats
from builder.languages.labels import labels_of

HOUR = 60


class Moment(NamedTuple):
    """When a slide is shown, and for how long, as its language writes it; nothing of a slide that is not shown."""

    time: str = ""
    lasts: str = ""


def running_clock(pages: Iterable[Numbered], start: str, language: str) -> list[Moment]:
    """Return the moment of each slide; start: of the session, as hours:minutes, else the clock begins at 0:00.

    Slides without a time take none. Where no slide has one there is no clock.
    """
    listed = [page for _, page, _ in pages]
    if not any(page.minutes for page in listed):
        return [Moment() for _ in listed]
    hours, _, minutes = start.partition(":")
    begins = float(hours) * HOUR + float(minutes) if start else 0.0
    made, now = [], begins
    for page in listed:
        if page.hidden:
            made.append(Moment())
            continue
        until = now + page.minutes
        first, last = (_written(each, language, of_day=bool(start)) for each in (now, until))
        lasts = labels_of(language).count("minutes", page.minutes) if page.minutes else ""
        made.append(Moment(first if first == last else f"{first}–{last}", lasts))
        now = until
    return made


def _written(minutes: float, language: str, *, of_day: bool) -> str:
    """Return a time of the day, or one since the beginning, to the minute."""
    if of_day:
        return formats.time(minutes, language)
    hours, rest = divmod(int(minutes), HOUR)
    return formats.digits(f"{hours}:{rest:02d}", language)
