"""Pictures, charts, tables, films and groups have an alternative text, or are marked as decorative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.checks._package import Fault, P, Package, shape_name

RULE, SEVERITY = "object-has-alternative-text", "error"
NORM = "WCAG 2.1 1.1.1 Non-text Content; EN 301 549 10.1.1.1; Microsoft Accessibility Checker"
MEND = "write what the object tells (alt:), or mark it as decorative"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FILE = re.compile(r"^\S+\.(png|jpe?g|gif|svg|emf|wmf|bmp|tiff?|mp4)$", re.I)


def check(package: Package) -> Iterator[Fault]:
    """Find objects without a description, and descriptions that are file names."""
    for slide in package.slides:
        for shape in slide.root.iter(f"{P}pic", f"{P}graphicFrame"):
            if any(_properties(group).get("descr") for group in shape.iterancestors(f"{P}grpSp")):
                continue
            properties = _properties(shape)
            described = properties.get("descr", "").strip()
            if _FILE.match(described):
                yield Fault(f"the alternative text is a file name: {described}", slide.name, shape_name(shape))
            elif not described and not any(e.get("val") == "1" for e in properties.iter(_DECORATIVE)):
                yield Fault("no alternative text", slide.name, shape_name(shape))


def _properties(shape: Any) -> Any:
    return shape.find(f"./*/{P}cNvPr")
