"""A page written as SVG: real text, one `text` a line, in reading order, with roles, links, languages and sources.

No script and nothing from a network; pictures, a user's SVG too, only as `image`. What is decoration is hidden from readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from builder.ooxml.xml import escape
from builder.pages.families import css_families
from builder.pages.outlines import number as measure
from builder.pages.page import (
    Cell,
    Gradient,
    Ground,
    Group,
    Image,
    Item,
    Line,
    Mark,
    Media,
    Page,
    Paint,
    Run,
    Table,
    Text,
)

Address = Callable[[Media], str]  # where the bytes of a picture are: a data: address, or a file beside the page
WEB = ("http://", "https://", "mailto:", "tel:", "#")
_ROLES = {"H1": ' role="heading" aria-level="1"', "H2": ' role="heading" aria-level="2"', "LI": ' role="listitem"'}
_ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}


class Drawing(Protocol):
    """What a page is drawn with: its grounds, what its names of colours stand for, its foot."""

    folder: str  # of the brand's own fonts

    def ground(self, layout: str) -> Ground: ...

    def colour(self, layout: str, paint: Paint) -> str: ...

    def foot(self, page: Page, number: int) -> tuple[Text, ...]: ...


class Written(NamedTuple):
    """How a page is written: where pictures are, the prefix of ids, whether text is named with its source."""

    address: Address
    prefix: str = "s"
    sources: bool = False
    style: str = ""  # of the fonts, where the SVG stands alone
    label: str = ""
    rounding: int = 2
    slides: Mapping[str, str] | None = None  # the slide that each id leads to; None: as the id says


def svg_of(page: Page, drawing: Drawing, number: int, how: Written) -> str:
    """Return a page as an SVG element of its own; number: the slide's in its deck."""
    writer = _Writer(page, drawing, how)
    body = writer.ground(drawing.ground(page.layout)) + writer.items(page.items) + writer.foot(number)
    label = how.label or page.title
    direction = ' direction="rtl"' if page.rtl else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {measure(page.width)} {measure(page.height)}" '
        f'role="group" aria-label={_quoted(label)} lang={_quoted(page.lang)} xml:lang={_quoted(page.lang)}{direction}>'
        f"<title>{_plain(label)}</title>{how.style}{body}</svg>"
    )


def artwork(page: Page, drawing: Drawing, items: tuple[Item, ...], how: Written, *, ground: bool = False) -> str:
    """Return some items as a drawing of the page's size, on the layout's fill where that is wanted."""
    writer = _Writer(page, drawing, how)
    fill = writer.fill(drawing.ground(page.layout)) if ground else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{measure(page.width)}" height="{measure(page.height)}" '
        f'viewBox="0 0 {measure(page.width)} {measure(page.height)}"{" direction=" + _quoted("rtl") if page.rtl else ""}>'
        f"{fill}{writer.items(items)}</svg>"
    )


