"""Parts of a package and the relationships between them, before names and numbers of a deck."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from builder.ooxml.namespaces import OFFICE, A, P, R, declared
from builder.ooxml.xml import DECLARATION, escape
from builder.storage.zip_writer import Member

NAMESPACES = declared(a=A, r=R, p=P)
TYPES = {
    "slide": "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
    "notes": "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "workbook": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXTENSIONS = {
    "png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml", "emf": "image/x-emf", "wmf": "image/x-wmf",
    "mp4": "video/mp4",
    "xlsx": TYPES["workbook"], "xml": "application/xml",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
}  # fmt: skip

END = " \ufdd1 "  # after words that belong together: a noncharacter, which no text may hold


class Rel(NamedTuple):
    """A relationship; a target `#id` is the first slide made from that id, found when linking."""

    id: str
    type: str
    target: str
    external: bool = False


class Part(Struct, frozen=True):
    """A part with its relationships; `type` is empty where the extension tells it."""

    name: str
    type: str
    member: Member
    rels: tuple[Rel, ...] = ()


class CompiledSlide(Struct, frozen=True):
    """One slide as it will stand in a package, with what linking and checking need to know of it."""

    id: str
    source_id: str
    kind: str
    title: str
    section: str
    hidden: bool
    notes: bool
    parts: tuple[Part, ...]  # the slide first
    media: tuple[tuple[str, str, str], ...]  # part name, digest and file of each picture; no file: it is in the store
    why: tuple[str, ...] = ()
    departures: tuple[str, ...] = ()  # what is not its template's own
    shown: str = ""  # the words that were written, END after each paragraph, value and alternative text
    anchors: str = ""  # what its shapes show and which fields that comes from, as `anchors.py` writes it
    left_out: tuple[str, ...] = ()  # words and digests of pictures that the departures say are left out; not kept


class Rels:
    """Collects the relationships of one part, each target once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Give the id of a relationship; kind: the last word of its type, or a whole type."""
        full = kind if "://" in kind else f"{OFFICE}/{kind}"
        return self._known.setdefault((full, target, external), f"rId{len(self._known) + 1}")

    def since(self, number: int) -> tuple[tuple[str, str, bool], ...]:
        """List kind, target and whether it is external of each relationship after the first so many."""
        return tuple(self._known)[number:]

    def all(self) -> tuple[Rel, ...]:
        return tuple(Rel(rel_id, kind, target, external) for (kind, target, external), rel_id in self._known.items())


def rels_xml(rels: tuple[Rel, ...], targets: dict[str, str]) -> bytes:
    """Write a relationships part; targets: the part of each slide id linked to."""
    body = "".join(
        f'<Relationship Id="{rel.id}" Type="{rel.type}" Target="{escape(targets.get(rel.target, rel.target))}"'
        + (' TargetMode="External"/>' if rel.external else "/>")
        for rel in rels
    )
    return f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'.encode()
