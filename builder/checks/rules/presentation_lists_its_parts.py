"""The presentation lists its masters, its notes master and its slides, each of which is there."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P, R
from builder.ooxml.package import Package

FACT = Fact(
    "presentation-lists-its-parts",
    "package",
    "error",
    "A notes master that is not listed, or a slide in the list that is not there, makes PowerPoint offer a repair.",
    ("ECMA-376 part 1, 19.2.1.26 (presentation), 13.3.6 (presentation part)",),
    "build the deck again",
    Example("ppt/presentation.xml", "<p:notesMasterIdLst>…</p:notesMasterIdLst>", ""),
)

_LISTS = {
    "slideMaster": "sldMasterId",
    "notesMaster": "notesMasterId",
    "handoutMaster": "handoutMasterId",
    "slide": "sldId",
}


def of_package(package: Package) -> Iterator[Fault]:
    """Find parts of the presentation that its lists lack, and entries of the lists that are no such part."""
    root = package.presentation
    kinds = {rel.id: rel.kind for rel in package.relations(package.main)}
    for kind, tag in _LISTS.items():
        listed = [e.get(f"{R}id", "") for e in root.iter(f"{P}{tag}")]
        for rel in package.relations(package.main):
            if rel.kind == kind and rel.id not in listed and rel.target in package.members:
                yield Fault(f"{package.main} does not list the {kind} {rel.target}", part=package.main)
        for each in listed:
            if each in kinds and kinds[each] != kind:
                yield Fault(f"{package.main} lists {each} as a {kind}, and it is a {kinds[each]}", part=package.main)
    for each in root.iterfind(f"{P}custShowLst/{P}custShow/{P}sldLst/{P}sld"):
        kind = kinds.get(each.get(f"{R}id", ""), "nothing")
        if kind != "slide":
            yield Fault(f"a show of its own in {package.main} lists a {kind} as a slide", part=package.main)
    if root.find(f"{P}sldMasterIdLst/{P}sldMasterId") is None:
        yield Fault(f"{package.main} lists no slide master", part=package.main)
    for name in package.parts:
        if package.type_of(name).endswith("slideMaster+xml") and (master := package.xml(name)) is not None:
            yield from _layouts(package, name, master)


def _layouts(package: Package, name: str, master: object) -> Iterator[Fault]:
    listed = [e.get(f"{R}id", "") for e in master.iter(f"{P}sldLayoutId")]  # type: ignore[attr-defined]
    for rel in package.relations(name):
        if rel.kind == "slideLayout" and rel.target in package.members and rel.id not in listed:
            yield Fault(f"{name} does not list its layout {rel.target}", part=name)
