"""Slides on paper: documents in A4 that show them small, with lines or notes."""

from __future__ import annotations

from builder.export._typst import TypstDeck
from builder.languages.language import language_of
from builder.pages.families import ARABIC, name_of
from builder.pages.outlines import number as measure
from builder.pages.page import Page
from builder.pages.typst_source import literal

A4 = (595.28, 841.89)  # points
MARGIN = 42.0
THREE = 3  # slides on a page of a handout
BESIDE = 0.56  # of the text's width that a slide of a handout takes
LINES = 7  # to write on, beside a slide
LINE = 22.0  # points between them
UNDER = 0.86  # of the text's width that a slide above its notes takes


def handout_source(deck: TypstDeck) -> str:
    """Return three slides a page, with lines to write on at the end side."""
    pages = [page for _, page in deck.pages.pages]
    slides = deck.slides()
    width = (A4[0] - 2 * MARGIN) * BESIDE
    high = (A4[1] - 2 * MARGIN - 20) / THREE
    parts = [deck.head()]
    for start in range(0, len(slides), THREE):
        rows = []
        for n in range(start, min(start + THREE, len(slides))):
            top = MARGIN + (n - start) * high
            left = A4[0] - MARGIN - width if pages[n].rtl else MARGIN
            rows.append(_small(pages[n], slides[n], left, top, width))
            rows.append(_ruled(pages[n], left, top, width))
        parts.append(_paper(deck, "\n".join(rows), f"{start // THREE + 1}"))
    return "\n".join(parts)


def notes_source(deck: TypstDeck) -> str:
    """Return one page a slide, its notes under it; notes that are longer go on on the next page."""
    parts = [deck.head()]
    width = (A4[0] - 2 * MARGIN) * UNDER
    family = name_of(deck.pages.deck.brand.fonts["minor"], deck.pages.deck.brand.font_folder)
    for (number, page), slide in zip(deck.pages.pages, deck.slides(), strict=True):
        high = width * page.height / page.width
        left = (A4[0] - width) / 2 - MARGIN
        small = _small(page, slide, left, 0, width)
        look = f'font: ({literal(family)}, "{ARABIC}"), size: 11pt, top-edge: "cap-height", bottom-edge: "baseline"'
        said = "; ".join(f"par(text({literal(each)}))" for each in page.notes if each.strip())
        body = f"set par(leading: 6pt, spacing: 12pt); set text({look}); {said}" if said else ""
        parts.append(
            f"#page(width: {A4[0]}pt, height: {A4[1]}pt, margin: {MARGIN}pt, footer: {_foot(deck, str(number))})[#{{\n"
            f"{small}\nv({measure(high + 24)}pt)\n{{ {body} }}\n}}]"
        )
    return "\n".join(parts)


def _small(page: Page, slide: str, left: float, top: float, width: float) -> str:
    share = width / page.width
    return (
        f"place(top + left, dx: {measure(left)}pt, dy: {measure(top)}pt, box(clip: true, stroke: 0.5pt + luma(160), "
        f"width: {measure(width)}pt, height: {measure(page.height * share)}pt, scale(origin: top + left, {share * 100:.4f}%, "
        f"block(width: {measure(page.width)}pt, height: {measure(page.height)}pt, {slide}))))"
    )


def _ruled(page: Page, left: float, top: float, width: float) -> str:
    start = MARGIN if page.rtl else left + width + 20
    long = A4[0] - 2 * MARGIN - width - 20
    rules = "; ".join(
        f"place(top + left, dx: {measure(start)}pt, dy: {measure(top + LINE * n)}pt, pdf.artifact(line(length: {measure(long)}pt, stroke: 0.5pt + luma(160))))"
        for n in range(1, LINES + 1)
    )
    return f"{{ {rules} }}"


def _paper(deck: TypstDeck, body: str, number: str) -> str:
    foot = f"place(bottom + left, dx: {MARGIN}pt, dy: -24pt, block(width: {A4[0] - 2 * MARGIN:.2f}pt, {_foot(deck, number)}))"
    return f"#page(width: {A4[0]}pt, height: {A4[1]}pt)[#{{\n{body}\n{foot}\n}}]"


def _foot(deck: TypstDeck, number: str) -> str:
    """Return title and number, which are no part of what is read."""
    facts = deck.pages.deck.properties
    family = name_of(deck.pages.deck.brand.fonts["minor"], deck.pages.deck.brand.font_folder)
    direction = "rtl" if language_of(facts.language).is_rtl else "ltr"
    look = f'font: ({literal(family)}, "{ARABIC}"), size: 9pt, fill: luma(80), dir: {direction}'
    return f"pdf.artifact(text({look}, {literal(facts.title)} + h(1fr) + {literal(number)}))"
