"""One picture, with at most a line beside it."""

from __future__ import annotations

from typing import Any

from builder.roundtrip.importing.page import Found, Page, text_of, told_by

LONGEST = 200  # characters of a caption


def recognise(page: Page) -> Found | None:
    """Take a slide with one picture that is content, and few words."""
    pictures = page.content_pictures
    if len(pictures) != 1 or page.tables or page.charts or len(page.texts) > 1:
        return None
    said = text_of(page.texts[0]) if page.texts else ""
    if len(said) > LONGEST or any(p.marker or p.level for p in page.lines):
        return None
    fields: dict[str, Any] = {"image": ""}
    fields |= {"alt": told_by(pictures[0])} if told_by(pictures[0]) else {"decorative": True}
    fields |= {"caption": said} if said else {}
    doubts = (
        [] if told_by(pictures[0]) else ["the picture has no alternative text: say what it tells, or keep decorative"]
    )
    return Found(0.8, fields, page.texts, {"image": pictures[0]}, doubts)
