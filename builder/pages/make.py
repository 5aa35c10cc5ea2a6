"""A fitted slide made a page.

Colours stay names (of the theme, or of what a placeholder inherits) until they are drawn: a deck's theme may be its audience's.
"""

from __future__ import annotations

from collections import defaultdict, deque

from msgspec.structs import replace

from builder.brands.prepared import ROUND, ROUND_PICTURE, PreparedBrand, Slot, round_share
from builder.fitting.fitted import FittedConnector, FittedGroup, FittedPicture, FittedSlide, FittedTable, FittedText
from builder.fitting.footers import fit_footers, footers_said
from builder.fitting.styles import lay_inherited, lay_styled
from builder.languages.bidi import marked
from builder.pages.charts import chart_of
from builder.pages.measures import SlideMeasures
from builder.pages.outlines import ellipse, rectangle, rounded
from builder.pages.page import Foot, Group, Image, Item, Mark, Media, Page, Paint, Tag, Text
from builder.pages.shapes import connector_marks, marks_of, text_box
from builder.pages.tables import table_of
from builder.pages.text import Block, Bullet, set_text
from builder.plan import Paragraph, RichText, TextStyle

_SYMBOLS = {"§": "▪", "Ø": "➢", "ü": "✓", "q": "□", "v": "❖", "à": "→", "\uf0a7": "▪", "\uf0b7": "•", "\uf0d8": "➢"}


def page_of(slide: FittedSlide, brand: PreparedBrand, footer: str = "", dates: tuple[str, ...] = ()) -> Page:
    """Return the page of a fitted slide; footer, dates: what its deck writes at the foot of slides, the date in its wordings."""
    return PageMaker(slide, brand).page(footer, dates)


