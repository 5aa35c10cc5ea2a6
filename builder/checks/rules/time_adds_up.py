"""The slides of a part take no longer than the programme gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.content.yaml_nodes import Listing, Mapping

FACT = Fact(
    "time-adds-up",
    "content",
    "warning",
    "A programme that promises ten minutes, over slides that take twenty, runs late for everyone.",
    ("the session's own durations: duration of slides, duration of agenda items",),
    "shorten the slides of the part, or give it more time in the programme",
    Example("session", "duration: 5", "duration: 50"),
)


def of_session(session: Any) -> Iterator[Fault]:
    """Compare the minutes of a section's slides, breaks left out, with those of its item on an agenda."""
    minutes: dict[str, float] = {}
    section = ""
    for slide in session.slides:
        node = slide.node
        section = slide.id if slide.kind.OPENS_SECTION else section
        if slide.kind.IS_BREAK:
            continue  # a break has an item of its own
        if node.get("when") is None and node.get("repeat") is None:  # others may stand in their place
            minutes[section] = minutes.get(section, 0.0) + _number(node.text("duration"))
    for slide in session.slides:
        items = slide.node.get("items") if slide.kind.ANNOUNCES_SECTIONS else None
        for item in items.items if isinstance(items, Listing) else ():
            if not isinstance(item, Mapping):
                continue
            given, taken = _number(item.text("duration")), minutes.get(item.text("section") or "", 0.0)
            if given and taken > given:
                message = (
                    f"the slides of '{item.text('section')}' take {taken:g} minutes, the programme gives {given:g}"
                )
                yield Fault(message, slide=slide.id, at=item.place("duration"))


def _number(text: str | None) -> float:
    try:
        return float(text) if text else 0.0
    except ValueError:
        return 0.0
