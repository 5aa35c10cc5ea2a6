"""A slide made elsewhere as recognisers look at it: its title, and what it shows, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from builder.content.markdown import allowed_link
from builder.content.marks import escaped, markdown_of
from builder.ooxml.namespaces import A
from builder.ooxml.slide import is_decorative
from builder.ooxml.units import is_on
from builder.plan import Run
from builder.roundtrip.comparing.stretches import plain_runs
from builder.roundtrip.seen import Seen, SeenDeck, SeenShape, SeenSlide
from builder.roundtrip.sources import nested

LONGEST_TITLE, LARGER = 140, 1.15  # characters; times the size of other words
SMALL = 0.02  # of the slide: smaller pictures without an alternative text are decoration


@dataclass
class Found:
    """What a recogniser makes of a slide: how sure it is (0 to 1), the fields, and the shapes that they hold."""

    score: float
    fields: dict[str, Any]
    used: Sequence[SeenShape] = ()
    pictures: dict[str, SeenShape] = field(
        default_factory=dict
    )  # by the field that names the file: image, columns[0].image
    doubts: list[str] = field(default_factory=list)


@dataclass
class Page:
    """A slide with its deck."""

    slide: SeenSlide
    deck: SeenDeck

    @cached_property
    def title_shape(self) -> SeenShape | None:
        """The title's placeholder; on a slide without one the largest words, where they stand alone at the top."""
        held = next((s for s in self.slide.shapes if s.holder in ("title", "ctrTitle") and s.text.strip()), None)
        return held or self._largest_at_the_top()

    def _largest_at_the_top(self) -> SeenShape | None:
        said = [s for s in self.slide.shapes if s.kind == "sp" and s.text.strip()]
        sizes = {id(s): max(p.size for p in s.paragraphs) for s in said if s.paragraphs}
        largest = max(said, key=lambda s: sizes.get(id(s), 0.0), default=None)
        if largest is None or len(self.slide.shapes) < 2:
            return None
        lines = [p for p in largest.paragraphs if p.text.strip()]
        others = [sizes.get(id(s), 0.0) for s in said if s is not largest]
        alone = len(lines) == 1 and not lines[0].marker and len(largest.text) <= LONGEST_TITLE
        larger = all(sizes[id(largest)] >= LARGER * each for each in others) if alone else False
        at_the_top = largest.box is not None and largest.box.y + largest.box.h / 2 <= self.height / 2
        return largest if larger and at_the_top else None

    @cached_property
    def texts(self) -> list[SeenShape]:
        """Shapes with words besides the title, in the order of reading."""
        found = [s for s in self.slide.shapes if s.kind == "sp" and s.text.strip() and s is not self.title_shape]
        return in_reading_order(found, self.width)

    @cached_property
    def tables(self) -> list[SeenShape]:
        return [s for s in self.slide.shapes if s.rows]

    @cached_property
    def charts(self) -> list[SeenShape]:
        return [s for s in self.slide.shapes if s.chart is not None]

    @cached_property
    def content_pictures(self) -> list[SeenShape]:
        """Pictures that are no decoration: large enough to be looked at, and taken for one by those who made the deck."""
        whole = self.width * self.height
        return [
            s
            for s in self.slide.shapes
            if s.picture_part
            and (s.holder or s.alt or s.box is None or s.box.w * s.box.h >= whole * SMALL)
            and not (s.item is not None and is_decorative(s.item.element))
        ]

    @cached_property
    def layout_type(self) -> str:
        """The sort of layout that it is on, as PowerPoint names it."""
        layout = self.slide.slide.layout
        return layout.get("type", "") if layout is not None else ""

    @cached_property
    def lost_links(self) -> int:
        """How many links lead to what content cannot link to, such as files."""
        runs = (run for line in (*self.lines, *self.slide.notes) for run in line.runs)
        return sum(bool(run.link) and not _leading(run.link) for run in runs)

    @staticmethod
    def has_row_headers(table: SeenShape) -> bool:
        """True where the first cells of rows are marked as headings."""
        properties = next(table.item.element.iter(f"{A}tblPr"), None) if table.item is not None else None
        return properties is not None and is_on(properties.get("firstCol"))

    @cached_property
    def every_line(self) -> list[Seen]:
        """All paragraphs besides the title, those of tables and the words of charts and diagrams too."""
        spoken = [Seen((Run(text),), 0) for text in (*self.chart_words, *self.diagram_words)]
        return [*self.lines, *spoken]

    @cached_property
    def chart_words(self) -> list[str]:
        """What charts say: each series with its figures."""
        return [
            f"{name}: "
            + "; ".join(
                f"{c} {'–' if v is None else f'{v:g}'}" for c, v in zip(s.chart.categories, values, strict=False)
            )
            for s in self.charts
            if s.chart is not None
            for name, values in s.chart.series
        ]

    @cached_property
    def diagram_words(self) -> list[str]:
        """The words of diagrams, from their data."""
        package = self.deck.package
        found = []
        for rel in package.relations(self.slide.part):
            root = package.xml(rel.target) if rel.kind == "diagramData" and rel.target in package.members else None
            for line in root.iter(f"{A}p") if root is not None else ():
                text = "".join(t.text or "" for t in line.iter(f"{A}t")).strip()
                if text:
                    found.append(text)
        return found

    @cached_property
    def width(self) -> int:
        return self.deck.package.size_of_slides[0]

    @cached_property
    def height(self) -> int:
        return self.deck.package.size_of_slides[1]

    @cached_property
    def lines(self) -> list[Seen]:
        """All paragraphs besides the title, in the order of reading; those of tables too."""
        return [p for s in (*self.texts, *self.tables) for p in s.every_paragraph if p.text.strip()]


