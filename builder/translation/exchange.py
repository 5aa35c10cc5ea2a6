"""Catalogs for translation programs: XLIFF 1.2 and 2.0, and memories as TMX 1.4, written and read with lxml.

Placeholders are inline elements (`x` in 1.2, `ph` in 2.0), which those programs keep from being changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from builder.diagnostics import ContentError
from builder.languages.language import language_of
from builder.translation.catalog import Key, clean
from builder.translation.checks import limit_of

if TYPE_CHECKING:
    import polib

MAX_BYTES = 50_000_000
X1, X2 = "urn:oasis:names:tc:xliff:document:1.2", "urn:oasis:names:tc:xliff:document:2.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
_PLACE = re.compile(r"(?<!\{)\{([A-Za-z_]\w*)\}(?!\})")

Version = Literal["1.2", "2.0"]


@dataclass(slots=True)
class Given:
    """Translations that came from somewhere: of texts in their field, and of texts wherever they stand."""

    entries: dict[Key, str] = field(default_factory=dict)
    memory: dict[str, str] = field(default_factory=dict)


def xliff(file: polib.POFile, source: str, target: str, slug: str, version: Version = "2.0") -> bytes:
    """Write a catalog as XLIFF; target: the language of the translations, or nothing."""
    made = _Xliff12() if version == "1.2" else _Xliff20()
    made.write([entry for entry in file if not entry.obsolete], source, target, slug)
    return made.data()


class _Xliff:
    """An XLIFF document in the making; texts are put in after the rest is indented, so that nothing is added to them."""

    SPACE: str
    VERSION: str

    def __init__(self) -> None:
        from lxml import etree

        self._etree = etree
        self.root = etree.Element(f"{{{self.SPACE}}}xliff", nsmap=cast("Any", {None: self.SPACE}))
        self.root.set("version", self.VERSION)
        self._texts: list[tuple[Any, str]] = []

    def sub(self, parent: Any, tag: str, attributes: Mapping[str, str] | None = None) -> Any:
        return self._etree.SubElement(parent, f"{{{self.SPACE}}}{tag}", dict(attributes or {}))

    def text(self, parent: Any, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
        self._texts.append((self.sub(parent, tag, attributes), text))

    def write(self, entries: Iterable[Any], source: str, target: str, slug: str) -> None:
        raise NotImplementedError

    def placeholder(self, element: Any, name: str, number: int) -> Any:
        raise NotImplementedError

    def data(self) -> bytes:
        self._etree.indent(self.root, "  ")
        for element, text in self._texts:
            place, last = 0, None
            for number, match in enumerate(_PLACE.finditer(text), 1):
                _add(element, last, text[place : match.start()])
                last = self.placeholder(element, match[1], number)
                place = match.end()
            _add(element, last, text[place:])
        data: bytes = self._etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        return data + b"\n"


def _add(element: Any, last: Any, words: str) -> None:
    words = clean(words)
    if last is None:
        element.text = (element.text or "") + words
    else:
        last.tail = (last.tail or "") + words


class _Xliff12(_Xliff):
    SPACE, VERSION = X1, "1.2"

    def write(self, entries: Iterable[Any], source: str, target: str, slug: str) -> None:
        languages = {"source-language": source, **({"target-language": target} if target else {})}
        outer = self.sub(self.root, "file", {"original": slug, "datatype": "plaintext", **languages})
        body = self.sub(outer, "body")
        for number, entry in enumerate(entries, 1):
            limit = limit_of(entry)
            unit = self.sub(body, "trans-unit", {
                "id": str(number), "resname": clean(entry.msgctxt or ""), f"{XML}space": "preserve",
                **({"maxwidth": str(limit), "size-unit": "char"} if limit else {}),
                **({"approved": "yes"} if target and entry.msgstr and not entry.fuzzy else {}),
            })  # fmt: skip
            self.text(unit, "source", entry.msgid)
            if target:
                state = "needs-review-translation" if entry.fuzzy else "translated"
                self.text(unit, "target", entry.msgstr, {"state": state if entry.msgstr else "needs-translation"})
            for note in _notes(entry):
                self.sub(unit, "note").text = note

    def placeholder(self, element: Any, name: str, number: int) -> Any:
        return self.sub(element, "x", {"id": f"{number}", "ctype": f"x-{name}", "equiv-text": f"{{{name}}}"})


class _Xliff20(_Xliff):
    SPACE, VERSION = X2, "2.0"

    def write(self, entries: Iterable[Any], source: str, target: str, slug: str) -> None:
        self.root.set("srcLang", source)
        if target:
            self.root.set("trgLang", target)
        outer = self.sub(self.root, "file", {"id": "f1", "original": slug})
        for number, entry in enumerate(entries, 1):
            name = clean(entry.msgctxt or "")
            unit = self.sub(outer, "unit", {"id": f"u{number}", "name": name, f"{XML}space": "preserve"})
            notes = _notes(entry)
            held = self.sub(unit, "notes") if notes else None
            for note in notes:
                self.sub(held, "note").text = note
            state = "translated" if entry.msgstr and not entry.fuzzy else "initial"
            segment = self.sub(unit, "segment", {"state": state} if target else {})
            self.text(segment, "source", entry.msgid)
            if target and entry.msgstr:
                self.text(segment, "target", entry.msgstr)

    def placeholder(self, element: Any, name: str, number: int) -> Any:
        return self.sub(element, "ph", {"id": str(number), "equiv": name, "disp": f"{{{name}}}"})


def _notes(entry: polib.POEntry) -> list[str]:
    lines = [line for text in (entry.comment, entry.tcomment) for line in (text or "").split("\n") if line]
    if entry.fuzzy and entry.previous_msgid:
        lines.append(f"The source was: {entry.previous_msgid}")
    return [clean(line) for line in lines]


def tmx(pairs: Iterable[tuple[str, str]], source: str, target: str) -> bytes:
    """Write a translation memory: TMX 1.4."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(root, "header", {
        "creationtool": "fandeck", "creationtoolversion": "1", "segtype": "paragraph", "o-tmf": "po", "adminlang": "en",
        "srclang": source, "datatype": "plaintext",
    })  # fmt: skip
    body = etree.SubElement(root, "body")
    for said, translation in dict(pairs).items():
        unit = etree.SubElement(body, "tu")
        for language, text in ((source, said), (target, translation)):
            variant = etree.SubElement(unit, "tuv")
            variant.set(f"{XML}lang", language)
            etree.SubElement(variant, "seg").text = clean(text)
    etree.indent(root, "  ")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def translations_in(path: Path, name: str, language: str) -> Given:
    """Read translations from a .po, XLIFF or TMX file; raises ContentError."""
    if path.suffix.lower() in (".po", ".pot"):
        return _of_po(path, name, language)
    from lxml import etree

    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError.of("file-size", f"{name} is larger than {MAX_BYTES // 1_000_000} MB", None)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.parse(str(path), parser).getroot()
    except OSError as error:
        raise ContentError.of("file-readable", f"{name} cannot be read: {error.strerror or error}", None) from None
    except etree.XMLSyntaxError as error:
        raise ContentError.of(
            "xml-syntax", f"{name} is not XML: line {error.lineno}", None, "export it again"
        ) from None
    kind = etree.QName(root).localname
    if kind == "tmx":
        return Given(memory=dict(_of_tmx(root, language)))
    if kind == "xliff":
        outer = root.find(f"{{{X1}}}file")
        _same_language(
            root.get("trgLang") or (outer.get("target-language") if outer is not None else ""), language, name
        )
        return _of_xliff(root)
    raise ContentError.of("unknown-format", f"{name} is neither XLIFF nor TMX", None, "take a .po, .xlf or .tmx file")


