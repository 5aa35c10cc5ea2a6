"""Slides, masters, layouts, sections and table styles have ids of their own, within the ranges of the format, and are listed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P14, A, P, R
from builder.ooxml.package import Package
from builder.ooxml.units import number

FACT = Fact(
    "ids-are-own",
    "package",
    "error",
    "Two slides, layouts, sections or table styles with one id make PowerPoint offer a repair.",
    (
        "ECMA-376 part 1, 19.7.13 (ST_SlideId: 256 to 2147483647), 19.7.14 and 19.7.15 (masters and layouts: from 2147483648)",
    ),
    "build the deck again",
    Example("ppt/presentation.xml", '<p:sldId id="146040301"', '<p:sldId id="782611563"'),
    ("sections-hold-each-slide",),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find ids that two have; ranges are the schema's."""
    root = package.presentation
    slides = [e.get("id", "") for e in root.iter(f"{P}sldId")]
    for each, times in sorted(Counter(slides).items()):
        if times > 1:
            yield Fault(f"two slides have the id {each}", part=package.main)
    yield from _twice(package.main, "section", [e.get("id", "") for e in root.iter(f"{P14}section")])
    yield from _listed_twice(package.main, root)
    styles = package.related(package.main, "tableStyles")
    if styles and (table := package.xml(styles)) is not None:
        yield from _twice(styles, "table style", [e.get("styleId", "").upper() for e in table.iter(f"{A}tblStyle")])
    masters = [e.get("id", "") for e in root.iter(f"{P}sldMasterId")]
    for name in package.parts:
        if package.type_of(name).endswith("slideMaster+xml") and (master := package.xml(name)) is not None:
            masters += [e.get("id", "") for e in master.iter(f"{P}sldLayoutId")]
            yield from _listed_twice(name, master)
    for each, times in sorted(Counter(i for i in masters if i).items()):
        if times > 1:
            yield Fault(f"two masters or layouts have the id {each}", part=package.main)
        elif number(each) < 2147483648:
            yield Fault(f"the master or layout id {each} is below 2147483648", part=package.main)


def _twice(part: str, what: str, ids: list[str]) -> Iterator[Fault]:
    for each, times in sorted(Counter(ids).items()):
        if each and times > 1:
            yield Fault(f"two {what}s have the id {each}", part=part)


def _listed_twice(part: str, root: Any) -> Iterator[Fault]:
    """Find slides, masters and layouts that stand in their list twice."""
    listed = [e.get(f"{R}id", "") for e in root.iter(f"{P}sldId", f"{P}sldMasterId", f"{P}sldLayoutId")]
    for each, times in sorted(Counter(listed).items()):
        if each and times > 1:
            yield Fault(f"{part} lists {each} twice", part=part)
