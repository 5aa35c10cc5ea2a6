"""A table with a row of headings."""

from __future__ import annotations

from typing import Any

from builder.content.edits import Inline
from builder.roundtrip.importing.page import Found, Page, marked, text_of

MOST, LONGEST = 10, 200  # columns; characters of a caption


def recognise(page: Page) -> Found | None:
    """Take a slide with one table of at most ten columns."""
    if len(page.tables) != 1 or page.charts:
        return None
    shape = page.tables[0]
    width = max(map(len, shape.rows))
    if width > MOST or len(shape.rows) < 2:
        return None
    rows = [
        [" ".join(marked(p) for p in cell if p.text.strip()) for cell in row] + [""] * (width - len(row))
        for row in shape.rows
    ]
    head = [text or f"({n})" for n, text in enumerate(rows[0], 1)]
    fields: dict[str, Any] = {"columns": Inline(head), "rows": [Inline(row) for row in rows[1:]]}
    if page.has_row_headers(shape):
        fields["row_headers"] = True
    texts = [s for s in page.texts if len(s.text) <= LONGEST][:1]
    if texts:
        fields["caption"] = text_of(texts[0])
    doubts = ["its merged cells are written once, the others left empty"] if shape.merged else []
    doubts += ["a heading was empty"] if head != rows[0] else []
    return Found(0.9, fields, [*texts, shape], doubts=doubts)
