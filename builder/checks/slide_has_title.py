"""Every slide has a title, by which screen readers and the outline name it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import Fault, P, Package, text_of

RULE, SEVERITY = "slide-has-title", "error"
NORM = "WCAG 2.1 2.4.2 Page Titled; EN 301 549 10.2.4.2; Microsoft Accessibility Checker: slide titles"
MEND = "give the slide a title, in the layout's title placeholder"


def check(package: Package) -> Iterator[Fault]:
    """Find slides without a filled title placeholder."""
    for slide in package.slides:
        titles = [
            shape
            for shape in slide.root.iter(f"{P}sp")
            if (ph := shape.find(f".//{P}nvPr/{P}ph")) is not None and ph.get("type") in ("title", "ctrTitle")
        ]
        if not any(text_of(shape) for shape in titles):
            yield Fault("the slide has no title", slide.name)
