"""A PowerPoint file opened as the stranger that it is: members, relationships and content types, within bounds."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from lxml import etree

from builder.ooxml.namespaces import CONTENT_TYPES, OFFICE, RELATIONSHIPS, P, R
from builder.ooxml.units import number
from builder.ooxml.xml import UnreadableXml, parsed, written

MAX_WHOLE = 2_000_000_000  # bytes of all members together
MAX_PART = 300_000_000
MAX_MEMBERS = 50_000
MAX_RATIO = 250  # bytes out of one byte, of all members together …
DENSE = 25_000_000  # … where they come to more than this
TYPES_PART = "[Content_Types].xml"
_UNREADABLE = (
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
)
Damage = Literal["old", "no zip", "broken zip", "bomb", "no presentation", "damaged part"]


class DamagedPackage(Exception):
    """A file that is no package of a presentation, or too large to be looked at; `part`: the one that is damaged."""

    def __init__(self, damage: Damage, part: str = "") -> None:
        super().__init__(damage)
        self.damage, self.part = damage, part


class Relation(NamedTuple):
    """A relationship of a part; the target is a member's name, or an address."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type: slide, image, hyperlink."""
        return self.type.rsplit("/", 1)[-1]


class Package:
    """The members of a .pptx or .potx.

    smallest: the least size of text in points, where the brand is known.
    """

    def __init__(self, data: bytes, smallest: float = 0.0) -> None:
        self.size, self.smallest = len(data), smallest
        self._zip = _opened(data)
        self.names = [info.filename for info in self._zip.infolist()]
        self._infos = dict(_named(self._zip.infolist()))
        self.members = set(self._infos)
        self._bytes: dict[str, bytes | None] = {}
        self._xml: dict[str, Any] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._digests: dict[str, bytes] = {}
        self._holders: dict[str, list[tuple[Any, str, str]]] = {}
        if TYPES_PART not in self.members or self.main not in self.members:
            raise DamagedPackage("no presentation")
        for name in (TYPES_PART, self.main):
            if self.xml(name) is None:
                raise DamagedPackage("damaged part", name)

    @cached_property
    def main(self) -> str:
        """Return the name of the presentation part."""
        return self.related("", "officeDocument") or "ppt/presentation.xml"

    @property
    def presentation(self) -> Any:
        """Return the root of the presentation part."""
        return self.xml(self.main)

    def unpacked(self, name: str) -> bytes | None:
        """Return a member's bytes; None where it cannot be unpacked."""
        if name not in self._bytes:
            try:
                self._bytes[name] = self._zip.read(self._infos[name])
            except _UNREADABLE:
                self._bytes[name] = None
        return self._bytes[name]

    def read(self, name: str) -> bytes:
        """Return a member's bytes; nothing where it cannot be unpacked."""
        return self.unpacked(name) or b""

    def digest(self, name: str) -> bytes:
        """Return a short digest of a member."""
        if name not in self._digests:
            self._digests[name] = hashlib.blake2b(self.read(name), digest_size=16).digest()
        return self._digests[name]

    def xml(self, name: str) -> Any:
        """Return a part's root element; None where it is no XML that may be read."""
        if name not in self._xml:
            try:
                self._xml[name] = parsed(self.read(name))
            except UnreadableXml as error:
                self._xml[name] = self.unread(name, error)
        return self._xml[name]

    def unread(self, name: str, error: UnreadableXml) -> Any:
        """Pass over a part that cannot be read."""
        return None

    def relations(self, part: str) -> list[Relation]:
        """Return the relationships of a part; the package's own for an empty name."""
        known = self._relations.get(part)
        if known is None:
            known = self._relations[part] = list(self._read_relations(part))
        return known

    def _read_relations(self, part: str) -> Iterator[Relation]:
        name = relations_name(part)
        root = self.xml(name) if name in self.members else None
        folder = posixpath.dirname(part)
        for element in root if root is not None else ():
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = target.split("#")[0]
                if target.startswith("/"):
                    target = target[1:]
                elif target:
                    target = posixpath.normpath(posixpath.join(folder, target))
                if target not in self.members:
                    target = self._folded.get(unquote(target).lower(), unquote(target))
            yield Relation(element.get("Id", ""), element.get("Type", ""), target, external)

    @cached_property
    def _folded(self) -> dict[str, str]:
        """The members by their names in small letters: no two parts differ in case alone (ECMA-376 part 2, 6.2.2.3)."""
        return {name.lower(): name for name in self.members}

    def parts_of(self, part: str) -> list[Relation]:
        """Return the relationships of a part that lead to members."""
        return [rel for rel in self.relations(part) if not rel.external and rel.target in self.members]

    def target(self, part: str, rel_id: str) -> str:
        """Return the member that a relationship of a part leads to; "" where there is none."""
        return next((rel.target for rel in self.parts_of(part) if rel.id == rel_id), "")

    def related(self, part: str, kind: str) -> str:
        """Return the first part of a kind that a part leads to; "" where there is none."""
        return next((rel.target for rel in self.parts_of(part) if rel.kind == kind), "")

    def holders(self, part: str) -> list[tuple[Any, str, str]]:
        """Return the placeholders of a layout or master: shape, type, index."""
        known = self._holders.get(part)
        if known is None:
            root = self.xml(part) if part else None
            shapes = root.iter(f"{P}sp", f"{P}pic") if root is not None else ()
            known = self._holders[part] = [
                (shape, ph.get("type", "obj"), ph.get("idx", "0"))
                for shape in shapes
                if (ph := shape.find(f"./*/{P}nvPr/{P}ph")) is not None
            ]
        return known

    @cached_property
    def defaults(self) -> dict[str, str]:
        """Return the content types by extension."""
        types = self.xml(TYPES_PART).iter(f"{CONTENT_TYPES}Default")
        return {each.get("Extension", "").lower(): each.get("ContentType", "") for each in types}

    @cached_property
    def overrides(self) -> dict[str, str]:
        """Return the content types by member."""
        types = self.xml(TYPES_PART).iter(f"{CONTENT_TYPES}Override")
        return {each.get("PartName", "").removeprefix("/"): each.get("ContentType", "") for each in types}

    @cached_property
    def _folded_overrides(self) -> dict[str, str]:
        return {name.lower(): kind for name, kind in self.overrides.items()}

    def type_of(self, name: str) -> str:
        """Return a member's content type; "" where it has none."""
        found = self.overrides.get(name) or self._folded_overrides.get(name.lower())
        return found or self.defaults.get(name.rsplit(".", 1)[-1].lower(), "")

    @cached_property
    def parts(self) -> list[str]:
        """Return the members that are parts, each once."""
        return sorted(n for n in self.members if not n.endswith((".rels", "/")) and n != TYPES_PART)

    @cached_property
    def size_of_slides(self) -> tuple[int, int]:
        """Return width and height of the slides, in EMU."""
        size = self.presentation.find(f"{P}sldSz")
        if size is None:
            return 12192000, 6858000
        return number(size.get("cx"), 12192000), number(size.get("cy"), 6858000)

    @cached_property
    def common(self) -> bytes:
        """Return what all slides depend on: their size, the default of text, the styles of tables."""
        default = self.presentation.find(f"{P}defaultTextStyle")
        styles = self.related(self.main, "tableStyles")
        text = etree.tostring(default) if default is not None else b""
        return repr((self.size_of_slides, self.smallest)).encode() + self.digest(styles) + text

    @cached_property
    def numbered_slides(self) -> list[tuple[int, str]]:
        """Return the deck's slides: the number that each has in the presentation, from 1, and its part."""
        by_id = {rel.id: rel.target for rel in self.parts_of(self.main)}
        listed = enumerate((by_id.get(each.get(f"{R}id", ""), "") for each in self.presentation.iter(f"{P}sldId")), 1)
        return [(n, part) for n, part in listed if part and getattr(self.xml(part), "tag", "") == f"{P}sld"]

    @cached_property
    def slide_parts(self) -> set[str]:
        """Return the parts of the deck's slides."""
        return {part for _, part in self.numbered_slides}


