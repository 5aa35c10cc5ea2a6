"""Every shape of a slide has an id of its own, and so have layouts, masters and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.diagnostics import Severity
from builder.ooxml.namespaces import P
from builder.ooxml.package import Package

FACT = Fact(
    "shape-id-is-own",
    "package",
    "error",
    "Animations, connectors and comments find a shape by its id; PowerPoint repairs slides on which two have the same.",
    ("ECMA-376 part 1, 20.1.2.2.8 (cNvPr: id unique in the document)",),
    "save the deck from PowerPoint, which numbers shapes again, or build it again",
    Example("slide:Punten", 'id="3"', 'id="2"'),
)

_PARTS = ("slide+xml", "slideLayout+xml", "slideMaster+xml", "notesSlide+xml", "notesMaster+xml")


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find ids that several shapes of a part have."""
    kind = package.type_of(name)
    if not kind.endswith(_PARTS):
        return
    root = package.xml(name)
    shapes = list(root.iter(f"{P}cNvPr")) if root is not None else []
    if len(shapes) == len({e.get("id", "") for e in shapes}):
        return
    for each, times in sorted(Counter(e.get("id", "") for e in shapes).items()):
        if times > 1:
            last = [e.get("name", "") for e in shapes if e.get("id", "") == each][-1]
            mild: Severity | None = (
                None if kind.endswith("slide+xml") else "warning"
            )  # PowerPoint opens layouts and masters with it
            yield Fault(f"the shape id {each} is used {times} times in {name}", last, name, severity=mild)
