"""A small writer of PowerPoint templates, so that each oddity can be made on purpose.

Measures are fractions of the slide; sizes points.
"""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field, replace

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NS = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
KIND = "application/vnd.openxmlformats-officedocument.presentationml"
Place = tuple[float, float, float, float]
LAYER = base64.b64decode(  # sixteen pixels square as JPEG XR, written by JxrEncApp: what PowerPoint keeps beside a picture with effects
    "SUm8ASAAAAAkw91vA07+S7GFPXd2jckMAAAAAAAAAAAIAAG8AQAQAAAACAAAAAK8BAABAAAAAAAAAIC8BAABAAAAEAAAAIG8BAAB"
    "AAAAEAAAAIK8CwABAAAAnASQQoO8CwABAAAAnASQQsC8BAABAAAAhgAAAMG8BAABAAAAZgAAAAAAAABXTVBIT1RPABFFwHEADwAP"
    "MADGBgbMYGBsxmZG4AABAAAACAAa//8AAAEBgSBASAAAAQLEgDZAAAAAoAELsOIAAAAAAQMQoIKhBBBBBMibiyqXfmul/8rQmG5l"
    "ryY7zP6z/9qa4qg="
)


@dataclass(frozen=True)
class Ph:
    """A placeholder of a layout; no place: its master's."""

    type: str = ""
    idx: int = 0
    place: Place | None = None
    name: str = "Placeholder"
    size: float = 0
    colour: str = ""  # a scheme colour
    anchor: str = ""
    bullets: bool | None = None
    vert: bool = False
    level2: bool = False  # the first level without a bullet, the second with one
    align: str = ""
    wrap: str = ""


@dataclass(frozen=True)
class Deco:
    """A shape of a layout or master: a filled box, or words that stand there."""

    place: Place
    fill: str = "accent1"  # a scheme colour, an RGB, two RGBs of a pattern: `009EDA/3465A4`, or "layered": a picture with effects
    text: str = ""


@dataclass(frozen=True)
class Lay:
    """A layout."""

    name: str = ""
    type: str = ""
    holders: tuple[Ph, ...] = ()
    deco: tuple[Deco, ...] = ()
    ground: str = ""  # a scheme colour, or "picture"
    shows_master: bool = True
    colour_map: str = ""


@dataclass(frozen=True)
class Master:
    """A master: where its title and body stand, and its layouts."""

    layouts: tuple[Lay, ...]
    title: Place = (0.05, 0.05, 0.9, 0.16)
    body: Place = (0.05, 0.25, 0.9, 0.6)
    title_size: float = 36
    body_size: float = 24
    title_colour: str = "tx1"
    deco: tuple[Deco, ...] = ()
    ground: str = "bg1"
    footers: bool = True
    colours: tuple[str, ...] = ()
    dark: bool = False  # bg1 is the dark colour
    styles: bool = True  # has txStyles
    extra: tuple[Ph, ...] = ()
    footer_places: tuple[Place, Place, Place] = (
        (0.05, 0.92, 0.2, 0.05),
        (0.3, 0.92, 0.4, 0.05),
        (0.85, 0.92, 0.1, 0.05),
    )  # date, footer, number
    footer_colour: str = ""
    footer_size: float = 11


@dataclass(frozen=True)
class Template:
    """A whole template."""

    masters: tuple[Master, ...]
    width: float = 33.867  # cm
    height: float = 19.05
    colours: tuple[str, ...] = (
        "1F2A37",
        "FFFFFF",
        "0B4F6C",
        "EEF4F7",
        "0B7A75",
        "D1495B",
        "EDAE49",
        "00798C",
        "30638E",
        "6A4C93",
    )
    fonts: tuple[str, str] = ("Georgia", "Calibri")
    table_styles: bool = True
    slides: tuple[int, ...] = ()  # layouts (over all masters) of example slides
    macros: bool = False
    kind: str = "template"
    notes: bool = False
    more: dict[str, bytes] = field(default_factory=dict)


