"""The words of a slide with the size, colour and font that they come to by inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from builder.ooxml.colour import Rgba, local
from builder.ooxml.fills import Fill, solid
from builder.ooxml.inheritance import DEFAULT_SIZE, attribute, flag, letters, levels, measure, spacing, typeface
from builder.ooxml.inheritance import size as size_of
from builder.ooxml.namespaces import A, P
from builder.ooxml.package import Package
from builder.ooxml.slide import TITLES, Item, Slide, placeholder
from builder.ooxml.units import fraction, is_on, number

_OWN_COLOUR = "{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr"
MEDIUM_STYLE_2 = {
    "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}": "accent1", "{21E4AEA4-8DFA-4A89-87EB-49C32662AFE0}": "accent2",
    "{F5AB1C69-6EDB-4FF4-983F-18BD219EF322}": "accent3", "{00A15C55-8517-42AA-B614-E9B94910E393}": "accent4",
    "{7DF18680-E054-41AD-8BC1-D1AEF772440D}": "accent5", "{93296810-A885-4BE3-A3E7-6D5BEEA58F35}": "accent6",
    "{073A0DAA-6AF3-43AB-8588-CEC1D06C72B9}": "dk1",
}  # fmt: skip


class Run(NamedTuple):
    """Words of one look. Size in points; no colour where it is not known."""

    text: str
    size: float
    bold: bool
    italic: bool
    font: str
    colour: Rgba | None
    language: str
    element: Any


class Paragraph(NamedTuple):
    """Runs in a row, with the paragraph's margins in EMU and spacing in points."""

    runs: tuple[Run, ...]
    level: int
    margin: float
    indent: float
    before: float
    after: float
    spacing: float  # times the single line; negative: points exactly
    align: str
    element: Any


class _Look:
    """Looks up what paragraphs and runs inherit, nearest first."""

    def __init__(
        self, slide: Slide, own: list[Any], defaults: list[Any], base: Rgba | None, scale: float, squeeze: float
    ) -> None:
        self.slide, self.lists, self.base, self.scale, self.squeeze = slide, [*own, *defaults], base, scale, squeeze
        self.own = own  # before these the colour of a style, after them the defaults
        self._levels: dict[int, list[Any]] = {}

    def level(self, number: int) -> list[Any]:
        """Return the properties of a level, from 0, in each list of styles."""
        known = self._levels.get(number)
        if known is None:
            known = self._levels[number] = levels(self.lists, number + 1)
        return known

    def run(self, run: Any, level: int, text: str) -> Run:
        """Return a run with all that it inherits."""
        own = run.find(f"{A}rPr")
        inherited = letters(self.level(level))
        chain = [own, *inherited] if own is not None else inherited
        family = typeface(chain)
        return Run(
            text,
            size_of(chain) * self.scale,
            flag(chain, "b"),
            flag(chain, "i"),
            self.slide.theme.family("+mn-lt" if family is None else family),
            self.colour(own, inherited, level),
            own.get("lang", "") if own is not None else "",
            run,
        )

    def colour(self, own: Any, inherited: list[Any], level: int) -> Rgba | None:
        """Return the colour of letters; None where they are drawn with more than one."""
        palette = self.slide.palette
        if own is not None and own.find(f"{A}hlinkClick") is not None:
            fill = own.find(f"{A}solidFill")
            keeps = next(own.find(f"{A}hlinkClick").iter(_OWN_COLOUR), None) is not None
            return palette.first(fill) if keeps else palette.name("hlink")
        if self.base is not None:
            inherited = inherited[: self._own_levels(level)]
        for each in [own, *inherited] if own is not None else inherited:
            for kind in ("solidFill", "gradFill", "noFill", "blipFill", "pattFill"):
                element = each.find(f"{A}{kind}")
                if element is not None:
                    return palette.first(element) if kind == "solidFill" else None
        return self.base or palette.name("tx1")

    def _own_levels(self, level: int) -> int:
        """Count the properties of letters that come from the shape and its placeholders, not from defaults."""
        return len(letters(levels(self.own, level + 1)))

    def paragraph(self, element: Any) -> Paragraph:
        """Return a paragraph with its runs."""
        own = element.find(f"{A}pPr")
        level = min(max(number(own.get("lvl")) if own is not None else 0, 0), 8)
        chain = [each for each in (own, *self.level(level)) if each is not None]
        runs = []
        for child in element:
            kind = local(child)
            if kind in ("r", "fld"):
                runs.append(self.run(child, level, child.findtext(f"{A}t") or ""))
            elif kind == "br":
                runs.append(self.run(child, level, "\n"))
        size = runs[0].size if runs else DEFAULT_SIZE
        line, before, after = (spacing(chain, name) for name in ("lnSpc", "spcBef", "spcAft"))
        single = 1.0 if line is None else line.value if line.of_line else -line.value
        return Paragraph(
            tuple(runs),
            level,
            measure(chain, "marL"),
            measure(chain, "indent"),
            before.points(size) if before else 0.0,
            after.points(size) if after else 0.0,
            single * (1 - self.squeeze) if single > 0 else single,
            attribute(chain, "algn") or "l",
            element,
        )


