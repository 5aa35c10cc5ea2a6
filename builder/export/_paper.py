"""Slides on paper: documents in A4 that show them small, with lines to write on, or with what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from builder.export._clock import Moment, running_clock
from builder.export._deck_source import TypstDeck
from builder.languages.language import language_of
from builder.pages.outlines import number as measure
from builder.pages.page import Group, Image, Item, Page, Table, Text
from builder.pages.typst_source import fonts, literal

A4 = (595.28, 841.89)  # points
MARGIN = 42.0
WIDE = A4[0] - 2 * MARGIN
THREE = 3  # slides on a page of a handout
BESIDE = 0.56  # of the text's width that a slide of a handout takes
GAP = 20.0  # points between a slide and what stands beside it
LINES = 9  # to write on, beside a slide
LINE = 24.0  # points between them
UNDER = 0.62  # of the text's width that a slide above its notes takes
MEASURE = 460.0  # points of a line of a script: what an eye finds back
SCRIPT, SMALL = 13.0, 10.0  # points of letters: of what is said, of what slides say
SAME_ROW = 0.6  # of the size of letters: how far apart the baselines are of what is read as one row
GREY = "luma(80)"


def handout_source(deck: TypstDeck, *, text: bool = False, notes: bool = False) -> str:
    """Return three slides a page, with lines to write on at the end side.

    text: what each slide says stands under it; notes: what is said; then as many slides a page as fit.
    """
    parts = [deck.head()]
    if text or notes:
        return "\n".join([*parts, _flowing(deck, text=text, notes=notes)])
    pages = [page for _, page, _ in deck.pages.pages]
    slides = deck.slides()
    high = (A4[1] - 2 * MARGIN) / THREE
    for start in range(0, len(slides), THREE):
        rows = [
            _with_lines(pages[n], slides[n], MARGIN, MARGIN + (n - start) * high, LINES)
            for n in range(start, min(start + THREE, len(slides)))
        ]
        parts.append(_paper(deck, "\n".join(rows), f"{start // THREE + 1}"))
    return "\n".join(parts)


def _flowing(deck: TypstDeck, *, text: bool, notes: bool) -> str:
    """Return slides after one another, each with lines beside it and words under it."""
    made = []
    for (_, page, _), slide in zip(deck.pages.pages, deck.slides(), strict=True):
        high = BESIDE * WIDE * page.height / page.width
        shown = _with_lines(page, slide, 0, 0, round(high / LINE))
        words = []
        if text:  # the slide itself says it to who hears it
            words.append(f"pdf.artifact({{ {_says(deck, page)} }})")
        if notes and any(map(str.strip, page.notes)):
            words.append(_said(deck, page.notes, SMALL))
        made.append(f"block(breakable: false, sticky: true, width: 100%, height: {measure(high)}pt, {{ {shown} }})")
        made.append(f"v(10pt, weak: true)\n{{ {'; v(14pt); '.join(words)} }}\nv(22pt)")
    foot = f"footer: context {_foot(deck, 'counter(page).display()')}"
    return f"#page(width: {A4[0]}pt, height: {A4[1]}pt, margin: {MARGIN}pt, {foot})[#{{\n" + "\n".join(made) + "\n}]"


def notes_source(deck: TypstDeck) -> str:
    """Return one page a slide, its notes under it, when it is shown beside it; longer notes go on on the next page."""
    parts = [deck.head()]
    width = WIDE * UNDER
    language = deck.pages.deck.properties.language
    clock = running_clock(deck.pages.pages, deck.pages.deck.start, language)
    for (number, page, _), slide, moment in zip(deck.pages.pages, deck.slides(), clock, strict=True):
        high = width * page.height / page.width
        small = _small(page, slide, WIDE - width if page.rtl else 0, 0, width)
        beside = _moment(deck, page, moment, width)
        foot = f"footer: {_foot(deck, literal(str(number)))}"
        parts.append(
            f"#page(width: {A4[0]}pt, height: {A4[1]}pt, margin: {MARGIN}pt, {foot})[#{{\n"
            f"{small}\n{beside}\nv({measure(high + 26)}pt)\n{_said(deck, page.notes, SCRIPT)}\n}}]"
        )
    return "\n".join(parts)


def _moment(deck: TypstDeck, page: Page, moment: Moment, width: float) -> str:
    """Return the clock beside a slide."""
    if not moment.time:
        return ""
    lines = [f'par(text({_look(deck, 18, moment.time)}, weight: "bold", {literal(moment.time)}))']
    if moment.lasts:
        lines.append(f"par(text({_look(deck, SCRIPT, moment.lasts)}, fill: {GREY}, {literal(moment.lasts)}))")
    left = 0 if page.rtl else width + GAP
    room = measure(WIDE - width - GAP)
    set_ = "set par(leading: 6pt, spacing: 8pt)"
    shown = f"align(start, block(width: {room}pt, {{ {set_}; {'; '.join(lines)} }}))"
    return f"place(top + left, dx: {measure(left)}pt, {shown})"


def _said(deck: TypstDeck, notes: Iterable[str], size: float) -> str:
    """Return what the speaker says, in paragraphs."""
    said = "; ".join(f"par(text({literal(each)}))" for each in notes if each.strip())
    set_ = f"set par(leading: {0.55 * size:g}pt, spacing: {size:g}pt); set text({_look(deck, size, said)})"
    return f"align(start, block(width: {MEASURE}pt, {{ {set_}; {said} }}))" if said else ""


def _says(deck: TypstDeck, page: Page) -> str:
    """Return what a slide says as running text: its title, then a line for each paragraph, row and figure."""
    lines = []
    for said in _rows(page.items):
        look = ', weight: "bold"' if said.tag in ("H1", "H2") else ""
        sign = "• " if said.tag == "LI" else ""
        indent = f"h({said.level * 12}pt); " if said.level else ""
        lines.append(f"par({{ {indent}text({literal(sign + said.text)}{look}) }})")
    words = "; ".join(lines)
    set_ = f"set par(leading: {0.5 * SMALL:g}pt, spacing: {0.7 * SMALL:g}pt); set text({_look(deck, SMALL, words)})"
    return f"block(width: {MEASURE}pt, {{ {set_}; {words} }})"


class _Said(NamedTuple):
    """Words of a slide, what they are, the baseline that they begin at, and their size, in points."""

    text: str
    tag: str = "P"
    level: int = 0
    y: float | None = None
    size: float = 0.0


def _rows(items: Iterable[Item]) -> list[_Said]:
    """Return the words of items; what stands side by side, as the cells of a programme, is one row."""
    rows: list[_Said] = []
    for each in _words(items):
        if rows and _side_by_side(rows[-1], each):
            rows[-1] = rows[-1]._replace(text=f"{rows[-1].text} · {each.text}")
        else:
            rows.append(each)
    return rows


def _side_by_side(one: _Said, other: _Said) -> bool:
    if one.y is None or other.y is None:
        return False
    return abs(one.y - other.y) < SAME_ROW * max(one.size, other.size)


def _words(items: Iterable[Item]) -> Iterator[_Said]:
    """Yield the words of items in reading order, figures and pictures by what describes them."""
    for item in items:
        if isinstance(item, Text):
            if item.text.strip() and item.lines[0].runs and item.tag != "Artifact":
                first = item.lines[0]
                yield _Said(item.text.strip(), item.tag, item.level, first.y, max(run.size for run in first.runs))
        elif isinstance(item, Table):
            for row in item.rows:
                yield _Said(" · ".join(" ".join(each.text.strip() for each in cell.texts) for cell in row))
        elif isinstance(item, Image) and item.alt:
            yield _Said(f"[{item.alt}]")
        elif isinstance(item, Group):
            if item.figure:
                yield _Said(f"[{item.alt}]")
            else:
                yield from _words(item.children)


def _with_lines(page: Page, slide: str, left: float, top: float, lines: int) -> str:
    """Return a slide with lines to write on at its end side."""
    width = WIDE * BESIDE
    place = left + WIDE - width if page.rtl else left
    start = left if page.rtl else left + width + GAP
    long = WIDE - width - GAP
    rules = "; ".join(
        f"place(top + left, dx: {measure(start)}pt, dy: {measure(top + LINE * n)}pt, pdf.artifact(line(length: {measure(long)}pt, stroke: 0.5pt + luma(160))))"
        for n in range(1, lines + 1)
    )
    return f"{_small(page, slide, place, top, width)}\n{{ {rules} }}"


def _small(page: Page, slide: str, left: float, top: float, width: float) -> str:
    """Return a slide made small, with a frame on it."""
    share = width / page.width
    size = f"width: {measure(width)}pt, height: {measure(page.height * share)}pt"
    at = f"place(top + left, dx: {measure(left)}pt, dy: {measure(top)}pt"
    return (
        f"{at}, box(clip: true, {size}, scale(origin: top + left, {share * 100:.4f}%, "
        f"block(width: {measure(page.width)}pt, height: {measure(page.height)}pt, {slide}))))\n"
        f"{at}, pdf.artifact(rect({size}, stroke: 0.5pt + luma(160))))"
    )


def _paper(deck: TypstDeck, body: str, number: str) -> str:
    foot = (
        f"place(bottom + left, dx: {MARGIN}pt, dy: -24pt, block(width: {WIDE:.2f}pt, {_foot(deck, literal(number))}))"
    )
    return f"#page(width: {A4[0]}pt, height: {A4[1]}pt)[#{{\n{body}\n{foot}\n}}]"


def _foot(deck: TypstDeck, number: str) -> str:
    """Return title and number (Typst's code for it), which are no part of what is read."""
    facts = deck.pages.deck.properties
    direction = "rtl" if language_of(facts.language).is_rtl else "ltr"
    words = f"{literal(facts.title)} + h(1fr) + {number}"
    return f"pdf.artifact(text({_look(deck, 9, words)}, fill: {GREY}, dir: {direction}, {words}))"


def _look(deck: TypstDeck, size: float, words: str) -> str:
    """Return the brand's text face at a size; words: what is set in it."""
    brand = deck.pages.deck.brand
    return f'font: {fonts(brand.fonts["minor"], brand.font_folder, words)}, size: {size:g}pt, top-edge: "cap-height", bottom-edge: "baseline"'
