"""A template taken in: what every deck carries of it, and nothing of its slides, comments, macros and traces.

Theme, masters, layouts, table styles and fonts stay as they are to the byte, what breaks the schema in masters and layouts excepted. The presentation part
is written anew; a notes master is added where there is none.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

from lxml import etree

from builder.brands.design.theme_xml import notes_master_xml
from builder.brands.template.mending import is_mended, mended
from builder.brands.template.opening import TemplatePackage, refused
from builder.ooxml.namespaces import A, P, R
from builder.ooxml.package import Relation, add_relation, office, relations_name, relationships
from builder.ooxml.xml import editable, written

KEPT = ("slideMaster", "notesMaster", "handoutMaster", "theme", "tableStyles", "presProps", "font")
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_KNOWN = {"rels": _RELS_TYPE, "xml": "application/xml"}
_NOTES, _NOTES_THEME = "ppt/notesMasters/fandeckNotesMaster.xml", "ppt/theme/fandeckNotesTheme.xml"
_STYLES = "ppt/tableStyles.xml"
# What is kept of p:presentation, in the order of the schema (CT_Presentation).
_CHILDREN = ("sldSz", "notesSz", "embeddedFontLst", "kinsoku", "defaultTextStyle")
_ATTRIBUTES = ("saveSubsetFonts", "autoCompressPictures", "rtl", "embedTrueTypeFonts", "firstSlideNum")


class Taken(NamedTuple):
    """The parts to keep, by name: content type (empty where the extension tells it) and bytes."""

    parts: dict[str, tuple[str, bytes]]
    defaults: dict[str, str]
    notes_master: str
    notices: tuple[str, ...]

    def add_table_styles(self, raw: bytes) -> None:
        """Add the table styles that a template has none of."""
        self.parts[_STYLES] = (_STYLES_TYPE, raw)
        name = "ppt/_rels/presentation.xml.rels"
        kind, raw = self.parts[name]
        rels = editable(raw)
        add_relation(rels, Relation(f"rId{len(rels) + 1}", office("tableStyles"), f"/{_STYLES}"))
        self.parts[name] = (kind, written(rels))


def take_in(package: TemplatePackage) -> Taken:
    """Take from a template's package what decks are built on; raises ContentError where it has no layout."""
    main = package.main
    kept = [rel for rel in package.parts_of(main) if rel.kind in KEPT]
    if not any(rel.kind == "slideMaster" for rel in kept):
        raise refused("it has no slide master", package.at, "open and save it in PowerPoint")
    names = _reached(package, kept)
    added: dict[str, tuple[str, bytes]] = {}
    notes = next((rel.target for rel in kept if rel.kind == "notesMaster"), "")
    if not notes:
        notes = _NOTES
        kept.append(Relation("notes", office("notesMaster"), _NOTES))
        added |= _notes_master(package, kept)
    presentation, rels = _presentation(package, kept)
    defaults: dict[str, str] = dict(_KNOWN)
    parts: dict[str, tuple[str, bytes]] = {
        "ppt/presentation.xml": (MAIN_TYPE, presentation),
        "ppt/_rels/presentation.xml.rels": ("", rels),
    }
    for name in names:
        raw = mended(package, name) if is_mended(name) else package.read(name)
        parts[name] = (_typed(package, name, defaults), raw)
        if (rels_name := relations_name(name)) in package.members:
            parts[rels_name] = ("", package.read(rels_name))
    parts |= added
    return Taken(parts, defaults, "/" + notes, notices(package))


def _reached(package: TemplatePackage, kept: list[Relation]) -> list[str]:
    """List the parts that what is kept leads to, never by way of a slide."""
    found: dict[str, None] = {}
    waiting = [rel.target for rel in kept]
    while waiting:
        name = waiting.pop(0)
        if name in found or name == package.main:
            continue
        found[name] = None
        waiting += [rel.target for rel in package.parts_of(name) if rel.kind != "slide"]
    return list(found)


