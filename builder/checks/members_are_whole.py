"""Every member of the package is there once, has a content type, and is reached by a relationship."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from builder.checks._package import Fault, Package, Relation

RULE, SEVERITY = "members-are-whole", "error"
NORM = "ECMA-376 part 2 (Open Packaging Conventions), 6.2 and 7"
MEND = "save the deck again from the program that made it, or build it anew"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_EXPECTED = {
    "slide": "slide+xml", "slideLayout": "slideLayout+xml", "slideMaster": "slideMaster+xml",
    "notesSlide": "notesSlide+xml", "notesMaster": "notesMaster+xml", "theme": "theme+xml", "chart": "chart+xml",
    "tableStyles": "tableStyles+xml", "presProps": "presProps+xml", "viewProps": "viewProps+xml",
    "core-properties": "core-properties+xml", "extended-properties": "extended-properties+xml",
}  # fmt: skip
_USED = re.compile(rb'\br:(?:id|embed|link|pict|dm|lo|qs|cs)="([^"]+)"')


def check(package: Package) -> Iterator[Fault]:
    """Find double members, missing and unreached parts, missing content types, unknown relationships."""
    lower = [name.lower() for name in package.names]
    for name in sorted({n for n, low in zip(package.names, lower, strict=True) if lower.count(low) > 1}):
        yield Fault(f"two members are named {name}")
    types = package.xml("[Content_Types].xml")
    defaults = {e.get("Extension", "").lower() for e in types.iter(f"{_TYPES}Default")}
    overrides = {e.get("PartName", "")[1:] for e in types.iter(f"{_TYPES}Override")}
    for name in sorted(overrides - set(package.names)):
        yield Fault(f"a content type is given for {name}, which is not there")
    reached = {"[Content_Types].xml", "_rels/.rels"}
    sources = {""} | {n for n in package.names if not n.endswith(".rels")}
    for source in sorted(sources):
        rels = package.relations(source)
        folder, file = posixpath.split(source)
        reached.add(posixpath.join(folder, "_rels", f"{file}.rels"))
        yield from _relations(package, source, rels)
        reached |= {rel.target for rel in rels if not rel.external}
    yield from _types_of_parts(
        package, {e.get("PartName", "")[1:]: e.get("ContentType", "") for e in types.iter(f"{_TYPES}Override")}
    )
    for name in sorted(set(package.names) - reached):
        if not name.endswith("/"):
            yield Fault(f"nothing points to {name}")
    for name in package.names:
        if name.endswith("/") or name == "[Content_Types].xml":
            continue
        if name not in overrides and name.rsplit(".", 1)[-1].lower() not in defaults:
            yield Fault(f"{name} has no content type")
        if name.endswith((".xml", ".rels")) and package.xml(name) is None:
            yield Fault(f"{name} is no well-formed XML")


def _types_of_parts(package: Package, types: dict[str, str]) -> Iterator[Fault]:
    """Find parts that a relationship names as one thing and their content type as another."""
    seen = set()
    for source in ("", *package.names):
        for rel in [] if source.endswith(".rels") else package.relations(source):
            kind = rel.type.rsplit("/", 1)[-1]
            wanted = _EXPECTED.get(kind)
            if wanted and not rel.external and rel.target in package.names and rel.target not in seen:
                seen.add(rel.target)
                if not types.get(rel.target, "").endswith(wanted):
                    yield Fault(f"{rel.target} has not the content type of a {kind}")


def _relations(package: Package, source: str, rels: list[Relation]) -> Iterator[Fault]:
    ids = [rel.id for rel in rels]
    if len(ids) != len(set(ids)):
        yield Fault(f"{source} uses a relationship id twice")
    for rel in rels:
        if not rel.external and rel.target not in package.names:
            yield Fault(f"{source or 'the package'} points to {rel.target}, which is not there")
    if source.endswith(".xml"):
        for used in sorted({u.decode() for u in _USED.findall(package.read(source))} - set(ids)):
            yield Fault(f"{source} uses {used}, which its relationships lack")
