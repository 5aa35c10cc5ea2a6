"""A .pptx template written from design tokens: theme, master, layouts, table style, notes master."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from typing import NamedTuple

from builder.brands.brand import Brand, Design
from builder.brands.design.figures import (
    Figure,
    column_rules,
    cover_mark,
    fill_xml,
    ground_xml,
    large_figure,
    page_marks,
    statement_mark,
)
from builder.brands.design.holders import Holder, Layout
from builder.brands.design.layouts import layouts_of, master_title
from builder.brands.design.levels import MASTER_BODY, families_xml, levels_xml, own_levels
from builder.brands.design.page import FOOT_H, FOOT_Y, HEIGHT, WIDTH, mirrored, page_of, scale_of
from builder.brands.design.theme_xml import NAMESPACES, TREE, notes_master_xml, table_styles_xml, theme_xml
from builder.brands.palette import palette
from builder.brands.prepared import Box, corner_share
from builder.languages.language import language_of
from builder.ooxml.namespaces import OFFICE, RELATIONSHIPS, SVG, declared
from builder.ooxml.rgb import tinted
from builder.ooxml.units import INCH, emu
from builder.ooxml.xml import DECLARATION, escape


def theme_colours(design: Design) -> dict[str, str]:
    """Return the RGB of each theme colour as slides see it (tx1, bg1 … mapped by the master)."""
    ink, paper = design.ink.rgb, design.paper.rgb
    text, ground = (paper, ink) if design.dark else (ink, paper)
    surface = (
        design.surface.rgb
        if design.surface
        else (tinted(ground, 85, 12) if design.dark else tinted(design.primary.rgb, 8, 92))
    )
    second = paper if design.dark else design.primary.rgb
    return {
        "tx1": text, "bg1": ground, "tx2": second, "bg2": surface,
        "accent1": design.primary.rgb, "accent2": design.accent.rgb, "accent3": design.good.rgb,
        "accent4": design.warning.rgb, "accent5": design.bad.rgb, "accent6": design.neutral.rgb,
    }  # fmt: skip


def table_style_id(brand: str) -> str:
    """Return the brand's table style its GUID, the same at every run."""
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"fandeck:table-style:{brand}")).upper() + "}"


class Footer(NamedTuple):
    """A placeholder for number, footer or date; its place is mirrored where it is written."""

    kind: str
    idx: int
    name: str
    box: Box
    align: str


FIRST_INDEX = 12  # of a layout's placeholders that are no titles
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml."
_PARTS = {
    **{f"{kind}.xml": f"{_PRESENTATION}{kind}+xml" for kind in ("presProps", "viewProps", "tableStyles")},
    "presentation.xml": f"{_PRESENTATION}presentation.main+xml",
}
_NUMBERED = {
    **{kind: f"{_PRESENTATION}{kind}+xml" for kind in ("slideMaster", "slideLayout", "notesMaster")},
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}


def _type_of(part: str) -> str:
    """Return a part's content type; "" where its extension tells it."""
    file = part.rpartition("/")[2]
    return _PARTS.get(file) or _NUMBERED.get(file.removesuffix(".xml").rstrip("0123456789"), "")


def index_of(holder: Holder, number: int) -> int:
    """Return a placeholder's index: titles have none; number: that of any other."""
    return 0 if holder.type in ("title", "ctrTitle") else number


def place_xml(box: Box) -> str:
    """Write where a shape stands."""
    return f'<a:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'


def outline_xml(outline: str, box: Box, radius: float) -> str:
    """Write the shape that a place has: a rectangle, one with round corners, an ellipse."""
    if outline == "round":
        share = corner_share(radius, box.w, box.h)
        return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst></a:prstGeom>'
    return f'<a:prstGeom prst="{outline or "rect"}"><a:avLst/></a:prstGeom>'


