"""Links lead to a slide of the deck, or to an address that can be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, R
from builder.ooxml.slide import SHAPES, Slide, shape_name

FACT = Fact(
    "link-leads-somewhere",
    "content",
    "error",
    "A link to a slide that is gone, to a file on somebody's own disk, or to nothing, fails in front of an audience.",
    ("ECMA-376 part 1, 21.1.2.3.5 (hlinkClick)", "WCAG 2.1 2.4.4 Link Purpose"),
    "link to a slide that is there, or to an address that everyone can reach",
    Example("slide:Lange zin", "https://www.example.org/handreiking", "file:///C:/Users/jan/handreiking.docx"),
    ("part-is-what-it-says",),  # where the slide became another part
)

_LOCAL = re.compile(r"^(file:|[A-Za-z]:[\\/]|\\\\|/)|^https?://(localhost|127\.|0\.0\.0\.0)", re.I)
_ADDRESS = re.compile(
    r"^(https?://[^\s/?#]+\.?[^\s]*|mailto:[^\s@]+@[^\s@]+|tel:[+\d][\d\s().-]*|#.+|sms:.+|ftp://.+|[\w./%-]+)$", re.I
)

_RUNS = {
    "program": "runs a program",
    "macro": "runs a macro",
}  # which no show does without asking, and most do not at all
_MEDIA = {"image": "the picture", "video": "the film", "audio": "the sound", "media": "the film"}
_JUMPS = {"nextslide", "previousslide", "firstslide", "lastslide", "lastslideviewed", "endshow"}


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find links whose target is no slide of the deck, or no address."""
    relations = {rel.id: rel for rel in slide.package.relations(slide.part)}
    for link in slide.root.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver"):
        action, rel = link.get("action", ""), relations.get(link.get(f"{R}id", ""))
        wrong = ""
        if action.startswith("ppaction://hlinksldjump"):
            if rel is None or rel.external or rel.kind != "slide" or rel.target not in slide.package.slide_parts:
                wrong = "the link leads to a slide that this deck does not have"
        elif action.startswith("ppaction://hlinkshowjump"):
            jump = action.rpartition("jump=")[2]
            wrong = "" if jump in _JUMPS else f"the link jumps to '{jump}', which no show knows"
        elif (what := _RUNS.get(action.removeprefix("ppaction://").partition("?")[0])) is not None:
            wrong = f"the link {what}"
        elif action:
            continue
        elif rel is None:
            wrong = "" if link.get(f"{R}id") else "the link leads nowhere"
        elif rel.external and _LOCAL.search(rel.target):
            wrong = f"the link leads to a place on one computer: {rel.target[:60]}"
        elif rel.external and not _ADDRESS.match(rel.target):
            wrong = f"the link is no address: {rel.target[:60]}"
        if wrong:
            yield Fault(wrong, next((shape_name(e) for e in link.iterancestors() if e.tag in SHAPES), ""))
    for rel in relations.values():
        if rel.external and rel.kind in _MEDIA and _LOCAL.search(rel.target):
            yield Fault(f"{_MEDIA[rel.kind]} lies on one computer, and not in the deck: {rel.target[:60]}")
