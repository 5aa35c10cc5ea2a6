"""The document has a title and a language among its properties."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "document-has-properties",
    "accessibility",
    "warning",
    "Screen readers and search engines name a document by its title, and read it in its language.",
    (
        "WCAG 2.1 2.4.2 Page Titled and 3.1.1 Language of Page",
        "EN 301 549 10.2.4.2 and 10.3.1.1",
        "ISO 15836 (Dublin Core)",
    ),
    "fill in title and language under File, Info",
    Example("docProps/core.xml", "<dc:language>nl</dc:language>", ""),
)

_DC = "{http://purl.org/dc/elements/1.1/}"
_DEFAULTS = {"powerpoint presentation", "powerpoint-presentatie", "pptxgenjs presentation", "presentation"}


def of_package(package: Package) -> Iterator[Fault]:
    """Find a missing title or language in the core properties, and a title that a program made up."""
    part = package.related("", "core-properties")
    root = package.xml(part) if part else None
    for name in ("title", "language"):
        text = (root.findtext(f"{_DC}{name}") or "").strip() if root is not None else ""
        if not text or (name == "title" and text.casefold() in _DEFAULTS):
            yield Fault(
                f"the document has no {name}",
                part=part,
                severity="info" if name == "language" and root is None else None,
            )
