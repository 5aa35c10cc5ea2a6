"""A theme: its colours by slot, its families, its fills; and the maps that names of colours are seen through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.ooxml.colour import Palette
from builder.ooxml.namespaces import A

ACCENTS = tuple(f"accent{n}" for n in range(1, 7))
SLOTS = ("dk1", "lt1", "dk2", "lt2", *ACCENTS, "hlink", "folHlink")
PLAIN_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"} | {name: name for name in SLOTS[4:]}


@dataclass(frozen=True, eq=False)
class Theme:
    """A theme's colours by slot (dk1, accent1 …), its two families, and its fills as elements."""

    colours: dict[str, str]
    fonts: dict[str, str]  # major, minor; empty where the theme names none
    fills: tuple[Any, ...]
    grounds: tuple[Any, ...]
    part: str

    def family(self, typeface: str) -> str:
        """Return the family that a name of the theme (`+mj-lt`, `+mn-lt`) stands for; any other name is one."""
        kind = {"+mj": "major", "+mn": "minor"}.get(typeface[:3])
        return self.fonts[kind] if kind else typeface


def read_theme(root: Any, part: str, missing: Mapping[str, str] | None = None) -> Theme:
    """Return what a theme part says; missing: the colours of slots that it leaves out."""
    colours = dict(missing or {})
    if root is None:
        return Theme(colours, {"major": "", "minor": ""}, (), (), part)
    bare = Palette({}, {})
    scheme = root.find(f".//{A}clrScheme")
    for slot in SLOTS if scheme is not None else ():
        found = bare.first(scheme.find(f"{A}{slot}"))
        if found:
            colours[slot] = found.rgb
    latin = {kind: root.find(f".//{A}fontScheme/{A}{kind}Font/{A}latin") for kind in ("major", "minor")}
    fonts = {kind: each.get("typeface", "") if each is not None else "" for kind, each in latin.items()}
    fills, grounds = (root.find(f".//{A}fmtScheme/{A}{name}") for name in ("fillStyleLst", "bgFillStyleLst"))
    return Theme(colours, fonts, _listed(fills), _listed(grounds), part)


def _listed(element: Any) -> tuple[Any, ...]:
    return tuple(element) if element is not None else ()


def colour_map(element: Any, otherwise: Mapping[str, str] = PLAIN_MAP) -> dict[str, str]:
    """Return what bg1, tx1 … mean by `p:clrMap` or an override of it."""
    mapped = {name: element.get(name) if element is not None else slot for name, slot in otherwise.items()}
    return {name: slot if slot in SLOTS else otherwise[name] for name, slot in mapped.items()}
