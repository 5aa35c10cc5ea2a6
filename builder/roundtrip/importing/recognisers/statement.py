"""One sentence that stands alone."""

from __future__ import annotations

from builder.roundtrip.importing.page import Found, Page, text_of

LONGEST = 220  # characters


def recognise(page: Page) -> Found | None:
    """Take a slide with one short text that is no list."""
    if page.tables or page.charts or page.content_pictures or len(page.texts) != 1:
        return None
    shape = page.texts[0]
    if len(page.lines) != 1 or page.lines[0].marker or page.lines[0].level or len(shape.text) > LONGEST:
        return None
    return Found(0.3 if shape.holder in ("body", "obj") else 0.5, {"text": text_of(shape)}, [shape])
