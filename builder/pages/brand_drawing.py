"""What a brand draws under its slides, and the colours that stand for names: read once from the parts of its package."""

from __future__ import annotations

import io
from collections.abc import Iterable

from builder.brands.prepared import PreparedBrand
from builder.fitting.fonts import Face
from builder.fitting.lines import Laid, Piece
from builder.ooxml.colour import Rgba
from builder.ooxml.deck import DeckPackage
from builder.ooxml.ground import Ground as Beneath
from builder.ooxml.inheritance import attribute, insets, levels
from builder.ooxml.namespaces import A, P, declared
from builder.ooxml.rgb import tinted
from builder.ooxml.slide import Item as Shape
from builder.ooxml.slide import Slide
from builder.ooxml.text import Cell as StyledCell
from builder.ooxml.text import cells_of, words_of
from builder.ooxml.units import POINT
from builder.ooxml.xml import parsed
from builder.pages.decoration import drawn, image_of, paint_of
from builder.pages.page import Foot, Ground, Item, Page, Paint, Rectangle, Text
from builder.pages.text import Block, Look, Setting, set_text
from builder.storage.zip_writer import Member, deflate, write_zip

BaseParts = tuple[tuple[str, str, Member], ...]
_NAMES = declared(a=A, p=P)
_LEVELS = 5
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def package_of(parts: BaseParts, changed: BaseParts = ()) -> DeckPackage:
    """Return the package of a brand; changed: parts that an audience has instead."""
    members = {name: member for name, _, member in (*parts, *changed)}
    stream = io.BytesIO()
    write_zip(stream, [("[Content_Types].xml", deflate(_TYPES.encode())), *members.items()])
    return DeckPackage(stream.getvalue())


