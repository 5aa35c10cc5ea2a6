"""Animations and connectors belong to shapes that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, properties_of
from builder.ooxml.units import number

FACT = Fact(
    "animation-has-its-shape",
    "package",
    "error",
    "An animation of a shape that is gone makes PowerPoint offer a repair.",
    ("ECMA-376 part 1, 19.5.72 (spTgt), 20.1.2.2.13 and 20.1.2.2.37 (stCxn, endCxn)",),
    "remove the animation or the connection",
    Example("slide:Een foto", "an animation of a shape", "an animation of shape 999"),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find animations, and ends of connectors, whose shape or paragraph the slide has not."""
    ids = {e.get("id") for e in slide.root.iter(f"{P}cNvPr")}
    for target in slide.root.iter(f"{P}spTgt", f"{P}bldP", f"{P}bldGraphic", f"{P}inkTgt"):
        if target.get("spid") not in ids:
            yield Fault(f"an animation is of shape {target.get('spid')}, which is not there")
            return
    for each in slide.root.iter(f"{P}pRg"):
        shape = next((t.get("spid") for t in each.iterancestors(f"{P}spTgt")), "")
        held = sum(len(s.findall(f"{P}txBody/{A}p")) for s in slide.shapes(f"{P}sp") if _id(s) == shape)
        if number(each.get("end")) >= held:
            yield Fault(
                f"an animation is of paragraph {number(each.get('end')) + 1} of shape {shape}, which has {held}",
                severity="warning",
            )
            return
    for end in slide.root.iter(f"{A}stCxn", f"{A}endCxn"):
        if end.get("id") not in ids:
            yield Fault(f"a connector ends at shape {end.get('id')}, which is not there", severity="warning")
            return


def _id(shape: Any) -> str:
    properties = properties_of(shape)
    return str(properties.get("id", "")) if properties is not None else ""