def picture(dark: bool = True) -> bytes:
    """Draw a restful picture: a PNG of 64 by 36 pixels, from dark to a little lighter."""
    rows = b""
    for y in range(36):
        rows += b"\x00" + b"".join(
            bytes((18 + y // 3, 28 + x // 4, 46 + y // 2) if dark else (220 + y // 2, 230, 240 - x // 4))
            for x in range(64)
        )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 64, 36, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write(template: Template) -> bytes:
    """Write a template's package."""
    return _Writer(template).package()


class _Writer:
    def __init__(self, template: Template) -> None:
        self.template = template
        self.parts: dict[str, bytes] = {}
        self.types: list[tuple[str, str]] = []
        self.size = round(template.width * 360000), round(template.height * 360000)

    def add(self, name: str, kind: str, xml: str, rels: list[tuple[str, str]] | None = None) -> None:
        self.parts[name] = (HEAD + xml).encode()
        self.types.append((name, kind))
        if rels is not None:
            folder, _, file = name.rpartition("/")
            self.parts[f"{folder}/_rels/{file}.rels"] = _rels(rels)

    def package(self) -> bytes:
        t = self.template
        rels: list[tuple[str, str]] = []
        master_ids, next_id, number = "", 2147483648, 0
        for m, master in enumerate(t.masters, 1):
            rels.append(("slideMaster", f"slideMasters/slideMaster{m}.xml"))
            master_ids += f'<p:sldMasterId id="{next_id}" r:id="rId{len(rels)}"/>'
            next_id += 1
            listed, master_rels = "", []
            for layout in master.layouts:
                number += 1
                master_rels.append(("slideLayout", f"../slideLayouts/slideLayout{number}.xml"))
                listed += f'<p:sldLayoutId id="{next_id}" r:id="rId{len(master_rels)}"/>'
                next_id += 1
                self._layout(number, m, master, layout)
            master_rels += [
                ("theme", f"../theme/theme{m}.xml"),
                ("image", "../media/ground.png"),
                *_layer_of(master.deco),
            ]
            self._master(m, master, listed, master_rels)
            self.add(
                f"ppt/theme/theme{m}.xml",
                "application/vnd.openxmlformats-officedocument.theme+xml",
                self._theme(master),
            )
        slide_ids = ""
        for n, layout_number in enumerate(t.slides, 1):
            rels.append(("slide", f"slides/slide{n}.xml"))
            slide_ids += f'<p:sldId id="{255 + n}" r:id="rId{len(rels)}"/>'
            self._slide(n, layout_number)
        if t.table_styles:
            rels.append(("tableStyles", "tableStyles.xml"))
            self.add(
                "ppt/tableStyles.xml", f"{KIND}.tableStyles+xml",
                f'<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
            )  # fmt: skip
        rels.append(("theme", "theme/theme1.xml"))
        if t.macros:
            self.parts["ppt/vbaProject.bin"] = b"not really a macro"
            rels.append(("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"))
        ids = f"<p:sldIdLst>{slide_ids}</p:sldIdLst>" if slide_ids else ""
        sections = (
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Voorbeelden" '
            'id="{11111111-2222-4333-8444-555555555555}"><p14:sldIdLst>'
            + "".join(f'<p14:sldId id="{255 + n}"/>' for n in range(1, len(t.slides) + 1))
            + "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
            if t.slides
            else ""
        )
        kind = {
            "template": f"{KIND}.template.main+xml", "presentation": f"{KIND}.presentation.main+xml",
            "macros": "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
        }[t.kind]  # fmt: skip
        self.add(
            "ppt/presentation.xml", kind,
            f'<p:presentation {NS}><p:sldMasterIdLst>{master_ids}</p:sldMasterIdLst>{ids}<p:sldSz cx="{self.size[0]}" cy="{self.size[1]}"/>'
            f'<p:notesSz cx="6858000" cy="9144000"/>{sections}</p:presentation>', rels,
        )  # fmt: skip
        self.parts["_rels/.rels"] = _rels([("officeDocument", "ppt/presentation.xml")])
        self.parts["ppt/media/ground.png"] = picture()
        layered = any(_layer_of((*m.deco, *(d for each in m.layouts for d in each.deco))) for m in t.masters)
        if layered:
            self.parts["ppt/media/hdphoto1.wdp"] = LAYER
        self.parts |= t.more
        more = '<Default Extension="wdp" ContentType="image/vnd.ms-photo"/>' if layered else ""
        types = more + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types)
        self.parts["[Content_Types].xml"] = (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{types}</Types>'
        ).encode()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts, key=lambda n: (n != "[Content_Types].xml", n)):
                archive.writestr(name, self.parts[name])
        return stream.getvalue()

    def _place(self, place: Place) -> str:
        x, y, w, h = (round(v * self.size[n % 2]) for n, v in enumerate(place))
        return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'

    def _holder(self, ph: Ph, shape_id: int) -> str:
        kind = f' type="{ph.type}"' if ph.type else ""
        idx = f' idx="{ph.idx}"' if ph.idx else ""
        place = f'{self._place(ph.place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if ph.place else ""
        body = (f' anchor="{ph.anchor}"' if ph.anchor else "") + (' vert="vert"' if ph.vert else "")
        body += f' wrap="{ph.wrap}"' if ph.wrap else ""
        size = f' sz="{round(ph.size * 100)}"' if ph.size else ""
        fill = f'<a:solidFill><a:schemeClr val="{ph.colour}"/></a:solidFill>' if ph.colour else ""
        align = f' algn="{ph.align}"' if ph.align else ""
        bullet = "<a:buNone/>" if ph.bullets is False or ph.level2 else '<a:buChar char="•"/>' if ph.bullets else ""
        margin = ' marL="0" indent="0"' if ph.bullets is False or ph.level2 else ""
        level = f"<a:lvl1pPr{margin}{align}>{bullet}<a:defRPr{size}>{fill}</a:defRPr></a:lvl1pPr>"
        if ph.level2:
            level += f'<a:lvl2pPr marL="285750" indent="-285750"><a:buChar char="–"/><a:defRPr{size}>{fill}</a:defRPr></a:lvl2pPr>'
        prompt = "<a:r><a:rPr/><a:t>Klik om te bewerken</a:t></a:r>"
        if ph.type == "sldNum":
            prompt = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
        style = f"<a:lstStyle>{level}</a:lstStyle>" if size or fill or bullet or align else "<a:lstStyle/>"
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{ph.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{idx}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr{body}/>{style}"
            f"<a:p>{prompt}</a:p></p:txBody></p:sp>"
        )

    def _deco(self, deco: Deco, shape_id: int, rel: int = 2) -> str:
        """Draw a decoration; rel: the number of the relationship to the picture, the next one leads to its layer."""
        if deco.fill == "layered":
            return _layered(self._place(deco.place), shape_id, rel)
        words = f'<a:r><a:rPr sz="1200"/><a:t>{deco.text}</a:t></a:r>' if deco.text else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="Vorm {shape_id}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'{self._place(deco.place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_filled(deco.fill)}<a:ln><a:noFill/></a:ln></p:spPr>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{words}</a:p></p:txBody></p:sp>"
        )

    @staticmethod
    def _ground(ground: str, rel: int) -> str:
        if not ground:
            return ""
        if ground == "picture":
            fill = f'<a:blipFill><a:blip r:embed="rId{rel}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
        else:
            fill = f'<a:solidFill><a:schemeClr val="{ground}"/></a:solidFill>'
        return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"

    def _layout(self, number: int, master_number: int, master: Master, layout: Lay) -> None:
        holders = layout.holders
        if master.footers:
            kinds = {ph.type for ph in holders}
            holders += tuple(
                Ph(kind, idx, None, kind)
                for kind, idx in (("dt", 90), ("ftr", 91), ("sldNum", 92))
                if kind not in kinds
            )
        shapes = "".join(self._deco(each, 40 + n) for n, each in enumerate(layout.deco))
        shapes += "".join(self._holder(each, 2 + n) for n, each in enumerate(holders))
        attributes = f' type="{layout.type}"' if layout.type else ""
        attributes += "" if layout.shows_master else ' showMasterSp="0"'
        mapping = f"<a:overrideClrMapping {layout.colour_map}/>" if layout.colour_map else "<a:masterClrMapping/>"
        name = f' name="{layout.name}"' if layout.name else ""
        self.add(
            f"ppt/slideLayouts/slideLayout{number}.xml", f"{KIND}.slideLayout+xml",
            f"<p:sldLayout {NS}{attributes}><p:cSld{name}>{self._ground(layout.ground, 2)}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
            f"<p:clrMapOvr>{mapping}</p:clrMapOvr></p:sldLayout>",
            [
                ("slideMaster", f"../slideMasters/slideMaster{master_number}.xml"), ("image", "../media/ground.png"),
                *_layer_of(layout.deco),
            ],
        )  # fmt: skip

    def _master(self, number: int, master: Master, listed: str, rels: list[tuple[str, str]]) -> None:
        holders = [Ph("title", 0, master.title, "Titel"), Ph("body", 1, master.body, "Tekst"), *master.extra]
        if master.footers:
            holders += [
                Ph(kind, idx, place, name, master.footer_size, master.footer_colour)
                for (kind, idx, name), place in zip(
                    (("dt", 2, "Datum"), ("ftr", 3, "Voettekst"), ("sldNum", 4, "Nummer")),
                    master.footer_places,
                    strict=True,
                )
            ]
        picture_rel = next(n for n, (kind, _) in enumerate(rels, 1) if kind == "image")
        shapes = "".join(self._deco(each, 40 + n, picture_rel) for n, each in enumerate(master.deco))
        shapes += "".join(self._holder(each, 2 + n) for n, each in enumerate(holders))
        dark, light = ("lt1", "dk1") if master.dark else ("dk1", "lt1")
        dark2, light2 = ("lt2", "dk2") if master.dark else ("dk2", "lt2")
        mapping = f'bg1="{light}" tx1="{dark}" bg2="{light2}" tx2="{dark2}" ' + " ".join(
            f'accent{n}="accent{n}"' for n in range(1, 7)
        )
        levels = "".join(
            f'<a:lvl{n}pPr marL="{n * 228600}" indent="-228600"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buChar char="•"/>'
            f'<a:defRPr sz="{round((master.body_size - 2 * (n - 1)) * 100)}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{n}pPr>'
            for n in range(1, 6)
        )
        styles = (
            f'<p:txStyles><p:titleStyle><a:lvl1pPr><a:buNone/><a:defRPr sz="{round(master.title_size * 100)}"><a:solidFill><a:schemeClr val="{master.title_colour}"/></a:solidFill>'
            f'<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle/></p:txStyles>'
            if master.styles
            else ""
        )
        layouts = f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>" if listed else ""
        self.add(
            f"ppt/slideMasters/slideMaster{number}.xml", f"{KIND}.slideMaster+xml",
            f"<p:sldMaster {NS}><p:cSld>{self._ground(master.ground, picture_rel)}<p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
            f'<p:clrMap {mapping} hlink="hlink" folHlink="folHlink"/>{layouts}{styles}</p:sldMaster>', rels,
        )  # fmt: skip

    def _theme(self, master: Master) -> str:
        colours = master.colours or self.template.colours
        names = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)))
        scheme = "".join(
            f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in zip(names, colours, strict=True)
        )
        scheme += '<a:hlink><a:srgbClr val="0563C1"/></a:hlink><a:folHlink><a:srgbClr val="954F72"/></a:folHlink>'
        fonts = "".join(
            f'<a:{kind}Font><a:latin typeface="{family}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
            for kind, family in zip(("major", "minor"), self.template.fonts, strict=True)
        )
        fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
        line = f'<a:ln w="9525">{fill}</a:ln>'
        return (
            f'<a:theme xmlns:a="{A}" name="Huis"><a:themeElements><a:clrScheme name="Huis">{scheme}</a:clrScheme><a:fontScheme name="Huis">{fonts}</a:fontScheme>'
            f'<a:fmtScheme name="Huis"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>'
            + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
            + f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
        )

    def _slide(self, number: int, layout: int) -> None:
        text = "Een voorbeeld met zo veel woorden dat het duidelijk tekst is en geen titel van een hoofdstuk " * (
            layout % 2
        )
        shapes = self._holder(replace(Ph("title", 0), name="Titel"), 2) + self._deco(
            Deco((0.1, 0.4, 0.5, 0.2), "", text or "Kort"), 9
        )
        comment = f"ppt/comments/comment{number}.xml"
        self.add(
            comment, f"{KIND}.comments+xml",
            f'<p:cmLst {NS}><p:cm authorId="0" dt="2026-01-01T00:00:00" idx="1"><p:pos x="10" y="10"/><p:text>Let op</p:text></p:cm></p:cmLst>',
        )  # fmt: skip
        self.parts[f"ppt/media/only-slide{number}.png"] = picture(False)
        self.add(
            f"ppt/slides/slide{number}.xml", f"{KIND}.slide+xml",
            f"<p:sld {NS}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            [
                ("slideLayout", f"../slideLayouts/slideLayout{layout}.xml"), ("comments", f"../comments/comment{number}.xml"),
                ("image", f"../media/only-slide{number}.png"),
            ],
        )  # fmt: skip


