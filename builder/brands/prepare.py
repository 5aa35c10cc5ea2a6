"""A brand prepared once: what its placeholders inherit, and the parts that every deck carries, for the store."""

from __future__ import annotations

from msgspec import Struct

from builder.brands.accent_and_logo import audience_logo_area
from builder.brands.brand import Brand
from builder.brands.design.covers import TURNS
from builder.brands.design.holders import Layout
from builder.brands.design.levels import prepared_levels
from builder.brands.design.page import HEIGHT, WIDTH
from builder.brands.design.template import FIRST_INDEX, DesignedTemplate, index_of, table_style_id, template_key
from builder.brands.palette import Colour
from builder.brands.prepared import Box, PreparedBrand, PreparedLayout, Slot
from builder.diagnostics import ContentError
from builder.ooxml.units import POINT, emu
from builder.storage.program import VERSION
from builder.storage.zip_writer import Member, deflate, store

_STORED = ("png", "jpeg", "jpg", "gif", "mp4", "m4v", "wdp", "emf", "wmf")


class Base(Struct, frozen=True):
    """The parts of a brand's package that every deck carries: name, content type, deflated bytes."""

    parts: tuple[tuple[str, str, Member], ...]
    defaults: dict[str, str]


def prepare(brand: Brand, script: str = "") -> tuple[PreparedBrand, Base]:
    """Prepare a brand; raises ContentError where its tokens or template do not serve.

    script: that of the deck's language, where the brand's families do not hold it.
    """
    design = brand.fields.design
    if design is None:
        return _from_template(brand, script)
    template = DesignedTemplate(brand, design, script)
    fit = brand.fields.fit
    fonts = {"major": str(design.fonts.heading), "minor": str(design.fonts.body)}
    layouts = [_layout(template, number, each, fonts) for number, each in enumerate(template.layouts, 1)]
    logo = audience_logo_area(brand)
    prepared = PreparedBrand(
        name=brand.name,
        key=f"{VERSION}:{template_key(brand)}" + (f":{script}" if script else ""),
        title=str(brand.fields.name),
        width=WIDTH,
        height=HEIGHT,
        fonts=fonts,
        font_folder=brand.font_folder,
        palette=template.roles,
        scale=dict(template.scale),
        smallest={"title": fit.min_title, "body": fit.min_body, "table": fit.min_table, "small": fit.min_small},
        table_style=table_style_id(brand.name),
        layouts={layout.role: layout for layout in layouts},
        by_name={layout.name: layout.role for layout in layouts},
        notes_master="/ppt/notesMasters/notesMaster1.xml",
        master="ppt/slideMasters/slideMaster1.xml",
        theme="ppt/theme/theme1.xml",
        audience_accent=brand.fields.audience_accent is not False,
        audience_logo=template.placed(logo) if logo else None,
        script=script,
        rtl=template.rtl,
        composes=True,
        corners=design.corners,
        turns=len(TURNS) if design.sections == "turns" else 1,
        cards=design.cards,
    )
    parts = tuple((name, kind, _packed(name, raw)) for name, kind, raw in template.parts())
    return prepared, Base(parts, template.defaults)


def _layout(template: DesignedTemplate, number: int, layout: Layout, fonts: dict[str, str]) -> PreparedLayout:
    """Return a designed layout with its placeholders and free areas; places as the package has them, in whole EMU."""
    slots = {}
    for place, holder in enumerate(layout.holders, FIRST_INDEX):
        box = Box(*(emu(value) / POINT for value in template.placed(holder.box)))
        levels, index = prepared_levels(holder, template.body, fonts, template.scale), index_of(holder, place)
        slots[holder.slot] = Slot(
            box,
            holder.type,
            index,
            holder.name,
            (0, 0, 0, 0),
            holder.anchor,
            levels,
            align=holder.align,
            outline=holder.outline,
        )
    slots |= {name: Slot(template.placed(area)) for name, area in layout.areas.items()}
    footers = {footer.kind: (footer.idx, footer.name) for footer in template.footers(layout)}
    part = f"/ppt/slideLayouts/slideLayout{number}.xml"
    return PreparedLayout(layout.role, layout.name, part, slots, footers, _inks(template, layout))


def _inks(template: DesignedTemplate, layout: Layout) -> dict[str, Colour]:
    """Return the palette of a layout on a full colour, where what is drawn has the ink of that ground."""
    ink = template.roles.get(f"on_{layout.ground}")
    if ink is None:
        return {}
    return {**template.roles, **dict.fromkeys(("text", "muted", "primary_text", "accent_text"), ink)}


def _from_template(brand: Brand, script: str) -> tuple[PreparedBrand, Base]:
    """Prepare a brand from a PowerPoint template, whose parts stay as they are."""
    from builder.brands.template.house import prepare_house

    prepared, taken = prepare_house(brand, template_bytes(brand), f"{VERSION}:{template_key(brand)}", script)
    parts = tuple((name, kind, _packed(name, raw)) for name, (kind, raw) in taken.parts.items())
    return prepared, Base(parts, taken.defaults)


def template_bytes(brand: Brand) -> bytes:
    """Read a brand's template; raises ContentError where there is none, or it lies outside the brand's folder."""
    name = str(brand.fields.template)
    path = (brand.folder / name).resolve()
    if not path.is_relative_to(brand.folder.resolve()):
        raise ContentError.of("outside-project", f"'{name}' leads out of the brand's folder", brand.at)
    if not path.is_file():
        raise ContentError.of(
            "brand-template",
            f"there is no file '{name}'",
            brand.at,
            f"put it into {brand.folder.parent.name}/{brand.folder.name}/",
        )
    return path.read_bytes()


def _packed(name: str, data: bytes) -> Member:
    return store(data) if name.rsplit(".", 1)[-1].lower() in _STORED else deflate(data, 9)
