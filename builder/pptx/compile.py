"""A fitted slide compiled: its XML, its notes, charts and workbooks, deflated once.

A compiled slide holds nothing of its deck: parts are named after slide ids, the slide-number
field's text is constant, and links to other slides are resolved when linking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from builder.brands.prepared import PreparedBrand, PreparedLayout
from builder.fitting.fitted import Departures, Fitted, FittedChart, FittedGroup, FittedPicture, FittedSlide, FittedTable
from builder.fitting.footers import fit_footers, footers_said
from builder.languages.bidi import marked
from builder.languages.language import language_of
from builder.ooxml.xml import DECLARATION
from builder.plan import Block, ImageFile, Paragraph, RichText, block_pictures, block_texts
from builder.pptx.anchors import creation_id, paragraphs_told
from builder.pptx.chart_xml import chart_xml
from builder.pptx.parts import END, NAMESPACES, TYPES, CompiledSlide, Part, Rels
from builder.pptx.shape_xml import ShapeWriter, media_name
from builder.pptx.text_xml import TextWriter, list_starts, numbered
from builder.pptx.workbook import workbook
from builder.storage.zip_writer import deflate, store

_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
KeepMedia = Callable[[str, bytes], None]


def slide_part(slide_id: str) -> str:
    """Name the part of a slide."""
    return f"/ppt/slides/slide-{slide_id}.xml"


def compile_slide(
    slide: FittedSlide, brand: PreparedBrand, footer: str, dates: tuple[str, ...], keep: KeepMedia
) -> CompiledSlide:
    """Compile one slide; dates: wordings of its date, the shorter last; keep: takes the bytes of pictures drawn here, by their digest."""
    plan = slide.plan
    culture, rtl = language_of(plan.lang).culture, language_of(plan.lang).is_rtl
    layout = brand.layouts[slide.role]
    rels = Rels()
    rels.add("slideLayout", layout.part)
    text = TextWriter(
        culture, rels, layout.palette or brand.palette, rtl, brand.rtl, brand.unit, brand.fonts, brand.typefaces
    )
    writer = ShapeWriter(plan.id, brand, text, rels)
    parts: list[Part] = []
    ground = writer.panel(layout.panel) if layout.panel else ""
    shapes = ground + "".join(_shape(shape, writer, parts, plan.id) for shape in slide.shapes)
    departs = slide.departs.copy()
    shapes += _footers(layout, writer, footer, dates, departs)
    departs.extend("colour of brand.yaml", sorted(text.own_colours))
    shown = ' show="0"' if plan.hidden else ""
    xml = (
        f"{DECLARATION}<p:sld {NAMESPACES}{shown}><p:cSld><p:spTree>{_TREE}{shapes}</p:spTree><p:extLst>"
        f'<p:ext uri="{{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}}"><p14:creationId xmlns:p14="{_P14}" val="{creation_id(plan.id)}"/></p:ext>'
        f"</p:extLst></p:cSld><p:clrMapOvr>{_colour_map(layout.colour_map)}</p:clrMapOvr></p:sld>"
    )
    anchors = "".join(writer.anchors)
    if plan.notes:
        notes = f"/ppt/notesSlides/notes-{plan.id}.xml"
        rels.add("notesSlide", notes)
        page, told = _notes(plan.notes, notes, plan.id, brand, culture, rtl)
        parts.append(page)
        text.shown.append(told)
        anchors += f"<notes>{paragraphs_told(plan.notes.paragraphs)}</notes>"
    media = []
    for image in writer.media.values():
        drawn = image.data if isinstance(image, ImageFile) else None
        if drawn is not None:
            keep(image.digest, drawn)
        media.append((media_name(image), image.digest, "" if drawn is not None else image.path))
    main = Part(slide_part(plan.id), TYPES["slide"], deflate(xml.encode()), rels.all())
    return CompiledSlide(
        plan.id, plan.source_id, plan.kind, plan.title.plain, plan.section, plan.hidden, bool(plan.notes),
        (main, *parts), tuple(media), slide.why, departs.listed, "".join(text.shown), anchors,
        tuple(_said(slide.left_out)),
    )  # fmt: skip


def _said(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Go through the words of blocks, and the digests of their pictures."""
    for block in blocks:
        yield from (paragraph.text for text in block_texts(block) for paragraph in text.paragraphs)
        for picture in block_pictures(block):
            yield from (picture.image.digest, picture.alt)


def _shape(shape: Fitted, writer: ShapeWriter, parts: list[Part], slide_id: str) -> str:
    if isinstance(shape, FittedPicture):
        return writer.picture(shape)
    if isinstance(shape, FittedTable):
        return writer.table(shape)
    if isinstance(shape, FittedGroup):
        return writer.group(shape)
    if isinstance(shape, FittedChart):
        return _chart(shape, writer, parts, slide_id)
    if shape.slot and shape.slot.type:
        return writer.placeholder(shape)
    return writer.text_box(shape) if shape.slot and shape.slot.levels else writer.shape(shape)


