"""Audience lists: each row of a source made an audience, and all faults of a list found in one go."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

from builder import wording
from builder.audiences.cells import HINTS, TYPES, has_decimal_comma, typed
from builder.audiences.definition import SETTINGS, Definition, Setting, is_plain_word, read_definition
from builder.audiences.rows import Row, Table, read_rows
from builder.brands.colours import parse_hex
from builder.diagnostics import ContentError, Findings, Position, UsageError, did_you_mean
from builder.languages.formats import is_language
from builder.manifest import is_device, slug_of
from builder.source.data_files import column_name
from builder.source.project import Project

MAX_ID = 60
MAX_FILE_NAME = 120
_FORM = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
_RESERVED = ("all", "plain")


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """One row of a list, for whom a deck is made.

    values, forms: its cells that are not empty, by column; forms by language; names: its name by language.
    """

    id: str
    name: str
    at: Position
    row: str
    languages: tuple[str, ...] = ()
    brand: str = ""
    logo: str = ""
    accent: str = ""
    file_name: str = ""
    groups: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    empty: tuple[str, ...] = field(default=(), repr=False)
    naming: Setting | None = field(default=None, repr=False)
    filing: Setting | None = field(default=None, repr=False)

    def record(self, language: str) -> wording.Record:
        """Give what `audience` is in the expressions of a deck in a language; made anew, as each deck asks once."""
        entries = dict(self.values)
        form = _form_of(language, self.forms)
        if form:
            entries.update(self.forms[form])
        absent = {column: self.row for column in self.empty if column not in entries}
        entries["id"], entries["groups"] = self.id, tuple(sorted(self.groups))
        name = self._name(language, form, entries)
        if name is None:
            entries.pop("name", None)
            absent["name"] = self.row
        else:
            entries["name"] = name
        if self.languages:
            entries["language"] = ", ".join(self.languages)
        if self.brand:
            entries["brand"] = self.brand
        return wording.Record(entries, name or self.name, absent)

    def filed_as(self, text: str, language: str) -> str:
        """Give the file name that a text with expressions comes to, in a language; raises ContentError."""
        template = wording.split(text)
        names = wording.Names(wording.entries_of(self.record(language)), language)
        filled = [names.text(each, self.filing.at(each) if self.filing else self.at) for each in template.expressions]
        return " ".join(wording.fill(template.text, filled).split())

    def _name(self, language: str, form: str, entries: Mapping[str, Any]) -> str | None:
        """Give the name in a language; None where there is none for it."""
        if self.naming is not None and any("|" in each for each in self.naming.template.expressions):
            return _text(self.naming, _Values(entries, self.empty), language)
        if form in self.names:
            return self.names[form]
        return self.names.get("") if self.names else self.name


class Audiences(Sequence[Audience]):
    """The audiences of rows, each made anew when asked for, so that thousands take little memory."""

    def __init__(self, maker: _Maker | None = None, places: Iterable[int] = ()) -> None:
        """places: of the rows that have no fault."""
        self._maker, self._places = maker, array("I", places)

    def add(self, place: int) -> None:
        """Take in the audience of a row."""
        self._places.append(place)

    def ids(self) -> Iterator[str]:
        """Give the ids alone, which is faster."""
        for place in self._places:
            assert self._maker is not None
            yield self._maker.id_of(self._maker.table.rows[place])

    @property
    def are_alike(self) -> bool:
        """True where none has a language, a brand or a file name of its own."""
        return self._maker is None or not {"language", "brand", "file_name"}.intersection(self._maker.settings)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Audience: ...

    @overload
    def __getitem__(self, place: slice) -> Audiences: ...

    def __getitem__(self, place: int | slice) -> Audience | Audiences:
        if isinstance(place, slice):
            return Audiences(self._maker, self._places[place])
        assert self._maker is not None
        made = self._maker.audience(self._maker.table.rows[self._places[place]])
        assert made is not None
        return made

    def __iter__(self) -> Iterator[Audience]:
        return (self[place] for place in range(len(self)))


@dataclass(frozen=True, slots=True, eq=False)
class AudienceList:
    """A list read: its audiences in order; logos are relative to its folder."""

    name: str
    audiences: Audiences
    groups: tuple[str, ...]
    fields: tuple[str, ...]
    files: tuple[Path, ...]
    folder: Path


def list_names(project: Project) -> list[str]:
    """List the audience lists of a project."""
    return sorted(_list_files(project))


def _list_files(project: Project) -> dict[str, Path]:
    found = sorted((project.content / "audiences").glob("*.yaml"))
    return {unicodedata.normalize("NFC", path.stem): path for path in found if project.inside(path)}


def load_list(name: str, project: Project, *, connect: bool = True) -> AudienceList:
    """Read a list; raises UsageError where it is unknown, ContentError with all its faults.

    connect: False leaves a database alone; its list then has no audiences.
    """
    findings = Findings()
    made = _load(name, project, connect, findings)
    findings.stop_on_errors()
    if made is None:
        raise ContentError(findings)
    return made


def load_lists(names: Sequence[str], project: Project, *, connect: bool = True) -> list[AudienceList]:
    """Read several lists; ids and file names must differ over all of them."""
    findings = Findings()
    lists = [_load(name, project, connect, findings) for name in dict.fromkeys(names)]
    made = [each for each in lists if each is not None]
    if len(made) > 1:
        unique = _Unique(findings, [each.audiences for each in made])
        for number, listed in enumerate(made):
            for place, audience in enumerate(listed.audiences):
                unique.see(audience, number, place)
    findings.stop_on_errors()
    return made


def _load(name: str, project: Project, connect: bool, findings: Findings) -> AudienceList | None:
    files = _list_files(project)
    wanted = unicodedata.normalize("NFC", name)
    if wanted not in files:
        near = did_you_mean(name, files) or f"{project.named(project.content)}/audiences holds no list"
        raise UsageError(f"there is no audience list '{name}': {near}")
    definition = read_definition(files[wanted], project, findings)
    if definition is None:
        return None
    table: Table | None = None
    read = [files[wanted]]
    if definition.database is not None and definition.query is not None:
        from builder.audiences.database_rows import read_database
        from builder.audiences.rows import fitting

        if not connect:
            return AudienceList(
                wanted, Audiences(), tuple(definition.groups), tuple(definition.types), tuple(read), definition.folder
            )
        table = read_database(definition.database, definition.query, findings)
        table = table and fitting(table, findings)
    elif definition.source is not None:
        read.append(definition.source)
        table = read_rows(definition.source, project.named(definition.source), definition.sheet, findings)
    if table is None:
        return None
    maker = _Maker(definition, table, project, findings)
    audiences = maker.audiences()
    return AudienceList(wanted, audiences, tuple(definition.groups), maker.fields, tuple(read), definition.folder)


@lru_cache(maxsize=1)
def _nothing() -> tuple[Any, Any]:
    """Give what an empty cell is in expressions: strict, and as in groups."""
    names = wording.Names({"row": wording.Record({})}, "en")
    strict, lenient = (names.evaluate("[row.cell]", None, lenient=each)[0] for each in (False, True))
    return strict, lenient


class _Values:
    """The values of a row for expressions, made when the first expression needs them.

    used: the names that expressions use; None where all may be.
    """

    def __init__(self, present: Mapping[str, Any], empty: Iterable[str], used: Iterable[str] | None = None) -> None:
        self.present, self.empty, self.used = present, empty, used
        self._names: dict[tuple[str, bool], wording.Names] = {}

    def names(self, language: str, *, lenient: bool = False) -> wording.Names:
        key = (language, lenient)
        if key not in self._names:
            nothing = _nothing()[lenient]
            used = {*self.empty, *self.present} if self.used is None else self.used
            self._names[key] = wording.Names({name: self.present.get(name, nothing) for name in used}, language)
        return self._names[key]


def _text(setting: Setting, values: _Values, language: str = "en") -> str | None:
    """Fill in a setting; None where it needs a cell that is empty. Raises ContentError."""
    if setting.column:
        value = values.present.get(setting.column)
        return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    filled = []
    for expression in setting.template.expressions:
        try:
            filled.append(values.names(language).text(expression, setting.at(expression)))
        except ContentError as error:
            present = values.present
            if any(name in values.empty and name not in present for name in re.findall(r"\w+", expression)):
                return None
            raise error from None
    return " ".join(wording.fill(setting.template.text, filled).split())


def _form_of(language: str, forms: Mapping[str, Any]) -> str:
    """Find the form for a language: its own, or that of its base; "" where there is none."""
    if not forms:
        return ""
    known = {each.lower(): each for each in forms}
    parts = language.replace("_", "-").lower().split("-")
    while parts:
        if "-".join(parts) in known:
            return known["-".join(parts)]
        parts.pop()
    return ""


@dataclass(slots=True)
class _Column:
    """A column: its heading, its name, the language where it is a form, its type and its decimal mark."""

    index: int
    heading: str
    name: str
    language: str
    kind: str = ""
    comma: bool = False


class _Maker:
    """Makes audiences of rows, and notes what is wrong with them."""

    def __init__(self, definition: Definition, table: Table, project: Project, findings: Findings) -> None:
        self.definition, self.table, self.findings, self.project = definition, table, findings, project
        self.columns = self._columns()
        self.fields = tuple(dict.fromkeys(column.name for column in self.columns))
        definition.check_names(set(self.fields), findings)
        for column in self.columns:
            column.kind = definition.types.get(column.name, "")
            if column.kind in ("integer", "number"):
                cells = (row.cells[column.index] for row in table.rows)
                column.comma = has_decimal_comma(cells, table.comma)
        self.settings = dict(definition.settings)
        self.groups = dict(definition.groups)
        self._logos: dict[str, list[Any]] = {}
        self._languages: dict[str, bool] = {}
        self._library: Any = None
        written = [each for setting in self.settings.values() for each in setting.template.expressions]
        written += [node.text for node in self.groups.values()]
        self.used = {*self.fields, "id", "name"}.intersection(re.findall(r"\w+", " ".join(written)))
        naming = self.settings.get("name")
        named = set(re.findall(r"\w+", " ".join(naming.template.expressions))) if naming else set()
        self.name_forms = tuple(
            dict.fromkeys(column.language for column in self.columns if column.language and column.name in named)
        )

    def _columns(self) -> list[_Column]:
        """Name the columns by their headings."""
        columns: list[_Column] = []
        seen: dict[tuple[str, str], str] = {}
        at = Position(self.table.file, self.table.line, 1)
        for index, heading in enumerate(self.table.header):
            form = _FORM.fullmatch(heading)
            language = form[2] if form and is_language(form[2]) else ""
            name = column_name(form[1] if form and language else heading)
            key = (name, language.lower())
            if not heading:
                if any(row.cells[index] for row in self.table.rows):
                    message = f"column {index + 1} has cells, but no heading"
                    self.findings.add("list-heading", message, at, "give it a heading")
            elif not name:
                message = f"the heading '{heading}' holds no letter or digit"
                self.findings.add("list-heading", message, at, "give it a name")
            elif key in seen:
                first = seen[key]
                self.findings.add(
                    "list-heading", f"the headings '{first}' and '{heading}' mean the same name '{name}'"
                    if first != heading else f"the heading '{heading}' stands here twice", at, "rename one of the two",
                )  # fmt: skip
            elif name == "groups":
                message = f"the heading '{heading}' already means the groups of an audience"
                self.findings.add("list-heading", message, at, "rename it")
            else:
                seen[key] = heading
                columns.append(_Column(index, heading, name, language))
        return columns

    def audiences(self) -> Audiences:
        """Look at every row; one with faults gives no audience, but is still looked through."""
        found = Audiences(self)
        unique = _Unique(self.findings, [found])
        for place, row in enumerate(self.table.rows):
            audience = self.audience(row)
            if audience is not None:
                found.add(place)
                unique.see(audience, 0, len(found) - 1)
        return found

    def _cells(self, row: Row) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        """Give the cells of a row their types: the plain ones, and the forms by language."""
        plain: dict[str, Any] = {}
        forms: dict[str, dict[str, Any]] = {}
        for column in self.columns:
            cell = row.cells[column.index]
            if not cell:
                continue
            try:
                value = typed(cell, column.kind, column.comma)
            except ValueError:
                shown = cell if len(cell) <= 60 else cell[:60] + "…"
                self._fault(
                    row, "cell-type", f"'{shown}' in the column '{column.heading}' is not {TYPES[column.kind]}",
                    HINTS[column.kind],
                )  # fmt: skip
                continue  # the conditions of groups take it as empty
            if column.language:
                forms.setdefault(column.language, {})[column.name] = value
            else:
                plain[column.name] = value
        return plain, forms

    def audience(self, row: Row) -> Audience | None:
        """Make an audience of a row; None (with findings) where it has no id that serves."""
        plain, forms = self._cells(row)
        empty = tuple(name for name in self.fields if name not in plain)
        values = _Values(plain, empty, self.used)
        id_ = self._id(row, values)
        names = self._names(row, plain, forms, empty, id_ or "")
        if id_ is None:
            return None
        name = names.get("") or next(iter(names.values()), id_)
        if len(self.settings) > 2 or self.groups:
            values = _Values({**plain, "id": id_, "name": name}, empty, self.used)
        given = {key: self._given(key, row, values) for key in SETTINGS[2:] if key in self.settings}
        languages = tuple(dict.fromkeys(re.findall(r"[^\s,;]+", given.get("language", ""))))
        self._check_given(row, given, languages)
        return Audience(
            id_, name, self.table.at(row), row.named, languages, given.get("brand", ""), given.get("logo", ""),
            given.get("accent", ""), given.get("file_name", ""), self._groups(row, values), plain, forms,
            names if self.name_forms else {}, empty, self.settings.get("name"), self.settings.get("file_name"),
        )  # fmt: skip

    def id_of(self, row: Row) -> str:
        """Give the id of a row that has no fault."""
        plain, _ = self._cells(row)
        return self._id(row, _Values(plain, [name for name in self.fields if name not in plain], self.used)) or ""

    def _fault(self, row: Row, rule: str, message: str, hint: str = "") -> None:
        self.findings.add(rule, f"{row.named}: {message}", self.table.at(row), hint)

    def _filled(self, key: str, row: Row, values: _Values, language: str = "en") -> str | None:
        """Fill in a setting for a row; a fault of its expression is noted for the first row that has it."""
        setting = self.settings.get(key)
        if setting is None:
            return ""
        try:
            return _text(setting, values, language)
        except ContentError as error:
            first = error.found[0]
            self.findings.add(first.rule, f"{first.message}, in {row.named}", first.at, first.hint)
            del self.settings[key]
            return ""

    def _id(self, row: Row, values: _Values) -> str | None:
        """Give the id of a row; None (with a finding) where it has none that serves."""
        if "id" not in self.settings:
            return None
        text = self._filled("id", row, values)
        if "id" not in self.settings:
            return None
        if not text:
            self._fault(row, "empty-id", "the id is empty", "fill in its cell")
            return None
        if len(text) > MAX_ID:
            self._fault(row, "list-id", f"the id '{text[:MAX_ID]}…' is longer than {MAX_ID} characters", "shorten it")
        elif not is_plain_word(text):
            hint = "use letters, digits, -, _ and . (not at the end)"
            self._fault(row, "list-id", f"'{text}' cannot be an id", hint)
        elif text.casefold() in _RESERVED:
            self._fault(row, "list-id", f"the id '{text}' already has a meaning", "choose another")
        elif is_device(text):
            self._fault(row, "list-id", f"Windows takes no file called '{text}'", "choose another id")
        else:
            return text
        return None

    def _names(
        self, row: Row, plain: Mapping[str, Any], forms: Mapping[str, Any], empty: tuple[str, ...], id_: str
    ) -> dict[str, str]:
        """Give the name by language, "" for the plain one."""
        if "name" not in self.settings:
            return {"": id_}
        names: dict[str, str] = {}
        text = self._filled("name", row, _Values(plain, empty, self.used))
        if text:
            names[""] = text
        for language in self.name_forms:
            if language in forms:
                text = self._filled("name", row, _Values({**plain, **forms[language]}, empty, self.used), language)
                if text:
                    names[language] = text
        if not names and "name" in self.settings:
            self._fault(row, "empty-name", "the name is empty", "fill in its cell")
        return names

    def _given(self, key: str, row: Row, values: _Values) -> str:
        """Fill in one of the other settings; a setting that is one empty cell is not given."""
        setting = self.settings.get(key)
        if setting is None:
            return ""
        text = self._filled(key, row, values)
        if text is None and not setting.column:
            absent = [
                name
                for name in values.empty
                if name not in values.present and re.search(rf"\b{name}\b", setting.node.text)
            ]
            self._fault(
                row, "empty-cell", f"the cell of '{', '.join(absent)}' is empty, and '{key}' needs it",
                "fill it in, or use default()",
            )  # fmt: skip
        return text or ""

    def _groups(self, row: Row, values: _Values) -> frozenset[str]:
        """Give the groups of a row: all conditions at once, and one by one where a condition fails."""
        if not self.groups:
            return frozenset()
        try:
            together = "[" + ", ".join(f"({node.text.strip()})" for node in self.groups.values()) + "]"
            held = values.names("en", lenient=True).evaluate(together, None, lenient=True)
            return frozenset(name for name, holds in zip(self.groups, held, strict=True) if holds)
        except ContentError:
            return self._groups_one_by_one(row, values)

    def _groups_one_by_one(self, row: Row, values: _Values) -> frozenset[str]:
        found = []
        for name, node in list(self.groups.items()):
            try:
                if values.names("en", lenient=True).evaluate(node.text.strip(), node.at, lenient=True):
                    found.append(name)
            except ContentError as error:
                first = error.found[0]
                hint = first.hint
                if first.rule == "expression" and "supported between" in first.message:
                    hint = "give the column its type: fields: {column: integer}"
                self.findings.add(first.rule, f"{first.message}, in {row.named}", first.at, hint)
                del self.groups[name]
        return frozenset(found)

    def _check_given(self, row: Row, given: Mapping[str, str], languages: tuple[str, ...]) -> None:
        for language in languages:
            if language not in self._languages:
                self._languages[language] = is_language(language)
            if not self._languages[language]:
                self._fault(row, "unknown-language", f"'{language}' is not a language", "write nl, en or en-GB")
        accent = given.get("accent", "")
        if accent and parse_hex(accent) is None:
            self._fault(row, "list-accent", f"'{accent}' is not a colour", "write # and six digits, as #2A7F77")
        if given.get("logo"):
            self._check_logo(row, given["logo"])
        name = given.get("file_name", "")
        if name:
            self._check_file_name(row, name)

    def _check_logo(self, row: Row, logo: str) -> None:
        if logo not in self._logos:
            if self._library is None:
                from builder.source.library import Library

                self._library = Library(self.project, self.definition.folder)
            found = Findings()
            self._library.find(logo, self.table.at(row), found, "logo")
            self._logos[logo] = list(found)
        for each in self._logos[logo]:
            self._fault(row, each.rule, each.message, each.hint.replace("session's folder", "list's folder"))

    def _check_file_name(self, row: Row, name: str) -> None:
        bad = sorted({each for each in name if each in '<>:"/\\|?*'})
        if bad:
            self._fault(row, "file-name", f"'{name}' cannot be a file's name", "leave out " + " ".join(bad))
        elif name.endswith(".") or not any(each.isalnum() for each in name):
            self._fault(row, "file-name", f"'{name}' cannot be a file's name", "end it with a letter or digit")
        elif len(name) > MAX_FILE_NAME:
            self._fault(row, "file-name", f"the file name is longer than {MAX_FILE_NAME} characters", "shorten it")
        elif is_device(name):
            self._fault(row, "file-name", f"Windows takes no file called '{name}'", "choose another name")


class _Unique:
    """Sees that ids and file names differ."""

    def __init__(self, findings: Findings, lists: Sequence[Sequence[Audience]]) -> None:
        self.findings, self.lists = findings, lists
        self.ids: dict[str, tuple[int, int]] = {}
        self.files: dict[str, tuple[int, int]] = {}

    def see(self, audience: Audience, listed: int, place: int) -> None:
        """Note where an audience has the id or the file name of an earlier one; listed, place: where it stands."""
        here = (listed, place)
        there = self.ids.setdefault(audience.id, here)
        if there != here:
            first = self.lists[there[0]][there[1]]
            message = f"{audience.row}: the id '{audience.id}' stands in {first.row} too"
            self.findings.add("duplicate-id", message, audience.at, "give each row an id of its own")
            return
        named = _file_of(audience)
        for kind, name in (("id", audience.file_name or audience.id), ("file", named)):
            there = self.files.setdefault(f"{kind} {unicodedata.normalize('NFKC', name).casefold()}", here)
            if there == here:
                continue
            first = self.lists[there[0]][there[1]]
            other = (first.file_name or first.id) if kind == "id" else _file_of(first)
            message = f"{audience.row}: the file name '{name}' is also that of {first.row}"
            if other != name:
                message += f" ('{other}'), where capitals and forms of letters do not count"
            self.findings.add("duplicate-file-name", message, audience.at, "change one of the two")
            return


def _file_of(audience: Audience) -> str:
    """Give what tells an audience's file from others: the name that its list gives, else its id and name."""
    return audience.file_name or f"{audience.id}-{slug_of(audience.name)}"
