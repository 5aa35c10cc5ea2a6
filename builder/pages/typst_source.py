"""A page written as Typst source: tagged text at its baselines, artwork as artifacts, in reading order.

All words stand in string literals; nothing that content says is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from builder.ooxml.xml import plain
from builder.pages.families import families_of, put_together
from builder.pages.outlines import number as measure
from builder.pages.page import Cell, Group, Image, Item, Line, Mark, Media, Page, Run, Table, Text
from builder.pages.svg import WEB, Drawing, Written, artwork

FileName = Callable[[Media], str]
PREAMBLE = """#set page(margin: 0pt)
#set text(top-edge: "baseline", bottom-edge: "baseline", hyphenate: false, overhang: false)
#set par(justify: false, spacing: 0pt, linebreaks: "simple")
#set block(spacing: 0pt, above: 0pt, below: 0pt)
#set list(marker: none, indent: 0pt, body-indent: 0pt, spacing: 0pt)
#set table(inset: 0pt, stroke: none, fill: none)
#show heading: it => it.body
#show figure: it => it.body
"""
LONG = 0.9  # of a page's width: a longer line might be broken by what it stands in
_UNBROKEN = "\u00a0"  # lines are broken already; of a piece with one poppler reads out nothing but a space
_HEX = re.compile(r"[0-9A-F]{6}")


def literal(text: str) -> str:
    """Return a Typst string of a text."""
    clean = plain(text)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def fonts(family: str, folder: str, words: str) -> str:
    """Return the families that draw words of a family, as Typst lists them.

    What the first would put together of a letter and a mark goes to a lender that has it whole: that is what was
    measured, and Typst writes such a letter twice into a PDF's text (0.15).
    """
    first, *lenders = map(literal, families_of(family, folder))
    parted = sorted(put_together(family, folder).intersection(words))
    if parted:
        letters = "".join(f"\\x{{{ord(each):x}}}" for each in parted)
        first = f"(name: {first}, covers: regex({literal(f'[^{letters}]')}))"
    return f"({', '.join((first, *lenders))},)"


class TypstPage:
    """Writes one page; file: the name under which a picture's bytes can be read."""

    def __init__(
        self, page: Page, drawing: Drawing, number: int, level: int, file: FileName, slides: Mapping[str, str]
    ) -> None:
        """level: of the title among the deck's headings; slides: the slide that each id leads to, of those that are there."""
        self.slides = slides
        self.page, self.drawing, self.number, self.level, self.file = page, drawing, number, level, file
        self.folder = drawing.folder
        self.how = Written(file)
        self.looks: dict[str, str] = {}  # of words: names of their options in the source

    def content(self) -> str:
        """Return all that stands on the page, as a file of Typst source: first what it says often, by short names."""
        ground = self.drawing.ground(self.page.layout)
        place = f"[#metadata(none)#label({literal('slide-' + self.page.id)})]"
        parts = [place, *self._artwork(ground.items, ground=True), *self._items(self.page.items)]
        parts += map(self._hidden, self.drawing.foot(self.page, self.number))
        looks = [f"#let {name} = text.with({options})" for options, name in self.looks.items()]
        return "\n".join([f"#set text(dir: {_direction(self.page.rtl)})", *looks, "#{", *parts, "}"])

    def _artwork(self, items: Iterable[Item], *, ground: bool = False) -> Iterator[str]:
        """Yield decoration in order: marks and words as drawings, pictures as they are."""
        marks: list[Item] = []
        first = ground
        for item in items:
            if isinstance(item, Image | Text):
                if marks or first:
                    yield self._drawing(marks, ground=first)
                    marks, first = [], False
                yield self._image(item, hidden=True) if isinstance(item, Image) else self._hidden(item)
            else:
                marks.append(item)
        if marks or first:
            yield self._drawing(marks, ground=first)

    def _drawing(self, items: Iterable[Item], *, ground: bool = False, alt: str = "") -> str:
        svg = artwork(self.page, self.drawing, tuple(items), self.how, ground=ground)
        image = f'image(bytes({literal(svg)}), format: "svg", width: {measure(self.page.width)}pt, height: {measure(self.page.height)}pt'
        made = f"{image}, alt: {literal(alt)})" if alt else f"pdf.artifact({image}))"
        return f"place(top + left, {made})"

    def _items(self, items: Iterable[Item]) -> Iterator[str]:
        for kind, group in groupby(items, key=_sort_of):
            listed = list(group)
            if kind == "mark":
                yield self._drawing(listed)
            elif kind == "list":
                items_of = ", ".join(
                    f"list.item({{ {self._text(each)} }})" for each in listed if isinstance(each, Text)
                )
                yield f"place(top + left, block(width: {measure(self.page.width)}pt, list({items_of})))"
            else:
                for item in listed:
                    yield from self._item(item)

    def _item(self, item: Item) -> Iterator[str]:
        if isinstance(item, Text):
            yield self._text(item)
        elif isinstance(item, Image):
            yield self._image(item)
        elif isinstance(item, Table):
            yield self._table(item)
        elif isinstance(item, Group) and item.figure:
            labels = [each for each in item.children if isinstance(each, Text)]
            yield self._drawing([each for each in item.children if each not in labels], alt=item.alt or self.page.title)
            yield from map(self._hidden, labels)
        elif isinstance(item, Group):
            yield from self._items(item.children)

    def _text(self, text: Text, dx: float = 0.0, dy: float = 0.0) -> str:
        """Return a paragraph at its place: each line broken where the fitting broke it."""
        lines = [line for line in text.lines if line.runs]
        if not lines:
            return "[]"
        made = ""
        if text.marker:
            made += f"pdf.artifact({{ {self._placed(self._words([text.marker]), [text.marker], text.rtl, dx, dy)} }}); "
        words = self._words(lines)
        link = "" if text.tag == "Artifact" or any(run.link for line in lines for run in line.runs) else text.link
        if there := self._leads(link):
            words = f"link({there}, {{ {words} }})"
        if text.tag in ("H1", "H2"):
            words = f"heading(level: {self.level + (text.tag == 'H2')}, {words})"
        elif text.tag != "Artifact":
            words = f"par({{ {words} }})"
        return made + self._placed(words, lines, text.rtl, dx, dy)

    def _hidden(self, text: Text) -> str:
        """Return words that are seen and not read: of the foot, of decoration, labels of a chart that is described."""
        return f"pdf.artifact({{ {self._text(replace(text, tag='Artifact'))} }})"

    def _placed(self, words: str, lines: list[Line], rtl: bool, dx: float, dy: float) -> str:
        """Return words with the first baseline of their lines as top; the pitch of these is what is between baselines."""
        first = lines[0]
        if len(lines) > 1:
            words = f"set par(leading: {measure(lines[1].y - first.y)}pt); {words}"
        if rtl != self.page.rtl:
            words = f"set text(dir: {_direction(rtl)}); {words}"
        x = first.x
        from_right = (first.side == "start") == rtl
        if from_right or first.side == "middle" or dx or max(line.width for line in lines) > LONG * self.page.width:
            wide = 2 * self.page.width  # nothing is broken that fits, whatever it stands in
            align, share = (
                ("center", 0.5) if first.side == "middle" else ("right", 1.0) if from_right else ("left", 0.0)
            )
            x -= share * wide
            words = f"block(width: {measure(wide)}pt, {{ set align({align}); {words} }})"
        elif len(lines) > 1 or rtl != self.page.rtl:
            words = f"{{ {words} }}"
        return f"place(top + left, dx: {measure(x - dx)}pt, dy: {measure(first.y - dy)}pt, {words})"

    def _words(self, lines: list[Line]) -> str:
        """Return the words of lines, broken where the fitting broke them."""
        return " + linebreak() + ".join(" + ".join(self._run(run) for run in line.runs) for line in lines)

    def _run(self, run: Run) -> str:
        colour = self.drawing.colour(self.page.layout, run.colour)
        colour = colour if _HEX.fullmatch(colour) else "000000"
        alpha = f"{round(run.colour.alpha * 255):02X}" if run.colour.alpha < 1 else ""
        options = f'font: {fonts(run.font, self.folder, run.text)}, size: {measure(run.size)}pt, fill: rgb("#{colour}{alpha}")'
        options += f', weight: "{"bold" if run.bold else "regular"}", style: "{"italic" if run.italic else "normal"}"'
        options += f", lang: {literal(run.lang.split('-')[0])}" if run.lang else ""
        options += f", baseline: {measure(-run.rise)}pt" if run.rise else ""
        look = self.looks.setdefault(options, f"t{len(self.looks)}")
        made = f"{look}({literal(run.text.replace(_UNBROKEN, ' '))})"
        made = f"strike({made})" if run.strike else made
        there = self._leads(run.link)
        return f"link({there}, underline({made}))" if there else made

    def _leads(self, link: str) -> str:
        """Return where a link leads, as Typst writes it; nothing where that is nowhere."""
        if link.startswith("#"):
            there = self.slides.get(link[1:], "")
            return f"label({literal('slide-' + there)})" if there else ""
        return literal(link) if link.startswith(WEB) else ""

    def _image(self, image: Image, *, hidden: bool = False) -> str:
        x, y, w, h = image.box
        left, top, right, bottom = image.crop
        wide, high = w / max(1 - left - right, 0.001), h / max(1 - top - bottom, 0.001)
        alt = f", alt: {literal(image.alt)}" if image.alt and not hidden else ""
        made = f'image({literal(self.file(image.media))}, width: {measure(wide)}pt, height: {measure(high)}pt, fit: "stretch"{alt})'
        radius = (
            "50%"
            if image.outline and _is_round(image)
            else f"{measure(0.04 * min(w, h))}pt"
            if image.outline
            else "0pt"
        )
        made = (
            f"box(clip: true, radius: {radius}, width: {measure(w)}pt, height: {measure(h)}pt, "
            f"place(top + left, dx: {measure(-left * wide)}pt, dy: {measure(-top * high)}pt, {made}))"
        )
        there = self._leads(image.link)
        if hidden or not image.alt:
            made = f"pdf.artifact({made})"
        elif there:
            made = f"link({there}, {made})"
        return f"place(top + left, dx: {measure(x)}pt, dy: {measure(y)}pt, {made})"

    def _table(self, table: Table) -> str:
        """Return a table whose cells have the places that fitting gave them."""
        marks = [mark for row in table.rows for cell in row for mark in _marks_of(cell)]
        ground = self._drawing(marks)
        rows = table.rows
        x, y = min(c.box.x for c in rows[0]), rows[0][0].box.y
        widths = ", ".join(f"{measure(cell.box.w)}pt" for cell in rows[0])
        heights = ", ".join(f"{measure(row[0].box.h)}pt" for row in rows)
        head = ", ".join(self._cell(cell) for cell in rows[0])
        body = ", ".join(self._cell(cell) for row in rows[1:] for cell in row)
        made = f"table(columns: ({widths},), rows: ({heights},), table.header({head}), {body})"
        return f"{ground}\nplace(top + left, dx: {measure(x)}pt, dy: {measure(y)}pt, {made})"

    def _cell(self, cell: Cell) -> str:
        words = "; ".join(self._text(text, cell.box.x, cell.box.y) for text in cell.texts) or "[]"
        return f"table.cell({{ {words} }})"  # a row's own header cells wait for Typst: only rows can be headers yet


def _direction(rtl: bool) -> str:
    return "rtl" if rtl else "ltr"


def _sort_of(item: Item) -> str:
    if isinstance(item, Mark):
        return "mark"
    return "list" if isinstance(item, Text) and item.tag == "LI" else "one"


def _is_round(image: Image) -> bool:
    return image.outline.count("C") == 4 and "H" not in image.outline


def _marks_of(cell: Cell) -> Iterator[Mark]:
    x, y, w, h = cell.box
    if cell.fill:
        yield Mark(f"M {measure(x)} {measure(y)} h {measure(w)} v {measure(h)} h {measure(-w)} Z", cell.fill)
    if cell.rule:
        yield Mark(f"M {measure(x)} {measure(y + h)} h {measure(w)}", None, cell.rule, 0.75)
