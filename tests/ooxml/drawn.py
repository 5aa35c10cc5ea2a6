"""Small decks of one slide, written by hand: what a slide, its layout, its master and its theme say."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import A, P, R, declared
from builder.ooxml.package import Relation, office, relationships
from builder.ooxml.slide import Slide

NAMES = declared(a=A, p=P, r=R)
THEME = (
    f"<a:theme {NAMES} name='T'><a:themeElements><a:clrScheme name='C'>"
    + "".join(
        f"<a:{slot}><a:srgbClr val='{rgb}'/></a:{slot}>"
        for slot, rgb in {
            "dk1": "111111",
            "lt1": "EEEEEE",
            "dk2": "222222",
            "lt2": "DDDDDD",
            "accent1": "AA0000",
            "accent2": "00AA00",
            "accent3": "0000AA",
            "accent4": "AAAA00",
            "accent5": "00AAAA",
            "accent6": "AA00AA",
            "hlink": "0000FF",
            "folHlink": "FF00FF",
        }.items()
    )
    + "</a:clrScheme><a:fontScheme name='F'><a:majorFont><a:latin typeface='Georgia'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/></a:minorFont></a:fontScheme><a:fmtScheme name='S'>"
    "<a:fillStyleLst><a:solidFill><a:schemeClr val='phClr'/></a:solidFill><a:noFill/></a:fillStyleLst>"
    "<a:bgFillStyleLst><a:solidFill><a:schemeClr val='phClr'/></a:solidFill></a:bgFillStyleLst>"
    "</a:fmtScheme></a:themeElements></a:theme>"
)


def slide(
    shapes: str = "", *, layout: str = "", master: str = "", theme: str = THEME, background: str = "", own: str = "",
    attributes: str = "", presentation: str = "", parts: dict[str, bytes] | None = None, layout_attributes: str = "",
    under: str = "", under_layout: str = "", more: tuple[Relation, ...] = (), master_more: str = "",
) -> Slide:  # fmt: skip
    """Return the slide of a deck; shapes, layout, master: what stands in their trees."""

    def page(name: str, tree: str, ground: str, given: str, end: str) -> bytes:
        return (
            f"<p:{name} {NAMES} {given}><p:cSld>{ground}<p:spTree>{tree}</p:spTree></p:cSld>{end}</p:{name}>".encode()
        )

    relations = {
        "_rels/.rels": (Relation("r1", office("officeDocument"), "ppt/p.xml"),),
        "ppt/_rels/p.xml.rels": (
            Relation("r1", office("slide"), "s.xml"),
            *([Relation("r2", office("tableStyles"), "t.xml")] if parts and "ppt/t.xml" in parts else ()),
        ),
        "ppt/_rels/s.xml.rels": (Relation("r1", office("slideLayout"), "l.xml"), *more),
        "ppt/_rels/l.xml.rels": (Relation("r1", office("slideMaster"), "m.xml"),),
        "ppt/_rels/m.xml.rels": (Relation("r1", office("theme"), "th.xml"),),
    }
    members: dict[str, bytes] = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "ppt/p.xml": f"<p:presentation {NAMES}><p:sldIdLst><p:sldId id='256' r:id='r1'/></p:sldIdLst>{presentation}</p:presentation>".encode(),
        "ppt/s.xml": page("sld", shapes, background, attributes, own),
        "ppt/l.xml": page("sldLayout", layout, under_layout, layout_attributes, ""),
        "ppt/m.xml": page("sldMaster", master, under, "", master_more),
        "ppt/th.xml": theme.encode(),
        **{name: relationships(list(each)) for name, each in relations.items()},
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    (found,) = DeckPackage(stream.getvalue()).slides
    return found


def sp(name: str, *, box: tuple[int, int, int, int] | None = (0, 0, 100, 100), ph: str | None = None, look: str = "",
       body: str = "", turned: int = 0, hidden: str = "", geometry: str = "") -> str:  # fmt: skip
    """Return a shape; ph: the attributes of a placeholder's mark; look: what follows its place."""
    x, y, w, h = box or (0, 0, 0, 0)
    rotation = f" rot='{turned}'" if turned else ""
    place = f"<a:xfrm{rotation}><a:off x='{x}' y='{y}'/><a:ext cx='{w}' cy='{h}'/></a:xfrm>" if box else ""
    mark = f"<p:ph {ph}/>" if ph is not None else ""
    shape = f"<a:prstGeom prst='{geometry}'/>" if geometry else ""
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='2' name='{name}' {hidden}/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{place}{shape}{look}</p:spPr>{body}</p:sp>"
    )


def group(children: str, outer: tuple[int, int, int, int], inner: tuple[int, int, int, int], look: str = "") -> str:
    (x, y, w, h), (ix, iy, iw, ih) = outer, inner
    return (
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id='9' name='Group'/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f"<a:off x='{x}' y='{y}'/><a:ext cx='{w}' cy='{h}'/><a:chOff x='{ix}' y='{iy}'/><a:chExt cx='{iw}' cy='{ih}'/>"
        f"</a:xfrm>{look}</p:grpSpPr>{children}</p:grpSp>"
    )


def fill(value: str, changes: str = "") -> str:
    kind = "srgbClr" if (len(value) == 6 and value.isupper()) or value.isdigit() else "schemeClr"
    return f"<a:solidFill><a:{kind} val='{value}'>{changes}</a:{kind}></a:solidFill>"


def text(words: str, letters: str = "", paragraph: str = "", body: str = "<a:bodyPr/>", lists: str = "") -> str:
    return f"<p:txBody>{body}{lists}<a:p>{paragraph}<a:r>{letters}<a:t>{words}</a:t></a:r></a:p></p:txBody>"


def named(found: Slide) -> dict[str, Any]:
    """Return the items of a slide by their names."""
    return {item.name: item for item in found.items}
