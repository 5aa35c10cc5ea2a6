"""A catalog brought up to date with what the session says now.

Entries are known by context and source together. A translation is kept where both are as they were; where the one text of a field
became another, it is carried over, marked fuzzy, with the text that it belonged to. What vanished stays at the end as obsolete,
and is found again by its exact text. Nothing is guessed from likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.translation.catalog_header import header_of
from builder.translation.exchange import Given
from builder.translation.texts import Text

if TYPE_CHECKING:
    import polib

    from builder.translation.catalog import Key


@dataclass(slots=True)
class Merged:
    """What became of a catalog's entries."""

    file: polib.POFile
    kept: int = 0
    new: int = 0
    fuzzy: int = 0  # carried over from an older text
    found: int = 0  # by their exact text, elsewhere or among what was removed
    obsolete: int = 0  # newly


@dataclass(frozen=True, slots=True)
class About:
    """What translators are told beside the texts themselves."""

    examples: Mapping[str, str]  # by expression: what it comes to for a real audience
    limits: Mapping[Key, int]


def merged(
    texts: Iterable[Text], old: polib.POFile | None, about: About, slug: str, language: str, given: Given | None = None
) -> Merged:
    """Return the catalog of a language for the texts as they are now.

    given: translations from elsewhere. One of the same text in the same field is taken as it is, one of the same text elsewhere
    is fuzzy, where the catalog has nothing.
    """
    import polib

    result = Merged(polib.POFile(wrapwidth=old.wrapwidth if old is not None else 78))
    file = result.file
    file.header, file.metadata = header_of(old, slug, language)
    if old is not None and getattr(old, "metadata_is_fuzzy", False):
        file.metadata_is_fuzzy = old.metadata_is_fuzzy
    history = _History(old if old is not None else ())
    texts = list(texts)
    history.see({text.key for text in texts})
    for text in texts:
        entry = polib.POEntry(msgctxt=text.context, msgid=text.source)
        describe(entry, text, about)
        history.fill(entry, result, given or Given())
        file.append(entry)
    for entry in history.left():
        result.obsolete += not entry.obsolete
        entry.obsolete, entry.occurrences, entry.comment = True, [], ""
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        file.append(entry)
    return result


