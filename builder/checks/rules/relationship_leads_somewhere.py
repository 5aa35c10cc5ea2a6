"""Every relationship leads to a part that is there, and everything that refers to one finds it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "relationship-leads-somewhere",
    "package",
    "error",
    "A slide that refers to a picture, link or chart that is not there makes PowerPoint offer a repair.",
    ("ECMA-376 part 2, 6.5 (relationships)", "ECMA-376 part 1, 22.8 (references to relationships)"),
    "save the deck again from the program that made it, or build it again",
    Example("rels:Een foto", 'Target="/ppt/media/', 'Target="/ppt/media/weg-'),
    ("part-is-reached", "text-has-contrast", "link-leads-somewhere", "chart-matches-workbook"),
)

_USED = re.compile(rb':(?:id|embed|link|pict|dm|lo|qs|cs)="((?:rId|R|r)\w+|)"')
_CHART = re.compile(rb'<(?:\w+:)?chart\b[^<>]*?:id="([^"]*)"')
_EMBEDS = re.compile(rb'<(?:\w+:)?(\w+)\b[^<>]*?:embed="([^"]*)"')
_MEDIA = {"image", "audio", "video", "media", "font"}
_OWN_MEDIA = {
    b"imgLayer": {"hdphoto"},
    b"model3d": {"model3d"},
}  # [MS-ODRAWXML]: what PowerPoint itself adds to a picture


def of_package(package: Package) -> Iterator[Fault]:
    """Find relationships to nothing, ids used twice, and references to ids that are not there."""
    for source in ("", *package.parts):
        rels = package.relations(source)
        for rel_id, times in Counter(rel.id for rel in rels).items():
            if times > 1 or not rel_id:
                yield Fault(f"{source or 'the package'} uses the relationship id '{rel_id}' twice", part=source)
        kinds = {rel.id: rel.kind for rel in rels}
        for rel in rels:
            if not rel.external and rel.target not in package.members and rel.target not in ("", "NULL"):
                yield Fault(f"{source or 'the package'} points to {rel.target}, which is not there", part=source)
        if source.endswith(".xml"):
            yield from _references(source, package.read(source), kinds)


def _references(source: str, data: bytes, kinds: dict[str, str]) -> Iterator[Fault]:
    if b"officeDocument/2006/relationships" not in data and b"officeDocument/relationships" not in data:
        return
    for name in sorted({each.decode("utf-8", "replace") for each in _CHART.findall(data)}):
        if kinds.get(name, "chart") != "chart":
            yield Fault(f"{source} shows {name} as a chart, which is a {kinds[name]}", part=source)
    for name in sorted({used.decode("ascii", "replace") for used in _USED.findall(data)}):
        if name and name not in kinds:
            yield Fault(f"{source} uses {name}, which its relationships lack", part=source)
    for element, embedded in sorted(set(_EMBEDS.findall(data))):
        name = embedded.decode("utf-8", "replace")
        if kinds.get(name, "image") not in _MEDIA | _OWN_MEDIA.get(element, set()):
            yield Fault(f"{source} embeds {name}, which is a {kinds[name]}", part=source)
