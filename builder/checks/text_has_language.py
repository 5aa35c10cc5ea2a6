"""Every run says which language it is in, so that it is read out and proofed rightly."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import A, Fault, P, Package, shape_name

RULE, SEVERITY = "text-has-language", "warning"
NORM = "WCAG 2.1 3.1.1 and 3.1.2 Language of Page and Parts; EN 301 549 10.3.1.1"
MEND = "set the proofing language"


def check(package: Package) -> Iterator[Fault]:
    """Find shapes with runs that have no language."""
    for slide in package.slides:
        for shape in slide.root.iter(f"{P}sp", f"{P}graphicFrame"):
            runs = [*shape.iter(f"{A}r"), *shape.iter(f"{A}fld")]
            for run in runs:
                properties = run.find(f"{A}rPr")
                if properties is None or not properties.get("lang"):
                    yield Fault("text has no language", slide.name, shape_name(shape))
                    break