class PageMaker(SlideMeasures):
    def __init__(self, slide: FittedSlide, brand: PreparedBrand) -> None:
        super().__init__(slide.plan, brand, brand.layouts[slide.role])
        self.slide = slide
        self.sources: dict[tuple[Paragraph, ...], deque[RichText]] = defaultdict(deque)
        for text in slide.plan.texts():
            self.sources[text.paragraphs].append(text)

    def page(self, footer: str, dates: tuple[str, ...]) -> Page:
        plan = self.plan
        ground = (Mark(rectangle(self.real(self.layout.panel)), self.ink("background")),) if self.layout.panel else ()
        items = (*ground, *(item for shape in self.slide.shapes for item in self._items(shape)))
        return Page(
            plan.id, plan.kind, plan.title.plain, plan.lang, self.rtl, self.brand.width * self.unit,
            self.brand.height * self.unit, self.layout.part, items, self._foot(footer, dates),
            tuple(p.text for p in plan.notes.paragraphs), plan.section, plan.hidden, plan.minutes,
        )  # fmt: skip

    def _items(self, shape: object) -> tuple[Item, ...]:
        if isinstance(shape, FittedPicture):
            return (self._picture(shape),)
        if isinstance(shape, FittedTable):
            return (table_of(shape, self),)
        if isinstance(shape, FittedGroup):
            children = tuple(item for child in shape.children for item in self._child(child))
            return (Group(shape.alt, children),) if shape.alt else children
        if isinstance(shape, FittedText):
            return self._placed(shape, shape.slot) if shape.slot is not None else self._shape(shape)
        return (chart_of(shape, self),)  # type: ignore[arg-type]

    def _child(self, child: FittedText | FittedPicture | FittedConnector) -> tuple[Item, ...]:
        if isinstance(child, FittedPicture):
            return (self._picture(child),)
        if isinstance(child, FittedConnector):
            return connector_marks(child, self.unit, self.ink)
        return self._shape(child)

    def _placed(self, shape: FittedText, slot: Slot) -> tuple[Item, ...]:
        """Return the text of a placeholder or of a place that has levels."""
        end, (left, top, right, bottom) = shape.end_inset, slot.insets
        if slot.align == "ctr":
            left, right = left + end / 2, right + end / 2
        elif self.rtl or slot.align == "r":
            left += end
        else:
            right += end
        found = self.source(shape.paragraphs)
        tag: Tag = "H1" if shape is self.slide.shapes[0] else "P"  # the title comes first
        paragraphs = self.marked(shape.paragraphs)
        laid = lay_inherited(paragraphs, slot.levels, shape.sizes, self.brand)
        settings = []
        for number, (paragraph, each) in enumerate(zip(paragraphs, laid, strict=True)):
            level = slot.levels[min(paragraph.level, len(slot.levels) - 1)]
            colour = self._inherited(slot, paragraph.level)
            if paragraph.style is not None and paragraph.style.colour:
                colour = self.ink(paragraph.style.colour)
            bullet = None
            if (level.bullet or paragraph.number) and paragraph.marker != "none":
                count = paragraph.number or (_number_of(shape.paragraphs, number) if level.bullet == "1." else 0)
                sign = f"{count}." if count else level.bullet
                own = Paint("", 1) if slot.styled or slot.colour else self._inherited(slot, paragraph.level, "bullet")
                bullet = Bullet(
                    _SYMBOLS.get(sign, sign), "Arial", self.points(each.empty_size), own if own.colour else colour
                )
            align = paragraph.style.align if paragraph.style else "start"
            if align == "start":
                align = "center" if slot.align == "ctr" else "end" if slot.align == "r" and not self.rtl else "start"
            heading: Tag = "H2" if slot.name.lower().startswith("heading") else tag
            settings.append(
                self.setting(
                    paragraph, self.laid(each), colour, "LI" if bullet and tag == "P" else heading, align,
                    shape.end_margins.get(number, 0) * self.unit, bullet, found,
                )
            )  # fmt: skip
        u = self.unit
        block = Block(self.real(shape.box), (left * u, top * u, right * u, bottom * u), slot.anchor)
        under = (Mark(rectangle(self.real(shape.box)), self.ink(slot.fill)),) if slot.fill else ()
        return (*under, *set_text(settings, block, self.brand.font_folder))

    def _inherited(self, slot: Slot, level: int, what: str = "text") -> Paint:
        if slot.colour:
            return self.ink(slot.colour)
        if not slot.type:
            return self.ink("text")
        return Paint(f"{what}:{slot.type}:{slot.idx}:{level}")

    def _shape(self, shape: FittedText) -> tuple[Item, ...]:
        """Return a shape of its own with its words."""
        box = self.real(shape.box)
        corners = round_share(self.brand.corners, shape.box, ROUND)
        marks = marks_of(shape, box, self.unit, self.ink, rtl=self.rtl, corners=corners)
        if not any(p.text.strip() for p in shape.paragraphs):
            return marks
        found = self.source(shape.paragraphs)
        paragraphs = self.marked(shape.paragraphs)
        laid = lay_styled(RichText(paragraphs), shape.scale, self.brand)
        settings = []
        for n, (paragraph, each) in enumerate(zip(paragraphs, laid, strict=True)):
            style = paragraph.style or TextStyle()
            colour, bullet = self.ink(style.colour), None
            if paragraph.marker == "number":
                count = sum(p.marker == "number" for p in paragraphs[: n + 1])
                bullet = Bullet(f"{count}.", self.brand.fonts["major"], self.points(each.empty_size), colour)
            elif paragraph.marker == "bullet":
                bullet = Bullet("•", "Arial", self.points(each.empty_size), colour)
            tag: Tag = "LI" if bullet else "P"
            end = shape.end_margins.get(n, 0) * self.unit
            settings.append(self.setting(paragraph, self.laid(each), colour, tag, style.align, end, bullet, found))
        left, top, right, bottom = (each * self.unit for each in shape.insets)
        block = Block(text_box(shape.geometry, box, corners), (left, top, right, bottom), shape.anchor)
        texts = set_text(settings, block, self.brand.font_folder)
        return (*marks, *(replace(each, link=shape.link) for each in texts)) if shape.link else (*marks, *texts)

    def source(self, paragraphs: tuple[Paragraph, ...]) -> RichText:
        """Return the text of the plan that paragraphs are of, in the order of the plan where several say the same."""
        found = self.sources.get(paragraphs)
        if not found:
            return RichText(())
        return found.popleft() if len(found) > 1 else found[0]

    def _picture(self, fitted: FittedPicture) -> Image:
        picture, box = fitted.picture, self.real(fitted.box)
        image = picture.image
        cut = fitted.slot.outline if fitted.slot and picture.shape == "rect" else picture.shape
        share = round_share(self.brand.corners, fitted.box, ROUND_PICTURE)
        outline = {"ellipse": ellipse(box), "round": rounded(box, share)}.get(cut, "")
        media = Media(image.digest, "" if image.data is not None else image.path, image.kind)
        return Image(box, media, picture.alt, fitted.crop, outline, picture.link)

    def _foot(self, footer: str, dates: tuple[str, ...]) -> tuple[Foot, ...]:
        shown = footers_said(self.layout, footer, dates)
        made = []
        for kind, fitted in fit_footers(shown, self.layout, self.brand).items():
            slot = self.layout.footer_slots.get(kind)
            colour = self.ink(slot.colour) if slot and slot.colour else None
            box = self.real(fitted.box) if fitted.box else None
            text = marked(fitted.text) if self.rtl else fitted.text
            made.append(
                Foot(kind, self.layout.footers[kind][0], text, self.points(fitted.size), box, colour, fitted.unwrapped)
            )
        order = ("sldNum", "ftr", "dt")
        return tuple(sorted(made, key=lambda each: order.index(each.kind)))


def _number_of(paragraphs: tuple[Paragraph, ...], number: int) -> int:
    """Return the number of a numbered paragraph among those of its level that follow one another."""
    level, count = paragraphs[number].level, 0
    for paragraph in reversed(paragraphs[: number + 1]):
        if paragraph.level < level or paragraph.marker == "none":
            break
        count += paragraph.level == level
    return count


__all__ = ["Text", "page_of"]