class BrandDrawing:
    """The drawing of one brand, or of one audience in it."""

    def __init__(self, brand: PreparedBrand, parts: BaseParts, changed: BaseParts = ()) -> None:
        self.brand, self.folder, self.package = brand, brand.font_folder, package_of(parts, changed)
        self.pictures: dict[str, bytes] = {}  # of grounds, by digest
        self._slides: dict[str, Slide] = {}
        self._grounds: dict[str, Ground] = {}
        self._colours: dict[tuple[str, str], str] = {}

    def ground(self, layout: str) -> Ground:
        """Return what stands under the slides of a layout; layout: its part."""
        known = self._grounds.get(layout)
        if known is None:
            known = self._grounds[layout] = self._ground(self._slide(layout))
        return known

    def _ground(self, slide: Slide) -> Ground:
        beneath = Beneath(slide)
        missing: list[str] = []
        items: list[Item] = []
        fill = paint_of(beneath.page)
        if beneath.page.picture:
            width, height = (each / POINT for each in slide.package.size_of_slides)
            items.append(image_of(Rectangle(0, 0, width, height), beneath.page, self.pictures))
        for shape in slide.beneath:
            items += drawn(slide, beneath, shape, self.folder, missing, self.pictures)
        return Ground(fill, tuple(items), tuple(dict.fromkeys(missing)))

    def colour(self, layout: str, paint: Paint) -> str:
        """Return a colour as RGB, whatever it is named by."""
        if len(paint.colour) == 6 and "/" not in paint.colour and ":" not in paint.colour:
            return paint.colour
        key = (layout, paint.colour)
        known = self._colours.get(key)
        if known is None:
            known = self._colours[key] = self._resolved(self._slide(layout), paint.colour)
        return known

    def is_drawn(self, layout: str, paint: Paint) -> bool:
        """Return whether a colour is one: a table's style may leave cells open."""
        return bool(self.colour(layout, paint))

    def _resolved(self, slide: Slide, name: str) -> str:
        if "/" in name:
            scheme, mod, off = name.split("/")
            found = slide.palette.name(scheme)
            return tinted(found.rgb, int(mod), int(off)) if found else "000000"
        what, *rest = name.split(":")
        if what == "cell":
            return self._of_cell(slide, *rest)
        kind, idx, level = rest
        shape = self._holder(slide, kind, idx)
        if shape is None:
            return "000000"
        paragraph = words_of(slide, shape)[min(int(level), _LEVELS - 1)]
        if what == "bullet":
            own = self._bullet(slide, shape, int(level))
            if own is not None:
                return own.rgb
        colour = paragraph.runs[0].colour
        return colour.rgb if colour else "000000"

    def _bullet(self, slide: Slide, shape: Shape, level: int) -> Rgba | None:
        """Return the colour of a level's bullets, where they have their own."""
        styles = [s for each in slide.inherited(shape.element) for s in each.findall(f"{P}txBody/{A}lstStyle")]
        master = slide.master.find(f"{P}txStyles/{P}bodyStyle") if slide.master is not None else None
        for each in levels([*styles, *([master] if master is not None else [])], level + 1):
            if each.find(f"{A}buClrTx") is not None:
                return None
            if (own := each.find(f"{A}buClr")) is not None:
                return slide.palette.first(own)
        return None

    def _of_cell(self, slide: Slide, what: str, row: str, column: str) -> str:
        """Return the colour of a cell's words, fill or rule in the brand's table style; "" where it has none."""
        cells = slide.once(("cells", column), lambda: self._cells(slide, heads=column == "column"))
        cell = cells[0 if row == "row" else 1, 0 if column == "column" else 1]
        if what == "text":
            run = next((run for p in cell.paragraphs for run in p.runs), None)
            return run.colour.rgb if run and run.colour else "000000"
        if what == "fill":
            return cell.fill.stops[0][1].over("FFFFFF") if cell.fill and cell.fill.stops else ""
        return self._rule(slide) if row == "body" else ""

    def _cells(self, slide: Slide, *, heads: bool) -> dict[tuple[int, int], StyledCell]:
        one = "<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>x</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"
        rows = f'<a:tr h="1">{one * 3}</a:tr>' * 3
        frame = parsed(
            (
                f'<p:graphicFrame {_NAMES}><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1" firstCol="{int(heads)}">'
                f"<a:tableStyleId>{self.brand.table_style}</a:tableStyleId></a:tblPr>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
            ).encode()
        )
        return {(each.row, each.column): each for each in cells_of(slide, Shape(frame, None, ()))}

    def _rule(self, slide: Slide) -> str:
        """Return the colour of the lines between rows."""
        part = self.package.related(self.package.main, "tableStyles")
        root = self.package.xml(part) if part else None
        for style in root if root is not None else ():
            if style.get("styleId") == self.brand.table_style:
                for side in ("insideH", "bottom"):
                    fill = style.find(f"{A}wholeTbl/{A}tcStyle/{A}tcBdr/{A}{side}/{A}ln/{A}solidFill")
                    found = slide.palette.first(fill)
                    if found:
                        return found.over("FFFFFF")
        return ""

    def foot(self, page: Page, number: int) -> tuple[Text, ...]:
        """Return footer, date and number of a slide, as its layout sets them."""
        slide = self._slide(page.layout)
        made: list[Text] = []
        for each in page.foot:
            shape = self._holder(slide, each.kind, str(each.idx))
            if shape is not None:
                made += self._footer(slide, shape, each, page, number)
        return tuple(made)

    def _footer(self, slide: Slide, shape: Shape, foot: Foot, page: Page, number: int) -> tuple[Text, ...]:
        bodies = [b for each in slide.inherited(shape.element) if (b := each.find(f"{P}txBody/{A}bodyPr")) is not None]
        paragraph = words_of(slide, shape)[0]
        run = paragraph.runs[0]
        place = slide.place(shape.element)
        box = foot.box or (Rectangle(*(each / POINT for each in place)) if place else None)
        if box is None:
            return ()
        left, top, right, bottom = (each / POINT for each in insets(bodies))
        if foot.unwrapped:
            left = right = 0.0
        said = str(number) if foot.kind == "sldNum" else foot.text
        piece = Piece(said, Face(run.font, run.bold, run.italic), foot.size or run.size)
        laid = Laid((piece,), spacing=paragraph.spacing if paragraph.spacing > 0 else 1.0, empty_size=piece.size)
        align = {"ctr": "center", "r": "start" if page.rtl else "end"}.get(
            paragraph.align, "end" if page.rtl else "start"
        )
        own = run.colour.rgb if run.colour else "000000"
        colour = foot.colour or Paint(own)
        setting = Setting(laid, (Look(colour, number=foot.kind == "sldNum"),), "Artifact", align, page.rtl)
        if foot.unwrapped:
            box = Rectangle(box.x - 100, box.y, box.w + 200, box.h) if align == "center" else box
        anchor = attribute(bodies, "anchor") or "t"
        return set_text((setting,), Block(box, (left, top, right, bottom), anchor), self.folder)

    def _holder(self, slide: Slide, kind: str, idx: str) -> Shape | None:
        for shape in slide.items:
            ph = shape.element.find(f"./*/{P}nvPr/{P}ph")
            if ph is not None and ph.get("type", "obj") == kind and ph.get("idx", "0") == idx:
                return shape
        return None

    def _slide(self, layout: str) -> Slide:
        """Return a slide of a layout with its places filled, so that what they inherit can be read."""
        part = layout.lstrip("/")
        known = self._slides.get(part)
        if known is None:
            holders = [(kind, idx) for _, kind, idx in self.package.holders(part)]
            known = Slide(self.package, 0, "", parsed(_filled(holders).encode()))
            known.__dict__["layout_part"] = part
            self._slides[part] = known
        return known


def _filled(holders: Iterable[tuple[str, str]]) -> str:
    shapes = ""
    for kind, idx in holders:
        paragraphs = "".join(
            f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr/><a:t>x</a:t></a:r></a:p>' for level in range(_LEVELS)
        )
        shapes += (
            f'<p:sp><p:nvSpPr><p:cNvPr id="1" name=""/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}" idx="{idx}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"
        )
    return f"<p:sld {_NAMES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
