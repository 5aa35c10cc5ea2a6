"""The measures, colours and paragraphs of a slide's plan, in points of the real slide: what every part of a page is made with."""

from __future__ import annotations

from msgspec.structs import replace

from builder.brands.prepared import Box, PreparedBrand, PreparedLayout
from builder.fitting.lines import Laid
from builder.languages.bidi import marked
from builder.languages.language import language_of
from builder.pages.page import Paint, Rectangle, Tag
from builder.pages.text import RISE, Bullet, Look, Setting
from builder.plan import Paragraph, RichText, SlidePlan


class SlideMeasures:
    """What a slide is measured and coloured by."""

    def __init__(self, plan: SlidePlan, brand: PreparedBrand, layout: PreparedLayout) -> None:
        self.plan, self.brand, self.layout = plan, brand, layout
        self.palette = layout.palette or brand.palette
        self.unit, self.rtl = brand.unit, language_of(plan.lang).is_rtl

    def real(self, box: Box) -> Rectangle:
        """Return a place in points of the real slide."""
        return Rectangle(box.x * self.unit, box.y * self.unit, box.w * self.unit, box.h * self.unit)

    def points(self, size: float) -> float:
        """Return a size in points of the real slide, as it is written there."""
        real = size * self.unit
        return real if self.unit == 1.0 else int(real * 2 + 0.01) / 2 if real >= 8 else real

    def ink(self, role: str) -> Paint:
        """Return a colour of the palette by its name in the theme."""
        colour = self.palette[role]
        name = f"{colour.scheme}/{colour.mod}/{colour.off}" if colour.of_theme else colour.rgb
        return Paint(name, colour.alpha / 100)

    def marked(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """Return paragraphs with what is read from the left kept together."""
        if not self.rtl:
            return paragraphs
        return tuple(replace(p, runs=tuple(replace(run, text=marked(run.text)) for run in p.runs)) for p in paragraphs)

    def laid(self, laid: Laid) -> Laid:
        """Return a measured paragraph in points of the real slide."""
        if self.unit == 1.0:
            return laid
        u = self.unit
        pieces = tuple(piece._replace(size=self.points(piece.size)) for piece in laid.pieces)
        return laid._replace(
            pieces=pieces, margin=laid.margin * u, indent=laid.indent * u, before=laid.before * u,
            after=laid.after * u, empty_size=self.points(laid.empty_size), bullet=laid.bullet * u,
        )  # fmt: skip

    def setting(
        self, paragraph: Paragraph, laid: Laid, colour: Paint, tag: Tag, align: str, end: float,
        bullet: Bullet | None, found: RichText,
    ) -> Setting:  # fmt: skip
        """Return a paragraph ready to be set."""
        looks = tuple(
            Look(colour, RISE[run.script] * piece.size if run.script else 0.0, run.link, run.lang, strike=run.strike)
            for run, piece in zip(paragraph.runs, laid.pieces, strict=True)
        )
        return Setting(laid, looks, tag, align, self.rtl, paragraph.level, end, bullet, found.field)
