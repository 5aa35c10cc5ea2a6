"""Short texts in a row, with arrows: steps."""

from __future__ import annotations

from typing import Any

from builder.ooxml.namespaces import A
from builder.roundtrip.importing.page import Found, Page, text_of
from builder.roundtrip.seen import SeenShape

FEWEST, MOST, LONGEST = 3, 7, 160  # steps; characters of one
_ARROWS = {"homePlate", "chevron", "rightArrow", "leftArrow", "notchedRightArrow", "stripedRightArrow", "pentagon"}


def recognise(page: Page) -> Found | None:
    """Take three to seven short texts on one line, where arrows stand on them or between them."""
    if page.tables or page.charts or page.content_pictures:
        return None
    steps = [s for s in page.texts if s.box is not None and len(s.text) <= LONGEST]
    if len(steps) != len(page.texts) or not FEWEST <= len(steps) <= MOST or not _are_in_a_row(steps):
        return None
    arrows = sum(_is_arrow(shape) for shape in page.slide.shapes)
    if arrows < len(steps) - 1:
        return None
    ordered = sorted(steps, key=lambda s: s.box.x if s.box else 0)
    return Found(0.7, {"steps": [_step(each) for each in ordered]}, ordered)


def _are_in_a_row(shapes: list[SeenShape]) -> bool:
    boxes = [s.box for s in shapes if s.box is not None]
    middles = [box.y + box.h / 2 for box in boxes]
    return max(middles) - min(middles) <= min(box.h for box in boxes) / 2


def _is_arrow(shape: SeenShape) -> bool:
    if shape.kind == "cxnSp":
        return True
    form = next(shape.item.element.iter(f"{A}prstGeom"), None) if shape.item is not None else None
    return form is not None and form.get("prst") in _ARROWS


def _step(shape: SeenShape) -> Any:
    first, *rest = [p for p in shape.paragraphs if p.text.strip()]
    if not rest:
        return {"title": text_of(shape)}
    return {"title": " ".join(first.text.split()), "text": "\n\n".join(p.text.strip() for p in rest)}