def words_of(slide: Slide, item: Item) -> list[Paragraph]:
    """Return the paragraphs of a shape, as they are drawn."""
    return slide.once((words_of, item.element), lambda: _paragraphs(slide, item))


def _paragraphs(slide: Slide, item: Item) -> list[Paragraph]:
    body = item.element.find(f"{P}txBody")
    if body is None:
        return []
    look = _look(slide, item, body)
    return [look.paragraph(each) for each in body.findall(f"{A}p")]


def _look(slide: Slide, item: Item, body: Any) -> _Look:
    ph = placeholder(item.element)
    inherited = slide.inherited(item.element)
    lists = [
        each
        for each in (body.find(f"{A}lstStyle"), *(s.find(f"{P}txBody/{A}lstStyle") for s in inherited))
        if each is not None
    ]
    kind = ph.get("type", "obj") if ph is not None else ""
    style = (
        "titleStyle"
        if kind in TITLES
        else "bodyStyle"
        if ph is not None and kind not in ("dt", "ftr", "sldNum")
        else "otherStyle"
    )
    base = None
    if ph is None:
        reference = item.element.find(f"{P}style/{A}fontRef")
        base = slide.palette.first(reference)
    scale, squeeze = 1.0, 0.0
    for each in (item.element, *inherited):
        properties = each.find(f"{P}txBody/{A}bodyPr")
        shrink = properties.find(f"{A}normAutofit") if properties is not None else None
        if shrink is not None:
            scale, squeeze = fraction(shrink.get("fontScale"), 1.0), fraction(shrink.get("lnSpcReduction"))
            break
    return _Look(slide, lists, _styles(slide, style, with_master=ph is not None), base, scale, squeeze)


def _styles(slide: Slide, style: str, *, with_master: bool) -> list[Any]:
    found = []
    default = slide.package.presentation.find(f"{P}defaultTextStyle")
    master = slide.master.find(f"{P}txStyles/{P}{style}") if slide.master is not None else None
    # A text box takes the presentation's default before the master's other style.
    for each in (master, default) if with_master else (default, master):
        if each is not None:
            found.append(each)
    return found


class Cell(NamedTuple):
    """A table's cell: its number of row and column, what fills it, and its paragraphs."""

    row: int
    column: int
    element: Any
    fill: Fill | None  # None: not known
    paragraphs: list[Paragraph]


def cells_of(slide: Slide, item: Item) -> list[Cell]:
    """Return the cells of a table with what the table's style gives them."""
    return slide.once((cells_of, item.element), lambda: list(_cells(slide, item)))


