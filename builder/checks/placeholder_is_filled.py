"""No placeholder is left empty, which would show its prompt in the editor."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import Fault, P, Package, shape_name, text_of

RULE, SEVERITY = "placeholder-is-filled", "error"
NORM = "Microsoft Accessibility Checker: no empty placeholders"
MEND = "fill the placeholder or remove it"


def check(package: Package) -> Iterator[Fault]:
    """Find text placeholders without text."""
    for slide in package.slides:
        for shape in slide.root.iter(f"{P}sp"):
            ph = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if ph is not None and ph.get("type") not in ("sldNum", "dt", "ftr") and not text_of(shape):
                yield Fault("a placeholder is empty", slide.name, shape_name(shape))
