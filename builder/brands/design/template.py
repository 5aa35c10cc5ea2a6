"""A .pptx template written from design tokens: theme, master, layouts, table style, notes master."""

from __future__ import annotations

import hashlib
import io
import uuid
from pathlib import Path
from xml.sax.saxutils import escape

from builder.brands.brand import Brand, Design
from builder.brands.design.figures import (
    Figure,
    column_rules,
    emu,
    fill_xml,
    ground_xml,
    large_figure,
    page_marks,
    statement_mark,
)
from builder.brands.design.layouts import (
    BOTTOM,
    FOOT_H,
    FOOT_Y,
    HEIGHT,
    SCALE,
    TITLE_H,
    TITLE_Y,
    TOP,
    WIDTH,
    Box,
    Holder,
    Layout,
    layouts_of,
    mirrored,
    page_of,
)  # fmt: skip
from builder.brands.design.theme_xml import HEAD, NAMESPACES, TREE, notes_master_xml, table_styles_xml, theme_xml
from builder.brands.palette import Colour, palette
from builder.languages.language import language_of
from builder.ooxml.rgb import tinted
from builder.storage.zip_writer import deflate, write_zip

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def theme_colours(design: Design) -> dict[str, str]:
    """Give the RGB of each theme colour as slides see it (tx1, bg1 … mapped by the master)."""
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
    """Give the brand's table style its GUID, the same at every run."""
    return "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"fandeck:table-style:{brand}")).upper() + "}"


def write_template(brand: Brand, script: str = "") -> bytes:
    """Write the whole template package; raises ContentError where the tokens lack contrast.

    script: that of the deck's language, where the brand's families do not hold it; mirrored for those read from the right.
    """
    design = brand.fields.design
    assert design is not None
    colours = theme_colours(design)
    roles = palette(colours, brand.at)
    layouts = layouts_of(design)
    parts = _Parts(brand, design, colours, roles, layouts, script)
    stream = io.BytesIO()
    write_zip(stream, [(name, deflate(raw)) for name, raw in parts.all()])
    return stream.getvalue()


