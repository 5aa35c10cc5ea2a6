"""The first slide: a title, and under it what and who."""

from __future__ import annotations

from builder.roundtrip.importing.page import Found, Page, text_of
from builder.roundtrip.seen import SeenShape

LONGEST, TOGETHER = 160, 90  # characters under the title: of one text, of several


def recognise(page: Page) -> Found | None:
    """Take the first slide where its title is one of a title layout, or little else stands on it."""
    if page.slide.place or page.title_shape is None or page.tables or page.charts:
        return None
    opens = page.title_shape.holder == "ctrTitle" or any(s.holder == "subTitle" for s in page.texts)
    if not opens and (len(page.lines) > 3 or any(p.marker for p in page.lines)):
        return None
    used: list[SeenShape] = []
    said = ""
    for shape in page.texts:
        if len(said) + len(shape.text) <= (TOGETHER if used else LONGEST):
            used.append(shape)
            said = "\n\n".join(each for each in (said, text_of(shape)) if each)
    return Found(0.95 if opens else 0.55, {"subtitle": said} if said else {}, used)
