"""The levels of text in a designed brand's placeholders, as XML and as prepared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.brands.design.figures import fill_xml
from builder.brands.design.holders import Holder
from builder.brands.palette import Colour
from builder.brands.prepared import Level
from builder.ooxml.units import POINT, emu

PREPARED = 5  # levels that slides fill
MASTER_BODY = 9  # levels of a master's body
_TIGHT = ("display", "section", "title")


class _Text(NamedTuple):
    """One level of a placeholder's text; measures in points, lines in per cent of the single one."""

    size: float
    left: float
    indent: float
    line: int
    before: int
    bullet: str


def _texts(holder: Holder, count: int, scale: dict[str, float]) -> Iterator[_Text]:
    """Go through the levels of a placeholder, smaller by level."""
    base, tight = scale[holder.size], holder.size in _TIGHT
    line = 95 if tight else 105 if holder.size == "statement" else 100
    for level in range(1, count + 1):
        if holder.bullets:
            before, bullet = 12 if level == 1 else 5, "–" if level == 2 else "•"
            yield _Text(max(base - 2 * (level - 1), 16), 18 * level, 18, line, before, bullet)
        else:
            yield _Text(base, 0, 0, line, 0 if tight else 9 if holder.size == "body" else 2, "")


def own_levels(holder: Holder) -> int:
    """Return how many levels a layout's placeholder has of its own; the others it inherits."""
    return PREPARED if holder.bullets else 1


def prepared_levels(holder: Holder, body: Holder, fonts: dict[str, str], scale: dict[str, float]) -> tuple[Level, ...]:
    """Return a placeholder's levels, after its own the master's: of its body; for titles, those of any text."""
    own = _levels(holder, own_levels(holder), fonts, scale)
    if holder.type in ("title", "ctrTitle"):
        above = [Level(18.0, fonts["minor"], margin=36.0 * number) for number in range(PREPARED)]
    else:
        above = _levels(body, PREPARED, fonts, scale)
    return (*own, *above[len(own) :])


def _levels(holder: Holder, count: int, fonts: dict[str, str], scale: dict[str, float]) -> list[Level]:
    return [
        Level(
            size=round(each.size * 100) / 100,
            font=fonts["major" if holder.heading_font else "minor"],
            bold=holder.bold,
            margin=emu(each.left) / POINT,
            indent=-emu(each.indent) / POINT,
            before=float(each.before),
            spacing=each.line / 100,
            bullet=each.bullet,
        )
        for each in _texts(holder, count, scale)
    ]


def levels_xml(
    holder: Holder, count: int, direction: str, colour: Colour, bullet: Colour, scale: dict[str, float]
) -> str:
    """Write the paragraph styles of a placeholder; direction: the attributes from `algn` to `hangingPunct`."""
    families = families_xml("+mj" if holder.heading_font else "+mn")
    xml = ""
    for level, each in enumerate(_texts(holder, count, scale), 1):
        sign = f'<a:buFont typeface="Arial"/><a:buChar char="{each.bullet}"/>'
        marker = f"<a:buClr>{bullet.xml()}</a:buClr>{sign}" if each.bullet else "<a:buNone/>"
        xml += (
            f'<a:lvl{level}pPr marL="{emu(each.left)}" indent="{-emu(each.indent)}" {direction}>'
            f'<a:lnSpc><a:spcPct val="{each.line * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{each.before * 100}"/></a:spcBef>{marker}'
            f'<a:defRPr sz="{round(each.size * 100)}" b="{int(holder.bold)}" i="0" kern="1200">{fill_xml(colour)}'
            f"{families}</a:defRPr></a:lvl{level}pPr>"
        )
    return xml


def families_xml(font: str = "+mn") -> str:
    """Write the families of letters: `+mj` of headings, `+mn` of running text."""
    return f'<a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/>'
