"""The definition of a list, content/audiences/<list>.yaml: where its rows are and what they mean."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from builder.audiences.database_rows import VARIABLE, check_query
from builder.content import expressions
from builder.content.record_reader import place_in
from builder.content.tables.options import KEYS as TABLE_KEYS
from builder.content.tables.options import TableOptions, read_options
from builder.content.tables.reading import KINDS
from builder.content.tables.rows import column_name
from builder.content.tables.typed import TYPES
from builder.content.yaml_nodes import Mapping, Node, Scalar, read_yaml
from builder.diagnostics import ContentError, Findings, Position, suggest
from builder.projects.project import Project

SETTINGS = ("id", "name", "language", "brand", "logo", "accent", "file_name", "contact")
_KEYS = ("source", *TABLE_KEYS, "database", "query", *SETTINGS, "fields", "groups")


@dataclass(frozen=True, slots=True)
class Setting:
    """One of the values that each row gives, as written: text with expressions.

    column: the column that it is, where it is one column and nothing else.
    """

    key: str
    node: Scalar
    template: expressions.Template
    column: str

    def at(self, expression: str) -> Position:
        """Give the place of one of its expressions."""
        return place_in(self.node, expression)


@dataclass(slots=True)
class Definition:
    """A definition read; what had faults is left out."""

    name: str
    file: str
    folder: Path
    settings: dict[str, Setting] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    types_at: dict[str, Position] = field(default_factory=dict)
    groups: dict[str, Scalar] = field(default_factory=dict)
    source: Path | None = None
    options: TableOptions = field(default_factory=TableOptions)
    database: Scalar | None = None
    query: Scalar | None = None

    def check_names(self, columns: set[str], findings: Findings) -> None:
        """Check all expressions against the columns; what has faults is left out."""
        for key, setting in list(self.settings.items()):
            known = columns if key in ("id", "name") else columns | {"id", "name"}
            for expression in setting.template.expressions:
                if not _checked(expression, known, setting.at(expression), findings):
                    self.settings.pop(key, None)
        for name, node in list(self.groups.items()):
            if not _checked(node.text.strip(), columns | {"id", "name"}, node.at, findings):
                del self.groups[name]
        for name in list(self.types):
            if name not in columns:
                near = suggest(name, columns)
                findings.add("unknown-column", f"the list has no column '{name}'", self.types_at[name], near)
                del self.types[name]


def _checked(expression: str, known: set[str], at: Position, findings: Findings) -> bool:
    try:
        expressions.check_expression(expression, known, at)
    except ContentError as error:
        findings.extend(error.found)
        return False
    return True


def read_definition(path: Path, project: Project, findings: Findings) -> Definition | None:
    """Read a definition; None (with findings) where there is nothing to go on with."""
    file = project.named(path)
    node = read_yaml(path, file, findings)
    if node is None:
        return None
    if not isinstance(node, Mapping):
        findings.add("wrong-type", "a list is keys and values", node.at, "begin with source: and id:")
        return None
    made = Definition(unicodedata.normalize("NFC", path.stem), file, path.parent)
    for key in node.entries:
        if key not in _KEYS:
            hint = suggest(key, _KEYS)
            findings.add("unknown-key", f"'{key}' is not a key of an audience list", node.keys_at[key], hint)
    for key in SETTINGS:
        scalar = _scalar(node, key, findings)
        if scalar is not None:
            _setting(made, key, scalar, findings)
    if node.get("id") is None:
        findings.add("missing-field", "'id' is missing", node.place("id"), 'name a column: id: "{{ code }}"')
    _read_types(made, node.get("fields"), findings)
    _read_groups(made, node.get("groups"), findings)
    _read_source(made, node, project, findings)
    return made


def _scalar(node: Mapping, key: str, findings: Findings) -> Scalar | None:
    child: Node | None = node.get(key)
    if child is None or isinstance(child, Scalar):
        return child
    hint = f'text that starts with {{ must stand in quotes: {key}: "{{{{ column }}}}"' if key in SETTINGS else ""
    findings.add("wrong-type", f"text is needed for '{key}'", child.at, hint)
    return None


def _setting(made: Definition, key: str, node: Scalar, findings: Findings) -> None:
    if expressions.unclosed(node.text):
        findings.add("expression", "{{ has no }}", node.at, "close it with }}")
        return
    template = expressions.split(node.text)
    if key == "id" and not template.expressions:
        findings.add(
            "list-id", f"every row would have the id '{node.text}'", node.at, 'name a column: id: "{{ code }}"'
        )
        return
    alone = template.text.strip() == "\ufdd00\ufdd1" and template.expressions[0].isidentifier()
    made.settings[key] = Setting(key, node, template, template.expressions[0] if alone else "")


def _read_types(made: Definition, node: Node | None, findings: Findings) -> None:
    if node is None:
        return
    if not isinstance(node, Mapping):
        findings.add("wrong-type", "fields are columns with types", node.at, "write fields: {population: integer}")
        return
    for key, child in node.entries.items():
        text = child.text if isinstance(child, Scalar) else ""
        if text not in TYPES:
            hint = suggest(text, TYPES) or "write one of: " + ", ".join(TYPES)
            findings.add("unknown-value", f"'{text}' is not a type" if text else "a type is needed", child.at, hint)
            continue
        name = column_name(key)
        made.types[name], made.types_at[name] = text, node.keys_at[key]


def _read_groups(made: Definition, node: Node | None, findings: Findings) -> None:
    if node is None:
        return
    if not isinstance(node, Mapping):
        hint = 'write groups: {large: "population >= 100000"}'
        findings.add("wrong-type", "groups are names with expressions", node.at, hint)
        return
    for name, child in node.entries.items():
        if not is_plain_word(name):
            message = f"'{name}' cannot be a group's name"
            findings.add("group-name", message, node.keys_at[name], "use letters, digits, -, _ and .")
        elif not isinstance(child, Scalar) or not child.text.strip():
            findings.add("wrong-type", f"the group '{name}' needs an expression", child.at, 'write name: "a >= 5"')
        elif child.text.strip().startswith("{{"):
            bare = child.text.strip().strip("{} ")
            findings.add("expression", "no braces are needed here", child.at, f"write: {bare}")
        else:
            made.groups[unicodedata.normalize("NFC", name)] = child


def is_plain_word(text: str) -> bool:
    """True for letters of any script, digits, `.`, `_` and `-`, at least one letter or digit, no dot at the end."""
    fits = all(each.isalnum() or each in "._-" or unicodedata.category(each).startswith("M") for each in text)
    return fits and any(each.isalnum() for each in text) and not text.endswith(".")


def _read_source(made: Definition, node: Mapping, project: Project, findings: Findings) -> None:
    source, database = _scalar(node, "source", findings), _scalar(node, "database", findings)
    query = _scalar(node, "query", findings)
    made.options = read_options(node, source.text.strip() if source is not None else "", findings)
    if source is not None and database is not None:
        findings.add("list-source", "source and database stand here both", node.place("database"), "remove one")
    elif source is not None:
        made.source = _source_file(source, made.folder, project, findings)
        if query is not None:
            findings.add("list-source", "a query needs a database", node.place("query"), "remove it, or use database:")
    elif database is not None:
        _read_database(made, node, database, query, findings)
    elif node.get("source") is None and node.get("database") is None:
        findings.add("missing-field", "'source' is missing", node.place("source"), "write source: name.csv")


def _read_database(made: Definition, node: Mapping, database: Scalar, query: Scalar | None, findings: Findings) -> None:
    if not VARIABLE.fullmatch(database.text):
        address = "://" in database.text or "@" in database.text
        message = (
            "the address of a database does not belong in a file: it holds a password, and files are shared"
            if address
            else "database names an environment variable, in capitals, digits and _"
        )
        hint = "put the URL into an environment variable and name that: database: LIST_DATABASE"
        findings.add("list-database", message, database.at, hint)
    elif query is None:
        if node.get("query") is None:
            hint = "write query: SELECT code, name FROM …"
            findings.add("missing-field", "'query' is missing", node.place("database"), hint)
    elif check_query(query, findings):
        made.database, made.query = database, query


def _source_file(source: Scalar, folder: Path, project: Project, findings: Findings) -> Path | None:
    from builder.projects.library import Library

    name = source.text.strip()
    if "{{" in name:
        findings.add("list-source", "the source is one file, without expressions", source.at, "write its name")
        return None
    path = Library(project, folder).find(name, source.at, findings, "source")
    if path is not None and path.suffix.lower() not in KINDS:
        findings.add("list-source", f"{name} is no list", source.at, "use .csv, .xlsx, .json or .yaml")
        return None
    return path