def _colour_map(own: str) -> str:
    """Repeat the colour map of a layout that has its own: slides inherit the master's, never a layout's."""
    return f"<a:overrideClrMapping {own}/>" if own else "<a:masterClrMapping/>"


def _chart(shape: FittedChart, writer: ShapeWriter, parts: list[Part], slide_id: str) -> str:
    count = sum(part.type == TYPES["chart"] for part in parts)
    stem = f"chart-{slide_id}" + (f"-{count + 1}" if count else "")
    book, name = f"/ppt/embeddings/{stem}.xlsx", f"/ppt/charts/{stem}.xml"
    rels = Rels()
    rels.add("package", book)
    parts.append(Part(name, TYPES["chart"], deflate(chart_xml(shape, writer.text).encode()), rels.all()))
    parts.append(Part(book, "", store(workbook(shape.chart))))
    return writer.chart(shape, name)


def _footers(
    layout: PreparedLayout, writer: ShapeWriter, footer: str, dates: tuple[str, ...], departs: Departures
) -> str:
    """Write the footer, the date and the slide number where the layout has them."""
    lang, direction = writer.text.lang, '<a:pPr rtl="1"/>' if writer.text.rtl else ""
    shown = footers_said(layout, footer, dates)
    made = ""
    fitted_all = fit_footers(shown, layout, writer.brand)
    for kind, fitted in fitted_all.items():
        idx, name = layout.footers[kind]
        slot = layout.footer_slots.get(kind)
        size = f' sz="{writer.text.hundredths(fitted.size)}"' if fitted.size else ""
        text = marked(fitted.text) if writer.text.rtl else fitted.text
        if kind == "sldNum":
            content = f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr {lang}{size}/><a:t>‹#›</a:t></a:fld>'
        else:
            content = f"<a:r><a:rPr {lang}{size}/>{writer.text.words(text)}</a:r>"
            writer.text.shown.append(END)
        share = "half" if kind == "dt" else "quarter"
        styles = writer.levels(slot) if slot and (slot.styled or slot.colour) else "<a:lstStyle/>"
        place = writer.xfrm(fitted.box) if fitted.box else ""
        place += writer.text.fill(slot.fill) if slot and slot.fill else ""
        properties = f"<p:spPr>{place}</p:spPr>" if place else "<p:spPr/>"
        body = '<a:bodyPr wrap="none" lIns="0" rIns="0"/>' if fitted.unwrapped else "<a:bodyPr/>"
        made += (
            f'<p:sp><p:nvSpPr>{writer.properties(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
            f'<p:ph type="{kind}" sz="{share}" idx="{idx}"/></p:nvPr></p:nvSpPr>{properties}<p:txBody>{body}{styles}'
            f"<a:p>{direction}{content}<a:endParaRPr {lang}/></a:p></p:txBody></p:sp>"
        )
        if slot:
            departs.add("position", name, fitted.box)
            departs.add("bullets and sizes", name, slot.styled and not slot.exact)
            departs.add("size", name, fitted.size)
            departs.add("shortened", name, fitted.shortened)
    if "dt" in layout.footers:
        departs.add("left out", layout.footers["dt"][1], dates and "dt" not in fitted_all)
    return made


@lru_cache(maxsize=256)  # a slide's notes are often the same for every audience
def _notes(
    notes: RichText, name: str, slide_id: str, brand: PreparedBrand, culture: str, rtl: bool
) -> tuple[Part, str]:
    """Write the page of notes, and return the words on it too."""
    rels = Rels()
    rels.add("notesMaster", brand.notes_master)
    rels.add("slide", slide_part(slide_id))
    text = TextWriter(culture, rels, brand.palette, rtl, brand.rtl, links_slides=False)
    starts = list_starts(notes.paragraphs)
    body = "".join(_note_paragraph(each, text, starts.get(n, 0)) for n, each in enumerate(notes.paragraphs))
    xml = (
        f"{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{_TREE}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp></p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    return Part(name, TYPES["notes"], deflate(xml.encode()), rels.all()), "".join(text.shown)


def _note_paragraph(paragraph: Paragraph, text: TextWriter, start: int) -> str:
    if paragraph.marker not in ("bullet", "number"):
        return text.paragraphs((paragraph,), {}, {})
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if paragraph.marker == "bullet" else numbered(start)
    indent = 228600 * (paragraph.level + 1)
    level = f' lvl="{paragraph.level}"' if paragraph.level else ""
    side = ' algn="r" rtl="1"' if text.rtl else ' algn="l" rtl="0"' if text.page_rtl else ""
    return text.paragraph(paragraph, f'<a:pPr marL="{indent}" indent="-228600"{level}{side}>{mark}</a:pPr>')
