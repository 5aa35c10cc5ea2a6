"""Lists are lists: bullets and numbers are the paragraph's own, not typed before its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name

FACT = Fact(
    "list-is-real",
    "accessibility",
    "warning",
    "A screen reader announces a real list and its length; a typed dash is read aloud, and a second line hangs wrong.",
    ("WCAG 2.1 1.3.1 Info and Relationships", "EN 301 549 10.1.3.1"),
    "take the mark out and switch bullets or numbering on",
    Example("slide:Punten", "<a:buChar/> and the words", "- the words"),
)

_MARK = re.compile(r"\s*([-–—*•·▪◦‣●■➢✓]|\d{1,2}[.)]|[a-z]\))[\s\xa0]+\S")
_LONGEST = 200  # letters that a mark is looked for in


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find two paragraphs in a row that begin with one kind of mark, or with numbers that count on."""
    for shape in slide.shapes(f"{P}sp"):
        body = shape.find(f"{P}txBody")
        if body is None:
            continue
        marks = [_mark("".join(t.text or "" for t in p.iter(f"{A}t"))[:_LONGEST]) for p in body.findall(f"{A}p")]
        lists = [first for first, later in pairwise(marks) if _go_on(first, later)]
        if lists:
            # Typed numbers at least say their order to who hears them.
            counted = all(mark[0].isalnum() for mark in lists)
            yield Fault("marks of a list are typed as text", shape_name(shape), severity="info" if counted else None)


def _mark(text: str) -> str:
    found = _MARK.match(text)
    return found[1] if found else ""


def _go_on(first: str, later: str) -> bool:
    """True where two marks make a list: the same sign, or a number and the next."""
    if not first or not later:
        return False
    if first[:-1].isdigit() and later[:-1].isdigit():
        return int(later[:-1]) == int(first[:-1]) + 1 and first[-1] == later[-1]
    if first[-1] == ")" and later[-1] == ")" and len(first) == len(later) == 2:
        return ord(later[0]) == ord(first[0]) + 1
    return first == later
