"""The axes that a chart is drawn on are there, and cross each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.diagnostics import Severity
from builder.ooxml.namespaces import C
from builder.ooxml.package import Package

FACT = Fact(
    "chart-axes-agree",
    "package",
    "error",
    "A chart drawn on an axis that is not there cannot be opened: PowerPoint offers a repair.",
    ("ECMA-376 part 1, 21.2.2.9 (axId), 21.2.2.31 (crossAx)",),
    "make the chart again",
    Example("chart", '<c:crossAx val="1001"/>', '<c:crossAx val="7"/>'),
)

_AXES = ("valAx", "catAx", "dateAx", "serAx")


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find references to axes that a chart has not, axes that cross nothing, and axis ids used twice."""
    if not package.type_of(name).endswith("drawingml.chart+xml"):
        return
    root = package.xml(name)
    area = root.find(f"{C}chart/{C}plotArea") if root is not None else None
    if area is None:
        return
    axes = [e for e in area if e.tag in {f"{C}{each}" for each in _AXES}]
    own = [_value(e.find(f"{C}axId")) for e in axes]
    for each in sorted({i for i in own if own.count(i) > 1}):
        yield Fault(f"{name}: two axes have the id {each}", part=name)
    used = {_value(e) for drawn in area if drawn.tag.endswith("Chart") for e in drawn.findall(f"{C}axId")}
    crossed = {_value(e.find(f"{C}crossAx")) for e in axes}
    mild: Severity | None = (
        "warning" if len(used & set(own)) >= 2 else None
    )  # a third axis, of no depth, is not looked for
    for each in sorted((used | crossed) - set(own) - {""}):
        yield Fault(f"{name}: there is no axis {each}", part=name, severity=None if each in crossed else mild)


def _value(element: Any) -> str:
    return str(element.get("val", "")) if element is not None else ""
