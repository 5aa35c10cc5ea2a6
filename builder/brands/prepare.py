"""A brand prepared once: its template opened with python-pptx, what placeholders inherit resolved.

The only module of the building path that imports python-pptx; what it finds is kept in the store.
"""

from __future__ import annotations

import io
import re
from dataclasses import astuple, dataclass
from typing import Any

from builder.brands.audience_look import audience_logo_area
from builder.brands.brand import Brand, Design
from builder.brands.design.layouts import SCALE, layouts_of, mirrored
from builder.brands.design.layouts import Box as DrawnBox
from builder.brands.design.template import table_style_id, template_key, theme_colours, write_template
from builder.brands.palette import palette
from builder.brands.prepared import Box, Level, PreparedBrand, PreparedLayout, Slot
from builder.diagnostics import ContentError
from builder.languages.language import language_of
from builder.storage.program import VERSION
from builder.storage.zip_writer import Member, deflate, store

EMU = 12700
_STORED = ("png", "jpeg", "jpg", "gif", "mp4", "m4v", "wdp", "emf", "wmf")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Base:
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
    raw = write_template(brand, script)
    from pptx import Presentation

    presentation: Any = Presentation(io.BytesIO(raw))
    fit = brand.fields.fit
    fonts = {"major": str(design.fonts.heading), "minor": str(design.fonts.body)}
    rtl = bool(script) and language_of(f"und-{script}").is_rtl
    layouts = _bound(design, presentation, fonts, rtl)
    logo = audience_logo_area(brand)
    prepared = PreparedBrand(
        name=brand.name,
        key=f"{VERSION}:{template_key(brand)}" + (f":{script}" if script else ""),
        title=str(brand.fields.name),
        width=presentation.slide_width / EMU,
        height=presentation.slide_height / EMU,
        fonts=fonts,
        font_folder=brand.font_folder,
        palette=palette(theme_colours(design), brand.at),
        scale=dict(SCALE),
        smallest={"title": fit.min_title, "body": fit.min_body, "table": fit.min_table, "small": fit.min_small},
        table_style=table_style_id(brand.name),
        layouts={layout.role: layout for layout in layouts},
        by_name={layout.name: layout.role for layout in layouts},
        notes_master="/ppt/notesMasters/notesMaster1.xml",
        master="ppt/slideMasters/slideMaster1.xml",
        theme="ppt/theme/theme1.xml",
        audience_accent=brand.fields.audience_accent is not False,
        audience_logo=Box(*astuple(mirrored(DrawnBox(*logo)))) if logo and rtl else logo,
        script=script,
        rtl=rtl,
    )
    return prepared, _base(raw)


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


def _bound(design: Design, presentation: Any, fonts: dict[str, str], rtl: bool) -> list[PreparedLayout]:
    """Bind the layouts of a designed brand: they stand in the order in which they were drawn."""
    bound = []
    resolver = Inheritance(presentation, fonts)
    for drawn, layout in zip(layouts_of(design), presentation.slide_layouts, strict=True):
        by_idx = {ph.placeholder_format.idx: ph for ph in layout.placeholders}
        slots = {}
        for number, holder in enumerate(drawn.holders):
            idx = 0 if holder.type in ("title", "ctrTitle") else 12 + number
            slots[holder.slot] = resolver.slot(by_idx[idx])
        for name, area in drawn.areas.items():
            area = mirrored(area) if rtl else area
            slots[name] = Slot(Box(area.x, area.y, area.w, area.h))
        footers = {}
        for placeholder in layout.placeholders:
            kind = placeholder.element.find(".//{*}ph").get("type")
            if kind in ("ftr", "sldNum", "dt"):
                footers[kind] = (placeholder.placeholder_format.idx, placeholder.name)
        bound.append(PreparedLayout(drawn.role, drawn.name, str(layout.part.partname), slots, footers))
    return bound


