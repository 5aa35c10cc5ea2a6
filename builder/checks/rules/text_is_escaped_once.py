"""Text is escaped for XML once, so that no sign of XML is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import name2codepoint
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, C, P
from builder.ooxml.slide import Slide, properties_of, shape_name

FACT = Fact(
    "text-is-escaped-once",
    "content",
    "warning",
    "'Zorg &amp; welzijn' on a slide shows what a program did wrong.",
    ("XML 1.0, 4.1 and 4.6 (character and predefined entity references)",),
    'write the sign itself: & < > " é',
    Example("slide:Punten", "<a:t>een</a:t>", "<a:t>een &amp;amp; twee</a:t>"),
    ("table-fits", "chart-matches-workbook"),
)

_REFERENCE = re.compile(r"&(?:([A-Za-z]{2,8}[1-4]{0,2})|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_SPELLED = re.compile(r"_x[0-9A-Fa-f]{4}_")  # as Excel spells out what XML does not take
_NAMED = {"chart": "chart", "notesSlide": "notes"}
_NAMES = {*name2codepoint, "apos"}


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find references to characters that stand in the words themselves: of shapes, descriptions, charts and notes."""
    for shape in slide.shapes():
        properties = properties_of(shape)
        told = [properties.get("descr", ""), properties.get("title", "")] if properties is not None else []
        own = shape.iter(f"{A}t") if shape.tag != f"{P}grpSp" else ()
        found = _reference((*told, *(t.text or "" for t in own)))
        if found:
            yield Fault(f"text is escaped twice: {found}", shape_name(shape))
    for relation in slide.package.relations(slide.part):
        root = slide.package.xml(relation.target) if relation.kind in ("chart", "notesSlide") else None
        found = _reference(_words(root)) if root is not None else ""
        if found:
            yield Fault(f"text of the {_NAMED[relation.kind]} is escaped twice: {found}")


def _words(root: Any) -> Iterator[str]:
    for element in root.iter(f"{A}t", f"{C}v"):
        yield element.text or ""


def _reference(texts: Iterable[str]) -> str:
    """Return the first reference to a character, or character spelled out, that stands in texts, "" where there is none."""
    for text in texts:
        if "_x" in text and (spelled := _SPELLED.search(text)):
            return spelled[0]
        for found in _REFERENCE.finditer(text) if "&" in text else ():
            if found[1] is None or found[1] in _NAMES:
                return found[0]
    return ""
