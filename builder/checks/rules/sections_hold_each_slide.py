"""Sections hold each slide once, in the deck's order."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P14, P
from builder.ooxml.package import Package

FACT = Fact(
    "sections-hold-each-slide",
    "package",
    "error",
    "A slide that stands in no section, or in two, makes PowerPoint offer a repair or throw the sections away.",
    ("[MS-PPTX] 2.2.6 (sectionLst)",),
    "build the deck again",
    Example("ppt/presentation.xml", '<p14:sldId id="1875199184"/>', ""),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find slides that the sections lack, have twice, or have in another order."""
    root = package.presentation
    slides = [e.get("id", "") for e in root.iter(f"{P}sldId")]
    sections = list(root.iter(f"{P14}section"))
    listed = [e.get("id", "") for section in sections for e in section.iter(f"{P14}sldId")]
    if not sections or listed == slides:
        return
    for slide, each in enumerate(slides, 1):
        if listed.count(each) != 1:
            times = "in no section" if each not in listed else "in more than one section"
            yield Fault(f"the slide is {times}", slide=str(slide))
            return
    unknown = [each for each in listed if each not in slides]
    what = (
        f"the sections hold slide id {unknown[0]}, which is not there"
        if unknown
        else "the sections are not in the order of the slides"
    )
    yield Fault(what, part=package.main)
