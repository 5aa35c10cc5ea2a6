"""What a deck tells of its build: its slides, their shapes, and the field that each paragraph comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from builder.ooxml.anchors import build_part
from builder.ooxml.namespaces import BUILD
from builder.ooxml.package import Package
from builder.pptx.anchors import slide_numbers


class Stretch(NamedTuple):
    """Words of one field in a paragraph; values: from where to where in the paragraph values of expressions stand."""

    field: str
    start: int
    end: int
    markup: str  # "" where it has no marks
    values: tuple[tuple[int, int], ...] = ()


class Told(NamedTuple):
    """A paragraph as it was built."""

    text: str
    level: int
    stretches: tuple[Stretch, ...]

    @property
    def field(self) -> str:
        """The field of the whole paragraph; "" where it comes from several, or from the program."""
        fields = {each.field for each in self.stretches}
        return fields.pop() if len(fields) == 1 else ""


class ToldChart(NamedTuple):
    """The figures of a chart as it was built."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True)
class ToldShape:
    """A shape as it was built: its lasting id, its name, and what it shows."""

    identity: str
    name: str
    field: str
    alt: str
    picture: str  # digest
    paragraphs: tuple[Told, ...] = ()
    rows: tuple[tuple[tuple[Told, ...], ...], ...] = ()
    chart: ToldChart | None = None

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.every_paragraph)

    @property
    def every_paragraph(self) -> tuple[Told, ...]:
        return self.paragraphs or tuple(p for row in self.rows for cell in row for p in cell)


@dataclass(frozen=True)
class ToldSlide:
    """A slide as it was built."""

    id: str
    source: str
    kind: str
    creation: str
    number: str  # its sldId
    file: str
    digest: str
    shapes: tuple[ToldShape, ...]
    notes: tuple[Told, ...]
    unsaid: dict[str, Any] | None = None  # fields that no text says; of the first slide of each source

    @property
    def text(self) -> str:
        return "\n".join(shape.text for shape in self.shapes)


@dataclass(frozen=True)
class Build:
    """A deck as it was built."""

    id: str
    session: str
    audience: str
    language: str
    brand: str
    slides: tuple[ToldSlide, ...] = ()
    unsaid: dict[str, Any] = field(default_factory=dict)  # fields of the session that no text says


def build_of(package: Package) -> Build | None:
    """Return what a deck tells of its build; None where it tells nothing that can be read."""
    part = build_part(package)
    root = package.xml(part) if part else None
    if root is None or root.tag != f"{BUILD}build" or not root.get("id") or not root.get("session"):
        return None
    found = root.findall(f"{BUILD}slide")
    numbers = slide_numbers(each.get("id", "") for each in found)
    slides = tuple(_slide(each, str(number)) for each, number in zip(found, numbers, strict=True))
    return Build(
        root.get("id", ""), root.get("session", ""), root.get("audience", ""), root.get("language", ""),
        root.get("brand", ""), slides, _unsaid(root.findtext(f"{BUILD}unsaid")) or {},
    )  # fmt: skip


def _slide(element: Any, number: str) -> ToldSlide:
    notes = element.find(f"{BUILD}notes")
    return ToldSlide(
        element.get("id", ""),
        element.get("source", ""),
        element.get("kind", ""),
        element.get("creationId", ""),
        number,
        element.get("file", ""),
        element.get("digest", ""),
        tuple(map(_shape, element.findall(f"{BUILD}shape"))),
        _paragraphs(notes) if notes is not None else (),
        _unsaid(element.findtext(f"{BUILD}unsaid")),
    )


def _unsaid(text: str | None) -> dict[str, Any] | None:
    """Read the fields that no text says; what cannot be read tells nothing."""
    if text is None:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _shape(element: Any) -> ToldShape:
    rows = tuple(tuple(map(_paragraphs, row.findall(f"{BUILD}cell"))) for row in element.findall(f"{BUILD}row"))
    chart = element.find(f"{BUILD}chart")
    return ToldShape(
        element.get("id", ""),
        element.get("name", ""),
        element.get("field", ""),
        element.get("alt", ""),
        element.get("picture", ""),
        _paragraphs(element),
        rows,
        _chart(chart) if chart is not None else None,
    )


