"""A package opened for checking: its members, parts, relationships and slides. Sizes are bounded."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

MAX_MEMBERS = 50_000
MAX_PART = 300_000_000
MAX_ALL = 2_000_000_000
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


class DamagedPackage(Exception):
    """A file that is no package, or too large to be looked at."""


class Fault(NamedTuple):
    """What is wrong, on which slide (its number) and shape."""

    message: str
    slide: str = ""
    shape: str = ""


class Relation(NamedTuple):
    """A relationship of a part; the target is a member's name, or an address."""

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Slide:
    """A slide of the deck, in order."""

    number: int
    part: str
    root: Any

    @property
    def name(self) -> str:
        return str(self.number)

    def shapes(self) -> Iterator[Any]:
        """Go through all shapes, those in groups included."""
        yield from self.root.iter(f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}grpSp", f"{P}cxnSp")


class Package:
    """The members of a .pptx."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            what = "an encrypted or old-style file" if data[:4] == b"\xd0\xcf\x11\xe0" else "not a .pptx"
            raise DamagedPackage(f"this is {what}") from None
        members = self._zip.infolist()
        if (
            len(members) > MAX_MEMBERS
            or any(m.file_size > MAX_PART for m in members)
            or sum(m.file_size for m in members) > MAX_ALL
        ):
            raise DamagedPackage("the package unpacks to more than can be checked")
        self.names = [m.filename for m in members]
        self._xml: dict[str, Any] = {}
        if "[Content_Types].xml" not in self.names or "ppt/presentation.xml" not in self.names:
            raise DamagedPackage("this is not a .pptx: it holds no presentation")
        for name in ("[Content_Types].xml", "ppt/presentation.xml"):
            if self.xml(name) is None:
                raise DamagedPackage(f"{name} is damaged")

    def read(self, name: str) -> bytes:
        """Give a member's bytes; nothing where it cannot be unpacked."""
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError):
            return b""

    def xml(self, name: str) -> Any:
        """Give a part's root element; None where it is no XML."""
        from lxml import etree

        if name not in self._xml:
            try:
                parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
                self._xml[name] = etree.fromstring(self.read(name), parser)
            except (etree.XMLSyntaxError, ValueError):
                self._xml[name] = None
        return self._xml[name]

    def relations(self, part: str) -> list[Relation]:
        """Give the relationships of a part; the package's own for an empty name."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels") if part else "_rels/.rels"
        root = self.xml(name) if name in self.names else None
        found = []
        for element in root if root is not None else ():
            if not isinstance(element.tag, str):
                continue
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = (
                    target[1:]
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target.split("#")[0]))
                )
            found.append(Relation(element.get("Id", ""), element.get("Type", ""), target, external))
        return found

    @cached_property
    def slides(self) -> list[Slide]:
        """Give the slides in the deck's order."""
        by_id = {rel.id: rel.target for rel in self.relations("ppt/presentation.xml")}
        parts = [by_id.get(e.get(f"{R}id", ""), "") for e in self.xml("ppt/presentation.xml").iter(f"{P}sldId")]
        return [
            Slide(number, part, root)
            for number, part in enumerate(parts, 1)
            if (root := self.xml(part) if part in self.names else None) is not None
        ]


def shape_name(shape: Any) -> str:
    """Give the name of a shape."""
    properties = shape.find(f".//{P}cNvPr")
    return str(properties.get("name", "")) if properties is not None else ""


def text_of(shape: Any) -> str:
    """Give the words of a shape."""
    return "".join(t.text or "" for t in shape.iter(f"{A}t")).strip()
