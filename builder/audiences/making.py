"""Rows made audiences, and what is wrong with them noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.audiences.audience import Audience, Audiences
from builder.audiences.definition import SETTINGS, Definition, is_plain_word
from builder.audiences.unique import Unique
from builder.audiences.values import Values, filled_in
from builder.content import expressions
from builder.content.tables.columns import UNCLEAR_HINT, Column, Facts, column_of, known_column
from builder.content.tables.notation import Unclear
from builder.content.tables.rows import Row, Table, column_name, second_line
from builder.content.tables.typed import HINTS, TYPES, typed
from builder.content.tables.untyped import Cell, value_in
from builder.diagnostics import ContentError, Findings, Position
from builder.languages.formats import is_language
from builder.ooxml.rgb import parse_hex
from builder.projects.project import Project
from builder.storage.file_names import FORBIDDEN, is_device

MAX_ID = 60
MAX_FILE_NAME = 120
_FORM = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
_RESERVED = ("all", "plain")


class Maker:
    """Makes audiences of rows, and notes what is wrong with them."""

    def __init__(self, definition: Definition, table: Table, project: Project, findings: Findings) -> None:
        self.definition, self.table, self.findings, self.project = definition, table, findings, project
        self.columns = self._columns()
        self.fields = tuple(dict.fromkeys(column.name for column in self.columns))
        definition.check_names(set(self.fields), findings)
        for column in self.columns:
            column.declare(definition.types.get(column.name, ""))
        self.settings = dict(definition.settings)
        self.groups = dict(definition.groups)
        self.id_column = self._id_column()
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
                    hint = "give it a heading" + second_line(self.table)
                    self.findings.add("list-heading", message, at, hint)
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
                columns.append(_Column(index, heading, name, language, column_of(self.table, index)))
        return columns

    def audiences(self) -> Audiences:
        """Look at every row; one with faults gives no audience, but is still looked through."""
        found = Audiences(self)
        unique = Unique(self.findings, [found])
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
                untyped = not column.kind and type(cell) is str  # most are
                value = Cell(cell, column.column) if untyped else column.value(cell)
            except Unclear:
                message = f"'{cell}' in the column '{column.heading}' may be read in two ways"
                self._fault(row, "cell-type", message, UNCLEAR_HINT)
                continue
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
        values = Values(plain, empty, self.used)
        id_ = self._id(row, values)
        names = self._names(row, plain, forms, empty, id_ or "")
        if id_ is None:
            return None
        name = names.get("") or next(iter(names.values()), id_)
        if len(self.settings) > 2 or self.groups:
            values = Values({**plain, "id": Cell(id_, self.id_column), "name": name}, empty, self.used)
        given = {key: self._given(key, row, values) for key in SETTINGS[2:] if key in self.settings}
        languages = tuple(dict.fromkeys(re.findall(r"[^\s,;]+", given.get("language", ""))))
        self._check_given(row, given, languages)
        return Audience(
            id_, name, self.table.at(row), row.named, languages, given.get("brand", ""), given.get("logo", ""),
            given.get("accent", ""), given.get("file_name", ""), self._groups(row, values), plain, forms,
            names if self.name_forms else {}, empty, self.settings.get("name"), self.settings.get("file_name"),
            self.id_column, given.get("contact", ""),
        )  # fmt: skip

    def id_of(self, row: Row) -> str:
        """Give the id of a row that has no fault."""
        plain, _ = self._cells(row)
        return self._id(row, Values(plain, [name for name in self.fields if name not in plain], self.used)) or ""

    def _id_column(self) -> Column:
        """Return the column that gives the ids, where it is one and nothing else."""
        setting = self.settings.get("id")
        found = next((each.column for each in self.columns if setting and each.name == setting.column), None)
        return found or known_column("id", "list", Facts("text", has_figures=False, mark="."), declared=False)

    def _fault(self, row: Row, rule: str, message: str, hint: str = "") -> None:
        self.findings.add(rule, f"{row.named}: {message}", self.table.at(row), hint)

    def _filled(self, key: str, row: Row, values: Values, language: str = "en") -> str | None:
        """Fill in a setting for a row; a fault of its expression is noted for the first row that has it."""
        setting = self.settings.get(key)
        if setting is None:
            return ""
        try:
            return filled_in(setting, values, language)
        except ContentError as error:
            first = error.found[0]
            self.findings.add(first.rule, f"{first.message}, in {row.named}", first.at, first.hint)
            del self.settings[key]
            return ""

    def _id(self, row: Row, values: Values) -> str | None:
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
        text = self._filled("name", row, Values(plain, empty, self.used))
        if text:
            names[""] = text
        for language in self.name_forms:
            if language in forms:
                text = self._filled("name", row, Values({**plain, **forms[language]}, empty, self.used), language)
                if text:
                    names[language] = text
        if not names and "name" in self.settings:
            self._fault(row, "empty-name", "the name is empty", "fill in its cell")
        return names

    def _given(self, key: str, row: Row, values: Values) -> str:
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

    def _groups(self, row: Row, values: Values) -> frozenset[str]:
        """Give the groups of a row: all conditions at once, and one by one where a condition fails."""
        if not self.groups:
            return frozenset()
        try:
            together = "[" + ", ".join(f"({node.text.strip()})" for node in self.groups.values()) + "]"
            held = values.names("en", lenient=True).evaluate(together, None, lenient=True)
            return frozenset(name for name, holds in zip(self.groups, held, strict=True) if holds)
        except (ContentError, expressions.Unlike):
            return self._groups_one_by_one(row, values)

    def _groups_one_by_one(self, row: Row, values: Values) -> frozenset[str]:
        found = []
        for name, node in list(self.groups.items()):
            try:
                if values.names("en", lenient=True).holds(node.text.strip(), node.at):
                    found.append(name)
            except ContentError as error:
                first = error.found[0]
                hint = first.hint
                if isinstance(error.__cause__, TypeError):  # text against a number
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
                from builder.projects.library import Library

                self._library = Library(self.project, self.definition.folder)
            found = Findings()
            self._library.find(logo, self.table.at(row), found, "logo")
            self._logos[logo] = list(found)
        for each in self._logos[logo]:
            self._fault(row, each.rule, each.message, str(each.hint).replace("session's folder", "list's folder"))

    def _check_file_name(self, row: Row, name: str) -> None:
        bad = sorted({each for each in name if each in FORBIDDEN})
        if bad:
            self._fault(row, "file-name", f"'{name}' cannot be a file's name", "leave out " + " ".join(bad))
        elif name.endswith(".") or not any(each.isalnum() for each in name):
            self._fault(row, "file-name", f"'{name}' cannot be a file's name", "end it with a letter or digit")
        elif len(name) > MAX_FILE_NAME:
            self._fault(row, "file-name", f"the file name is longer than {MAX_FILE_NAME} characters", "shorten it")
        elif is_device(name):
            self._fault(row, "file-name", f"Windows takes no file called '{name}'", "choose another name")


@dataclass(slots=True)
class _Column:
    """A column: its heading, its name, the language where it is a form, what it holds, and its declared type."""

    index: int
    heading: str
    name: str
    language: str
    column: Column
    kind: str = ""

    def declare(self, kind: str) -> None:
        """Take the type that the list declares."""
        self.kind = kind
        if kind in ("text", "date"):
            facts = Facts("date" if kind == "date" else "text", has_figures=False, mark=".")
            self.column = known_column(self.heading, "list", facts)

    def value(self, cell: str) -> Any:
        """Return a cell as expressions see it; raises ValueError where it is not of its type, Unclear where none can know."""
        if not self.kind:
            return value_in(cell, self.column)
        if self.kind in ("integer", "number"):
            return typed(cell, self.kind, self.column.mark)
        value = typed(cell, self.kind, None)
        return Cell(value, self.column) if isinstance(value, str) else value
