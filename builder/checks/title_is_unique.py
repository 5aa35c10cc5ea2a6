"""Titles tell slides apart."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import Fault, P, Package, text_of

RULE, SEVERITY = "title-is-unique", "warning"
NORM = "WCAG 2.1 2.4.2 Page Titled; Microsoft Accessibility Checker: unique slide titles"
MEND = "word one of the titles differently"


def check(package: Package) -> Iterator[Fault]:
    """Find titles that an earlier slide has too."""
    seen: dict[str, str] = {}
    for slide in package.slides:
        for shape in slide.root.iter(f"{P}sp"):
            ph = shape.find(f".//{P}nvPr/{P}ph")
            if ph is None or ph.get("type") not in ("title", "ctrTitle") or not text_of(shape):
                continue
            title = text_of(shape)
            if title in seen:
                yield Fault(f"the title '{title}' is also that of slide {seen[title]}", slide.name)
            seen.setdefault(title, slide.name)
