"""The document has a title and a language among its properties."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import Fault, Package

RULE, SEVERITY = "document-has-properties", "warning"
NORM = "WCAG 2.1 2.4.2 Page Titled; EN 301 549 10.2.4.2; ISO 15836 (Dublin Core)"
MEND = "fill in title and language under File, Info"
_DC = "{http://purl.org/dc/elements/1.1/}"


def check(package: Package) -> Iterator[Fault]:
    """Find a missing title or language in the core properties."""
    parts = [rel.target for rel in package.relations("") if rel.type.endswith("/core-properties")]
    root = package.xml(parts[0]) if parts and parts[0] in package.names else None
    for name in ("title", "language"):
        element = root.find(f"{_DC}{name}") if root is not None else None
        if element is None or not (element.text or "").strip():
            yield Fault(f"the document has no {name}")
