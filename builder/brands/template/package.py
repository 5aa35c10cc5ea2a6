"""A PowerPoint file opened as the stranger that it is: its parts, their types and relationships, within bounds."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from builder.diagnostics import ContentError, Position

MAX_FILE = 400_000_000  # bytes of the file
MAX_WHOLE = 1_000_000_000  # bytes of all members together
MAX_XML = 60_000_000  # bytes of one XML part
MAX_MEMBERS = 20_000
MAX_RATIO = 250  # bytes out of one byte, of members over a megabyte

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Rel(NamedTuple):
    """A relationship of a part; the target is a member's name, or an address where it is external."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type."""
        return self.type.rsplit("/", 1)[-1]


@dataclass
class Package:
    """The members of a file by name, and what they are."""

    members: dict[str, bytes]
    at: Position | None = None
    _trees: dict[str, Any] = field(default_factory=dict, repr=False)
    _rels: dict[str, tuple[Rel, ...]] = field(default_factory=dict, repr=False)

    def tree(self, name: str) -> Any:
        """Parse a part once; raises ContentError where it is no XML that may be read."""
        if name not in self._trees:
            self._trees[name] = parsed(self.members[name], name, self.at)
        return self._trees[name]

    def rels(self, name: str) -> tuple[Rel, ...]:
        """Give the relationships of a part, those of the package for an empty name; dead ones are left out."""
        if name not in self._rels:
            self._rels[name] = tuple(self._read_rels(name))
        return self._rels[name]

    def _read_rels(self, name: str) -> list[Rel]:
        folder, file = posixpath.split(name)
        rels_name = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels_name not in self.members:
            return []
        found = []
        for each in self.tree(rels_name):
            if not isinstance(each.tag, str):
                continue
            target, external = each.get("Target", ""), each.get("TargetMode") == "External"
            if not external:
                target = target.split("#", 1)[0]
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                if target not in self.members:
                    target = self._folded.get(unquote(target).lower(), target)
                if target not in self.members:
                    continue
            found.append(Rel(each.get("Id", ""), each.get("Type", ""), target, external))
        return found

    def target(self, name: str, rel_id: str) -> str:
        """Give the part that a relationship of a part leads to; nothing where there is none."""
        return next((rel.target for rel in self.rels(name) if rel.id == rel_id and not rel.external), "")

    def first(self, name: str, kind: str) -> str:
        """Give the first part of a kind that a part leads to."""
        return next((rel.target for rel in self.rels(name) if rel.kind == kind and not rel.external), "")

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.lower(): name for name in self.members}

    @cached_property
    def _type_lists(self) -> tuple[dict[str, str], dict[str, str]]:
        defaults, overrides = {}, {}
        for each in self.tree("[Content_Types].xml"):
            if each.tag == f"{_TYPES}Default":
                defaults[each.get("Extension", "").lower()] = each.get("ContentType", "")
            elif each.tag == f"{_TYPES}Override":
                overrides[each.get("PartName", "").lstrip("/").lower()] = each.get("ContentType", "")
        return defaults, overrides

    def type_of(self, name: str) -> str:
        """Give the content type of a part."""
        defaults, overrides = self._type_lists
        return overrides.get(name.lower()) or defaults.get(name.rsplit(".", 1)[-1].lower(), "")

    @cached_property
    def main(self) -> str:
        """The presentation part."""
        return self.first("", "officeDocument")


def parsed(raw: bytes, name: str, at: Position | None) -> Any:
    """Parse XML of a stranger: no entities, no network, no document type."""
    if len(raw) > MAX_XML:
        raise refused(f"its part '{name}' is {len(raw) // 1_000_000} MB", at, "save the file anew in PowerPoint")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        tree: Any = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refused(f"its part '{name}' is damaged", at, "open and save it in PowerPoint") from None
    if tree.getroottree().docinfo.doctype:
        raise refused(f"its part '{name}' declares a document type", at, "open and save it in PowerPoint")
    return tree


def refused(what: str, at: Position | None, hint: str = "") -> ContentError:
    """Give the error that says why a template cannot be used."""
    return ContentError.of("brand-template", f"the template cannot be used: {what}", at, hint)


def open_package(raw: bytes, at: Position | None = None) -> Package:
    """Open a PowerPoint file from its bytes; raises ContentError saying what is wrong with it."""
    if raw[:4] == b"\xd0\xcf\x11\xe0":
        raise refused("it is encrypted, or in the format before 2007", at, "save it as .potx without a password")
    if raw[:2] != b"PK":
        raise refused("it is no PowerPoint file", at, "name a .potx or .pptx")
    if len(raw) > MAX_FILE:
        raise refused(f"it is {len(raw) // 1_000_000} MB", at, "make its pictures smaller")
    package = Package(_members(raw, at), at)
    if "[Content_Types].xml" not in package.members:
        raise refused("it is no PowerPoint file", at, "name a .potx or .pptx")
    if any(rel.type.startswith(STRICT) for rel in package.rels("")):
        raise refused("it is 'Strict Open XML'", at, "save it as an ordinary .pptx or .potx")
    main = package.main
    if not main or package.tree(main).tag != f"{P}presentation":
        raise refused("it holds no presentation", at, "name a .potx or .pptx")
    return package


def _members(raw: bytes, at: Position | None) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    whole = 0
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_MEMBERS:
                raise refused(f"it has {len(infos)} members", at, "open and save it in PowerPoint")
            for info in infos:
                whole += info.file_size
                ratio = info.file_size / max(info.compress_size, 1)
                if whole > MAX_WHOLE or (info.file_size > 1_000_000 and ratio > MAX_RATIO):
                    raise refused("it unpacks to far more than its size", at, "open and save it in PowerPoint")
            for info in infos:
                name = info.filename.replace("\\", "/").lstrip("/")
                if info.is_dir() or ".." in name.split("/"):
                    continue
                if info.flag_bits & 1:
                    raise refused("it is encrypted", at, "save it without a password")
                with archive.open(info) as stream:
                    data = stream.read(info.file_size + 1)
                if len(data) > info.file_size:
                    raise refused("it unpacks to more than it says", at, "open and save it in PowerPoint")
                members[name] = data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError):
        raise refused("the file is damaged", at, "open and save it in PowerPoint") from None
    return members