class _Writer:
    def __init__(self, page: Page, drawing: Drawing, how: Written) -> None:
        self.page, self.drawing, self.how = page, drawing, how
        self.folder = drawing.folder
        self.names: Iterator[str] = (f"{how.prefix}{number}" for number in count(1))

    def ground(self, ground: Ground) -> str:
        shown = (replace(each, alt="") if isinstance(each, Image) else each for each in ground.items)
        return f'<g aria-hidden="true">{self.fill(ground)}{"".join(map(self.item, shown))}</g>'

    def fill(self, ground: Ground) -> str:
        """Return the colour of the page."""
        width, height = _quoted(measure(self.page.width)), _quoted(measure(self.page.height))
        fill, before = self.paint(ground.fill) if ground.fill else ('"#FFFFFF"', "")
        return f"{before}<rect width={width} height={height} fill={fill}/>"

    def items(self, items: Iterable[Item]) -> str:
        """Write items in reading order, list items within lists."""
        made, in_list = [], False
        for each in items:
            listed = isinstance(each, Text) and each.tag == "LI"
            if listed != in_list:
                made.append('<g role="list">' if listed else "</g>")
                in_list = listed
            made.append(self.item(each))
        return "".join(made) + ("</g>" if in_list else "")

    def item(self, item: Item) -> str:
        if isinstance(item, Text):
            return self.text(item)
        if isinstance(item, Mark):
            return self.mark(item)
        if isinstance(item, Image):
            return self.image(item)
        if isinstance(item, Table):
            return self.table(item)
        return self.group(item)

    def group(self, group: Group) -> str:
        role = "img" if group.figure else "group"
        return f'<g role="{role}" aria-label={_quoted(group.alt)}>{self.items(group.children)}</g>'

    def mark(self, mark: Mark) -> str:
        fill, before = self.paint(mark.fill) if mark.fill else ('"none"', "")
        line = ""
        if mark.line and self.colour(mark.line):
            alpha = f' stroke-opacity="{mark.line.alpha:.2f}"' if mark.line.alpha < 1 else ""
            line = f' stroke="#{self.colour(mark.line)}" stroke-width="{measure(mark.width)}"{alpha}'
            line += ' stroke-linecap="round" stroke-linejoin="round"' if mark.round else ""
            line += f' stroke-dasharray="{measure(4 * mark.width)} {measure(3 * mark.width)}"' if mark.dashed else ""
        if fill == '"none"' and not line:
            return ""
        rule = ' fill-rule="evenodd"' if mark.outline.count("M") > 1 else ""
        made = f'{before}<path aria-hidden="true" d="{mark.outline}" fill={fill}{line}{rule}/>'
        return self.linked(made, mark.link, hidden=True)  # the words in it, or beside it, say where it leads

    def paint(self, paint: Paint | Gradient) -> tuple[str, str]:
        """Return a fill as an attribute's value, and what has to be defined before it."""
        if isinstance(paint, Paint):
            colour = self.colour(paint)
            if not colour:
                return '"none"', ""
            return f'"#{colour}"' + (f' fill-opacity="{paint.alpha:.2f}"' if paint.alpha < 1 else ""), ""
        name = next(self.names)
        stops = "".join(
            f'<stop offset="{place:.3f}" stop-color="#{self.colour(each)}" stop-opacity="{each.alpha:.2f}"/>'
            for place, each in paint.stops
        )
        turn = f' gradientTransform="rotate({measure(paint.angle)} .5 .5)"' if paint.angle else ""
        return f'"url(#{name})"', f'<linearGradient id="{name}"{turn}>{stops}</linearGradient>'

    def colour(self, paint: Paint) -> str:
        return self.drawing.colour(self.page.layout, paint)

    def image(self, image: Image) -> str:
        """Write a picture: what is cut off lies outside an inner view."""
        x, y, w, h = image.box
        left, top, right, bottom = image.crop
        wide, high = max(1 - left - right, 0.001), max(1 - top - bottom, 0.001)
        place = Image(image.box, image.media, "").box
        inner = (place.x - left * w / wide, place.y - top * h / high, w / wide, h / high)
        role = f' role="img" aria-label={_quoted(image.alt)}' if image.alt else ' aria-hidden="true"'
        clip, before = "", ""
        if any(image.crop) or image.outline:
            name = next(self.names)
            outline = f'<path d="{image.outline}"/>' if image.outline else _rect(x, y, w, h)
            before = f'<clipPath id="{name}">{outline}</clipPath>'
            clip = f' clip-path="url(#{name})"'
        alpha = f' opacity="{image.alpha:.2f}"' if image.alpha < 1 else ""
        box = " ".join(f'{n}="{measure(v)}"' for n, v in zip(("x", "y", "width", "height"), inner, strict=True))
        made = f'{before}<g{clip}><image {box} preserveAspectRatio="none" href={_quoted(self.how.address(image.media))}{role}{alpha}/></g>'
        return self.linked(made, image.link, hidden=not image.alt)

    def table(self, table: Table) -> str:
        label = f" aria-label={_quoted(table.alt)}" if table.alt else ""
        rows = "".join(f'<g role="row">{"".join(self.cell(each) for each in row)}</g>' for row in table.rows)
        return f'<g role="table"{label}>{rows}</g>'

    def cell(self, cell: Cell) -> str:
        role = {"column": "columnheader", "row": "rowheader"}.get(cell.heads, "cell")
        x, y, w, h = cell.box
        made = ""
        if cell.fill and self.colour(cell.fill):
            made += f'<path aria-hidden="true" d="M {measure(x)} {measure(y)} h {measure(w)} v {measure(h)} h {measure(-w)} Z" fill={self.paint(cell.fill)[0]}/>'
        if cell.rule and self.colour(cell.rule):
            made += f'<path aria-hidden="true" d="M {measure(x)} {measure(y + h)} h {measure(w)}" stroke="#{self.colour(cell.rule)}" stroke-width=".75"/>'
        return f'<g role="{role}">{made}{"".join(self.text(each) for each in cell.texts)}</g>'

    def text(self, text: Text) -> str:
        if not any(line.runs for line in text.lines):
            return ""
        role = ' aria-hidden="true"' if text.tag == "Artifact" else _ROLES.get(text.tag, "")
        source = ""
        if self.how.sources and text.source:
            source = f" data-field={_quoted(text.source)}"
        marker = self.line(text.marker, text.rtl, hidden=True) if text.marker else ""
        lines = "".join(self.line(line, text.rtl) for line in text.lines if line.runs)
        link = "" if any(run.link for line in text.lines for run in line.runs) else text.link
        return self.linked(f"<g{role}{source}>{marker}{lines}</g>", link)

    def line(self, line: Line, rtl: bool, *, hidden: bool = False) -> str:
        first = line.runs[0]
        direction = "" if rtl == self.page.rtl else f' direction="{"rtl" if rtl else "ltr"}"'
        shown = ' aria-hidden="true"' if hidden else ""
        attributes = (
            f'x="{measure(line.x)}" y="{measure(line.y)}"{_ANCHORS[line.side]}{direction}{shown} xml:space="preserve"'
        )
        whole = self.look(first)
        if len(line.runs) == 1 and not first.link and not first.rise and not first.strike:
            lang = f" xml:lang={_quoted(first.lang)} lang={_quoted(first.lang)}" if first.lang else ""
            return f"<text {attributes}{whole}{lang}>{_plain(first.text)}</text>"
        inner = "".join(self.span(run, first) for run in line.runs)
        return f"<text {attributes}{whole}>{inner}</text>"

    def look(self, run: Run) -> str:
        made = f' font-family="{css_families(run.font, self.folder)}" font-size="{measure(run.size)}" fill="#{self.colour(run.colour)}"'
        if run.colour.alpha < 1:
            made += f' fill-opacity="{run.colour.alpha:.2f}"'
        return made + (' font-weight="700"' if run.bold else "") + (' font-style="italic"' if run.italic else "")

    def span(self, run: Run, first: Run) -> str:
        made = "" if _alike(run, first) else self.look(run) + _upright(run, first)
        if run.lang:
            made += f" xml:lang={_quoted(run.lang)} lang={_quoted(run.lang)}"
        if run.rise:
            made += f' baseline-shift="{measure(run.rise)}"'
        if run.link or run.strike:
            made += ' text-decoration="{}"'.format(
                " ".join(["underline"] * bool(run.link) + ["line-through"] * run.strike)
            )
        words = f"<tspan{made}>{_plain(run.text)}</tspan>" if made else _plain(run.text)
        return self.linked(words, run.link)

    def linked(self, made: str, address: str, *, hidden: bool = False) -> str:
        """Lead to an address; hidden: for the pointer alone, where it would be a link without a name."""
        if address.startswith("#") and self.how.slides is not None:
            address = f"#{self.how.slides[address[1:]]}" if address[1:] in self.how.slides else ""
        if not address.startswith(WEB):
            return made
        aside = ' aria-hidden="true" tabindex="-1"' if hidden else ""
        return f"<a href={_quoted(address)}{aside}>{made}</a>"

    def foot(self, number: int) -> str:
        texts = "".join(self.text(each) for each in self.drawing.foot(self.page, number))
        return f'<g aria-hidden="true">{texts}</g>' if texts else ""


def _alike(run: Run, first: Run) -> bool:
    return run._replace(text="", link="", lang="", rise=0.0, strike=False) == first._replace(
        text="", link="", lang="", rise=0.0, strike=False
    )


def _upright(run: Run, first: Run) -> str:
    """Return what takes back the look of the first run, which a line has as a whole."""
    made = ' font-weight="400"' if first.bold and not run.bold else ""
    return made + (' font-style="normal"' if first.italic and not run.italic else "")


def _rect(x: float, y: float, w: float, h: float) -> str:
    return f'<rect x="{measure(x)}" y="{measure(y)}" width="{measure(w)}" height="{measure(h)}"/>'


def _plain(text: str) -> str:
    return escape(text.replace("\n", " "))


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'
