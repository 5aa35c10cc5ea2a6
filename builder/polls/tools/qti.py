"""QTI 2.2: a package of items, for learning platforms; right answers are not needed."""

from __future__ import annotations

from builder.polls.export import Note, Outgoing
from builder.polls.qti import QTI_2_2, package

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "qti", ".zip", "QTI", False


def written(polls: Outgoing, note: Note) -> bytes:
    """Return the package."""
    return package(polls, QTI_2_2)
