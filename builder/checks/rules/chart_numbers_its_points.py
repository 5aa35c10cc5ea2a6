"""A chart has series and points, each numbered once, and no more points than are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import C
from builder.ooxml.package import Package
from builder.ooxml.units import number

FACT = Fact(
    "chart-numbers-its-points",
    "package",
    "error",
    "Two series or points of one number, or more points than are counted, make PowerPoint leave some out or offer a repair.",
    ("ECMA-376 part 1, 21.2.2.84 (idx), 21.2.2.128 (order), 21.2.2.151 (pt), 21.2.2.152 (ptCount)",),
    "make the chart again",
    Example("chart", '<c:ptCount val="2"/>', '<c:ptCount val="1"/>'),
    ("chart-matches-workbook",),  # a point of another number is another cell's
)


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find numbers that two series or points of a chart have, and points beyond those that are counted."""
    if not package.type_of(name).endswith("drawingml.chart+xml"):
        return
    root = package.xml(name)
    if root is None:
        return
    series = list(root.iter(f"{C}ser"))
    shown = [v for tag in ("val", "yVal") for v in root.iterfind(f".//{C}ser/{C}{tag}//{C}pt/{C}v")]
    if not any(each.text for each in shown) and root.find(f"{C}chart/{C}plotArea") is not None:
        yield Fault(f"{name} shows no figures", part=name, severity="warning")
    for tag in ("idx", "order"):
        numbers = Counter(each.find(f"{C}{tag}").get("val") for each in series if each.find(f"{C}{tag}") is not None)
        for value, times in sorted(numbers.items()):
            if times > 1:
                yield Fault(f"{name}: {times} series have the {tag} {value}", part=name)
    for cache in root.iter(f"{C}strCache", f"{C}numCache", f"{C}strLit", f"{C}numLit", f"{C}lvl"):
        wrong = _wrong(cache)
        if wrong:
            yield Fault(f"{name}: {wrong}", part=name)
            return


def _wrong(cache: Any) -> str:
    points = [number(each.get("idx"), -1) for each in cache.findall(f"{C}pt")]
    count = cache.find(f"{C}ptCount")
    if len(set(points)) < len(points):
        return "two points of a series have one number"
    if count is not None and points and max(points) >= number(count.get("val")):
        return f"a series counts {count.get('val')} points, and gives number {max(points) + 1}"
    return ""
