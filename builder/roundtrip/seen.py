"""A deck as it stands: what each slide shows, whoever saved it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from builder.languages.bidi import unmarked
from builder.ooxml.anchors import creation_of, identity_of
from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P14, A, C, P, R
from builder.ooxml.package import Package
from builder.ooxml.slide import FOOTERS, Box, Item, Slide, placeholder, properties_of
from builder.ooxml.text import Paragraph as DrawnParagraph
from builder.ooxml.text import cells_of, words_of
from builder.ooxml.units import fraction, is_on
from builder.plan import Run
from builder.roundtrip.told import ToldChart

SCRIPTS = 0.05  # of the line that letters must be raised or lowered to be small ones


@dataclass(frozen=True)
class Seen:
    """A paragraph as it stands: runs in their effective look."""

    runs: tuple[Run, ...]
    level: int
    marker: str = ""
    size: float = 0.0  # points of its largest words

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    __hash__ = None  # type: ignore[assignment]


@dataclass(eq=False)
class SeenShape:
    """A shape as it stands."""

    identity: str
    name: str
    kind: str  # sp, pic, graphicFrame, grpSp, cxnSp
    holder: str  # type of its placeholder; "" for none
    box: Box | None
    alt: str
    paragraphs: tuple[Seen, ...]
    rows: tuple[tuple[tuple[Seen, ...], ...], ...] = ()
    chart: ToldChart | None = None
    chart_type: str = ""
    chart_doubt: bool = False  # its workbook says something else
    picture: str = ""  # digest of the bytes
    picture_part: str = ""
    link: str = ""
    video: str = ""  # the address of a film elsewhere
    film_part: str = ""  # a film in the deck itself
    merged: bool = False  # a table with merged cells
    item: Item | None = None

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.every_paragraph if each.text.strip())

    @property
    def every_paragraph(self) -> tuple[Seen, ...]:
        return self.paragraphs or tuple(p for row in self.rows for cell in row for p in cell)


@dataclass(eq=False)
class SeenSlide:
    """A slide as it stands, with the ids by which it may be known."""

    place: int  # from 0
    creation: str
    number: str  # its sldId
    part: str
    hidden: bool
    section: str
    shapes: list[SeenShape]
    notes: tuple[Seen, ...]
    slide: Slide

    @cached_property
    def title(self) -> str:
        return next((s.text for s in self.shapes if s.holder in ("title", "ctrTitle") and s.text), "")

    @cached_property
    def text(self) -> str:
        return "\n".join(shape.text for shape in self.shapes)


@dataclass(eq=False)
class SeenDeck:
    """A deck as it stands."""

    package: DeckPackage
    slides: list[SeenSlide]
    program: str  # that saved it
    title: str
    language: str


def seen_deck(package: DeckPackage) -> SeenDeck:
    """Read a deck."""
    ids, sections = _listed(package), _sections(package)
    slides = []
    for place, slide in enumerate(package.slides):
        number = ids.get(slide.part, "")
        slides.append(
            SeenSlide(
                place,
                creation_of(slide.root),
                number,
                slide.part,
                not is_on(slide.root.get("show", "1")),
                sections.get(number, ""),
                list(_shapes(slide)),
                _notes(slide),
                slide,
            )
        )
    return SeenDeck(package, slides, _program(package), _core(package, "title"), _core(package, "language"))


def _listed(package: Package) -> dict[str, str]:
    """Return the id in the presentation of each slide's part."""
    by_id = {rel.id: rel.target for rel in package.parts_of(package.main)}
    return {
        by_id.get(each.get(f"{R}id", ""), ""): each.get("id", "") for each in package.presentation.iter(f"{P}sldId")
    }


def _sections(package: Package) -> dict[str, str]:
    """Return the name of the section that each slide is in, by the slide's id."""
    found = {}
    for section in package.presentation.iter(f"{P14}section"):
        for each in section.iter(f"{P14}sldId"):
            found[each.get("id", "")] = section.get("name", "")
    return found


def _program(package: Package) -> str:
    part = next((n for n in package.members if n.lower() == "docprops/app.xml"), "")
    root = package.xml(part) if part else None
    return next((e.text or "" for e in root if str(e.tag).endswith("}Application")), "") if root is not None else ""