def _chart(element: Any) -> ToldChart:
    series = tuple(
        (each.get("name", ""), _figures(each.get("values", ""))) for each in element.findall(f"{BUILD}series")
    )
    return ToldChart(tuple(each.text or "" for each in element.findall(f"{BUILD}category")), series)


def _figures(text: str) -> tuple[float | None, ...]:
    try:
        return tuple(None if each == "-" else float(each) for each in text.split())
    except ValueError:
        return ()


def _paragraphs(element: Any) -> tuple[Told, ...]:
    return tuple(map(_paragraph, element.findall(f"{BUILD}p")))


def _paragraph(element: Any) -> Told:
    text, level = element.text or "", _number(element.get("level"))
    first, own = element.text or "", element.get("field", "")
    inner = element.findall(f"{BUILD}r")
    if inner:
        stretches = tuple(
            Stretch(
                each.get("field", ""), _number(each.get("from")), _number(each.get("to")), each.get("markup", ""),
                _shifted(_spans(each.get("values", "")), _number(each.get("from"))),
            )
            for each in inner
        )  # fmt: skip
        return Told(first, level, stretches)
    if not own:
        return Told(text, level, ())
    return Told(
        text, level, (Stretch(own, 0, len(text), element.get("markup", ""), _spans(element.get("values", ""))),)
    )


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (each.partition("-") for each in text.split())
    return tuple((_number(start), _number(end)) for start, _, end in pairs)


def _shifted(spans: Iterable[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in spans)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def by_source(slides: Sequence[ToldSlide]) -> dict[str, list[ToldSlide]]:
    """Return slides by the source slide that they were made from."""
    found: dict[str, list[ToldSlide]] = {}
    for each in slides:
        found.setdefault(each.source, []).append(each)
    return found


def _shown(slides: Sequence[ToldSlide]) -> Iterator[tuple[str, Sequence[Told]]]:
    for slide in slides:
        for shape in slide.shapes:
            yield slide.id, shape.every_paragraph
        yield slide.id, slide.notes


def field_text(slides: Sequence[ToldSlide], name: str) -> str | None:
    """Return what a field says on the first slide that shows it; None where none does."""
    for slide in slides:
        found = [
            p.text[s.start : s.end]
            for _, paragraphs in _shown([slide])
            for p in paragraphs
            for s in p.stretches
            if s.field == name
        ]
        if found:
            return " ¶ ".join(found)
    return None


def field_values(slides: Sequence[ToldSlide], name: str) -> tuple[str, ...]:
    """Return what the expressions of a field were shown as."""
    for slide in slides:
        found = [
            (p, s) for _, paragraphs in _shown([slide]) for p in paragraphs for s in p.stretches if s.field == name
        ]
        if found:
            return tuple(p.text[a:b] for p, s in found for a, b in s.values)
    return ()


def texts_under(slides: Sequence[ToldSlide], prefix: str) -> list[str]:
    """Return all texts of an item."""
    return [
        p.text[s.start : s.end]
        for _, paragraphs in _shown(slides)
        for p in paragraphs
        for s in p.stretches
        if s.field == prefix or (s.field.startswith(prefix) and s.field[len(prefix)] in ".[")
    ]


def fields_under(slides: Sequence[ToldSlide], prefix: str) -> list[str]:
    """Return the fields of an item's paragraphs in their order, its own first."""
    fields = (p.field for _, paragraphs in _shown(slides) for p in paragraphs)
    return [name for name in fields if name == prefix or (name.startswith(prefix) and name[len(prefix)] in ".[")]


def item_texts(slides: Sequence[ToldSlide], head: str) -> dict[int, str]:
    """Return the items of a list by number: all their words."""
    found: dict[int, str] = {}
    for _, paragraphs in _shown(slides):
        for p in paragraphs:
            for s in p.stretches:
                match = re.match(re.escape(head) + r"\[(\d+)\]", s.field)
                if match:
                    number = int(match[1])
                    found[number] = (found.get(number, "") + " " + p.text[s.start : s.end]).strip()
    return found
