"""The brand's presentation part and its relationships, read once and written anew for each deck's slides and sections."""

from __future__ import annotations

import uuid
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from builder.ooxml.namespaces import OFFICE, P14, RELATIONSHIPS, P, declared
from builder.ooxml.xml import escape
from builder.pptx.anchors import slide_numbers
from builder.pptx.parts import CompiledSlide

_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_SPACE = uuid.UUID("3e4b9bfa-2d6b-4c64-8f7e-0c2f3f5c9a52")


class _Child(NamedTuple):
    """An element under the root: its name in braces, attributes, where it begins, and where what it holds does and ends."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int


class _Cut(NamedTuple):
    """A part cut into the root's own tags and its children."""

    raw: bytes
    children: tuple[_Child, ...]
    end: int  # where the root's end tag begins

    def text(self, start: int, stop: int) -> str:
        return self.raw[start:stop].decode()


def _cut(raw: bytes) -> _Cut:
    """Return where the children of a part's root stand, by the parser's own count of bytes."""
    parser = ParserCreate(namespace_separator="}")
    open_at: list[tuple[str, dict[str, str], int]] = []
    children: list[_Child] = []
    inner = end = 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal inner
        if len(open_at) == 2 and not inner:
            inner = parser.CurrentByteIndex
        open_at.append(("{" + name, attributes, parser.CurrentByteIndex))

    def ends(_: str) -> None:
        nonlocal inner, end
        name, attributes, start = open_at.pop()
        end = parser.CurrentByteIndex
        if len(open_at) == 1:
            children.append(_Child(name, attributes, start, inner or end, end))
            inner = 0

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.Parse(raw, True)
    return _Cut(raw, tuple(children), end)


class Presentation:
    """What the presentation part says of a brand, without slides and sections."""

    def __init__(self, part: bytes, relationships: bytes) -> None:
        cut, rels = _cut(part), _cut(relationships)
        numbers = [
            int(rel.attributes["Id"][3:])
            for rel in rels.children
            if rel.name == f"{RELATIONSHIPS}Relationship" and _is_numbered(rel.attributes["Id"])
        ]
        self._first = max(numbers, default=0) + 1
        self._rels = (rels.text(0, rels.end), rels.text(rels.end, len(relationships)))
        self._before, self._after, self._extensions = "", "", ""
        self._divide(cut)
        self._end = cut.text(cut.end, len(part))

    def _divide(self, cut: _Cut) -> None:
        """Keep what stands before the list of slides, after it, and the brand's own extensions."""
        starts = [child.start for child in cut.children] + [cut.end]
        self._before = cut.text(0, starts[0])
        sized = False
        for child, stop in zip(cut.children, starts[1:], strict=True):
            sized = sized or child.name in (f"{P}sldSz", f"{P}notesSz")
            if child.name == f"{P}sldIdLst":
                continue
            if child.name == f"{P}extLst":
                self._extensions = cut.text(child.inner, child.close)
            elif sized:
                self._after += cut.text(child.start, stop)
            else:
                self._before += cut.text(child.start, stop)

    def relationships(self, slides: list[CompiledSlide], more: str = "") -> str:
        """Return the relationships part of a deck with these slides; more: further relationships, as they are written."""
        before, after = self._rels
        listed = "".join(
            f'<Relationship Id="rId{self._first + n}" Type="{OFFICE}/slide" Target="{slide.parts[0].name}"/>'
            for n, slide in enumerate(slides)
        )
        return before + listed + more + after

    def part(self, slides: list[CompiledSlide], session: str, first_section: str) -> str:
        """Return the presentation part of a deck with these slides, in sections where one of them begins one."""
        numbers = slide_numbers(slide.id for slide in slides)
        ids = "".join(f'<p:sldId id="{number}" r:id="rId{self._first + n}"/>' for n, number in enumerate(numbers))
        extensions = self._extensions
        if any(slide.section for slide in slides):
            extensions += _section_list(slides, numbers, session, first_section)
        return "".join((
            self._before,
            f"<p:sldIdLst>{ids}</p:sldIdLst>" if ids else "",
            self._after,
            f"<p:extLst>{extensions}</p:extLst>" if extensions else "",
            self._end,
        ))  # fmt: skip


def _is_numbered(identity: str) -> bool:
    return identity.startswith("rId") and identity[3:].isdecimal()


def _section_list(slides: list[CompiledSlide], ids: list[int], session: str, first_section: str) -> str:
    listed = "".join(
        f'<p14:section name="{escape(name)}" id="{identity}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number in numbers)
        + "</p14:sldIdLst></p14:section>"
        for name, identity, numbers in _sections(slides, ids, session, first_section)
    )
    return f'<p:ext uri="{_SECTIONS}"><p14:sectionLst {declared(p14=P14)}>{listed}</p14:sectionLst></p:ext>'


def _sections(
    slides: list[CompiledSlide], ids: list[int], session: str, first_section: str
) -> list[tuple[str, str, list[int]]]:
    """Return the sections: name, GUID, ids of slides; each slide in exactly one."""
    sections: list[tuple[str, str, list[int]]] = []
    for number, slide in zip(ids, slides, strict=True):
        if slide.section or not sections:
            identity = "{" + str(uuid.uuid5(_SPACE, f"{session}/{slide.id}")).upper() + "}"
            sections.append((slide.section or first_section, identity, []))
        sections[-1][2].append(number)
    return sections
