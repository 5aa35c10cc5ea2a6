"""A template made a brand: read, its layouts chosen for roles, its places made, its parts taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from builder.brands.accent_and_logo import audience_logo_area
from builder.brands.brand import Brand
from builder.brands.design.page import SCALE
from builder.brands.prepared import Box, Level, PreparedBrand, PreparedLayout
from builder.brands.template.binding import Binder
from builder.brands.template.choosing import Bound, choose
from builder.brands.template.facts import TemplateFacts
from builder.brands.template.frame import COVER
from builder.brands.template.intake import Taken, take_in
from builder.brands.template.opening import TemplatePackage, open_template
from builder.brands.template.painting import Painter
from builder.brands.template.reading import read_template
from builder.brands.template.scoring import ROLES, Scorer, text_and_picture
from builder.brands.template.structure import Structure, structures, usual
from builder.brands.template.table_styles import is_readable, table_style
from builder.content.yaml_nodes import Mapping, Scalar
from builder.diagnostics import ContentError, Diagnostic, Findings, Position, suggest
from builder.slide_kinds import kind_names, kind_of

ROOMY = "~roomy"
# What each scored role is bound for: the roles that slide kinds name.
SERVES = {
    "opening": ("opening",), "agenda": ("agenda",), "section": ("section", "section_picture"), "points": ("points",),
    **{f"columns{n}": (f"columns{n}", f"columns{n}_headed") for n in (2, 3, 4)},
    "points_picture": ("points_picture_end", "points_picture_start", "points_wide_end", "points_wide_start"), "picture": ("picture",),
    "table": ("table",), "chart": ("chart",), "canvas": ("canvas",),
    "statement": ("statement", "statement_titled"), "quote": ("quote", "quote_titled"), "video": ("video",),
    "questions": ("questions", "questions_picture"), "contact": ("contact",), "closing": ("closing",),
}  # fmt: skip
_CANVAS = "canvas"  # the role of what is drawn: kinds that ask for it are bound one by one
LARGEST_BODY = 28  # points of drawn text; sizes go down from there where it does not fit
DETAIL = 0.7  # of its subtitle: how large presenters and date stand on a cover
_FULL = ("opening", "section", "questions", "closing")


@dataclass(frozen=True)
class House:
    """A template with everything that is found out about it."""

    package: TemplatePackage
    facts: TemplateFacts
    at: Position | None = None
    own: dict[str, str] = field(default_factory=dict)  # colours of brand.yaml, by role
    cover: tuple[str, ...] = COVER  # what its opening says besides the title

    @cached_property
    def painter(self) -> Painter:
        return Painter(self.package, self.facts)

    @cached_property
    def layouts(self) -> list[Structure]:
        return structures(self.facts, self.painter)

    @cached_property
    def scorer(self) -> Scorer:
        usuals = [usual(self.facts, self.layouts, number) for number in range(len(self.facts.masters))]
        return Scorer(self.facts, self.layouts, usuals)

    @cached_property
    def names(self) -> dict[str, int]:
        """Every name that a layout may be asked for by: its own where no other has it, and its part's."""
        own = [layout.name for layout in self.facts.layouts]
        found = {layout.part.rsplit("/", 1)[-1].removesuffix(".xml"): layout.order for layout in self.facts.layouts}
        return found | {name: number for number, name in enumerate(own) if name and own.count(name) == 1}

    def shown_name(self, number: int) -> str:
        """Return the name by which a layout is asked for."""
        layout = self.facts.layouts[number]
        return (
            layout.name
            if self.names.get(layout.name) == number
            else layout.part.rsplit("/", 1)[-1].removesuffix(".xml")
        )

    def bound(self, asked: dict[str, int] | None = None) -> dict[str, Bound]:
        """Choose a layout for every role; asked: by role, what brand.yaml says."""
        return choose(self.scorer, ROLES, asked or {})

    def body(self, bound: dict[str, Bound]) -> tuple[Level, ...]:
        """Return the levels of running text: of the layout for points, else of any content, else plain ones."""
        chosen = self.layouts[bound["points"].chosen]
        places = [*chosen.contents, *(h for s in self.layouts for h in s.contents if h.type in ("obj", "body"))]
        if places:
            return places[0].levels
        family = self.facts.masters[chosen.layout.master].theme.fonts["minor"] or "Arial"
        return tuple(Level(22.0 - 2 * n, family) for n in range(5))

    def binder(self, bound: dict[str, Bound]) -> Binder:
        """Return what makes the places of layouts."""
        return Binder(self.facts, self.layouts, self.scorer.usuals, self.body(bound), self.own, self.cover)

    def turned(self, number: int) -> str:
        """Say that a layout has vertical text, which is not filled; nothing where it has none."""
        if not self.layouts[number].vertical:
            return ""
        return f"'{self.shown_name(number)}' has vertical text: what belongs there is drawn in its free area"