class Inheritance:
    """Resolves what a layout's placeholder inherits: its own, its master's, the master's text styles."""

    def __init__(self, presentation: Any, fonts: dict[str, str]) -> None:
        self.presentation, self.fonts = presentation, fonts

    def slot(self, placeholder: Any) -> Slot:
        """Give a placeholder as a slot."""
        ph = placeholder.element.find(".//{*}ph")
        kind = ph.get("type", "obj")
        chain = self._chain(placeholder, kind)
        body_properties = [each.find(f".//{_A}bodyPr") for each in chain[:2] if each is not None]
        insets = tuple(
            _first([b.get(name) for b in body_properties if b is not None], default) / EMU
            for name, default in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
        )
        anchors = [b.get("anchor") for b in body_properties if b is not None and b.get("anchor")]
        box = Box(
            *(value / EMU for value in (placeholder.left, placeholder.top, placeholder.width, placeholder.height))
        )
        levels = tuple(self._level(chain, number) for number in range(1, 6))
        index = placeholder.placeholder_format.idx
        return Slot(box, kind, index, placeholder.name, insets, anchors[0] if anchors else "t", levels)  # type: ignore[arg-type]

    def _chain(self, placeholder: Any, kind: str) -> list[Any]:
        """List the elements that styles are looked up in, nearest first."""
        master = placeholder.part.slide_layout.slide_master if hasattr(placeholder.part, "slide_layout") else None
        wanted = "title" if kind in ("title", "ctrTitle") else "body"
        above = None
        for each in master.placeholders if master is not None else ():
            if each.element.find(".//{*}ph").get("type", "obj") == wanted:
                above = each.element
        styles = master.element.find(".//{*}txStyles") if master is not None else None
        style = styles.find("{*}titleStyle" if wanted == "title" else "{*}bodyStyle") if styles is not None else None
        default = self.presentation.element.find("{*}defaultTextStyle")
        return [placeholder.element, above, style, default]

    def _level(self, chain: list[Any], number: int) -> Level:
        own = []
        for element in chain:
            if element is None:
                continue
            holder = element.find(f".//{_A}lstStyle") if element.tag.endswith("}sp") else element
            found = holder.find(f"{_A}lvl{number}pPr") if holder is not None else None
            if found is not None:
                own.append(found)
        runs = [p.find(f"{_A}defRPr") for p in own if p.find(f"{_A}defRPr") is not None]
        size = _first([r.get("sz") for r in runs], 1800) / 100
        families = [r.find(f"{_A}latin").get("typeface") for r in runs if r.find(f"{_A}latin") is not None]
        return Level(
            size=size,
            font=self._family(families[0] if families else "+mn-lt"),
            bold=_flag(runs, "b"),
            italic=_flag(runs, "i"),
            caps=next((r.get("cap") for r in runs if r.get("cap")), "none") == "all",
            margin=_first([p.get("marL") for p in own], 0) / EMU,
            indent=_first([p.get("indent") for p in own], 0) / EMU,
            before=_spacing(own, "spcBef", size),
            after=_spacing(own, "spcAft", size),
            spacing=_line_spacing(own),
            bullet=_bullet(own),
        )

    def _family(self, typeface: str) -> str:
        match = re.fullmatch(r"\+(mj|mn)-\w+", typeface)
        return self.fonts["major" if match[1] == "mj" else "minor"] if match else typeface


def _first(values: list[str | None], default: float) -> float:
    return next((float(value) for value in values if value is not None), default)


def _flag(elements: list[Any], name: str) -> bool:
    return next((e.get(name) in ("1", "true") for e in elements if e.get(name) is not None), False)


def _spacing(levels: list[Any], name: str, size: float) -> float:
    for level in levels:
        element = level.find(f"{_A}{name}")
        if element is not None:
            points, percent = element.find(f"{_A}spcPts"), element.find(f"{_A}spcPct")
            if points is not None:
                return float(points.get("val")) / 100
            return float(percent.get("val").rstrip("%")) / 100000 * size * 1.2 if percent is not None else 0
    return 0


def _line_spacing(levels: list[Any]) -> float:
    for level in levels:
        percent = level.find(f"{_A}lnSpc/{_A}spcPct")
        if percent is not None:
            return float(percent.get("val").rstrip("%")) / 100000
    return 1.0


def _bullet(levels: list[Any]) -> str:
    for level in levels:
        if level.find(f"{_A}buNone") is not None:
            return ""
        character = level.find(f"{_A}buChar")
        if character is not None:
            return str(character.get("char"))
        if level.find(f"{_A}buAutoNum") is not None:
            return "1."
    return ""


def _base(raw: bytes) -> Base:
    """Take the package apart into parts that are deflated once and copied into every deck."""
    import zipfile
    from xml.etree import ElementTree

    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        namespace = "{http://schemas.openxmlformats.org/package/2006/content-types}"
        defaults = {e.get("Extension", ""): e.get("ContentType", "") for e in types.iter(f"{namespace}Default")}
        overrides = {e.get("PartName", ""): e.get("ContentType", "") for e in types.iter(f"{namespace}Override")}
        parts = []
        for name in package.namelist():
            if name == "[Content_Types].xml":
                continue
            parts.append((name, overrides.get("/" + name, ""), _packed(name, package.read(name))))
    return Base(tuple(parts), defaults)
