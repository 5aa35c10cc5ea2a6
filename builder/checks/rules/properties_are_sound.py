"""The properties of a document are given once each, and its dates are dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "properties-are-sound",
    "package",
    "error",
    "Office calls a file damaged whose title stands twice among its properties, or whose date is none.",
    ("ECMA-376 part 2, 8.3.4 (core properties: one part, each element once, dates as dcterms:W3CDTF)",),
    "fill in the properties anew under File, Info",
    Example("docProps/core.xml", '<dcterms:created xsi:type="dcterms:W3CDTF">', "<dcterms:created>"),
)

_TERMS = "{http://purl.org/dc/terms/}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")


def of_package(package: Package) -> Iterator[Fault]:
    """Find a second part of core properties, elements that stand there twice, and dates that are none."""
    parts = [rel.target for rel in package.relations("") if rel.kind == "core-properties"]
    if len(parts) > 1:
        yield Fault(f"the package has {len(parts)} parts of core properties", part=parts[1])
    root = package.xml(parts[0]) if parts and parts[0] in package.members else None
    for name, times in sorted(Counter(str(each.tag) for each in root).items()) if root is not None else ():
        if times > 1:
            yield Fault(f"{parts[0]} has {name.rpartition('}')[2]} {times} times", part=parts[0])
    for date in root.iterchildren(f"{_TERMS}created", f"{_TERMS}modified") if root is not None else ():
        name = date.tag.rpartition("}")[2]
        if not date.get(_TYPE, "").endswith("W3CDTF"):
            yield Fault(f"{name} in {parts[0]} is not said to be a date (W3CDTF)", part=parts[0])
        elif not _DATE.fullmatch((date.text or "").strip()):
            yield Fault(f"{name} in {parts[0]} is no date: {(date.text or '')[:40]}", part=parts[0])