class _Parts:
    """The parts of one template."""

    def __init__(
        self,
        brand: Brand,
        design: Design,
        theme: dict[str, str],
        roles: dict[str, Colour],
        layouts: list[Layout],
        script: str,
    ) -> None:
        self.brand, self.design, self.theme, self.roles, self.layouts = brand, design, theme, roles, layouts
        self.page, self.script, self.rtl = (
            page_of(design),
            script,
            language_of(f"und-{script}").is_rtl if script else False,
        )

    def _placed(self, box: Box) -> Box:
        """Give a place as it is written: mirrored where the slide is read from the right."""
        return mirrored(box) if self.rtl else box

    def _align(self, side: str) -> str:
        """Write the alignment and the direction of paragraphs that stand at a side (l, ctr, r)."""
        if not self.rtl:
            return f'algn="{side}"'
        other = {"l": "r", "r": "l"}.get(side, side)
        return f'algn="{other}" rtl="1"'

    def all(self) -> list[tuple[str, bytes]]:
        count = len(self.layouts)
        parts: list[tuple[str, str | bytes]] = [
            ("[Content_Types].xml", self._types()),
            ("_rels/.rels", _rels([("officeDocument", "ppt/presentation.xml")])),
            ("ppt/presentation.xml", self._presentation()),
            ("ppt/_rels/presentation.xml.rels", _rels([
                ("slideMaster", "slideMasters/slideMaster1.xml"), ("theme", "theme/theme1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"), ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"), ("tableStyles", "tableStyles.xml"),
            ])),
            ("ppt/presProps.xml", f"{HEAD}<p:presentationPr {NAMESPACES}/>"),
            ("ppt/viewProps.xml", f"{HEAD}<p:viewPr {NAMESPACES}/>"),
            ("ppt/tableStyles.xml", table_styles_xml(table_style_id(self.brand.name), str(self.brand.fields.name), self.roles)),
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
        return [(name, raw.encode() if isinstance(raw, str) else raw) for name, raw in parts]

    def _types(self) -> str:
        main = "application/vnd.openxmlformats-officedocument.presentationml."
        overrides = [
            ("/ppt/presentation.xml", main + "presentation.main+xml"), ("/ppt/presProps.xml", main + "presProps+xml"),
            ("/ppt/viewProps.xml", main + "viewProps+xml"), ("/ppt/tableStyles.xml", main + "tableStyles+xml"),
            ("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
            ("/ppt/theme/theme2.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
            ("/ppt/slideMasters/slideMaster1.xml", main + "slideMaster+xml"),
            ("/ppt/notesMasters/notesMaster1.xml", main + "notesMaster+xml"),
            *[(f"/ppt/slideLayouts/slideLayout{n}.xml", main + "slideLayout+xml") for n in range(1, len(self.layouts) + 1)],
        ]  # fmt: skip
        defaults = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
        }
        if self.design.logo and self.design.logo.kind == "svg":
            defaults["svg"] = "image/svg+xml"
        if self.design.logo and self.design.logo.kind in ("jpeg", "gif"):
            defaults[self.design.logo.kind] = f"image/{self.design.logo.kind}"
        body = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items())
        body += "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in overrides)
        return f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{body}</Types>'

    def _presentation(self) -> str:
        side, rtl = ("r", ' rtl="1"') if self.rtl else ("l", "")
        levels = "".join(
            f'<a:lvl{n}pPr marL="{(n - 1) * 457200}" algn="{side}" defTabSz="914400" rtl="{int(self.rtl)}" eaLnBrk="{int(self.script != "Kore")}" latinLnBrk="0" hangingPunct="1">'
            f'<a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
            f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
            for n in range(1, 10)
        )
        return (
            f'{HEAD}<p:presentation {NAMESPACES}{rtl} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
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
        body = Holder("body", "body", "Text", self.page.box(TOP, BOTTOM - TOP), bullets=True)
        title = Holder(
            "title", "title", "Title", self.page.box(TITLE_Y, TITLE_H), "title", "primary_text", True, True, "b"
        )
        shapes = figure.xml() + self._logo(40, len(self.layouts) + 2) + self._holder(title, 2, 0, master=True)
        shapes += self._holder(body, 3, 1, master=True) + self._footers(4, master=True)
        ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(self.layouts)))
        return (
            f"{HEAD}<p:sldMaster {NAMESPACES}><p:cSld>{ground_xml(self.roles['background'])}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
            f"{self._map()}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>{self._levels(title)}</p:titleStyle>"
            f"<p:bodyStyle>{self._levels(body, 9)}</p:bodyStyle><p:otherStyle>{self._other_levels()}</p:otherStyle></p:txStyles></p:sldMaster>"
        )

    def _other_levels(self) -> str:
        return "".join(
            f'<a:lvl{n}pPr marL="0" {self._align("l")}><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
            for n in range(1, 10)
        )

    def _layout(self, layout: Layout) -> str:
        figure = Figure(self.roles, 30, rtl=self.rtl)
        if layout.figure == "large":
            large_figure(figure, self.design, layout.ground)
        elif layout.figure in ("statement", "quote"):
            statement_mark(figure, self.page, layout.figure)
        elif layout.role.startswith("columns"):
            tops = "heading" if layout.role.endswith("_headed") else "body"
            column_rules(figure, [h.box for h in layout.holders if h.slot.startswith(tops)])
        full = layout.ground not in ("", "surface")
        if layout.ground and not full:
            page_marks(figure, self.design, self.page)
        shapes = figure.xml()
        if layout.ground:
            shapes += self._logo(60, 2, full=full)
        for number, holder in enumerate(layout.holders):
            shapes += self._holder(holder, 2 + number, 12 + number)
        if not full:
            shapes += self._footers(20, layout)
        ground = ground_xml(self.roles[layout.ground]) if layout.ground else ""
        hide = ' showMasterSp="0"' if layout.ground else ""
        kind = f' type="{layout.type}"' if layout.type != "cust" else ""
        return (
            f'{HEAD}<p:sldLayout {NAMESPACES}{hide}{kind} preserve="1"><p:cSld name="{escape(layout.name)}">{ground}'
            f"<p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )

    def _holder(self, holder: Holder, shape_id: int, idx: int, *, master: bool = False) -> str:
        kind = "" if holder.type == "obj" else f' type="{holder.type}"'
        index = "" if idx == 0 or holder.type in ("title", "ctrTitle") else f' idx="{idx}"'
        prompt = ' hasCustomPrompt="1"' if holder.prompt else ""
        box = self._placed(holder.box)
        text = escape(holder.prompt or {"title": "Title", "ctrTitle": "Title"}.get(holder.type, holder.name))
        levels = "" if master else self._levels(holder, 5 if holder.bullets else 1)
        insets = 'lIns="0" tIns="0" rIns="0" bIns="0"'
        fit = "<a:normAutofit/>" if holder.type not in ("pic", "tbl", "chart") else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{escape(holder.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{index}{prompt}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>"
            f'<a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f'<p:txBody><a:bodyPr vert="horz" wrap="square" {insets} rtlCol="{int(self.rtl)}" anchor="{holder.anchor}">{fit}</a:bodyPr>'
            f"<a:lstStyle>{levels}</a:lstStyle><a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    def _levels(self, holder: Holder, count: int = 1) -> str:
        """Write the paragraph styles of a placeholder, smaller by level."""
        base, xml, side = SCALE[holder.size], "", "r" if self.rtl else "l"
        font = "+mj" if holder.heading_font else "+mn"
        line = 95 if holder.size in ("display", "section", "title") else 105 if holder.size == "statement" else 100
        bullet_colour = self.roles["accent_text"]
        for level in range(1, count + 1):
            size = max(base - 2 * (level - 1), 16) if holder.bullets else base
            before = (
                (12 if level == 1 else 5)
                if holder.bullets
                else (0 if holder.size in ("display", "section", "title") else 9 if holder.size == "body" else 2)
            )
            if holder.bullets:
                indent, left = 18, 18 * level
                marker = (
                    f"<a:buClr>{fill_xml(bullet_colour)[len('<a:solidFill>') : -len('</a:solidFill>')]}</a:buClr>"
                    f'<a:buFont typeface="Arial"/><a:buChar char="{"•" if level != 2 else "–"}"/>'
                )
            else:
                indent, left, marker = 0, 0, "<a:buNone/>"
            xml += (
                f'<a:lvl{level}pPr marL="{emu(left)}" indent="{-emu(indent)}" algn="{side}" defTabSz="914400" rtl="{int(self.rtl)}" eaLnBrk="{int(self.script != "Kore")}" latinLnBrk="0" hangingPunct="1">'
                f'<a:lnSpc><a:spcPct val="{line * 1000}"/></a:lnSpc><a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>{marker}'
                f'<a:defRPr sz="{round(size * 100)}" b="{int(holder.bold)}" i="0" kern="1200">{fill_xml(self.roles[holder.colour])}'
                f'<a:latin typeface="{font}-lt"/><a:ea typeface="{font}-ea"/><a:cs typeface="{font}-cs"/></a:defRPr></a:lvl{level}pPr>'
            )
        return xml

    def _footers(self, shape_id: int, layout: Layout | None = None, *, master: bool = False) -> str:
        """Write number, footer and date: on one line, or the number at the foot of the rail."""
        left = (
            next((h.box.x for h in layout.holders if h.slot == "title"), self.page.left) if layout else self.page.left
        )
        left = min(left, self.page.left) if layout and layout.role.startswith(("statement", "quote")) else left
        rail = self.design.frame == "rail"
        number = Box(8, FOOT_Y, self.page.left - 61, FOOT_H) if rail else Box(left, FOOT_Y, 32, FOOT_H)
        text = Box(left if rail else left + 36, FOOT_Y, 330, FOOT_H)
        footers = [("sldNum", 10, "Slide number", number, "ctr" if rail else "l"), ("ftr", 11, "Footer", text, "l")]
        pictured = layout is not None and any(h.slot == "picture" and h.box.h == HEIGHT for h in layout.holders)
        if not pictured:
            footers.append(("dt", 12, "Date", Box(695 if rail else 655, FOOT_Y, 220, FOOT_H), "r"))
        xml = ""
        for n, (kind, idx, name, box, align) in enumerate(footers):
            size = ' sz="quarter"' if kind != "dt" else ' sz="half"'
            box = self._placed(box)
            style = f'<a:lvl1pPr {self._align(align)}><a:defRPr sz="1200">{fill_xml(self.roles["muted"])}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
            content = {
                "sldNum": '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>',
                "ftr": "<a:r><a:rPr/><a:t> </a:t></a:r>", "dt": "",
            }[kind]  # fmt: skip
            xml += (
                f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id + n}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
                f'<p:nvPr><p:ph type="{kind}"{size} idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
                f'<a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.w)}" cy="{emu(box.h)}"/></a:xfrm>'
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
        x, y = (60.0, 40.0) if full else (915 - wide, FOOT_Y - 2)
        if self.design.frame == "rail" and not full:
            x, y = (self.page.left - 45 - wide) / 2, 36.0
        x = self._placed(Box(x, y, wide, high)).x
        alt = escape(str(self.design.logo_alt or self.brand.fields.name), {'"': "&quot;"})
        extra = ""
        if logo.kind == "svg":
            extra = (
                '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
                f'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId{rel + 1}"/></a:ext></a:extLst>'
            )
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{shape_id}" name="Logo" descr="{alt}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
            f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId{rel}">{extra}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr><a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
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
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def template_key(brand: Brand) -> str:
    """Give a digest of everything a brand is made of."""
    digest = hashlib.sha256()
    for name, raw in brand.inputs:
        digest.update(f"{name}:{len(raw)}:".encode() + raw)
    return digest.hexdigest()