def in_reading_order(shapes: Sequence[SeenShape], width: float) -> list[SeenShape]:
    """Put shapes in the order of reading: row by row, in a row from left to right; those without a place first."""
    placed = [s for s in shapes if s.box is not None]
    rows: list[list[SeenShape]] = []
    for shape in sorted(placed, key=lambda s: (s.box.y, s.box.x) if s.box else (0, 0)):
        assert shape.box is not None
        last = rows[-1][0].box if rows else None
        if last is not None and shape.box.y < last.y + min(last.h, shape.box.h) / 2:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    ordered = [s for row in rows for s in sorted(row, key=lambda s: s.box.x if s.box else 0)]
    return [*(s for s in shapes if s.box is None), *ordered]


def marked(paragraph: Seen) -> str:
    """Return a paragraph as marked text."""
    runs = (replace(run, link=_leading(run.link)) if run.link else run for run in plain_runs(paragraph.runs))
    return _BREAKS.sub("", markdown_of(runs)).strip()


_BREAKS = re.compile(r"\A(?:\s|\\\n)+|(?:\\?\n|\s)+\Z")  # before the words and after them


def _leading(link: str) -> str:
    """Return a link that content may hold: an address, or the part of a slide; "" for others, such as files."""
    link = link.replace(" ", "%20")
    return link if allowed_link(link) or link.startswith(("#/ppt/slides/", "#ppt/slides/")) else ""


_FILE = re.compile(r"[^\s]+\.(png|jpe?g|gif|svg|bmp|tiff?|emf|wmf|webp)", re.I)


def told_by(picture: SeenShape) -> str:
    """Return a picture's alternative text as marked text; the name of its file tells nothing."""
    return "" if _FILE.fullmatch(picture.alt.strip()) else escaped(picture.alt.strip())


def text_of(shape: SeenShape) -> str:
    """Return a shape's words as one marked text."""
    return "\n\n".join(marked(p) for p in shape.every_paragraph if p.text.strip())


def points_of(lines: Sequence[Seen]) -> list[Any]:
    """Return paragraphs as points, those at a deeper level under the one before, three levels deep."""
    filled = [each for each in lines if each.text.strip()]
    least = min((each.level for each in filled), default=0)
    return nested([(min(each.level - least, 2), marked(each)) for each in filled])