def _core(package: Package, name: str) -> str:
    part = next((n for n in package.members if n.lower() == "docprops/core.xml"), "")
    root = package.xml(part) if part else None
    return next((e.text or "" for e in root if str(e.tag).endswith(f"}}{name}")), "") if root is not None else ""


def _shapes(slide: Slide) -> Iterator[SeenShape]:
    charts = {frame: (part, root) for frame, part, root in _charts(slide)}
    doubts = _doubtful(slide) if charts else set()
    for item in slide.items:
        holder = placeholder(item.element)
        kind = holder.get("type", "obj") if holder is not None else ""
        if kind in FOOTERS:
            continue
        yield _shape(slide, item, kind, charts.get(item.element), doubts)


def _shape(slide: Slide, item: Item, holder: str, chart: tuple[str, Any] | None, doubts: set[str]) -> SeenShape:
    element, properties = item.element, properties_of(item.element)
    rows, merged = _rows(slide, item)
    made = SeenShape(
        identity_of(element),
        item.name,
        item.kind,
        holder,
        item.box,
        plain(properties.get("descr", "")) if properties is not None else "",
        tuple(_paragraph(slide, each) for each in words_of(slide, item)) if item.kind == "sp" else (),
        rows,
        merged=merged,
        item=item,
    )
    if properties is not None:
        made.link = _target(slide, properties.find(f"{A}hlinkClick"))
    if chart is not None:
        made.chart, made.chart_type = figures_of(chart[1])
        made.chart_doubt = item.name in doubts
    if item.kind == "pic":
        film = next(element.iter(f"{A}videoFile"), None)
        if film is not None:
            made.video, made.film_part = _film(slide, film.get(f"{R}link", ""))
        made.picture_part, made.picture = _picture(slide, element)
    return made


def _film(slide: Slide, identity: str) -> tuple[str, str]:
    """Return the address of a film, or its part."""
    rel = next((r for r in slide.package.relations(slide.part) if r.id == identity), None)
    if rel is None:
        return "", ""
    return (rel.target, "") if rel.external else ("", rel.target if rel.target in slide.package.members else "")


def plain(text: str) -> str:
    """Return text without the marks that keep directions apart."""
    return unmarked(text)


def _paragraph(slide: Slide, drawn: DrawnParagraph) -> Seen:
    runs = list[Run]()
    for each in drawn.runs:
        text = each.text.replace("\v", "\n").replace("\r", "")
        if not text:
            continue
        own = each.element.find(f"{A}rPr")
        raised = fraction(own.get("baseline"), 0.0) if own is not None else 0.0
        script: Literal["", "sup", "sub"] = "sup" if raised > SCRIPTS else "sub" if raised < -SCRIPTS else ""
        link = _target(slide, own.find(f"{A}hlinkClick")) if own is not None else ""
        run = Run(text, each.bold, each.italic, script, link, each.language)
        last = runs[-1] if runs else None
        if last is not None and _look(last) == _look(run):
            runs[-1] = Run(last.text + text, last.bold, last.italic, last.script, last.link, last.lang)
        else:
            runs.append(run)
    runs = [Run(plain(r.text), r.bold, r.italic, r.script, r.link, r.lang) for r in runs]
    properties = drawn.element.find(f"{A}pPr")
    marker = ""
    if properties is not None:
        numbered = properties.find(f"{A}buAutoNum") is not None
        marker = "number" if numbered else "bullet" if properties.find(f"{A}buChar") is not None else ""
    largest = max((each.size for each in drawn.runs if each.text.strip()), default=0.0)
    return Seen(tuple(runs), drawn.level, marker, largest)


def _look(run: Run) -> tuple[bool, bool, str, str]:
    return run.bold, run.italic, run.script, run.link


def _target(slide: Slide, link: Any) -> str:
    """Return where a link leads: an address, or `#` and the part of a slide."""
    if link is None:
        return ""
    rel = next((r for r in slide.package.relations(slide.part) if r.id == link.get(f"{R}id", "")), None)
    if rel is None:
        return ""
    return rel.target if rel.external else f"#{rel.target}" if rel.kind == "slide" else ""


