"""A slide that opens a part: a title, and at most a line under it."""

from __future__ import annotations

from builder.roundtrip.importing.page import Found, Page, text_of

LONGEST = 160  # characters of the line


def recognise(page: Page) -> Found | None:
    """Take a slide of a layout that opens sections, or one that has nothing but a title."""
    if not page.slide.place or page.title_shape is None or page.tables or page.charts or page.content_pictures:
        return None
    opens = (
        page.layout_type == "secHead"
        or page.title_shape.holder == "ctrTitle"
        or any(s.holder == "subTitle" for s in page.texts)
    )
    said = "\n\n".join(text_of(s) for s in page.texts)
    if page.texts and (not opens or len(said) > LONGEST):
        return None
    return Found(0.9 if opens else 0.45, {"subtitle": said} if said else {}, page.texts)