def _layer_of(deco: tuple[Deco, ...]) -> list[tuple[str, str]]:
    """Return the relationship to the layer of a picture with effects, where there is one among decorations."""
    if not any(each.fill == "layered" for each in deco):
        return []
    return [("http://schemas.microsoft.com/office/2007/relationships/hdphoto", "../media/hdphoto1.wdp")]


def _layered(place: str, shape_id: int, rel: int) -> str:
    """Write a picture that PowerPoint has made softer: it keeps the untouched one as a layer."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{shape_id}" name="Beeld {shape_id}"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="rId{rel}"><a:extLst><a:ext uri="{{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}}">'
        '<a14:imgProps xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">'
        f'<a14:imgLayer r:embed="rId{rel + 1}"><a14:imgEffect><a14:sharpenSoften amount="-50000"/></a14:imgEffect></a14:imgLayer>'
        "</a14:imgProps></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _filled(fill: str) -> str:
    if "/" in fill:
        back, fore = fill.split("/")
        inks = f'<a:fgClr><a:srgbClr val="{fore}"/></a:fgClr><a:bgClr><a:srgbClr val="{back}"/></a:bgClr>'
        return f'<a:pattFill prst="lgGrid">{inks}</a:pattFill>'
    colour = f'<a:srgbClr val="{fill}"/>' if fill.isupper() else f'<a:schemeClr val="{fill}"/>'
    return f"<a:solidFill>{colour}</a:solidFill>" if fill else "<a:noFill/>"


def _rels(rels: list[tuple[str, str]]) -> bytes:
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else f"{R}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(rels, 1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'.encode()
