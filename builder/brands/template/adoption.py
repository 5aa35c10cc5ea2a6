"""brand.yaml for a template: what was found out about it, in comments of which one line mends one role."""

from __future__ import annotations

import json

from builder.brands.template.choosing import Bound
from builder.brands.template.house import House
from builder.brands.template.report import content_area, flags, palette, palette_line, suggested

_CM = 28.3465


def adopted_yaml(house: House, bound: dict[str, Bound], name: str, file: str) -> str:
    """Write the brand.yaml of a template."""
    facts = house.facts
    wide, high = (value / _CM for value in facts.real)
    lines = [
        f"name: {json.dumps(name, ensure_ascii=False)}",
        f"template: {json.dumps(file, ensure_ascii=False)}   # used as it is; its slides are left behind",
        "",
        f"# Slides of {wide:.1f} by {high:.1f} cm, {len(facts.layouts)} layouts on {len(facts.masters)} master"
        + ("s" if len(facts.masters) > 1 else ""),
    ]
    area = content_area(house, bound)
    if area is not None:
        cm = [round(value * facts.unit / _CM, 1) for value in area]
        lines.append(f"# Content stands at {cm[0]}, {cm[1]} cm, and is {cm[2]} by {cm[3]} cm")
    shown = ", ".join(f"{role} {each.scheme} #{each.rgb}" for role, each in palette(house, bound).items())
    lines.append(f"# Colours: {shown}")
    lines += [
        "",
        "# Which layout each role has: its score, how far it is ahead, and which would be next.",
        "# To choose another, take the # of its line away and name that layout. A slide kind (poll, matrix …) may stand there too.",
        "layouts:",
    ]
    wide_role = max(len(role) for role in bound)
    for role, each in bound.items():
        chosen = json.dumps(house.shown_name(each.chosen), ensure_ascii=False)
        then = [house.shown_name(s.layout) for s in each.ranking if s.layout != each.chosen][:2]
        after = f"; then {', '.join(json.dumps(t, ensure_ascii=False) for t in then)}" if then else ""
        lines.append(
            f"  # {role + ':':<{wide_role + 1}} {chosen}   # {each.score.value:.1f}, ahead by {each.margin:.1f}{after}"
        )
    found = flags(house, bound)
    colours = suggested(house, bound)
    line = palette_line(colours or {role: each.rgb for role, each in palette(house, bound).items() if role != "text"})
    of = "those of its decoration" if colours else "others"
    office = any(each["rule"] == "office-accents" for each in found)
    why = "the accents of its theme are those that Office begins with" if office else "the accents of its theme serve"
    lines += [
        "",
        "# Charts, tables and drawings may have other colours than the theme's accents;",
        f"# {why}; these are {of}.",
        f"# {line}",
    ]
    if found:
        lines += ["", "# To look at:"]
        lines += [f"# - {each['about'] + ': ' if each['about'] else ''}{_line(each['message'])}" for each in found]
    lines += [
        "",
        "# fit: {min_title: 24, min_body: 18, min_table: 14, min_small: 12}   # points on a slide 13.333 in wide",
        "# fonts: fonts             # a folder with the files that text is measured with",
        "# audience_accent: true    # an audience's accent may take the place of this template's",
        '# audience_logo: "700 500 150 24"   # left, top, width, height in points on a slide of 960 wide, or a layout\'s placeholder',
        "",
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())
