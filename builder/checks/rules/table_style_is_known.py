"""A table's style is defined in the deck, or is one that PowerPoint has built in."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name
from builder.ooxml.table_styles import BUILT_IN
from builder.ooxml.text import style_ids

FACT = Fact(
    "table-style-is-known",
    "package",
    "warning",
    "A table whose style is not defined is drawn bare, without its header, and changes when the slide is copied.",
    ("ECMA-376 part 1, 21.1.3.12 (tableStyleId), 20.1.4.2.27 (tblStyleLst)",),
    "choose a table style in PowerPoint, or build the deck again",
    Example(
        "slide:Tabel",
        "<a:tableStyleId>{…}</a:tableStyleId>",
        "<a:tableStyleId>{00000000-0000-0000-0000-000000000001}</a:tableStyleId>",
    ),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find tables whose style nobody defines."""
    for frame in slide.shapes(f"{P}graphicFrame"):
        for element in frame.iter(f"{A}tableStyleId"):
            style = (element.text or "").strip()
            if style.upper() not in BUILT_IN and style not in style_ids(slide.package):
                yield Fault(f"the table style {style} is not defined", shape_name(frame))
