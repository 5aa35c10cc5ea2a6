"""Lists are lists: bullets and numbers are the paragraph's own, not typed before its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

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

_MARK = re.compile(r"\s*([-–—*•·▪▫◦‣⁃●○■□➢✓✔❖→➔➜►▶①-⑳\uf0b7\uf0a7]|\d{1,2}[.)]|[a-zA-Z]\)|[a-z]\.)[\s\xa0]+\S")
_DOTS = "•▪▫◦‣⁃●■➢❖\uf0b7\uf0a7"  # signs that are bullets and nothing else
_CIRCLED = "".join(chr(each) for each in range(0x2460, 0x2474))  # one to twenty
_LONGEST = 200  # letters of a line that a mark is looked for in


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find a typed bullet, two lines in a row that begin with one kind of mark, and numbers that count on."""
    for shape in slide.shapes(f"{P}sp", f"{P}graphicFrame"):
        bodies = shape.findall(f"{P}txBody") or list(shape.iter(f"{A}txBody"))
        if any(_has_typed_list(body) for body in bodies):
            yield Fault("marks of a list are typed as text", shape_name(shape))


def _has_typed_list(body: Any) -> bool:
    marks = [_mark(line) for paragraph in body.findall(f"{A}p") for line in _lines(paragraph)]
    if any(mark in _DOTS for mark in marks if mark) or (len(marks) > 1 and marks[0] in ("-", "*")):
        return True  # a dash at the end may name who said it
    return any(_go_on(first, later) for first, later in pairwise(marks))


def _lines(paragraph: Any) -> list[str]:
    """Return the beginning of each line of a paragraph that its author broke."""
    lines = [""]
    for child in paragraph:
        if child.tag == f"{A}br":
            lines.append("")
        elif len(lines[-1]) < _LONGEST:
            lines[-1] += (child.findtext(f"{A}t") or "")[:_LONGEST]
    return lines


def _mark(line: str) -> str:
    found = _MARK.match(line)
    return found[1] if found else ""


def _go_on(first: str, later: str) -> bool:
    """True where two marks make a list: the same sign, or a number or letter and the next."""
    if not first or not later:
        return False
    if first[:-1].isdigit() and later[:-1].isdigit():
        return int(later[:-1]) == int(first[:-1]) + 1 and first[-1] == later[-1]
    if first[0] in _CIRCLED and later[0] in _CIRCLED:
        return ord(later[0]) == ord(first[0]) + 1
    if first[-1] in (")", ".") and first[-1] == later[-1] and len(first) == len(later) == 2:
        return ord(later[0]) == ord(first[0]) + 1
    return first == later and not first[0].isalnum()
