"""Texts side by side."""

from __future__ import annotations

from typing import Any

from builder.roundtrip.importing.page import Found, Page, points_of, text_of
from builder.roundtrip.seen import SeenShape

LONGEST = 60  # characters of a heading


def recognise(page: Page) -> Found | None:
    """Take two to four texts beside each other, each with a heading over it or without."""
    if page.tables or page.charts or page.content_pictures or page.title_shape is None:
        return None
    bodies = [s for s in page.texts if s.box is not None]
    groups = _columns(bodies)
    if len(bodies) != len(page.texts) or not 2 <= len(groups) <= 4:
        return None
    made: list[dict[str, Any]] = []
    for group in groups:
        head, *rest = group
        if not rest:
            made.append({"points": points_of(head.paragraphs)})
        elif len(head.text) <= LONGEST and len(head.every_paragraph) == 1:
            made.append({"heading": text_of(head), "points": points_of([p for s in rest for p in s.paragraphs])})
        else:
            made.append({"points": points_of([p for s in group for p in s.paragraphs])})
    holders = all(s.holder for s in bodies)
    tops = [group[0].box.y for group in groups if group[0].box is not None]
    level = max(tops) - min(tops) <= page.height / 50
    return Found(0.85 if holders else 0.65 if level else 0.4, {"columns": made}, bodies)


def _columns(shapes: list[SeenShape]) -> list[list[SeenShape]]:
    """Return shapes by the columns that they stand in, from left to right, each from the top; none where they overlap."""
    columns: list[list[SeenShape]] = []
    for shape in sorted(shapes, key=lambda s: s.box.x if s.box else 0):
        assert shape.box is not None
        last = columns[-1][0].box if columns else None
        if last is not None and shape.box.x < last.x + last.w / 2:
            if abs(shape.box.x - last.x) > last.w / 4:
                return []
            columns[-1].append(shape)
        else:
            columns.append([shape])
    if len({len(each) for each in columns}) > 1:
        return []
    return [sorted(each, key=lambda s: s.box.y if s.box else 0) for each in columns]
