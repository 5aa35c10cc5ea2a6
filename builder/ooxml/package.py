"""A package opened for checking: its members, parts, relationships and slides. Sizes are bounded."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from builder.ooxml.slide import Slide

MAX_MEMBERS = 50_000
MAX_PART = 300_000_000
MAX_ALL = 2_000_000_000
_DIGITS = 16  # of a measure
MAX_XML = 100_000_000  # bytes of one XML part
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CONTENT_TYPES = "[Content_Types].xml"
# Files saved as "Strict Open XML" are read as the others are.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/presentationml/main", P[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", C[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
_UNDERSTOOD = {"p14", "p15", "a14", "a15", "a16", "asvg", "adec", "c14", "p159", "p16", "am3d", "cx1", "aink", "v"}
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


class DamagedPackage(Exception):
    """A file that is no package, or too large to be looked at."""


class Relation(NamedTuple):
    """A relationship of a part; the target is a member's name, or an address."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """Give the last word of the type: slide, image, hyperlink."""
        return self.type.rsplit("/", 1)[-1]


class Package:
    """The members of a .pptx.

    smallest: the least size of text in points, where the brand is known.
    """

    def __init__(self, data: bytes, smallest: float = 0.0) -> None:
        self.smallest = smallest
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _UNREADABLE:
            what = "an encrypted or old-style file" if data[:4] == b"\xd0\xcf\x11\xe0" else "not a .pptx"
            raise DamagedPackage(f"this is {what}") from None
        if (
            len(members) > MAX_MEMBERS
            or any(m.file_size > MAX_PART for m in members)
            or sum(m.file_size for m in members) > MAX_ALL
        ):
            raise DamagedPackage("the package unpacks to more than can be checked")
        self.size = len(data)
        self.names = [m.filename for m in members]
        self.members = set(self.names)
        self._bytes: dict[str, bytes | None] = {}
        self._xml: dict[str, Any] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._digests: dict[str, bytes] = {}
        self._holders: dict[str, list[tuple[Any, str, str]]] = {}
        if CONTENT_TYPES not in self.members or self.main not in self.members:
            raise DamagedPackage("this is not a .pptx: it holds no presentation")
        for name in (CONTENT_TYPES, self.main):
            if self.xml(name) is None:
                raise DamagedPackage(f"{name} is damaged")

    @cached_property
    def main(self) -> str:
        """Give the name of the presentation part."""
        found = [rel.target for rel in self.relations("") if rel.kind == "officeDocument"]
        return found[0] if found and found[0] in self.members else "ppt/presentation.xml"

    @property
    def presentation(self) -> Any:
        """Give the root of the presentation part."""
        return self.xml(self.main)

    def unpacked(self, name: str) -> bytes | None:
        """Give a member's bytes; None where it cannot be unpacked."""
        if name not in self._bytes:
            try:
                self._bytes[name] = self._zip.read(name)
            except _UNREADABLE:
                self._bytes[name] = None
        return self._bytes[name]

    def read(self, name: str) -> bytes:
        """Give a member's bytes; nothing where it cannot be unpacked."""
        return self.unpacked(name) or b""

    def digest(self, name: str) -> bytes:
        """Give a short digest of a member."""
        if name not in self._digests:
            self._digests[name] = hashlib.blake2b(self.read(name), digest_size=16).digest()
        return self._digests[name]

    def xml(self, name: str) -> Any:
        """Give a part's root element, alternatives decided as PowerPoint does; None where it is no plain XML."""
        if name not in self._xml:
            self._xml[name] = _parsed(self.read(name))
        return self._xml[name]

    def relations(self, part: str) -> list[Relation]:
        """Give the relationships of a part; the package's own for an empty name."""
        known = self._relations.get(part)
        if known is None:
            known = self._relations[part] = list(self._read_relations(part))
        return known

    def _read_relations(self, part: str) -> Iterator[Relation]:
        name = relations_name(part)
        root = self.xml(name) if name in self.members else None
        folder = posixpath.dirname(part)
        for element in root if root is not None else ():
            if not isinstance(element.tag, str):
                continue
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = target.split("#")[0]
                if target.startswith("/"):
                    target = target[1:]
                elif target:
                    target = posixpath.normpath(posixpath.join(folder, target))
                if target not in self.members:
                    target = unquote(target)
            yield Relation(element.get("Id", ""), element.get("Type", ""), target, external)

    def holders(self, part: str) -> list[tuple[Any, str, str]]:
        """Give the placeholders of a layout or master: shape, type, index."""
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

    def related(self, part: str, kind: str) -> str:
        """Give the first part of a kind that a part leads to; "" where there is none."""
        return next((r.target for r in self.relations(part) if r.kind == kind and r.target in self.members), "")

    @cached_property
    def defaults(self) -> dict[str, str]:
        """Give the content types by extension."""
        return {
            e.get("Extension", "").lower(): e.get("ContentType", "")
            for e in self.xml(CONTENT_TYPES).iter(f"{TYPES}Default")
        }

    @cached_property
    def overrides(self) -> dict[str, str]:
        """Give the content types by member."""
        return {
            e.get("PartName", "")[1:]: e.get("ContentType", "")
            for e in self.xml(CONTENT_TYPES).iter(f"{TYPES}Override")
        }

    def type_of(self, name: str) -> str:
        """Give a member's content type; "" where it has none."""
        return self.overrides.get(name) or self.defaults.get(name.rsplit(".", 1)[-1].lower(), "")

    @cached_property
    def parts(self) -> list[str]:
        """Give the members that are parts, each once."""
        return sorted(n for n in self.members if not n.endswith((".rels", "/")) and n != CONTENT_TYPES)

    @cached_property
    def xml_parts(self) -> list[str]:
        """Give the parts that hold XML."""
        return [n for n in self.parts if n.endswith(".xml")]

    @cached_property
    def size_of_slides(self) -> tuple[int, int]:
        """Give width and height of the slides, in EMU."""
        size = self.presentation.find(f"{P}sldSz")
        if size is None:
            return 12192000, 6858000
        return number(size.get("cx"), 12192000), number(size.get("cy"), 6858000)

    @cached_property
    def common(self) -> bytes:
        """Give what all slides depend on: their size, the default of text, the styles of tables."""
        from lxml import etree

        default = self.presentation.find(f"{P}defaultTextStyle")
        styles = self.related(self.main, "tableStyles")
        written = etree.tostring(default) if default is not None else b""
        return repr((self.size_of_slides, self.smallest)).encode() + self.digest(styles) + written

    @cached_property
    def slide_parts(self) -> set[str]:
        """Give the parts of the deck's slides."""
        return {slide.part for slide in self.slides}

    @cached_property
    def slides(self) -> list[Slide]:
        """Give the slides in the deck's order."""
        from builder.ooxml.slide import Slide

        by_id = {rel.id: rel.target for rel in self.relations(self.main)}
        parts = [by_id.get(e.get(f"{R}id", ""), "") for e in self.presentation.iter(f"{P}sldId")]
        return [
            Slide(self, number, part, root)
            for number, part in enumerate(parts, 1)
            if (root := self.xml(part) if part in self.members else None) is not None and root.tag == f"{P}sld"
        ]


def relations_name(part: str) -> str:
    """Give the name of the member that holds a part's relationships."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels") if part else "_rels/.rels"


def number(text: str | None, otherwise: int = 0) -> int:
    """Read a whole number as XML writes it; what no measure of a deck comes to counts as not given."""
    try:
        found = int(text) if text is not None and len(text) < _DIGITS else otherwise
    except ValueError:
        return otherwise
    return found


def _parsed(data: bytes) -> Any:
    from lxml import etree

    if not data or len(data) > MAX_XML or b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        return None
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    try:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if b"AlternateContent" in data:
        _decide(root)
    return root


def _decide(root: Any) -> None:
    """Put what PowerPoint would take of each `mc:AlternateContent` in its place."""
    for block in list(root.iter(f"{MC}AlternateContent")):
        parent = block.getparent()
        if parent is None:
            continue
        choices = [
            c for c in block.findall(f"{MC}Choice") if set(re.split(r"\s+", c.get("Requires", "?"))) <= _UNDERSTOOD
        ]
        taken = choices[0] if choices else block.find(f"{MC}Fallback")
        place = parent.index(block)
        for child in list(taken) if taken is not None else ():
            parent.insert(place, child)
            place += 1
        parent.remove(block)