def _opened(data: bytes) -> zipfile.ZipFile:
    if data[:4] == b"\xd0\xcf\x11\xe0":  # a compound file: encrypted, or of the formats before 2007
        raise DamagedPackage("old")
    if data[:2] != b"PK":
        raise DamagedPackage("no zip")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE:
        raise DamagedPackage("broken zip") from None
    sizes = [info.file_size for info in archive.infolist()]
    whole, packed = sum(sizes), sum(info.compress_size for info in archive.infolist())
    dense = whole > DENSE and whole > MAX_RATIO * packed
    if dense or len(sizes) > MAX_MEMBERS or whole > MAX_WHOLE or max(sizes, default=0) > MAX_PART:
        raise DamagedPackage("bomb")
    return archive


def _named(infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Go through members by the names that parts have, however a program has written them."""
    for info in infos:
        name = info.filename.replace("\\", "/").lstrip("/")
        if ".." not in name.split("/"):
            yield name, info


def relations_name(part: str) -> str:
    """Return the name of the member that holds a part's relationships."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def relationships(rels: list[Relation]) -> bytes:
    """Return the member that holds relationships."""
    root = etree.Element(f"{RELATIONSHIPS}Relationships", nsmap={None: RELATIONSHIPS[1:-1]})  # type: ignore[dict-item]
    for rel in rels:
        add_relation(root, rel)
    return written(root)


def add_relation(root: Any, rel: Relation) -> None:
    """Add a relationship to those of a part."""
    attributes = {"Id": rel.id, "Type": rel.type, "Target": rel.target}
    mode = {"TargetMode": "External"} if rel.external else {}
    etree.SubElement(root, f"{RELATIONSHIPS}Relationship", attributes | mode)


def office(kind: str) -> str:
    """Return the type of relationship that Office has for a kind of part."""
    return f"{OFFICE}/{kind}"
