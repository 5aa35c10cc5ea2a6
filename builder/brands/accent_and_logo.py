"""An audience's own accent and logo in a brand: on theme and master, so that slides stay as they are.

Slides name theme colours, tinted as the brand's own accent asks. An audience's accent is therefore
moved lighter or darker until everything that is drawn in it keeps the contrast that the brand keeps.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.brands.brand import Brand
from builder.brands.design.page import FOOT_Y, Page, page_of
from builder.brands.palette import Colour
from builder.brands.prepared import Box
from builder.diagnostics import ContentError
from builder.ooxml.namespaces import SVG, A, P, R, declared
from builder.ooxml.package import Relation, add_relation, office
from builder.ooxml.rgb import GRAPHIC_RATIO, TEXT_RATIO, contrast, tinted
from builder.ooxml.units import emu, number
from builder.ooxml.xml import editable, fragment, plain, written
from builder.plan import ImageFile

LOGO_HEIGHT, LOGO_WIDTH = 26.0, 150.0  # points


class Accent(NamedTuple):
    """The accent that is used, and whether it had to be changed for contrast."""

    rgb: str
    adjusted: bool


def audience_logo_area(brand: Brand) -> Box | None:
    """Return the area for an audience's logo: brand.yaml's, else the middle of the foot, between footer and date."""
    asked = str(brand.fields.audience_logo or "")
    if asked == "none":
        return None
    if asked:
        numbers = re.fullmatch(r"\s*" + r"[\s,]+".join([r"(\d+(?:\.\d+)?)"] * 4) + r"\s*", asked)
        if numbers is None:
            raise ContentError.of(
                "audience-logo", f"'{asked}' is no area", brand.at,
                'write left, top, width and height in points on a slide of 960 by 540: "700 500 150 24", or none',
            )  # fmt: skip
        return Box(*(float(each) for each in numbers.groups()))
    page = page_of(brand.fields.design) if brand.fields.design else Page(45, 915)
    return Box((page.left + page.right - LOGO_WIDTH) / 2, FOOT_Y - 4, LOGO_WIDTH, LOGO_HEIGHT)


def accent_slot(palette: dict[str, Colour]) -> str:
    """Return the theme colour that a brand's accent is; nothing where it is none of the six accents."""
    scheme = palette["accent"].scheme
    return scheme if scheme.startswith("accent") else ""


def readable_accent(wanted: str, palette: dict[str, Colour]) -> Accent:
    """Return the colour nearest to an accent (RGB) with which the brand's accent roles keep their contrast.

    Raises ContentError where no tint of it does.
    """
    steps = [(100, 0)]
    for step in range(5, 96, 5):
        steps += [(100 - step, 0), (100 - step, step)]
    for mod, off in steps:
        tried = tinted(wanted, mod, off)
        if _keeps_contrast(tried, palette):
            return Accent(tried, (mod, off) != (100, 0))
    raise ContentError.of(
        "accent-contrast", f"no tint of #{wanted} stands out in this brand", None, "choose another accent"
    )


def _keeps_contrast(accent: str, palette: dict[str, Colour]) -> bool:
    slot = accent_slot(palette)

    def seen(role: str) -> str:
        colour = palette[role]
        return tinted(accent, colour.mod, colour.off) if colour.scheme == slot else colour.rgb

    page, panel = palette["background"].rgb, palette["surface"].rgb
    filled = seen("accent")
    return (
        contrast(filled, page) >= GRAPHIC_RATIO
        and contrast(seen("on_accent"), filled) >= TEXT_RATIO
        and min(contrast(seen("accent_text"), ground) for ground in (page, panel)) >= TEXT_RATIO
    )


def theme_with_accent(theme: bytes, rgb: str, slot: str = "accent2") -> bytes:
    """Return a theme part with another accent; slot: the theme colour that the accent is."""
    root = editable(theme)
    for colour in root.iterfind(f".//{A}clrScheme/{A}{slot}"):
        colour[:] = [colour.makeelement(f"{A}srgbClr", val=rgb)]
    return written(root)


def master_with_logo(
    master: bytes, rels: bytes, image: ImageFile, area: Box, alt: str, parts: list[str], unit: float = 1.0
) -> tuple[bytes, bytes]:
    """Return a master and its relationships with a logo in the middle of an area.

    parts: the picture's, PNG before SVG; unit: points of the slide in one of the area's.
    """
    root, related = editable(master), editable(rels)
    numbers = [number(each.get("Id", "")[3:]) for each in related if each.get("Id", "").startswith("rId")]
    ids = [f"rId{max(numbers, default=0) + n}" for n, _ in enumerate(parts, 1)]
    for rel_id, part in zip(ids, parts, strict=True):
        add_relation(related, Relation(rel_id, office("image"), f"../{part.removeprefix('ppt/')}"))
    shape_id = max((number(each.get("id")) for each in root.iter(f"{P}cNvPr")), default=1) + 1
    tree = root.find(f"{P}cSld/{P}spTree")
    logo = fragment(_logo_xml(shape_id, ids, image, area, unit), declared(a=A, p=P, r=R))
    logo.find(f".//{P}cNvPr").set("descr", plain(alt))
    tree.append(logo)
    return written(root), written(related)


def _logo_xml(shape_id: int, ids: list[str], image: ImageFile, area: Box, unit: float) -> str:
    """Write a logo as large as its area lets it be; ids: of the relationships to its PNG and SVG."""
    scale = min(area.w * unit / image.width, area.h * unit / image.height)
    wide, high = image.width * scale, image.height * scale
    x, y = area.x * unit + (area.w * unit - wide) / 2, area.y * unit + (area.h * unit - high) / 2
    drawing = f'<asvg:svgBlip {declared(asvg=SVG)} r:embed="{ids[-1]}"/>'
    svg = f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{drawing}</a:ext></a:extLst>'
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{shape_id}" name="Audience logo"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{ids[0]}">{svg if len(ids) > 1 else ""}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
