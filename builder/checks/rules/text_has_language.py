"""Every run says which language it is in, so that it is read out and proofed rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name

FACT = Fact(
    "text-has-language",
    "accessibility",
    "warning",
    "A screen reader needs to be told which language a text is in; otherwise Dutch is read out as English.",
    ("WCAG 2.1 3.1.1 Language of Page and 3.1.2 Language of Parts", "EN 301 549 10.3.1.1 and 10.3.1.2"),
    "set the proofing language (Review, Language)",
    Example("slide:Punten", '<a:rPr lang="nl-NL"', "<a:rPr"),
)

_TAG = re.compile(r"(?:[a-z]{2,3}|x|i|[a-z]{5,8}(?=-))(?:[-_][a-z0-9]{1,8})*", re.I)  # BCP 47, as wide as it is


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find shapes with words in no language."""
    for shape in slide.shapes(f"{P}sp", f"{P}graphicFrame"):
        for run in (*shape.iter(f"{A}r"), *shape.iter(f"{A}fld")):
            properties = run.find(f"{A}rPr")
            language = properties.get("lang") if properties is not None else ""
            if (run.findtext(f"{A}t") or "").strip() and not (language and _TAG.fullmatch(language)):
                what = f"text has a language that is none: '{language[:20]}'" if language else "text has no language"
                yield Fault(what, shape_name(shape))
                break
