"""What is found out about a template, as plain data: layouts, the binding of every role, what a person should look at."""

from __future__ import annotations

from typing import Any

from builder.brands.palette import Colour
from builder.brands.prepared import Box
from builder.brands.template.choosing import Bound
from builder.brands.template.decoration import decoration_colours
from builder.brands.template.facts import Holder
from builder.brands.template.house import House
from builder.brands.template.inks import house_palette, uses_office_accents
from builder.brands.template.intake import notices
from builder.brands.template.mending import faulty
from builder.brands.template.scoring import text_and_picture
from builder.brands.template.structure import Structure
from builder.ooxml.rgb import TEXT_RATIO, contrast

CLOSE = 0.8  # a lead below which another layout might as well have been chosen
RUNNERS = 3
_CM = 28.3465  # points


def report(house: House, bound: dict[str, Bound], kinds: dict[str, int] | None = None) -> dict[str, Any]:
    """Return the facts of a template: size, masters, layouts, roles, fonts, colours, flags. Measures in centimetres.

    kinds: layouts that brand.yaml asks for by slide kind.
    """
    facts = house.facts
    return {
        "slide": {"width": round(facts.real[0] / _CM, 2), "height": round(facts.real[1] / _CM, 2)},
        "masters": [
            {
                "part": master.part,
                "layouts": sum(each.master == n for each in facts.layouts),
                "colours": master.theme.colours,
            }
            for n, master in enumerate(facts.masters)
        ],
        "layouts": [_layout(house, each, bound) for each in house.layouts],
        "roles": {role: _role(house, each) for role, each in bound.items()},
        "fonts": families(house),
        "slides": len(facts.slides),
        "palette": {
            role: {"rgb": each.rgb, "from": each.scheme if each.of_theme else "brand.yaml"}
            for role, each in palette(house, bound).items()
        },
        "suggested_palette": suggested(house, bound),
        "flags": flags(house, bound, kinds),
    }


def _layout(house: House, one: Structure, bound: dict[str, Bound]) -> dict[str, Any]:
    layout = one.layout
    return {
        "name": layout.name,
        "asked_by": house.shown_name(layout.order),
        "part": layout.part,
        "master": layout.master + 1,
        "type": layout.type,
        "roles": [role for role, each in bound.items() if each.chosen == layout.order],
        "placeholders": [
            {
                "type": holder.type, "idx": holder.idx, "name": holder.name, "use": _use(one, holder),
                "box": [round(value * house.facts.unit / _CM, 2) for value in holder.box],
                "size": round(holder.size * house.facts.unit, 1),
            }
            for holder in layout.holders
        ],
    }  # fmt: skip


def _use(one: Structure, holder: Holder) -> str:
    """Tell what a placeholder is taken for."""
    for name, listed in (
        ("title", [one.title]), ("line beside the title", one.sublines), ("content", one.contents), ("heading", one.heads),
        ("picture", one.pictures), ("label", one.labels), ("footer", one.footers), ("vertical, not filled", one.vertical),
    ):  # fmt: skip
        if any(each is holder for each in listed):
            return name
    return "not used"


def _role(house: House, bound: Bound) -> dict[str, Any]:
    others = [each for each in bound.ranking if each.layout != bound.chosen][:RUNNERS]
    return {
        "layout": house.shown_name(bound.chosen),
        "score": round(bound.score.value, 2),
        "ahead_by": round(bound.margin, 2),
        "asked": bound.asked,
        "reasons": bound.score.reasons,
        "then": [{"layout": house.shown_name(each.layout), "score": round(each.value, 2)} for each in others],
    }


def families(house: House) -> list[str]:
    """List the font families that placeholders of used layouts have."""
    found: dict[str, None] = {}
    for one in house.layouts:
        for holder in (one.title, *one.contents, *one.sublines):
            if holder is not None:
                found[holder.levels[0].font] = None
    return list(found)


def palette(house: House, bound: dict[str, Bound]) -> dict[str, Colour]:
    """Return the colours that content slides lead with, by role."""
    theme, ground = _home(house, bound)
    made = house_palette(theme, ground, house.own)
    return {role: made[role] for role in ("text", "primary", "accent", "good", "warning", "bad")}


def suggested(house: House, bound: dict[str, Bound]) -> dict[str, str]:
    """Suggest colours for `palette:` where the accents are none of the house's own; by role, as RGB."""
    theme, ground = _home(house, bound)
    return decoration_colours(house.layouts, ground) if uses_office_accents(theme) and not house.own else {}


def _home(house: House, bound: dict[str, Bound]) -> tuple[dict[str, str], str]:
    """Return the theme of content slides, and the ground that their content stands on."""
    one = house.layouts[bound["points"].chosen]
    area = content_area(house, bound) or Box(0, 0, house.facts.width, house.facts.height)
    return one.layout.palette.named, one.painting.ground(area)