def _rows(slide: Slide, item: Item) -> tuple[tuple[tuple[tuple[Seen, ...], ...], ...], bool]:
    if item.kind != "graphicFrame" or next(item.element.iter(f"{A}tbl"), None) is None:
        return (), False
    rows: dict[int, list[tuple[Seen, ...]]] = {}
    merged = False
    for cell in cells_of(slide, item):
        rows.setdefault(cell.row, []).append(tuple(_paragraph(slide, each) for each in cell.paragraphs))
        merged = merged or any(cell.element.get(n) for n in ("gridSpan", "rowSpan", "hMerge", "vMerge"))
    return tuple(tuple(rows[n]) for n in sorted(rows)), merged


def _charts(slide: Slide) -> Iterator[tuple[Any, str, Any]]:
    for item in slide.items:
        if item.kind == "graphicFrame":
            for reference in item.element.iter(f"{C}chart"):
                part = slide.package.target(slide.part, reference.get(f"{R}id", ""))
                root = slide.package.xml(part) if part else None
                if root is not None:
                    yield item.element, part, root


def _doubtful(slide: Slide) -> set[str]:
    from builder.checks.rules.chart_matches_workbook import of_slide

    return {fault.shape for fault in of_slide(slide) if "another value" in fault.message}


def figures_of(root: Any) -> tuple[ToldChart, str]:
    """Return the figures that a chart shows, and what sort it is."""
    categories: tuple[str, ...] = ()
    series = []
    for one in root.iter(f"{C}ser"):
        name = "".join(v.text or "" for v in one.findall(f"{C}tx//{C}v"))
        found = one.find(f"{C}cat")
        found = one.find(f"{C}xVal") if found is None else found
        if found is not None and not categories:
            categories = tuple(_points(found))
        values = one.find(f"{C}val")
        values = one.find(f"{C}yVal") if values is None else values
        series.append((plain(name), tuple(map(_figure, _points(values))) if values is not None else ()))
    area = root.find(f"{C}chart/{C}plotArea")
    kind = next((_sort(each) for each in area if each.tag.endswith("Chart")), "") if area is not None else ""
    return ToldChart(tuple(map(plain, categories)), tuple(series)), kind


def _points(element: Any) -> list[str]:
    """Return the cached points in their places; "" where there is none. Of several levels of categories, the first."""
    level = next(element.iter(f"{C}lvl"), element)
    points = {
        int(p.get("idx", "0")): p.findtext(f"{C}v") or "" for p in level.iter(f"{C}pt") if p.get("idx", "0").isdecimal()
    }
    count = next((each.get("val", "") for each in element.iter(f"{C}ptCount")), "")
    number = max(int(count) if count.isdecimal() else 0, max(points, default=-1) + 1)
    return [points.get(n, "") for n in range(min(number, 10_000))]


def _figure(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _sort(plot: Any) -> str:
    """Return the sort of a chart by the names that content has for them."""
    name = plot.tag.rpartition("}")[2]
    grouping = plot.find(f"{C}grouping")
    stacked = grouping is not None and "tacked" in grouping.get("val", "")
    if name.startswith("bar"):
        direction = plot.find(f"{C}barDir")
        kind = "bar" if direction is not None and direction.get("val") == "bar" else "column"
        return f"stacked_{kind}" if stacked else kind
    return {"pieChart": "pie", "pie3DChart": "pie", "doughnutChart": "doughnut"}.get(name, "line")


def _picture(slide: Slide, element: Any) -> tuple[str, str]:
    """Return the part of a picture and the digest of its bytes; that of the drawing where one stands behind it."""
    from builder.ooxml.namespaces import SVG

    blip = next(element.iter(f"{A}blip"), None)
    if blip is None:
        return "", ""
    drawing = next(blip.iter(f"{SVG}svgBlip"), None)
    for each in (drawing, blip):
        part = slide.package.target(slide.part, each.get(f"{R}embed", "")) if each is not None else ""
        if part in slide.package.members:
            return part, hashlib.sha256(slide.package.read(part)).hexdigest()
    return "", ""


def _notes(slide: Slide) -> tuple[Seen, ...]:
    part = slide.package.related(slide.part, "notesSlide")
    root = slide.package.xml(part) if part else None
    if root is None:
        return ()
    page = Slide(slide.package, slide.number, part, root)
    for item in page.items:
        holder = placeholder(item.element)
        if holder is not None and holder.get("type") == "body":
            found = tuple(_paragraph(page, each) for each in words_of(page, item))
            return tuple(each for each in found if each.text.strip())
    return ()