def _typed(package: TemplatePackage, name: str, defaults: dict[str, str]) -> str:
    """Return the content type that a part has to be listed with; nothing where its extension tells it."""
    kind = package.type_of(name)
    extension = name.rsplit(".", 1)[-1].lower()
    if defaults.setdefault(extension, kind) == kind and extension != "xml":
        return ""
    return kind


def notices(package: TemplatePackage) -> tuple[str, ...]:
    """Say what of a template is left behind."""
    notices = []
    if any(name.lower().endswith("vbaproject.bin") for name in package.members):
        notices.append("its macros are left behind")
    return tuple(notices)


def _notes_master(package: TemplatePackage, kept: list[Relation]) -> dict[str, tuple[str, bytes]]:
    """Make a notes master with a copy of the first theme."""
    master = next(rel.target for rel in kept if rel.kind == "slideMaster")
    theme = package.related(master, "theme")
    if not theme:
        raise refused("its first master has no theme", package.at, "open and save it in PowerPoint")
    raw = package.read(theme)
    rels = relationships([Relation("rId1", office("theme"), "/" + _NOTES_THEME)])
    found = {
        _NOTES: (_NOTES_TYPE, notes_master_xml().encode()),
        "ppt/notesMasters/_rels/fandeckNotesMaster.xml.rels": ("", rels),
        _NOTES_THEME: (_THEME_TYPE, raw),
    }
    own = package.parts_of(theme)
    if own:  # pictures of the theme's fills
        copies = relationships([rel._replace(target="/" + rel.target) for rel in own])
        found["ppt/theme/_rels/fandeckNotesTheme.xml.rels"] = ("", copies)
    return found


def _presentation(package: TemplatePackage, kept: list[Relation]) -> tuple[bytes, bytes]:
    """Write the presentation part anew: masters, sizes, fonts and text defaults; no slides."""
    old = package.presentation
    numbered = [rel._replace(id=f"rId{n}", target="/" + rel.target) for n, rel in enumerate(kept, 1)]
    new_ids = {was.id: now.id for was, now in zip(kept, numbered, strict=True)}
    root = etree.Element(
        f"{P}presentation",
        {name: old.get(name) for name in _ATTRIBUTES if old.get(name) is not None},
        nsmap={"a": A[1:-1], "r": R[1:-1], "p": P[1:-1]},
    )
    masters = etree.SubElement(root, f"{P}sldMasterIdLst")
    listed = [each for each in old.iter(f"{P}sldMasterId") if new_ids.get(each.get(f"{R}id"))]
    for each in listed:
        known = {"id": each.get("id")} if each.get("id") else {}
        etree.SubElement(masters, f"{P}sldMasterId", {**known, f"{R}id": new_ids[each.get(f"{R}id")]})
    for kind in ("notesMaster", "handoutMaster"):
        found = next((rel for rel in numbered if rel.kind == kind), None)
        if found:
            listing = etree.SubElement(root, f"{P}{kind}IdLst")
            etree.SubElement(listing, f"{P}{kind}Id", {f"{R}id": found.id})
    for name in _CHILDREN:
        child = old.find(f"{P}{name}")
        if child is not None and (name != "embeddedFontLst" or any(rel.kind == "font" for rel in kept)):
            root.append(_renumbered(copy.deepcopy(child), new_ids))
        elif name == "notesSz":
            etree.SubElement(root, f"{P}notesSz", {"cx": "6858000", "cy": "9144000"})
        elif name == "sldSz":
            etree.SubElement(root, f"{P}sldSz", {"cx": "9144000", "cy": "6858000"})
    etree.cleanup_namespaces(root, keep_ns_prefixes=["a", "r", "p"])
    return written(root), relationships(numbered)


def _renumbered(element: Any, new_ids: dict[str, str]) -> Any:
    """Return an element its new relationship ids; a font whose file is gone goes with it."""
    for each in list(element.iter()):
        for attribute in (f"{R}id", f"{R}embed"):
            old = each.get(attribute)
            if old is not None and old in new_ids:
                each.set(attribute, new_ids[old])
            elif old is not None and each.getparent() is not None:
                each.getparent().remove(each)
                break
    return element
