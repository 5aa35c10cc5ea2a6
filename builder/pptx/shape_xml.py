"""Shapes, pictures, groups and tables written as PresentationML."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from builder.brands.prepared import ROUND, ROUND_PICTURE, Box, Level, PreparedBrand, Slot, corner_share
from builder.fitting.fitted import FittedChart, FittedConnector, FittedGroup, FittedPicture, FittedTable, FittedText
from builder.fitting.lines import LINE
from builder.fitting.tables import PAD_X, PAD_Y
from builder.languages.language import language_of
from builder.ooxml.xml import escape
from builder.plan import FilmFile, ImageFile, Paragraph
from builder.plan.icons import GRID, WEIGHT, icon, lines_of
from builder.pptx.anchors import chart_told, field_of, paragraphs_told, shape_told, table_told
from builder.pptx.parts import Rels
from builder.pptx.text_xml import TextWriter

_DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
KEPT = 128  # groups that stay in memory as they were written
_MEDIA_TYPE = "http://schemas.microsoft.com/office/2007/relationships/media"


class ShapeWriter:
    """Writes the shapes of one slide, numbering them and keeping their pictures."""

    def __init__(self, slide_id: str, brand: PreparedBrand, text: TextWriter, rels: Rels) -> None:
        self.slide_id, self.brand, self.text, self.rels = slide_id, brand, text, rels
        self.next_id = 2
        self.media: dict[str, ImageFile | FilmFile] = {}
        self.anchors: list[str] = []  # what each shape shows, and the fields that it comes from
        self.used: dict[str, int] = {}  # how many shapes there are of a field

    def properties(
        self,
        name: str,
        *,
        alt: str | None = None,
        decorative: bool = False,
        link: str = "",
        paragraphs: tuple[Paragraph, ...] = (),
        content: str = "",
        more: str = "",
    ) -> str:
        """Write `p:cNvPr`: an id of its own, a name, the alternative text, an id that edits keep.

        paragraphs, content: what it shows; its lasting id comes of the slide's and of the field that this is from.
        more: further attributes of its anchor.
        """
        number, self.next_id = self.next_id, self.next_id + 1
        described = self.text.described(alt) if alt is not None else ""
        field = field_of(paragraphs)
        place = field or f"/{name}"
        times = self.used[place] = self.used.get(place, 0) + 1
        digits = hashlib.md5(f"{self.slide_id}/{place}/{times}".encode(), usedforsecurity=False).hexdigest().upper()
        identity = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
        extensions = (
            '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId '
            f'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{{{identity}}}"/></a:ext>'
        )
        if decorative:
            extensions += _DECORATIVE
        if paragraphs or content or alt or more:
            told = content or paragraphs_told(paragraphs)
            self.anchors.append(shape_told(identity, f"{name} {number}", field, alt or "", told, more))
        return f'<p:cNvPr id="{number}" name="{escape(name)} {number}"{described}>{link}<a:extLst>{extensions}</a:extLst></p:cNvPr>'

    def holder(self, slot: Slot) -> str:
        """Write `p:ph` for a placeholder."""
        kind = "" if slot.type == "obj" else f' type="{slot.type}"'
        index = f' idx="{slot.idx}"' if slot.idx else ""
        return f"<p:ph{kind}{index}/>"

    def placeholder(self, shape: FittedText) -> str:
        """Write a placeholder with its text; place and looks are the layout's."""
        assert shape.slot is not None
        slot = shape.slot
        body = self.text.paragraphs(
            shape.paragraphs,
            shape.sizes,
            shape.scale,
            margins=shape.end_margins,
            centred=slot.align == "ctr",
            levels=slot.levels,
        )
        place = self.xfrm(shape.box) if slot.placed else ""
        fill = self.text.fill(slot.fill) if slot.fill else ""
        properties = f"<p:spPr>{place}{fill}</p:spPr>" if place or fill else "<p:spPr/>"
        autofit = "<a:normAutofit/>" if slot.shrinks else ""
        attributes = self._insets(shape, slot) + slot.body
        if slot.upright:
            attributes = self._own_body(shape, slot, ' rot="0" vert="horz" numCol="1" anchorCtr="0"')
        text_body = f"<a:bodyPr{attributes}>{autofit}</a:bodyPr>" if autofit else f"<a:bodyPr{attributes}/>"
        styles = self.levels(slot) if slot.styled or slot.colour else "<a:lstStyle/>"
        return (
            f'<p:sp><p:nvSpPr>{self.properties(slot.name, paragraphs=shape.paragraphs)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr>{self.holder(slot)}</p:nvPr></p:nvSpPr>{properties}"
            f"<p:txBody>{text_body}{styles}{body}</p:txBody></p:sp>"
        )

    def text_box(self, shape: FittedText) -> str:
        """Write the text of a drawn place as a text box that has the place's levels as its own."""
        assert shape.slot is not None
        slot = shape.slot
        fill = self.text.fill(slot.fill) if slot.fill else "<a:noFill/>"
        body = self.text.paragraphs(
            shape.paragraphs,
            shape.sizes,
            shape.scale,
            margins=shape.end_margins,
            centred=slot.align == "ctr",
            levels=slot.levels,
        )
        return (
            f'<p:sp><p:nvSpPr>{self.properties(slot.name, paragraphs=shape.paragraphs)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{self.xfrm(shape.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
            f"<p:txBody><a:bodyPr{self._own_body(shape, slot)}><a:normAutofit/></a:bodyPr>{self.levels(slot)}{body}</p:txBody></p:sp>"
        )

    def _sides(self, shape: FittedText, slot: Slot) -> tuple[float, float]:
        """Share the room that balances lines between left and right: centred text keeps its axis, other text its edge."""
        end, (left, _, right, _) = shape.end_inset, slot.insets
        if slot.align == "ctr":
            return left + end / 2, right + end / 2
        return (left + end, right) if self.text.rtl or slot.align == "r" else (left, right + end)

    def _insets(self, shape: FittedText, slot: Slot) -> str:
        """Write the insets that balance lines, where they are not the layout's."""
        pairs = zip(("lIns", "rIns"), self._sides(shape, slot), (slot.insets[0], slot.insets[2]), strict=True)
        return "".join(f' {name}="{self.text.emu(inset)}"' for name, inset, own in pairs if inset != own)

    def _own_body(self, shape: FittedText, slot: Slot, more: str = "") -> str:
        """Write everything that a text's body would else inherit."""
        left, right = self._sides(shape, slot)
        sides = (("lIns", left), ("tIns", slot.insets[1]), ("rIns", right), ("bIns", slot.insets[3]))
        insets = "".join(f' {name}="{self.text.emu(inset)}"' for name, inset in sides)
        return f'{more} wrap="square"{insets} anchor="{slot.anchor}"'

    def panel(self, box: Box) -> str:
        """Write a plain ground behind a slide's content."""
        return (
            f"<p:sp><p:nvSpPr>{self.properties('Ground', decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self.xfrm(box)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{self.text.fill("background")}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        )

    def levels(self, slot: Slot) -> str:
        """Write the levels of a place as a list style: its colour alone, or all that its text needs."""
        made = "".join(self._level(slot, number, level) for number, level in enumerate(slot.levels, 1))
        return f"<a:lstStyle>{made}</a:lstStyle>"

    def _level(self, slot: Slot, number: int, level: Level) -> str:
        fill = self.text.fill(slot.colour) if slot.colour else ""
        if not slot.styled and slot.type:
            return f"<a:lvl{number}pPr><a:defRPr>{fill}</a:defRPr></a:lvl{number}pPr>"
        bullet = (
            f'<a:buFont typeface="Arial"/><a:buChar char="{escape(level.bullet)}"/>' if level.bullet else "<a:buNone/>"
        )
        if level.bullet == "1.":
            bullet = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>'
        align = f' algn="{slot.align}"' if slot.align else ""
        before, after = (self.text.hundredths(space) for space in (level.before, level.after))
        look = f'sz="{self.text.hundredths(level.size)}" b="{int(level.bold)}" i="{int(level.italic)}"'
        look += ' cap="all"' if level.caps else ""
        return (
            f'<a:lvl{number}pPr marL="{self.text.emu(level.margin)}" indent="{self.text.emu(level.indent)}"{align}>'
            f'<a:lnSpc><a:spcPct val="{round(level.spacing * 100000)}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:spcAft><a:spcPts val="{after}"/></a:spcAft>{bullet}'
            f"<a:defRPr {look}>{fill}{self.text.font_of(level.font)}</a:defRPr></a:lvl{number}pPr>"
        )

    def shape(self, shape: FittedText) -> str:
        """Write a shape of its own: text box, panel, node, line or arrow."""
        if shape.geometry in ("line", "line_down", "arrow_end", "arrow_start", "arrow_up", "arrow_down"):
            return self._line(shape)
        if shape.geometry == "play":
            return self._play(shape)
        if shape.geometry == "loop":
            return self._loop(shape)
        if shape.geometry == "icon":
            return self._icon(shape)
        preset, adjust = self._outline(shape.geometry, shape.box, ROUND)
        fill = self.text.fill(shape.fill) if shape.fill else "<a:noFill/>"
        line = (
            f'<a:ln w="{self.text.emu(shape.line_width)}">{self.text.fill(shape.line)}</a:ln>'
            if shape.line
            else "<a:ln><a:noFill/></a:ln>"
        )
        left, top, right, bottom = (self.text.emu(i) for i in shape.insets)
        is_box = ' txBox="1"' if not shape.fill and not shape.line else ""
        link = self.text.link(shape.link) if shape.link else ""
        decorative = not any(p.text.strip() for p in shape.paragraphs)
        body = self.text.paragraphs(shape.paragraphs, {}, shape.scale, shape=True, margins=shape.end_margins)
        properties = self.properties(
            shape.name or "Text", decorative=decorative, link=link, paragraphs=shape.paragraphs
        )
        return (
            f"<p:sp><p:nvSpPr>{properties}<p:cNvSpPr{is_box}/><p:nvPr/></p:nvSpPr><p:spPr>{self.xfrm(shape.box)}"
            f'<a:prstGeom prst="{preset}"><a:avLst>{adjust}</a:avLst></a:prstGeom>{fill}{line}</p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{shape.anchor}"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{body}</p:txBody></p:sp>"
        )

    def _line(self, shape: FittedText) -> str:
        vertical = shape.geometry in ("line_down", "arrow_up", "arrow_down")
        box = shape.box
        place = Box(box.x + box.w / 2, box.y, 0, box.h) if vertical else Box(box.x, box.y + box.h / 2, box.w, 0)
        flip = ' flipV="1"' if shape.geometry == "arrow_up" else ""
        if shape.geometry == ("arrow_end" if self.text.rtl else "arrow_start"):
            flip = ' flipH="1"'
        head = '<a:tailEnd type="triangle" w="lg" len="med"/>' if "arrow" in shape.geometry else ""
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{self.properties(shape.name or 'Line', decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{self.xfrm(place, flip)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f'<a:ln w="{self.text.emu(shape.line_width)}">{self.text.fill(shape.line or "line")}{head}</a:ln></p:spPr></p:cxnSp>'
        )

    def _play(self, shape: FittedText) -> str:
        box, link = shape.box, self.text.link(shape.link) if shape.link else ""
        inner = Box(box.x + box.w * 0.36, box.y + box.h * 0.32, box.w * 0.36, box.h * 0.36)
        made = ""
        for place, preset, fill, turn in (
            (box, "ellipse", shape.fill, ""),
            (inner, "triangle", f"on_{shape.fill}", ' rot="5400000"'),
        ):
            made += (
                f"<p:sp><p:nvSpPr>{self.properties('Play', decorative=True, link=link)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
                f'<p:spPr>{self.xfrm(place, turn)}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{self.text.fill(fill)}'
                "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
            )
        return made

    def _loop(self, shape: FittedText) -> str:
        width, height = self.text.emu(shape.box.w), self.text.emu(shape.box.h)
        path = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in ((width, 0), (0, 0), (0, height)))
        flip = ' flipH="1"' if self.text.rtl else ""
        return (
            f"<p:sp><p:nvSpPr>{self.properties('Loop', decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self.xfrm(shape.box, flip)}"
            f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width}" h="{height}" fill="none">'
            f'<a:moveTo><a:pt x="{width}" y="{height}"/></a:moveTo>{path}</a:path></a:pathLst></a:custGeom><a:noFill/>'
            f'<a:ln w="{self.text.emu(shape.line_width)}">{self.text.fill(shape.line)}<a:round/><a:tailEnd type="triangle" w="med" len="med"/></a:ln></p:spPr></p:sp>'
        )

    def _icon(self, shape: FittedText) -> str:
        """Write an icon as lines of its own geometry, in the colour of its role."""
        points = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
        path = ""
        for command, numbers in lines_of(shape.icon):
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            places = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in pairs)
            path += f"<a:{points[command]}>{places}</a:{points[command]}>" if places else "<a:close/>"
        flip = ' flipH="1"' if self.text.rtl and icon(shape.icon).directional else ""
        return (
            f"<p:sp><p:nvSpPr>{self.properties(shape.name, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self.xfrm(shape.box, flip)}"
            f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{GRID}" h="{GRID}" fill="none">'
            f"{path}</a:path></a:pathLst></a:custGeom><a:noFill/>"
            f'<a:ln w="{self.text.emu(shape.box.w * WEIGHT)}" cap="rnd">{self.text.fill(shape.line)}<a:round/></a:ln></p:spPr></p:sp>'
        )

    def group(self, group: FittedGroup) -> str:
        """Write shapes as one group with an alternative text, or one after the other.

        What was written before on such a slide is copied, with the pictures, relationships and colours that it brings along.
        """
        known = self.rels.since(0)
        key = (group, self.brand, self.slide_id, self.next_id, known, self.text.look, tuple(self.used.items()))
        written = _written.get(key)
        if written is None:
            number, own = self.next_id, ShapeWriter(self.slide_id, self.brand, self.text, self.rels)
            own.next_id, own.used = number, dict(self.used)
            before, self.text.own_colours = self.text.own_colours, set()
            shown, self.text.shown = self.text.shown, []
            xml = own._group(group)
            colours, self.text.own_colours = self.text.own_colours, before
            words, self.text.shown = "".join(self.text.shown), shown
            written = _Written(
                xml,
                own.next_id,
                self.rels.since(len(known)),
                own.media,
                frozenset(colours),
                words,
                tuple(own.anchors),
                own.used,
            )
            if len(_written) >= KEPT:
                _written.clear()
            _written[key] = written
        else:
            for kind, target, external in written.rels:
                self.rels.add(kind, target, external=external)
        self.next_id, self.used = written.next_id, dict(written.used)
        self.anchors += written.anchors
        self.media |= written.media
        self.text.own_colours |= written.colours
        self.text.shown.append(written.shown)
        return written.xml

    def _group(self, group: FittedGroup) -> str:
        if not group.alt:
            return self._children(group)
        properties = self.properties(group.name, alt=group.alt)
        inner = self._children(group)
        box = _around(group)
        x, y, w, h = (self.text.emu(side) for side in (box.x, box.y, box.w, box.h))
        return (
            f"<p:grpSp><p:nvGrpSpPr>{properties}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
            f"</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
        )

    def _children(self, group: FittedGroup) -> str:
        """Write the shapes of a group; connectors know the numbers of the shapes that they are glued to."""
        made: list[str] = []
        numbers: list[int] = []
        for child in group.children:
            numbers.append(self.next_id)
            if isinstance(child, FittedConnector):
                made.append(self._connector(child, numbers))
            else:
                made.append(self.picture(child) if isinstance(child, FittedPicture) else self.shape(child))
        return "".join(made)

    def _connector(self, child: FittedConnector, numbers: list[int]) -> str:
        """Write an arrow from one shape to another as a connector that follows them when they are moved."""
        from builder.pptx.connectors import connector_geometry

        way = connector_geometry(child.points)
        adjusted = "".join(f'<a:gd name="adj{n}" fmla="val {value}"/>' for n, value in enumerate(way.adjust, 1))
        head = '<a:tailEnd type="triangle" w="med" len="med"/>' if child.head else ""
        dash = '<a:prstDash val="dash"/>' if child.dashed else ""
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{self.properties(child.name, decorative=True)}<p:cNvCxnSpPr>"
            f'<a:stCxn id="{numbers[child.start]}" idx="{way.leaves}"/><a:endCxn id="{numbers[child.end]}" idx="{way.enters}"/>'
            f"</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{self.xfrm(way.box, way.turned)}"
            f'<a:prstGeom prst="{way.preset}"><a:avLst>{adjusted}</a:avLst></a:prstGeom>'
            f'<a:ln w="{self.text.emu(child.line_width)}">{self.text.fill(child.line)}{dash}<a:miter lim="800000"/>{head}</a:ln></p:spPr></p:cxnSp>'
        )

    def picture(self, fitted: FittedPicture) -> str:
        """Write a picture: in its placeholder or on its own, cropped, never distorted."""
        picture = fitted.picture
        image = picture.image.fallback or picture.image
        blip = f'<a:blip r:embed="{self._embed(image)}">'
        if picture.image.fallback:
            blip += (
                f'<a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
                f'r:embed="{self._embed(picture.image)}"/></a:ext></a:extLst>'
            )
        left, top, right, bottom = (round(part * 100000) for part in fitted.crop)
        crop = f'<a:srcRect l="{left}" t="{top}" r="{right}" b="{bottom}"/>' if any(fitted.crop) else ""
        holder = self.holder(fitted.slot) if fitted.slot else ""
        link, media = "", ""
        if picture.video:
            link, media = '<a:hlinkClick r:id="" action="ppaction://media"/>', self._video(picture.video)
        elif picture.link:
            link = self.text.link(picture.link)
        name = fitted.slot.name if fitted.slot else "Picture"
        properties = self.properties(
            name, alt=picture.alt, decorative=not picture.alt, link=link, more=f' picture="{picture.image.digest}"'
        )
        cut = fitted.slot.outline if fitted.slot and picture.shape == "rect" else picture.shape
        preset, adjust = self._outline(cut, fitted.box, ROUND_PICTURE)
        place = f'{self.xfrm(fitted.box)}<a:prstGeom prst="{preset}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
        if fitted.slot and fitted.slot.shrinks and fitted.box == fitted.slot.box and not fitted.slot.placed:
            place = ""  # a template's own picture place has its own shape
        return (
            f'<p:pic><p:nvPicPr>{properties}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr>{holder}{media}</p:nvPr></p:nvPicPr>'
            f"<p:blipFill>{blip}</a:blip>{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place}</p:spPr></p:pic>"
        )

    def _outline(self, geometry: str, box: Box, share: int) -> tuple[str, str]:
        """Return the preset of a shape and its guides; share: of round corners, where the brand has no radius."""
        if geometry == "round":
            share = corner_share(self.brand.corners, box.w, box.h) if self.brand.corners else share
            return "roundRect", f'<a:gd name="adj" fmla="val {share}"/>'
        return ("ellipse" if geometry == "ellipse" else "rect"), ""

    def _embed(self, image: ImageFile) -> str:
        self.media[image.digest] = image
        return self.rels.add("image", media_name(image))

    def _video(self, film: str | FilmFile) -> str:
        if isinstance(film, str):
            return f'<a:videoFile r:link="{self.rels.add("video", film, external=True)}"/>'
        self.media[film.digest] = film
        target = media_name(film)
        video, media = self.rels.add("video", target), self.rels.add(_MEDIA_TYPE, target)
        return (
            f'<a:videoFile r:link="{video}"/><p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">'
            f'<p14:media xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" r:embed="{media}"/></p:ext></p:extLst>'
        )

    def table(self, fitted: FittedTable) -> str:
        """Write a native table: header flags, the brand's table style, explicit cell margins."""
        table = fitted.table
        self.text.uses("primary")  # in the style
        columns = "".join(f'<a:gridCol w="{self.text.emu(width)}"/>' for width in fitted.widths)
        header = tuple(column.heading for column in table.columns)
        rows = ""
        for number, (row, height) in enumerate(zip((header, *table.rows), fitted.heights, strict=True)):
            cells = "".join(self._cell(fitted, number, column) for column in range(len(row)))
            rows += f'<a:tr h="{self.text.emu(height)}">{cells}</a:tr>'
        flags = ' firstRow="1"' + (' firstCol="1"' if table.row_headers else "") + (' rtl="1"' if self.text.rtl else "")
        return self._frame(
            fitted.slot, fitted.box, "Table", table.alt, table_told(table),
            f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr{flags}>'
            f"<a:tableStyleId>{self.brand.table_style}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData>",
        )  # fmt: skip

    def _cell(self, fitted: FittedTable, row: int, column: int) -> str:
        table = fitted.table
        cell = table.columns[column].heading if row == 0 else table.rows[row - 1][column]
        align = {"start": "l", "center": "ctr", "end": "r"}[table.columns[column].align]
        if self.text.rtl:
            align = {"l": "r", "r": "l"}.get(align, align)
        highlighted = row > 0 and (table.highlight_row == row - 1 or table.highlight_column == column)
        bold = table.highlight_row == row - 1
        exact = f'<a:lnSpc><a:spcPts val="{self.text.hundredths(fitted.size * LINE)}"/></a:lnSpc>'
        if language_of(self.text.culture).is_east_asian:
            exact = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        paragraphs = ""
        rtl = ' rtl="1"' if self.text.rtl else ' rtl="0"' if self.text.page_rtl else ""
        for paragraph in cell.paragraphs:
            properties = f'<a:pPr algn="{align}"{rtl}>{exact}</a:pPr>'
            paragraphs += self.text.paragraph(paragraph, properties, fitted.size, bold=bold)
        fill = self.text.fill("surface") if highlighted else ""
        margins = f'marL="{self.text.emu(PAD_X)}" marR="{self.text.emu(PAD_X)}" marT="{self.text.emu(PAD_Y)}" marB="{self.text.emu(PAD_Y)}"'
        end = f'<a:p><a:pPr algn="{align}"{rtl}>{exact}</a:pPr><a:endParaRPr {self.text.lang} sz="{self.text.hundredths(fitted.size)}"/></a:p>'
        return f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs or end}</a:txBody><a:tcPr {margins} anchor="ctr">{fill}</a:tcPr></a:tc>'

    def chart(self, fitted: FittedChart, part: str) -> str:
        """Write the frame of a native chart."""
        rel = self.rels.add("chart", part)
        return self._frame(
            fitted.slot, fitted.box, "Chart", fitted.chart.alt, chart_told(fitted.chart),
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rel}"/></a:graphicData>',
        )  # fmt: skip

    def _frame(self, slot: Slot | None, box: Box, name: str, alt: str, told: str, graphic: str) -> str:
        holder = self.holder(slot) if slot else ""
        place = f'<p:xfrm><a:off x="{self.text.emu(box.x)}" y="{self.text.emu(box.y)}"/><a:ext cx="{self.text.emu(box.w)}" cy="{self.text.emu(box.h)}"/></p:xfrm>'
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr>{self.properties(name, alt=alt, decorative=not alt, content=told)}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
            f"<p:nvPr>{holder}</p:nvPr></p:nvGraphicFramePr>{place}<a:graphic>{graphic}</a:graphic></p:graphicFrame>"
        )

    def xfrm(self, box: Box, more: str = "") -> str:
        """Write a place in EMU."""
        emu = self.text.emu
        return f'<a:xfrm{more}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(max(box.w, 0))}" cy="{emu(max(box.h, 0))}"/></a:xfrm>'


class _Written(NamedTuple):
    """A group as it was written: with the number of the next shape, relationships, pictures, colours of brand.yaml, words."""

    xml: str
    next_id: int
    rels: tuple[tuple[str, str, bool], ...]
    media: dict[str, ImageFile | FilmFile]
    colours: frozenset[str]
    shown: str
    anchors: tuple[str, ...]
    used: dict[str, int]


_written: dict[Any, _Written] = {}


def media_name(image: ImageFile | FilmFile) -> str:
    """Name the part of a picture or film by its bytes, so that a deck carries each picture once."""
    return f"/ppt/media/{image.digest[:20]}.{image.kind}"


def _around(group: FittedGroup) -> Box:
    """Give the smallest box around a group's shapes."""
    boxes = [child.box for child in group.children] or [group.box]
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.x + b.w for b in boxes) - left, max(b.y + b.h for b in boxes) - top)