def open_house(
    raw: bytes, at: Position | None = None, own: dict[str, str] | None = None, cover: tuple[str, ...] = COVER
) -> House:
    """Open a template from its bytes; own, cover: what brand.yaml says of colours by role, and of the opening. Raises ContentError where it cannot serve."""
    package = open_template(raw, at)
    return House(package, read_template(package), at, own or {}, cover)


class Asked(NamedTuple):
    """What `layouts:` of brand.yaml asks for: layouts by scored role and by slide kind, and what is to be said of them."""

    roles: dict[str, int]
    kinds: dict[str, int]
    remarks: tuple[Diagnostic, ...] = ()


def asked_layouts(house: House, wanted: Mapping | None) -> Asked:
    """Read `layouts:` of brand.yaml; raises ContentError naming everything in it that is unknown."""
    asked, found = Asked({}, {}), Findings()
    kinds = {name: kind_of(name).ROLES for name in kind_names()} if wanted else {}
    serving: dict[str, tuple[str, ...]] = {role: (scored,) for scored, served in SERVES.items() for role in served}
    serving |= {kind: roles[:1] for kind, roles in kinds.items() if _CANVAS not in roles}
    serving |= {role: (role,) for role in ROLES} | {"columns": ("columns2", "columns3", "columns4")}
    for key, at in wanted.keys_at.items() if wanted else ():
        node = wanted.get(key) if wanted else None
        if node is None:
            continue
        name = node.text if isinstance(node, Scalar) else ""
        number = house.names.get(name)
        if key not in serving and key not in kinds:
            found.add("unknown-role", f"no slide asks for '{key}'", at, suggest(key, dict.fromkeys((*ROLES, *kinds))))
        if number is None:
            hint = suggest(name, house.names)
            found.add("unknown-layout", f"the template has no layout '{name}'", node.at, hint)
            continue
        if key in serving:
            asked.roles.update(dict.fromkeys(serving[key], number))
        else:
            asked.kinds[key] = number
        if turned := house.turned(number):
            found.add(
                "vertical-text", turned, node.at, "choose another layout, if that is not meant", severity="warning"
            )
    found.stop_on_errors()
    return asked._replace(remarks=tuple(found))


def prepare_house(brand: Brand, raw: bytes, key: str, script: str = "") -> tuple[PreparedBrand, Taken]:
    """Make a brand from its template's bytes; raises ContentError with what is wrong with it.

    script: that of the deck's language, where the template's families do not hold it.
    """
    cover = COVER if brand.fields.cover is None else tuple(brand.fields.cover)
    house = open_house(raw, brand.at, brand.fields.palette.given, cover)
    taken = take_in(house.package)
    asked = asked_layouts(house, brand.layouts)
    bound = house.bound(asked.roles)
    binder = house.binder(bound)
    body = binder.body
    layouts = {each.role: each for each in _bindings(binder, bound, asked.kinds)}
    by_name = {}
    for name, number in house.names.items():
        generic = f"layout:{house.facts.layouts[number].part}"
        if generic not in layouts:
            layouts[generic] = binder.bind("generic", number, key=generic)
        by_name[name] = generic
    home = house.facts.masters[house.facts.layouts[bound["points"].chosen].master]
    fonts, typefaces = _fonts(house, bound, body)
    fit = brand.fields.fit
    readable = partial(is_readable, palette=house.facts.layouts[bound["table"].chosen].palette, layout=layouts["table"])
    style = table_style(house.package, taken, layouts["table"], brand, readable)
    prepared = PreparedBrand(
        name=brand.name,
        key=key + (f":{script}" if script else ""),
        title=str(brand.fields.name),
        width=house.facts.width,
        height=house.facts.height,
        fonts=fonts,
        font_folder=brand.font_folder,
        palette=layouts["points"].palette,
        scale=_scale(body, layouts["opening"]),
        smallest={"title": fit.min_title, "body": fit.min_body, "table": fit.min_table, "small": fit.min_small},
        table_style=style,
        layouts=layouts,
        by_name=by_name,
        notes_master=taken.notes_master,
        master=home.part,
        theme=home.theme.part,
        audience_accent=bool(brand.fields.audience_accent),
        audience_logo=_logo_area(house, bound, brand),
        script=script,
        unit=house.facts.unit,
        typefaces=typefaces,
        roomier={role: role + ROOMY for role in layouts if role + ROOMY in layouts},
        remarks=asked.remarks,
    )
    return prepared, taken


