"""Catalogs: `locales/<language>.po` beside what they translate, read with polib."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import Findings, Position
from builder.languages.characters import NOT_IN_TEXT
from builder.languages.formats import is_language
from builder.languages.language import language_of

if TYPE_CHECKING:
    import polib

MAX_BYTES = 20_000_000
PSEUDO = ("en-XA", "ar-XB")  # CLDR's: accented, and right to left
LOCALES = "locales"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a translator wrote for one text."""

    text: str
    at: Position
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Catalog:
    """One language's translations by context and source."""

    language: str
    name: str
    entries: dict[Key, Entry]


def languages_of(folder: Path, *, pseudo: bool = False) -> list[str]:
    """List the languages that a folder has catalogs for; those made for testing only where asked for."""
    found = sorted(path.stem for path in (folder / LOCALES).glob("*.po"))
    return [
        each
        for each in found
        if is_language(each) and language_of(each).canonical == each and (pseudo or not language_of(each).is_pseudo)
    ]


def catalog_file(folder: Path, language: str) -> Path:
    """Name the catalog of a language."""
    return folder / LOCALES / f"{language}.po"


def read_catalog(path: Path, name: str, findings: Findings) -> Catalog | None:
    """Read a catalog for building; None (with a finding) where it cannot be read."""
    file = read_po(path, name, findings)
    if file is None:
        return None
    entries: dict[Key, Entry] = {}
    for entry in file:
        if entry.obsolete or not entry.msgstr:
            continue
        at = Position(name, entry.linenum or 1, 1)
        entries.setdefault((entry.msgctxt or "", entry.msgid), Entry(clean(entry.msgstr), at, entry.fuzzy))
    return Catalog(path.stem, name, entries)


def read_po(path: Path, name: str, findings: Findings) -> polib.POFile | None:
    """Read a .po file with polib; None (with a finding at its line) where it has faults."""
    import polib

    try:
        if path.stat().st_size > MAX_BYTES:
            findings.add("file-size", f"is larger than {MAX_BYTES // 1_000_000} MB", Position(name, 1, 1))
            return None
        raw = path.read_bytes()
    except OSError as error:
        findings.add("file-readable", f"cannot be read: {error.strerror}", Position(name, 1, 1))
        return None
    text = _decoded(raw, name, findings)
    if text is None:
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.match(line):
            findings.add(
                "po-syntax", "this line is not gettext's .po format", Position(name, number, 1),
                'each text is msgctxt "…", msgid "…", msgstr "…"; a quotation mark inside is \\"',
            )  # fmt: skip
            return None
    try:
        file = polib.pofile(text, wrapwidth=width_of(text), check_for_duplicates=False)
        lines = text.split("\n")
        for entry in file:  # polib gives the line of an entry's first comment: translations are what we speak of
            number = entry.linenum or 1
            while number < len(lines) and not lines[number - 1].startswith(("msgstr", "#~ msgstr")):
                number += 1
            entry.linenum = number
        seen: dict[Key, int] = {}
        for entry in file:
            number = entry.linenum or 1
            first = seen.setdefault((entry.msgctxt or "", entry.msgid), number)
            if first != number and not entry.obsolete:
                findings.add(
                    "po-duplicate", f"the same text of the same field stands in line {first} too, which counts", Position(name, number, 1),
                    "remove one of the two", severity="warning",
                )  # fmt: skip
        return file
    except _REFUSALS:
        at = Position(name, _refused_line(text.split("\n")), 1)
        findings.add(
            "po-syntax", "this is not gettext's .po format", at,
            'each text is msgctxt "…", msgid "…", msgstr "…"; a quotation mark inside is \\"',
        )  # fmt: skip
        return None


_REFUSALS = (
    OSError,
    ValueError,
    IndexError,
    AttributeError,
    UnicodeError,
)  # what polib raises on a file that is no .po


def _refused_line(lines: list[str]) -> int:
    """Return the number of the first line that polib refuses: it reads all before it, and nothing after."""
    import polib

    def refused(count: int) -> bool:
        try:
            polib.pofile("\n".join(lines[:count]) + "\n", check_for_duplicates=False)
        except _REFUSALS:
            return True
        return False

    return bisect_left(range(1, len(lines) + 1), True, key=refused) + 1


_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?\Z', re.S)


def _decoded(raw: bytes, name: str, findings: Findings) -> str | None:
    named = re.search(rb"charset=([\w-]+)", raw[:4000])
    charset = named[1].decode("ascii") if named and named[1].upper() != b"CHARSET" else "utf-8"
    try:
        text = raw.decode("utf-8-sig" if charset.lower().replace("-", "") == "utf8" else charset)
    except (UnicodeError, LookupError):
        findings.add("utf-8", f"the file is not {charset}", Position(name, 1, 1), "save it as UTF-8")
        return None
    if text.strip() and "msgid" not in text:
        findings.add(
            "po-syntax", "this is not gettext's .po format", Position(name, 1, 1), "fandeck translate update makes one"
        )
        return None
    return text.replace("\r\n", "\n") + "\n"


def width_of(text: str) -> int:
    """Return the width that a .po file wraps its lines at; 0 where it does not wrap them."""
    longest = max((len(line) for line in text.split("\n") if line.startswith(('"', "msg"))), default=0)
    return 78 if longest <= 81 else 0


def clean(text: str) -> str:
    """Take out what no slide may hold."""
    return NOT_IN_TEXT.sub("", text)