def _cells(slide: Slide, item: Item) -> Iterator[Cell]:
    for table in item.element.iter(f"{A}tbl"):
        properties = table.find(f"{A}tblPr")
        flags = (
            {k: is_on(properties.get(k)) for k in ("firstRow", "firstCol", "lastRow", "lastCol", "bandRow")}
            if properties is not None
            else {}
        )
        style = _table_style(slide, properties)
        rows = table.findall(f"{A}tr")
        own = slide.fills.of(properties)
        for row, each in enumerate(rows):
            columns = each.findall(f"{A}tc")
            for column, cell in enumerate(columns):
                names = list(_part_names(flags, row, column, len(rows), len(columns)))
                fill = slide.fills.of(cell.find(f"{A}tcPr"))
                if fill is None:
                    fill = own or style.fill(names)
                look = _Look(slide, [], _styles(slide, "otherStyle", with_master=False), style.colour(names), 1.0, 0.0)
                body = cell.find(f"{A}txBody")
                paragraphs = [look.paragraph(p) for p in body.findall(f"{A}p")] if body is not None else []
                yield Cell(row, column, cell, fill, paragraphs)


def _part_names(flags: dict[str, bool], row: int, column: int, rows: int, columns: int) -> Iterator[str]:
    """Name the parts of a table's style that a cell belongs to, the strongest first."""
    if flags.get("firstRow") and row == 0:
        yield "firstRow"
    if flags.get("lastRow") and row == rows - 1:
        yield "lastRow"
    if flags.get("firstCol") and column == 0:
        yield "firstCol"
    if flags.get("lastCol") and column == columns - 1:
        yield "lastCol"
    if flags.get("bandRow"):
        yield "band1H" if (row - (1 if flags.get("firstRow") else 0)) % 2 == 0 else "band2H"
    yield "wholeTbl"


class _TableStyle:
    def __init__(self, slide: Slide, element: Any, accent: str) -> None:
        self._slide, self._element, self._accent = slide, element, accent

    def fill(self, names: list[str]) -> Fill | None:
        """Return what the style fills a cell with; None where the style is not known."""
        if self._accent:
            return self._medium(names)
        if self._element is None:
            return None
        for name in names:
            part = self._element.find(f"{A}{name}/{A}tcStyle")
            if part is None:
                continue
            found = self._slide.fills.of(part.find(f"{A}fill"))
            if found is None and part.find(f"{A}fillRef") is not None:
                found = self._slide.fills.themed(part.find(f"{A}fillRef"))
            if found is not None:
                return found
        return Fill()

    def _medium(self, names: list[str]) -> Fill:
        accent = self._slide.palette.name(self._accent)
        if accent is None or {"firstRow", "firstCol", "lastCol", "lastRow"} & set(names):
            return solid(accent) or Fill()
        return solid(Rgba(Rgba(accent.rgb, 0.4 if "band1H" in names else 0.2).over("FFFFFF"))) or Fill()

    def colour(self, names: list[str]) -> Rgba | None:
        """Return the style's colour of text."""
        if self._accent:
            strong = {"firstRow", "firstCol", "lastCol", "lastRow"} & set(names)
            return self._slide.palette.name("bg1" if strong else "tx1")
        for name in names if self._element is not None else ():
            part = self._element.find(f"{A}{name}/{A}tcTxStyle")
            found = self._slide.palette.first([e for e in part if e.tag != f"{A}font"]) if part is not None else None
            if found is not None:
                return found
        return None


def _table_style(slide: Slide, properties: Any) -> _TableStyle:
    name = (properties.findtext(f"{A}tableStyleId") or "").strip() if properties is not None else ""
    part = slide.package.related(slide.package.main, "tableStyles")
    styles = slide.package.xml(part) if part else None
    for element in styles if styles is not None else ():
        if element.get("styleId") == name:
            return _TableStyle(slide, element, "")
    if not name or name == "{2D5ABB26-0587-4C30-8999-92F81FD0307C}":  # no style, no grid
        return _TableStyle(slide, etree.Element(f"{A}tblStyle"), "")
    return _TableStyle(slide, None, MEDIUM_STYLE_2.get(name, ""))


def style_ids(package: Package) -> set[str]:
    """Return the table styles that a deck defines."""
    part = package.related(package.main, "tableStyles")
    styles = package.xml(part) if part else None
    return {e.get("styleId", "") for e in styles} if styles is not None else set()