_FOOTERS = {"dt": "the date", "ftr": "the footer", "sldNum": "the slide number", "hdr": "the header"}


def _is_faint(house: House, bound: Bound, holder: Holder) -> bool:
    painting = house.layouts[bound.chosen].painting
    return not holder.fill and painting.worst(holder.ink, holder.box) < TEXT_RATIO


def flags(house: House, bound: dict[str, Bound], kinds: dict[str, int] | None = None) -> list[dict[str, str]]:
    """List what a person should look at: rule, role or layout, message."""
    found: list[dict[str, str]] = []

    def flag(rule: str, about: str, message: str) -> None:
        found.append({"rule": rule, "about": about, "message": message})

    for notice in notices(house.package):
        flag("left-behind", "", notice)
    for part in faulty(house.package):
        flag(
            "template-fault",
            part.rsplit("/", 1)[-1],
            "breaks the schema; what does not belong there is left out of decks",
        )
    if len(house.facts.masters) > 1:
        name = house.scorer.home + 1
        flag(
            "several-masters",
            "",
            f"it has {len(house.facts.masters)} masters; master {name} is used where it has a layout",
        )
    for role, each in bound.items():
        one = house.layouts[each.chosen]
        missing = _missing(role, one)
        if missing:
            flag("drawn", role, f"'{house.shown_name(each.chosen)}' has no {missing}: it is drawn in the free area")
        if not each.asked and each.margin < CLOSE:
            best = next((s for s in each.ranking if s.layout != each.chosen), None)
            if best is not None:
                flag("close-choice", role, f"'{house.shown_name(best.layout)}' might do as well")
        if one.layout.texts and len(one.layout.texts) > 60:
            flag("words-on-it", role, f"'{house.shown_name(each.chosen)}' has words of its own on it")
    for about, number in {**{role: each.chosen for role, each in bound.items()}, **(kinds or {})}.items():
        if turned := house.turned(number):
            flag("vertical-text", about, turned)
    for number in sorted({each.chosen for each in bound.values()}):
        one = house.layouts[number]
        for holder in (one.title, *one.contents):
            if holder is None:
                continue
            worst = contrast(holder.ink, holder.fill) if holder.fill else one.painting.worst(holder.ink, holder.box)
            least = 3.0 if holder.size * house.facts.unit >= 18 else 4.5
            if worst < least:
                about = house.shown_name(number)
                flag(
                    "contrast",
                    about,
                    f"text in '{holder.name}' has a contrast of {worst:.1f}:1; a readable colour is used",
                )
        for holder in one.contents:
            if holder.size < 14:
                flag(
                    "small-text",
                    house.shown_name(number),
                    f"'{holder.name}' has text of {holder.size * house.facts.unit:.0f} pt",
                )
    faint = sorted(
        {h.type for each in bound.values() for h in house.layouts[each.chosen].footers if _is_faint(house, each, h)}
    )
    if faint:
        named = ", ".join(_FOOTERS[kind] for kind in faint)
        flag(
            "faint-footers",
            "",
            f"{named} cannot be read well enough on some layouts (4.5:1): decks have them darker or lighter, or not at all",
        )
    if uses_office_accents(_home(house, bound)[0]) and not house.own:
        line = palette_line(suggested(house, bound))
        advice = f", unlike its decoration; brand.yaml can say {line}" if line else ""
        flag(
            "office-accents", "", f"its accents are those that Office begins with: charts and tables have them{advice}"
        )
    if not house.package.related(house.package.main, "tableStyles"):
        flag("no-table-styles", "", "it has no table styles: one is made from its colours")
    return found


def palette_line(colours: dict[str, str]) -> str:
    """Write colours as the line of brand.yaml that asks for them; nothing for none."""
    named = ", ".join(f'{role}: "#{rgb}"' for role, rgb in colours.items())
    return f"palette: {{{named}}}" if named else ""


def _missing(role: str, one: Structure) -> str:
    """Name what a layout lacks for a role; nothing where it has all."""
    if one.title is None:
        return "title"
    if role == "points" and len(one.contents) != 1:
        return "place for text"
    if role.startswith("columns") and len(one.columns) != int(role[-1]):
        return f"{role[-1]} columns"
    if role == "points_picture" and text_and_picture(one) is None:
        return "text beside a picture"
    if role == "picture" and not one.pictures:
        return "place for a picture"
    return ""


def content_area(house: House, bound: dict[str, Bound]) -> Box | None:
    """Return the place where content stands, in the brand's points."""
    return house.scorer.usuals[house.layouts[bound["points"].chosen].layout.master].content
