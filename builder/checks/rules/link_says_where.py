"""The words of a link say where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name

FACT = Fact(
    "link-says-where",
    "accessibility",
    "warning",
    "People who go from link to link hear only the words of each: 'here', 'here', 'here'.",
    (
        "WCAG 2.1 2.4.4 Link Purpose (In Context)",
        "EN 301 549 10.2.4.4",
        "Microsoft Accessibility Checker: unclear hyperlink text",
    ),
    "put the link under the words that name its target",
    Example("slide:Lange zin", "<a:t>de handreiking</a:t>", "<a:t>hier</a:t>"),
)

_EMPTY = {
    "hier", "klik hier", "lees meer", "lees verder", "meer", "meer informatie", "link", "deze link", "here", "click here",
    "read more", "more", "more information", "this link", "this", "learn more", "weiterlesen", "mehr", "hier klicken", "ici",
    "cliquez ici", "en savoir plus", "website", "url", "zie hier",
}  # fmt: skip
_RAW = re.compile(r"^(https?://|www\.)\S{60,}$", re.I)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find links whose words tell nothing, and long raw addresses."""
    for shape in slide.shapes(f"{P}sp", f"{P}graphicFrame"):
        for paragraph in shape.iter(f"{A}p"):
            for words in _links(paragraph):
                said = words.strip(" .:>»…").casefold()
                if not said:
                    yield Fault("a link has no words", shape_name(shape))
                elif said in _EMPTY:
                    yield Fault(
                        f"the words of a link tell nothing: '{words.strip()}'", shape_name(shape), text=words.strip()
                    )
                elif _RAW.match(words.strip()):
                    yield Fault(f"a link is a long address: {words.strip()[:50]}…", shape_name(shape), severity="info")


def _links(paragraph: object) -> Iterator[str]:
    """Yield the words of each link; neighbouring runs of one link belong together."""
    last, words = "", ""
    for run in paragraph.findall(f"{A}r"):  # type: ignore[attr-defined]
        link = run.find(f"{A}rPr/{A}hlinkClick")
        target = repr(sorted(link.items())) if link is not None else ""
        if target != last and last:
            yield words
        words = (words if target == last else "") + (run.findtext(f"{A}t") or "")
        last = target
    if last:
        yield words
