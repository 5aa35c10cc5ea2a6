"""The presentation lists its masters, its notes master and its slides, each under an id of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks._package import P14, Fault, P, Package

RULE, SEVERITY = "presentation-lists-its-parts", "error"
NORM = "ECMA-376 part 1, 19.2.1.26 presentation, 19.7.11 ST_SlideId; [MS-PPTX] 2.2.6 sectionLst"
MEND = "build the deck anew"


def check(package: Package) -> Iterator[Fault]:
    """Find a notes master that is not listed, ids used twice or out of range, sections that miss slides."""
    root = package.xml("ppt/presentation.xml")
    has_notes_master = any(name.startswith("ppt/notesMasters/") for name in package.names)
    if has_notes_master and root.find(f"{P}notesMasterIdLst") is None:
        yield Fault("there is a notes master, and presentation.xml does not list it")
    order = [child.tag for child in root]
    wanted = [
        f"{P}{n}" for n in ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz")
    ]
    found = [tag for tag in order if tag in wanted]
    if found != sorted(found, key=wanted.index):
        yield Fault("the children of presentation.xml are not in the order of the schema")
    slide_ids = [element.get("id", "") for element in root.iter(f"{P}sldId")]
    for slide_id in slide_ids:
        if not slide_id.isdigit() or not 256 <= int(slide_id) < 2147483648 or slide_ids.count(slide_id) > 1:
            yield Fault(f"the slide id {slide_id} is out of range or used twice")
    if len(package.slides) != len(slide_ids):
        yield Fault(f"{len(slide_ids)} slides are listed, {len(package.slides)} are there")
    yield from _master_ids(package)
    yield from _sections(root, slide_ids)


def _master_ids(package: Package) -> Iterator[Fault]:
    ids = [element.get("id", "") for element in package.xml("ppt/presentation.xml").iter(f"{P}sldMasterId")]
    for name in package.names:
        if name.startswith("ppt/slideMasters/") and name.endswith(".xml") and package.xml(name) is not None:
            ids += [element.get("id", "") for element in package.xml(name).iter(f"{P}sldLayoutId")]
    given = [each for each in ids if each]
    for each in sorted({i for i in given if given.count(i) > 1 or int(i) < 2147483648}):
        yield Fault(f"the master or layout id {each} is out of range or used twice")


def _sections(root: Any, slide_ids: list[str]) -> Iterator[Fault]:
    sections = list(root.iter(f"{P14}section"))
    listed = [element.get("id", "") for section in sections for element in section.iter(f"{P14}sldId")]
    if sections and listed != slide_ids:
        yield Fault("the sections do not hold each slide once, in order")
    for section in sections:
        if not section.get("name", "").strip():
            yield Fault("a section has no name")
