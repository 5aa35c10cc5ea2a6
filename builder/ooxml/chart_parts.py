"""The chart parts that a slide shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.ooxml.namespaces import C, P, R
from builder.ooxml.slide import Slide, shape_name


def chart_parts(slide: Slide) -> Iterator[tuple[str, str, Any]]:
    """Yield each chart: the name of its shape, its part, its root element."""
    for shape in slide.shapes(f"{P}graphicFrame"):
        for reference in shape.iter(f"{C}chart"):
            part = slide.package.target(slide.part, reference.get(f"{R}id", ""))
            root = slide.package.xml(part) if part else None
            if root is not None:
                yield shape_name(shape), part, root
