"""Decks read back from their bytes with zipfile and lxml, without the program's own reading code."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
FOOTERS = ("sldNum", "dt", "ftr")


class Relationship(NamedTuple):
    """A relationship of a part, its target as a member's name."""

    type: str
    target: str
    external: bool


class DeckFile:
    """The members of a deck and what they mean together."""

    def __init__(self, source: Path | bytes) -> None:
        data = source.read_bytes() if isinstance(source, Path) else source
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.names = package.namelist()
            self.infos = package.infolist()
            self.members = {name: package.read(name) for name in self.names}

    def xml(self, name: str) -> Any:
        """Give a part's root element."""
        return etree.fromstring(self.members[name])

    def relationships(self, part: str) -> dict[str, Relationship]:
        """Give a part's relationships by id; those of the package for an empty name."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels") if part else "_rels/.rels"
        found: dict[str, Relationship] = {}
        if name not in self.members:
            return found
        for each in self.xml(name):
            target, external = each.get("Target"), each.get("TargetMode") == "External"
            if not external:
                absolute = target.startswith("/")
                target = target[1:] if absolute else posixpath.normpath(posixpath.join(folder, target))
            found[each.get("Id")] = Relationship(each.get("Type").rsplit("/", 1)[-1], target, external)
        return found

    @cached_property
    def presentation(self) -> Any:
        return self.xml("ppt/presentation.xml")

    @cached_property
    def slide_ids(self) -> list[str]:
        """The presentation's slide ids, in order."""
        return [each.get("id") for each in self.presentation.iter(f"{P}sldId")]

    @cached_property
    def slide_parts(self) -> list[str]:
        """The slide parts, in the order of the presentation."""
        rels = self.relationships("ppt/presentation.xml")
        return [rels[each.get(f"{R}id")].target for each in self.presentation.iter(f"{P}sldId")]

    @cached_property
    def slides(self) -> list[Any]:
        """The slides' root elements, in order."""
        return [self.xml(part) for part in self.slide_parts]

    @cached_property
    def titles(self) -> list[str]:
        """The text of each slide's title placeholder."""
        return [title_of(slide) for slide in self.slides]

    def slide_of(self, part_of_title: str) -> int:
        """Find the number (from 0) of the first slide whose title holds a text."""
        return next(number for number, title in enumerate(self.titles) if part_of_title in title)

    def text(self, number: int) -> str:
        """Give all words of a slide."""
        return text_of(self.slides[number])

    def notes(self, number: int) -> str:
        """Give the words of a slide's notes; nothing where it has none."""
        for rel in self.relationships(self.slide_parts[number]).values():
            if rel.type == "notesSlide":
                body = [
                    shape
                    for shape in self.xml(rel.target).iter(f"{P}sp")
                    if (holder := shape.find(f".//{P}ph")) is not None and holder.get("type") == "body"
                ]
                return "\n".join(paragraph_text(p) for shape in body for p in shape.iter(f"{A}p"))
        return ""

    def charts(self) -> Iterator[tuple[Any, dict[str, str]]]:
        """Give each chart's root with the cells of its workbook."""
        for name in self.names:
            if name.startswith("ppt/charts/") and name.endswith(".xml"):
                book = next(rel.target for rel in self.relationships(name).values() if rel.target.endswith(".xlsx"))
                yield self.xml(name), cells_of(self.members[book])


def changed_members(deck: DeckFile, changes: dict[str, Callable[[bytes], bytes] | None]) -> bytes:
    """Write a deck again with some members changed, or left out where the change is None."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in deck.names:
            if name not in changes:
                package.writestr(name, deck.members[name])
            elif (change := changes[name]) is not None:
                package.writestr(name, change(deck.members[name]))
    return stream.getvalue()


def placeholder_of(shape: Any) -> Any:
    """Give the placeholder mark of a shape, None where it is none."""
    return shape.find(f"./*/{P}nvPr/{P}ph")


def title_of(slide: Any) -> str:
    """Give the text of the title placeholder."""
    for shape in slide.iter(f"{P}sp"):
        holder = placeholder_of(shape)
        if holder is not None and holder.get("type") in ("title", "ctrTitle"):
            return text_of(shape)
    return ""


def text_of(element: Any) -> str:
    """Give the words under an element."""
    return "".join(each.text or "" for each in element.iter(f"{A}t")).strip()


def paragraph_text(paragraph: Any) -> str:
    """Give a paragraph's words, line breaks as line feeds."""
    return "".join("\n" if each.tag == f"{A}br" else each.text or "" for each in paragraph.iter(f"{A}t", f"{A}br"))


def own_properties(shape: Any) -> Any:
    """Give `p:cNvPr` of a shape."""
    return shape.find(f"./*/{P}cNvPr")


def is_decorative(shape: Any) -> bool:
    """True where a shape is marked as decorative."""
    return any(each.get("val") == "1" for each in own_properties(shape).iter(DECORATIVE))


def cells_of(workbook: bytes) -> dict[str, str]:
    """Read the first sheet of a workbook: the text or number of each cell; formulas as `=…`."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings: list[str] = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
            strings = ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in shared]
    cells: dict[str, str] = {}
    for cell in sheet.iter(f"{S}c"):
        formula, value = cell.findtext(f"{S}f"), cell.findtext(f"{S}v") or ""
        if formula is not None:
            value = f"={formula}"
        elif cell.get("t") == "s":
            value = strings[int(value)]
        elif cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{S}t"))
        cells[str(cell.get("r"))] = value
    return cells