class DesignedTemplate:
    """The package of a designed brand, made from its tokens.

    script: that of the deck's language, where the brand's families do not hold it; mirrored for those read from the right.
    Raises ContentError where the tokens lack contrast.
    """

    def __init__(self, brand: Brand, design: Design, script: str = "") -> None:
        self.brand, self.design, self.script = brand, design, script
        self.theme = theme_colours(design)
        self.roles, self.layouts, self.page = palette(self.theme, brand.at), layouts_of(design), page_of(design)
        self.rtl = language_of(f"und-{script}").is_rtl if script else False
        self.body = Holder("body", "body", "Text", self.page.content, bullets=True)
        self.scale = scale_of(design)

    def placed(self, box: Box) -> Box:
        """Return a place as it is written: mirrored where the slide is read from the right."""
        return mirrored(box) if self.rtl else box

    def _align(self, side: str) -> str:
        """Write the alignment and the direction of paragraphs that stand at a side (l, ctr, r)."""
        if not self.rtl:
            return f'algn="{side}"'
        other = {"l": "r", "r": "l"}.get(side, side)
        return f'algn="{other}" rtl="1"'

    def parts(self) -> list[tuple[str, str, bytes]]:
        """Return the parts that every deck carries: name, content type ("" where the extension tells it), bytes."""
        count = len(self.layouts)
        parts: list[tuple[str, str | bytes]] = [
            ("_rels/.rels", _rels([("officeDocument", "ppt/presentation.xml")])),
            ("ppt/presentation.xml", self._presentation()),
            ("ppt/_rels/presentation.xml.rels", _rels([
                ("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"), ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"), ("tableStyles", "tableStyles.xml"),
            ])),
            ("ppt/presProps.xml", f"{DECLARATION}<p:presentationPr {NAMESPACES}/>"),
            ("ppt/viewProps.xml", f"{DECLARATION}<p:viewPr {NAMESPACES}/>"),
            ("ppt/tableStyles.xml", table_styles_xml(table_style_id(self.brand.name), str(self.brand.fields.name), self.roles, ruled=self.design.tables == "ruled")),
            ("ppt/theme/theme1.xml", theme_xml(str(self.brand.fields.name), self.design, self.theme, self.roles, self.script)),
            ("ppt/theme/theme2.xml", theme_xml("Notes", self.design, self.theme, self.roles, self.script)),
            ("ppt/slideMasters/slideMaster1.xml", self._master()),
            ("ppt/slideMasters/_rels/slideMaster1.xml.rels", _rels([
                *[("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, count + 1)],
                ("theme", "../theme/theme1.xml"), *self._logo_rels(),
            ])),
            ("ppt/notesMasters/notesMaster1.xml", notes_master_xml(self.rtl)),
            ("ppt/notesMasters/_rels/notesMaster1.xml.rels", _rels([("theme", "../theme/theme2.xml")])),
        ]  # fmt: skip
        for number, layout in enumerate(self.layouts, 1):
            rels = [("slideMaster", "../slideMasters/slideMaster1.xml")]
            rels += self._logo_rels() if layout.ground else []
            parts.append((f"ppt/slideLayouts/slideLayout{number}.xml", self._layout(layout)))
            parts.append((f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels", _rels(rels)))
        parts += self._logo_parts()
        return [(name, _type_of(name), raw.encode() if isinstance(raw, str) else raw) for name, raw in parts]

    @property
    def defaults(self) -> dict[str, str]:
        """Return the content types by extension."""
        kind = self.design.logo.kind if self.design.logo else "png"
        return {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
            kind: "image/svg+xml" if kind == "svg" else f"image/{kind}",
        }

    def _presentation(self) -> str:
        rtl = ' rtl="1"' if self.rtl else ""
        levels = "".join(
            f'<a:lvl{n}pPr marL="{(n - 1) * INCH // 2}" {self._direction()}>'
            f'<a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{families_xml()}</a:defRPr></a:lvl{n}pPr>'
            for n in range(1, 10)
        )
        return (
            f'{DECLARATION}<p:presentation {NAMESPACES}{rtl} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
            '<p:notesMasterIdLst><p:notesMasterId r:id="rId3"/></p:notesMasterIdLst>'
            f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
            f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
        )

    def _map(self) -> str:
        pairs = ("dk1", "lt1", "dk2", "lt2") if self.design.dark else ("lt1", "dk1", "lt2", "dk2")
        names = dict(zip(("bg1", "tx1", "bg2", "tx2"), pairs, strict=True))
        names |= {f"accent{n}": f"accent{n}" for n in range(1, 7)} | {"hlink": "hlink", "folHlink": "folHlink"}
        return "<p:clrMap " + " ".join(f'{k}="{v}"' for k, v in names.items()) + "/>"

    def _master(self) -> str:
        figure = Figure(self.roles, 20, rtl=self.rtl)
        page_marks(figure, self.design, self.page)
        title = master_title(self.page)
        shapes = figure.xml() + self._logo(40, len(self.layouts) + 2) + self._holder(title, 2, 0, "")
        shapes += self._holder(self.body, 3, 1, "") + self._footers_xml(4)
        ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(self.layouts)))
        return (
            f"{DECLARATION}<p:sldMaster {NAMESPACES}><p:cSld>{ground_xml(self.roles['background'])}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
            f"{self._map()}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{self._levels(title, 1)}</p:titleStyle>"
            f"<p:bodyStyle>{self._levels(self.body, MASTER_BODY)}</p:bodyStyle><p:otherStyle>{self._other_levels()}</p:otherStyle></p:txStyles></p:sldMaster>"
        )

    def _other_levels(self) -> str:
        return "".join(
            f'<a:lvl{n}pPr marL="0" {self._align("l")}><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f"{families_xml()}</a:defRPr></a:lvl{n}pPr>"
            for n in range(1, 10)
        )

    def _layout(self, layout: Layout) -> str:
        figure = Figure(self.roles, 30, rtl=self.rtl)
        if layout.figure == "large":
            large_figure(figure, self.design, layout.ground)
        elif layout.figure in ("band", "rules"):
            cover_mark(figure, layout)
        elif layout.figure in ("statement", "quote"):
            statement_mark(figure, self.design, self.page, layout.figure)
        elif layout.role.startswith("columns"):
            tops = "heading" if layout.role.endswith("_headed") else "body"
            column_rules(figure, self.design, [h.box for h in layout.holders if h.slot.startswith(tops)])
        if layout.ground and not layout.is_full:
            page_marks(figure, self.design, self.page)
        shapes = figure.xml()
        if layout.ground:
            shapes += self._logo(60, 2, full=layout.is_full)
        for number, holder in enumerate(layout.holders):
            levels = self._levels(holder, own_levels(holder))
            shapes += self._holder(holder, 2 + number, FIRST_INDEX + number, levels)
        shapes += self._footers_xml(20, layout)
        ground = ground_xml(self.roles[layout.ground]) if layout.ground else ""
        hide = ' showMasterSp="0"' if layout.ground else ""
        kind = f' type="{layout.type}"' if layout.type != "cust" else ""
        return (
            f'{DECLARATION}<p:sldLayout {NAMESPACES}{hide}{kind} preserve="1"><p:cSld name="{escape(layout.name)}">{ground}'
            f"<p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )

    def _holder(self, holder: Holder, shape_id: int, number: int, levels: str) -> str:
        kind = "" if holder.type == "obj" else f' type="{holder.type}"'
        idx = index_of(holder, number)
        index = f' idx="{idx}"' if idx else ""
        prompt = ' hasCustomPrompt="1"' if holder.prompt else ""
        text = escape(holder.prompt or {"title": "Title", "ctrTitle": "Title"}.get(holder.type, holder.name))
        insets = 'lIns="0" tIns="0" rIns="0" bIns="0"'
        fit = "<a:normAutofit/>" if holder.type not in ("pic", "tbl", "chart") else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{escape(holder.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{index}{prompt}/></p:nvPr></p:nvSpPr><p:spPr>{place_xml(self.placed(holder.box))}"
            f"{outline_xml(holder.outline, holder.box, self.design.corners)}</p:spPr>"
            f'<p:txBody><a:bodyPr vert="horz" wrap="square" {insets} rtlCol="{int(self.rtl)}" anchor="{holder.anchor}">{fit}</a:bodyPr>'
            f"<a:lstStyle>{levels}</a:lstStyle><a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    def _levels(self, holder: Holder, count: int) -> str:
        bullet = self.roles["accent_text"]
        return levels_xml(holder, count, self._direction(holder.align), self.roles[holder.colour], bullet, self.scale)

    def _direction(self, align: str = "") -> str:
        """Write the attributes of a level that say which way its text runs, and how its lines break."""
        side, breaks = align or ("r" if self.rtl else "l"), int(self.script != "Kore")
        return (
            f'algn="{side}" defTabSz="{INCH}" rtl="{int(self.rtl)}" eaLnBrk="{breaks}" latinLnBrk="0" hangingPunct="1"'
        )

    def footers(self, layout: Layout | None = None) -> list[Footer]:
        """Return number, footer and date of a layout or the master: on one line, or the number at the foot of the rail."""
        if layout is not None and layout.is_full:
            return []
        title = next((h.box.x for h in layout.holders if h.slot == "title"), None) if layout else None
        left = self.page.left if title is None else title
        if layout and layout.role.startswith(("statement", "quote")):
            left = min(left, self.page.left)
        rail = self.design.frame == "rail"
        if self.design.frame == "column":
            left = self.page.left
        number = Box(8, FOOT_Y, self.page.edge - 19, FOOT_H) if rail else Box(left, FOOT_Y, 32, FOOT_H)
        text = Box(left if rail else left + 36, FOOT_Y, 330, FOOT_H)
        date = Box(
            self.page.right
            - (
                220
                if rail or self.page.logo_above or (self.design.logo is None and self.design.frame == "column")
                else 260
            ),
            FOOT_Y,
            220,
            FOOT_H,
        )
        pictured = layout is not None and any(h.slot == "picture" and h.box.h == HEIGHT for h in layout.holders)
        footers = [
            Footer("sldNum", 10, "Slide number", number, "ctr" if rail else "l"),
            Footer("ftr", 11, "Footer", text, "l"),
            Footer("dt", 12, "Date", date, "r"),
        ]
        return footers[:2] if pictured else footers

    def _footers_xml(self, shape_id: int, layout: Layout | None = None) -> str:
        xml = ""
        for n, footer in enumerate(self.footers(layout)):
            size = ' sz="half"' if footer.kind == "dt" else ' sz="quarter"'
            style = f'<a:lvl1pPr {self._align(footer.align)}><a:defRPr sz="1200">{fill_xml(self.roles["muted"])}{families_xml()}</a:defRPr></a:lvl1pPr>'
            content = {
                "sldNum": '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>',
                "ftr": "<a:r><a:rPr/><a:t> </a:t></a:r>", "dt": "",
            }[footer.kind]  # fmt: skip
            xml += (
                f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id + n}" name="{footer.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
                f'<p:nvPr><p:ph type="{footer.kind}"{size} idx="{footer.idx}"/></p:nvPr></p:nvSpPr><p:spPr>{place_xml(self.placed(footer.box))}'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
                f"<a:lstStyle>{style}</a:lstStyle><a:p>{content}<a:endParaRPr/></a:p></p:txBody></p:sp>"
            )
        return xml

    def _logo(self, shape_id: int, rel: int, *, full: bool = False) -> str:
        logo = self.design.logo
        if logo is None:
            return ""
        high = 30.0 if full else 22.0
        wide = high * logo.width / logo.height
        x, y = (60.0, 40.0) if full else (self.page.right - wide, FOOT_Y - 2)
        if self.page.logo_above and not full:
            x, y = self.page.title.x, 12.0
        if self.design.frame == "rail" and not full:
            x, y = (self.page.edge - 3 - wide) / 2, 36.0
        x = self.placed(Box(x, y, wide, high)).x
        alt = escape(str(self.design.logo_alt or self.brand.fields.name))
        extra = ""
        if logo.kind == "svg":
            extra = (
                '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
                f'{declared(asvg=SVG)} r:embed="rId{rel + 1}"/></a:ext></a:extLst>'
            )
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{shape_id}" name="Logo" descr="{alt}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
            f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId{rel}">{extra}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{place_xml(Box(x, y, wide, high))}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def _logo_names(self) -> list[tuple[str, bytes]]:
        logo = self.design.logo
        if logo is None:
            return []
        images = [logo.fallback, logo] if logo.fallback else [logo]
        return [
            (f"ppt/media/logo-{each.digest[:12]}.{each.kind}", each.data or Path(each.path).read_bytes())
            for each in images
        ]

    def _logo_rels(self) -> list[tuple[str, str]]:
        return [("image", "../" + name.removeprefix("ppt/")) for name, _ in self._logo_names()]

    def _logo_parts(self) -> list[tuple[str, str | bytes]]:
        return list(self._logo_names())


def _rels(targets: list[tuple[str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS[1:-1]}">{body}</Relationships>'


def template_key(brand: Brand) -> str:
    """Return a digest of everything a brand is made of."""
    digest = hashlib.sha256()
    for name, raw in brand.inputs:
        digest.update(f"{name}:{len(raw)}:".encode() + raw)
    return digest.hexdigest()