class _History:
    """The entries of an older catalog, and which of them are still in use."""

    def __init__(self, old: Iterable[polib.POEntry]) -> None:
        self.live: dict[Key, polib.POEntry] = {}
        self.gone: dict[Key, polib.POEntry] = {}  # obsolete
        self.taken: set[int] = set()
        for entry in old:
            place = self.gone if entry.obsolete else self.live
            place.setdefault((entry.msgctxt or "", entry.msgid), entry)

    def see(self, now: set[Key]) -> None:
        """Compare with the texts as they are now: what vanished, and what appeared in which field."""
        self.now = now
        self.vanished: dict[str, list[polib.POEntry]] = {}
        for key, entry in self.live.items():
            if key not in now:
                self.vanished.setdefault(key[0], []).append(entry)
        self.appeared: dict[str, int] = {}
        for key in now:
            if key not in self.live and key not in self.gone:
                self.appeared[key[0]] = self.appeared.get(key[0], 0) + 1
        self.by_text: dict[str, list[polib.POEntry]] = {}
        for entry in (*[e for each in self.vanished.values() for e in each], *self.gone.values()):
            if entry.msgstr and not entry.fuzzy:
                self.by_text.setdefault(entry.msgid, []).append(entry)
        self.in_use: dict[str, polib.POEntry] = {}
        for key, entry in self.live.items():
            if key in now and entry.msgstr and not entry.fuzzy:
                self.in_use.setdefault(entry.msgid, entry)

    def fill(self, entry: polib.POEntry, result: Merged, given: Given) -> None:
        """Fill a new entry with the translation that it had, or that its text had elsewhere."""
        key = (entry.msgctxt, entry.msgid)
        said = given.entries.get(key, "")
        known = self.live.get(key) or self.gone.get(key)
        if known is not None:
            _take(entry, known)
            self.taken.add(id(known))
            if said and (said != known.msgstr or known.fuzzy):
                _say(entry, said)
                result.found += 1
            elif known.msgstr or entry.msgid not in given.memory:
                result.kept += 1
            else:
                self._remember(entry, given, result)
            return
        if said:
            _say(entry, said)
            result.found += 1
            return
        older = self.vanished.get(entry.msgctxt, [])
        exact = next((each for each in self.by_text.get(entry.msgid, ()) if id(each) not in self.taken), None)
        if exact is not None:  # the slide has another id, or the text stands on another slide now
            _take(entry, exact)
            self.taken.add(id(exact))
            result.found += 1
            return
        if len(older) == 1 and self.appeared.get(entry.msgctxt) == 1 and id(older[0]) not in self.taken:
            self._carry(entry, older[0], result)
            return
        self._remember(entry, given, result)

    def _remember(self, entry: polib.POEntry, given: Given, result: Merged) -> None:
        """Take what the same text is called elsewhere, for a person to look over."""
        elsewhere = self.in_use.get(entry.msgid)
        text = elsewhere.msgstr if elsewhere is not None else given.memory.get(entry.msgid, "")
        if text:
            entry.msgstr = text
            entry.flags.append("fuzzy")
            result.found += 1
        else:
            result.new += 1

    def _carry(self, entry: polib.POEntry, older: polib.POEntry, result: Merged) -> None:
        """Take the translation of the text that stood there, for a person to look over."""
        self.taken.add(id(older))
        _take(entry, older)
        if not older.msgstr:
            result.new += 1
            return
        if older.fuzzy and older.previous_msgid == entry.msgid:  # the older text came back
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = entry.previous_msgctxt = None
            result.kept += 1
            return
        if "fuzzy" not in entry.flags:
            entry.flags.append("fuzzy")
        if not (older.fuzzy and older.previous_msgid):
            entry.previous_msgctxt, entry.previous_msgid = older.msgctxt, older.msgid
        result.fuzzy += 1

    def left(self) -> Iterable[polib.POEntry]:
        """Yield the entries that nothing uses and that somebody worked on."""
        for entry in (*self.live.values(), *self.gone.values()):
            key = (entry.msgctxt or "", entry.msgid)
            if key not in self.now and id(entry) not in self.taken and (entry.msgstr or entry.tcomment):
                yield entry


def _say(entry: polib.POEntry, text: str) -> None:
    entry.msgstr = text
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgctxt = None


def _take(entry: polib.POEntry, known: polib.POEntry) -> None:
    entry.msgstr, entry.tcomment = known.msgstr, known.tcomment
    entry.previous_msgid, entry.previous_msgctxt = known.previous_msgid, known.previous_msgctxt
    own = ("python-brace-format", "no-python-brace-format")
    entry.flags += [f for f in known.flags if f not in (*own, *entry.flags) and not f.startswith("max-length")]


def describe(entry: polib.POEntry, text: Text, about: About) -> None:
    """Tell translators what a text is: its slide, its field, what is put in, how long it may be, and where it stands."""
    lines = []
    if text.title or text.slide:
        kind = f" ({text.kind})" if text.kind else ""
        lines.append(f"Slide: {_line(text.title) or text.slide}{kind}")
    elif text.kind:
        lines.append(f"Of the {text.kind}")
    lines.append(f"Field: {text.role}")
    for name, expression in text.expressions.items():
        example = about.examples.get(expression, "")
        lines.append(f"{{{name}}}: {'for example ' + example if example else expression}")
    limit = about.limits.get(text.key)
    if text.expressions:
        entry.flags.append("python-brace-format")
    if limit:
        lines.append(f"max: {limit}")
        entry.flags.append(f"max-length:{limit}")
    entry.comment = "\n".join(lines)
    entry.occurrences = [(at.file, str(at.line)) for at in dict.fromkeys((text.at, *text.also))]


def _line(text: str) -> str:
    from builder.translation.placeholders import masked

    return " ".join(masked(text).text.split())
