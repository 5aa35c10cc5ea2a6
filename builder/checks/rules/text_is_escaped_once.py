"""Text is escaped for XML once, so that no sign of XML is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name

FACT = Fact(
    "text-is-escaped-once",
    "content",
    "warning",
    "'Zorg &amp; welzijn' on a slide shows what a program did wrong.",
    ("XML 1.0, 4.1 and 4.6 (character and predefined entity references)",),
    'write the sign itself: & < > " é',
    Example("slide:Punten", "<a:t>een</a:t>", "<a:t>een &amp;amp; twee</a:t>"),
)

_ESCAPED = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[aeiou](?:acute|grave|uml|circ)|euro|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find references to characters that stand in the words themselves."""
    for shape in slide.shapes(f"{P}sp", f"{P}graphicFrame"):
        found = next((each for t in shape.iter(f"{A}t") if (each := _ESCAPED.search(t.text or ""))), None)
        if found:
            yield Fault(f"text is escaped twice: {found[0]}", shape_name(shape))
