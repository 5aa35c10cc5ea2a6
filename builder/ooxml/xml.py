"""XML of strangers read within bounds, and trees written as parts."""

from __future__ import annotations

import re
from typing import Any, Literal

from lxml import etree

from builder.languages.characters import NOT_IN_XML
from builder.ooxml.namespaces import MC, STRICT, TRANSITIONAL, A, C

MAX_XML = 100_000_000  # bytes of one part
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PERCENT = re.compile(r"-?\d{1,9}(\.\d{1,9})?%")
_WORDS = {"name", "descr", "title", "tooltip", "char", "typeface"}  # attributes of drawings that hold text
# The prefixes of extensions that PowerPoint takes from `mc:AlternateContent`.
_UNDERSTOOD = {"p14", "p15", "a14", "a15", "a16", "asvg", "adec", "c14", "p159", "p16", "am3d", "cx1", "aink", "v"}


class UnreadableXml(Exception):
    """Bytes that are no XML which may be read; `reason` says why."""

    def __init__(self, reason: Literal["large", "damaged", "doctype"]) -> None:
        super().__init__(reason)
        self.reason = reason


def parsed(raw: bytes) -> Any:
    """Return the root of a part: no entities, no network, no document type; raises UnreadableXml.

    Of alternatives stays what PowerPoint takes; the names of Strict files are those of ordinary ones.
    """
    if len(raw) > MAX_XML:
        raise UnreadableXml("large")
    root = _tree(raw, bare=True)
    if STRICT.encode() in raw:
        _make_transitional(root)
    if b"AlternateContent" in raw:
        _decide(root)
    return root


def editable(raw: bytes) -> Any:
    """Return the root of a part that is changed and written again: whatever stands in it stays."""
    return _tree(raw, bare=False)


def written(root: Any) -> bytes:
    """Return a tree as a part's bytes."""
    return DECLARATION.encode() + etree.tostring(root, encoding="unicode").encode()


def plain(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold."""
    return text if text.isprintable() else NOT_IN_XML.sub("", text)


def escape(text: str) -> str:
    """Return text as it stands in an element or, between double quotes, in an attribute."""
    if not text.isprintable():
        text = NOT_IN_XML.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def fragment(text: str, declarations: str) -> Any:
    """Return the element that a piece of XML comes to; declarations: of its prefixes, which its new parent has."""
    return etree.fromstring(f"<x {declarations}>{text}</x>")[0]


def _tree(raw: bytes, *, bare: bool) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=bare,
        remove_pis=bare,
    )
    try:
        root: Any = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableXml("damaged") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableXml("doctype")
    return root


def _make_transitional(root: Any) -> None:
    """Write elements, attributes and percentages of a Strict part as ordinary files do."""
    for element in root.iter(etree.Element):
        element.tag = _transitional(element.tag)
        for name, value in element.attrib.items():
            ordinary, new = _transitional(name), TRANSITIONAL.get(value, value)
            if value.endswith("%") and _PERCENT.fullmatch(value) and name not in _WORDS:
                new = _percentage(element.tag, name, value)
            if ordinary != name:
                del element.attrib[name]
            if ordinary != name or new != value:
                element.set(ordinary, new)


def _percentage(tag: str, name: str, value: str) -> str:
    """Return a percentage as ordinary files have it: thousandths in drawings, whole ones in charts."""
    if tag.startswith(A):
        return str(round(float(value[:-1]) * 1000))
    return value[:-1] if tag.startswith(C) and name == "val" else value


def _transitional(name: str) -> str:
    uri, brace, local = name[1:].partition("}")
    return f"{{{TRANSITIONAL[uri]}}}{local}" if brace and uri in TRANSITIONAL else name


def _decide(root: Any) -> None:
    """Put what PowerPoint would take of each `mc:AlternateContent` in its place."""
    for block in list(root.iter(f"{MC}AlternateContent")):
        parent = block.getparent()
        if parent is None:
            continue
        choices = [c for c in block.findall(f"{MC}Choice") if set(c.get("Requires", "?").split()) <= _UNDERSTOOD]
        taken = choices[0] if choices else block.find(f"{MC}Fallback")
        place = parent.index(block)
        for child in list(taken) if taken is not None else ():
            parent.insert(place, child)
            place += 1
        parent.remove(block)
