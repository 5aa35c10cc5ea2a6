"""Words under a title: what always fits."""

from __future__ import annotations

from typing import Any

from builder.roundtrip.importing.page import Found, Page, points_of, told_by

LEAST, LIST = 0.1, 0.6


def recognise(page: Page) -> Found | None:
    """Return all words as points, with a picture beside them; words of tables and charts are points as well."""
    lines = page.every_line
    fields: dict[str, Any] = {"points": points_of(lines)}
    pictures = page.content_pictures[:1]
    doubts = []
    if pictures:
        fields["image"] = ""
        fields |= {"alt": told_by(pictures[0])} if told_by(pictures[0]) else {"decorative": True}
    if lines and all(each.marker == "number" and not each.level for each in lines):
        fields["numbered"] = True
    if not lines:
        doubts.append("nothing on this slide could be read as words")
        fields["points"] = [page.slide.title or "…"]
    plain = not (page.tables or page.charts) and len(page.texts) <= 2
    return Found(
        LIST if plain and len(lines) > 1 else LEAST,
        fields,
        [*page.texts, *page.tables],
        dict.fromkeys(["image"], pictures[0]) if pictures else {},
        doubts,
    )