def _bindings(binder: Binder, bound: dict[str, Bound], kinds: dict[str, int]) -> Iterator[PreparedLayout]:
    for scored, served in SERVES.items():
        number = bound[scored].chosen
        spacious = number if scored in _FULL else bound["canvas"].chosen
        for role in served:
            yield binder.bind(role, _for_titled(binder, role, _for_wide(binder, role, number, bound), bound))
            yield binder.bind(role, spacious, roomy=True, key=role + ROOMY)
    for kind, number in kinds.items():
        for role in kind_of(kind).ROLES:
            yield binder.bind(role, number, key=f"{role}@{kind}")


def _for_wide(binder: Binder, role: str, number: int, bound: dict[str, Bound]) -> int:
    """Divide the layout of points where the place for a picture is too narrow for a wide one."""
    pair = text_and_picture(binder.layouts[number]) if role.startswith("points_wide") else None
    return bound["points"].chosen if pair and pair[1].box.w < 0.7 * pair[1].box.h else number


def _for_titled(binder: Binder, role: str, number: int, bound: dict[str, Bound]) -> int:
    """Put a sentence that has a title of its own on the layout for drawings, where its own has one low title, or figures made for one text."""
    if not role.endswith("titled"):
        return number
    slide = Box(0, 0, binder.facts.width, binder.facts.height)
    own, plain = (binder.layouts[each].painting.mixed(slide) for each in (number, bound["canvas"].chosen))
    title = binder.layouts[number].title
    low = title is not None and title.box.y > 0.3 * binder.facts.height
    return bound["canvas"].chosen if low or own > plain + 0.04 else number


def _scale(body: tuple[Level, ...], opening: PreparedLayout) -> dict[str, float]:
    """Return the sizes of drawn text: in the measure of the house's own body, as far as slides have room for that."""
    size = min(max(round(body[0].size), 18), LARGEST_BODY)
    more = max(size / SCALE["body"], 1.0)
    grown = {role: float(round(SCALE[role] * more)) for role in ("table", "label", "caption", "small")}
    subtitle = opening.slots["subtitle"].levels if "subtitle" in opening.slots else ()
    detail = min(max(round(DETAIL * subtitle[0].size), 14), 20) if subtitle else 16
    lead = float(min(size + 2, LARGEST_BODY))
    return {**SCALE, **grown, "body": float(size), "lead": lead, "detail": float(detail)}


def _fonts(house: House, bound: dict[str, Bound], body: tuple[Level, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the families of titles and running text as placeholders use them, and which of them are not the theme's."""
    chosen = house.layouts[bound["points"].chosen]
    theme = house.facts.masters[chosen.layout.master].theme
    title = chosen.title.levels[0].font if chosen.title is not None else theme.fonts["major"] or body[0].font
    fonts = {"major": title, "minor": body[0].font}
    return fonts, {kind: family for kind, family in fonts.items() if family != (theme.fonts[kind] or "Arial")}


def _logo_area(house: House, bound: dict[str, Bound], brand: Brand) -> Box | None:
    """Return the place of an audience's logo: an area, or a placeholder of the template by its name; none unless asked."""
    asked = str(brand.fields.audience_logo or "none")
    if asked == "none":
        return None
    if asked[:1].isdigit():
        area = audience_logo_area(brand)
        factor = house.facts.width / 960
        box = Box(*(value * factor for value in area)) if area else None
        if box and (box.x < 0 or box.y < 0 or box.x + box.w > house.facts.width or box.y + box.h > house.facts.height):
            raise ContentError.of(
                "audience-logo", f"'{asked}' lies outside the slide, which is 960 by {house.facts.height / factor:.0f} points",
                brand.at, "write left, top, width and height within it",
            )  # fmt: skip
        return box
    master = house.facts.layouts[bound["points"].chosen].master
    named = {h.name: h.box for each in house.facts.layouts if each.master == master for h in each.holders}
    if asked not in named:
        raise ContentError.of(
            "audience-logo", f"the template has no placeholder '{asked}'", brand.at,
            suggest(asked, named) or 'write left, top, width and height in points on a slide of 960 wide: "700 500 150 24"',
        )  # fmt: skip
    return named[asked]
