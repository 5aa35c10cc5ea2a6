"""The theme, the table style and the notes master of a designed template, as XML."""

from __future__ import annotations

from builder.brands.brand import Design
from builder.brands.design.figures import fill_xml
from builder.brands.palette import Colour
from builder.brands.script_fonts import theme_fonts
from builder.content.fields import Plain
from builder.ooxml.namespaces import A, P, R, declared
from builder.ooxml.xml import DECLARATION, escape

NAMESPACES = declared(a=A, r=R, p=P)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def theme_xml(name: str, design: Design, colours: dict[str, str], roles: dict[str, Colour], script: str = "") -> str:
    """Write a theme part: the colour scheme, the font scheme, flat fills and lines; script: the deck's language's."""
    fonts = design.fonts
    dark = design.dark
    t = colours
    named = {
        "dk1": t["bg1"] if dark else t["tx1"], "lt1": t["tx1"] if dark else t["bg1"],
        "dk2": t["bg2"] if dark else t["tx2"], "lt2": t["tx2"] if dark else t["bg2"],
        **{f"accent{n}": t[f"accent{n}"] for n in range(1, 7)},
        "hlink": roles["primary_text"].rgb, "folHlink": roles["muted"].rgb,
    }  # fmt: skip
    scheme = "".join(f'<a:{key}><a:srgbClr val="{rgb}"/></a:{key}>' for key, rgb in named.items())
    families = "".join(
        f'<a:{kind}Font><a:latin typeface="{escape(str(family))}"/>{_other_scripts(str(family), script, fonts.scripts)}</a:{kind}Font>'
        for kind, family in (("major", fonts.heading), ("minor", fonts.body))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    return (
        f'{DECLARATION}<a:theme {declared(a=A)} name="{escape(name)}"><a:themeElements>'
        f'<a:clrScheme name="{escape(name)}">{scheme}</a:clrScheme><a:fontScheme name="{escape(name)}">{families}</a:fontScheme>'
        f'<a:fmtScheme name="Flat"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        "<a:effectStyleLst>" + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3 + "</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _other_scripts(family: str, script: str, own: dict[str, Plain] | None) -> str:
    return "".join(
        f"<a:{element}" + (f' script="{code}"' if code else "") + f' typeface="{escape(named)}"/>'
        for element, code, named in theme_fonts(family, script, own)
    )


def table_styles_xml(style: str, name: str, roles: dict[str, Colour], *, ruled: bool = False) -> str:
    """Write the table styles part: header in the primary colour, or between rules; hairlines between rows, first column bold."""
    line = fill_xml(roles["line"])
    hair = f'<a:ln w="9525" cmpd="sng">{line}</a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"
    on = roles["primary_text" if ruled else "on_primary"]
    rule = f'<a:ln w="19050" cmpd="sng">{fill_xml(roles["text"])}</a:ln>'
    borders = f"<a:tcBdr><a:top>{rule}</a:top><a:bottom>{rule}</a:bottom></a:tcBdr>" if ruled else "<a:tcBdr/>"
    head = borders + ("<a:fill><a:noFill/></a:fill>" if ruled else f"<a:fill>{fill_xml(roles['primary'])}</a:fill>")
    band = "<a:fill><a:noFill/></a:fill>" if ruled else f"<a:fill>{fill_xml(roles['surface'])}</a:fill>"
    text = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'

    return (
        f'{DECLARATION}<a:tblStyleLst {declared(a=A)} def="{style}">'
        f'<a:tblStyle styleId="{style}" styleName="{escape(name)}"><a:wholeTbl><a:tcTxStyle>{text}{roles["text"].xml()}</a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr><a:left>{none}</a:left><a:right>{none}</a:right><a:top>{none}</a:top><a:bottom>{hair}</a:bottom>"
        f"<a:insideH>{hair}</a:insideH><a:insideV>{none}</a:insideV></a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:band1H><a:tcStyle><a:tcBdr/>{band}</a:tcStyle></a:band1H>"
        f'<a:firstCol><a:tcTxStyle b="on">{text}{roles["text"].xml()}</a:tcTxStyle><a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>'
        f'<a:firstRow><a:tcTxStyle b="on">{text}{on.xml()}</a:tcTxStyle><a:tcStyle>{head}</a:tcStyle></a:firstRow>'
        f'<a:nwCell><a:tcTxStyle b="on">{text}{on.xml()}</a:tcTxStyle><a:tcStyle>{head}</a:tcStyle></a:nwCell>'
        "</a:tblStyle></a:tblStyleLst>"
    )


def notes_master_xml(rtl: bool = False) -> str:
    """Write the notes master: the slide's picture above, the notes below."""
    align = 'algn="r" rtl="1"' if rtl else 'algn="l"'

    def holder(shape_id: int, kind: str, idx: str, name: str, x: int, y: int, w: int, h: int) -> str:
        text = (
            ""
            if kind == "sldImg"
            else ("<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr/><a:t>Notes</a:t></a:r></a:p></p:txBody>")
        )
        locks = '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>' if kind == "sldImg" else '<a:spLocks noGrp="1"/>'
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/><p:cNvSpPr>{locks}</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{idx}/></p:nvPr></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{text}</p:sp>'
        )

    shapes = holder(2, "sldImg", ' idx="2"', "Slide image", 685800, 1143000, 5486400, 3086100)
    shapes += holder(3, "body", ' sz="quarter" idx="3"', "Notes", 685800, 4400550, 5486400, 3600450)
    names = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    names |= {f"accent{n}": f"accent{n}" for n in range(1, 7)} | {"hlink": "hlink", "folHlink": "folHlink"}
    mapping = " ".join(f'{k}="{v}"' for k, v in names.items())
    levels = "".join(
        f'<a:lvl{n}pPr marL="{(n - 1) * 228600}" {align}><a:defRPr sz="1200" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return (
        f'{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>'
        f"<p:clrMap {mapping}/><p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )
