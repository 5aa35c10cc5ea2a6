"""What is wrong with a translation: placeholders, marks, links, numbers, spaces, length, terms, double meanings, plural forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from builder.content import markdown
from builder.diagnostics import Diagnostic, Findings, Position
from builder.languages.language import language_of
from builder.languages.names import plural_forms
from builder.translation.catalog import catalog_file, read_po
from builder.translation.glossary import Glossary, read_glossary
from builder.translation.placeholders import names_in

if TYPE_CHECKING:
    import polib

    from builder.projects.session import Session

SHOWN = 50  # characters of a text that a message quotes


def placeholder_faults(source: str, text: str) -> str:
    """Say which placeholders a translation lacks, has too often, or made up; nothing where they agree."""
    wanted, there = Counter(names_in(source)), Counter(names_in(text))
    if wanted == there:
        return (
            "in this translation {{ is text, and does not stand in the source"
            if _opens(text) and not _opens(source)
            else ""
        )
    lost, made = sorted((wanted - there).elements()), sorted((there - wanted).elements())
    parts = [f"{{{name}}} is lost" for name in lost] + [f"{{{name}}} does not stand in the source" for name in made]
    return "in this translation " + " and ".join(parts)


def _opens(text: str) -> bool:
    """True where a text has two opening braces, which no expression is written with here."""
    return "{{" in text


def catalog_findings(session: Session, language: str) -> list[Diagnostic]:
    """Look at every valid translation of a session in one language; each finding has the line of the .po file."""
    path = catalog_file(session.folder, language)
    if not path.is_file() or not session.project.inside(path):
        return []  # building says that it leads out of the project
    name, found = session.project.named(path), Findings()
    file = read_po(path, name, found)
    if file is None:
        return list(found)
    found.extend(_header(file, language, name))
    entries = [entry for entry in file if entry.msgstr and not (entry.obsolete or entry.fuzzy)]
    glossary = read_glossary(session.project, session.language, language, found)
    for entry in entries:
        at = Position(name, entry.linenum or 1, 1)
        for rule, severity, message, hint in _faults(entry, glossary):
            found.add(rule, message, at, hint, severity=severity, slide=slide_of(entry.msgctxt or ""))  # type: ignore[arg-type]
    if not language_of(language).is_pseudo:
        found.extend(_two_ways(entries, name))
    return list(found)


Fault = tuple[str, str, str, str]  # rule, severity, message, hint


def _faults(entry: polib.POEntry, glossary: Glossary) -> Iterator[Fault]:
    source, text = entry.msgid, entry.msgstr
    wrong = placeholder_faults(source, text)
    if wrong:
        yield "placeholder", "error", wrong, "keep each {name} of the source, as often as it stands there"
    yield from _marks(entry)
    lost = _numbers(source) - _numbers(text)
    if lost:
        figures = ", ".join(sorted(lost.elements()))
        yield (
            "translation-numbers", "warning", f"{figures} of the source is not in the translation",
            "write the same figures; one written out in words can stay so",
        )  # fmt: skip
    if _edges(source) != _edges(text):
        yield (
            "translation-space", "warning", "the translation begins or ends with other spaces than its source",
            f"the source is “{quoted(source)}”",
        )  # fmt: skip
    limit = limit_of(entry)
    if limit and len(text) > limit:
        yield (
            "translation-length", "warning", f"{len(text)} characters stand here, {limit} fit on the slide", "say it shorter",
        )  # fmt: skip
    for term, wanted in glossary.missed(source, text):
        yield (
            "translation-term",
            "warning",
            f"“{term}” is called “{wanted}” in the glossary",
            "use the glossary's word, or change it there",
        )


def limit_of(entry: polib.POEntry) -> int:
    """Return the most characters that an entry's text may have; 0 where none is told."""
    for flag in entry.flags:
        if re.fullmatch(r"max-length:\d+", flag):
            return int(flag[11:])
    told = re.search(r"(?m)^max: (\d+)$", entry.comment or "")
    return int(told[1]) if told else 0


def _marks(entry: polib.POEntry) -> Iterator[Fault]:
    """Compare bold, italic, links and hard breaks of source and translation."""
    lists = "/notes" in (entry.msgctxt or "")
    source, text = (markdown.parse(each, lists=lists) for each in (entry.msgid, entry.msgstr))
    if {rule for rule, _ in text.remarks} - {rule for rule, _ in source.remarks}:
        yield (
            "translation-marks",
            "warning",
            "** stands here without its partner",
            "write marks in pairs, as the source does",
        )
        return
    before, after = (_looks(each.paragraphs) for each in (source, text))
    for what in ("bold", "italic", "raised or lowered"):
        if (before[what] > 0) != (after[what] > 0):
            lacks = "has nothing" if before[what] else "has something"
            yield (
                "translation-marks",
                "warning",
                f"the translation {lacks} {what}, other than its source",
                "mark the same words",
            )
    links, kept = (sorted({r.link for p in each.paragraphs for r in p.runs if r.link}) for each in (source, text))
    if links != kept:
        missing = ", ".join(sorted(set(links) - set(kept))) or ", ".join(sorted(set(kept) - set(links)))
        yield (
            "translation-links",
            "warning",
            f"the links are not those of the source: {missing}",
            "keep addresses and #ids as they are",
        )


def _looks(paragraphs: Iterable[object]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        for run in paragraph.runs:  # type: ignore[attr-defined]
            seen["bold"] += run.bold
            seen["italic"] += run.italic
            seen["raised or lowered"] += bool(run.script)
    return seen


def _numbers(text: str) -> Counter[str]:
    """Count the figures of a text, whatever digits and separators they are written with."""
    bare = re.sub(r"\{\w+\}|https?://\S+", " ", text)
    bare = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in bare)
    return Counter(re.sub(r"\D", "", each) for each in re.findall(r"\d+(?:[.,\u00a0\u202f٫٬’']\d+)*", bare))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def quoted(text: str) -> str:
    """Shorten a text for a message."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def slide_of(context: str) -> str:
    """Return the slide that a context belongs to; "" for the session's own."""
    return context.partition("/")[0].rpartition(":")[2] if "/" in context else ""


def _two_ways(entries: Iterable[polib.POEntry], name: str) -> Iterator[Diagnostic]:
    """Find sources that are said in two ways."""
    first: dict[str, polib.POEntry] = {}
    for entry in entries:
        known = first.setdefault(entry.msgid, entry)
        if known.msgstr != entry.msgstr:
            yield Diagnostic(
                "translation-two-ways",
                f"“{quoted(entry.msgid)}” is “{quoted(entry.msgstr)}” here and “{quoted(known.msgstr)}” in line {known.linenum}",
                Position(name, entry.linenum or 1, 1),
                "make them one, unless the two slides mean different things",
                severity="info", slide=slide_of(entry.msgctxt or ""),
            )  # fmt: skip


def _header(file: polib.POFile, language: str, name: str) -> Iterator[Diagnostic]:
    at = Position(name, 1, 1)
    told = str(file.metadata.get("Language", "")).replace("_", "-")
    if told and told.lower() != language.lower():
        yield Diagnostic(
            "translation-language", f"the header says that this is '{told}', the file is called {language}.po", at,
            f"write Language: {language.replace('-', '_')}", severity="warning",
        )  # fmt: skip
    forms = re.search(r"nplurals\s*=\s*(\d+)", str(file.metadata.get("Plural-Forms", "")))
    wanted = re.search(r"nplurals\s*=\s*(\d+)", plural_forms(language))
    if forms and wanted and forms[1] != wanted[1]:
        yield Diagnostic(
            "plural-forms", f"the header counts {forms[1]} plural forms, {language} has {wanted[1]} (CLDR)", at,
            f"write Plural-Forms: {plural_forms(language)}", severity="warning",
        )  # fmt: skip
    count = int(forms[1]) if forms else int(wanted[1]) if wanted else 0
    for entry in file:
        if (
            entry.msgid_plural
            and not entry.obsolete
            and len([v for v in entry.msgstr_plural.values() if v]) not in (0, count)
        ):
            yield Diagnostic(
                "plural-forms",
                f"this text needs {count} plural forms",
                Position(name, entry.linenum or 1, 1),
                "fill in each of them",
            )