def _same_language(told: str | None, language: str, name: str) -> None:
    """Refuse a file that says that it is in another language; raises ContentError."""
    mine, other = (language_of(each).base for each in (language, told or ""))
    if other and mine != other:
        raise ContentError.of(
            "translation-language", f"{name} is in '{told}', not in '{language}'", None, f"name its language: -l {told}"
        )


def _of_po(path: Path, name: str, language: str) -> Given:
    from builder.diagnostics import Findings
    from builder.translation.catalog import read_po

    found = Findings()
    file = read_po(path, name, found)
    found.stop_on_errors()
    _same_language(file.metadata.get("Language") if file is not None else "", language, name)
    given = Given()
    for entry in file or ():
        if entry.msgstr and not entry.fuzzy:
            given.memory[entry.msgid] = entry.msgstr
            if not entry.obsolete:
                given.entries[entry.msgctxt or "", entry.msgid] = entry.msgstr
    return given


def _of_xliff(root: Any) -> Given:
    given = Given()
    for unit in root.iter(f"{{{X1}}}trans-unit"):
        source, target = unit.find(f"{{{X1}}}source"), unit.find(f"{{{X1}}}target")
        state = target.get("state", "") if target is not None else ""
        if source is not None and target is not None and not state.startswith("needs-") and state != "new":
            _give(given, unit.get("resname", ""), _flat(source), _flat(target))
    for unit in root.iter(f"{{{X2}}}unit"):
        segments = list(unit.iter(f"{{{X2}}}segment", f"{{{X2}}}ignorable"))
        source = "".join(_flat(part.find(f"{{{X2}}}source")) for part in segments)
        states = {part.get("state", "initial") for part in segments if part.tag.endswith("segment")}
        target = "".join(
            _flat(part.find(f"{{{X2}}}target"))
            or ("" if part.tag.endswith("segment") else _flat(part.find(f"{{{X2}}}source")))
            for part in segments
        )
        if states and "initial" not in states:
            _give(given, unit.get("name", ""), source, target)
    return given


def _give(given: Given, context: str, source: str, target: str) -> None:
    if target.strip():
        given.entries[context, source] = target
        given.memory[source] = target


def _flat(element: Any) -> str:
    """Return the text of an element, its placeholders as they stand in catalogs."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            parts.append(child.tail or "")
            continue
        local = child.tag.rpartition("}")[2]
        if local in ("x", "ph", "bx", "ex"):
            parts.append(
                child.get("equiv-text")
                or child.get("disp")
                or (f"{{{child.get('equiv')}}}" if child.get("equiv") else child.text or "")
            )
        else:
            parts.append(_flat(child))  # g, mrk, pc: their content
        parts.append(child.tail or "")
    return clean("".join(parts))


def _of_tmx(root: Any, language: str) -> Iterator[tuple[str, str]]:
    source_language = str((root.find("header").get("srclang") if root.find("header") is not None else "") or "").lower()
    for unit in root.iter("tu"):
        texts = {}
        for variant in unit.iter("tuv"):
            tag = str(variant.get(f"{XML}lang") or variant.get("lang") or "").replace("_", "-").lower()
            texts[tag] = _flat(variant.find("seg"))
        target = texts.get(language.lower()) or texts.get(language_of(language).base)
        source = texts.get(source_language) or next((text for tag, text in texts.items() if text != target), "")
        if source and target:
            yield source, target
