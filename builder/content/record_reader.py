"""Nodes read into records: every fault found in one go, each at its own place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, Protocol, get_args, get_origin
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from builder.content import expressions, markdown
from builder.content.fields import (
    Address,
    Code,
    Data,
    Expression,
    FieldSpec,
    IconName,
    Notes,
    Plain,
    Record,
    Say,
    Typed,
    fields_of,
)
from builder.content.left_marks import left_marks, merge_fields
from builder.content.tables.notation import in_digits, thousands
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, node_at
from builder.diagnostics import ContentError, Findings, Hint, Position, Suggestion, nearest, suggest
from builder.languages import formats
from builder.plan import FilmFile, ImageFile, Paragraph, RichText


class KeptNode(Struct):
    """A node, what it was read as, and whether that is the same for every audience."""

    node: Node  # held, so that its identity stays its own
    kind: Any
    constant: bool
    there: bool = False
    value: Any = None


Kept = dict[int, KeptNode]  # by the identity of nodes


class Files(Protocol):
    """Reads pictures and tables that content names; adds findings for those that do not serve."""

    def image(self, name: str, at: Position) -> ImageFile | None: ...

    def film(self, name: str, at: Position) -> FilmFile | None: ...

    def captions(self, text: str, at: Position) -> None: ...

    def data(self, node: Node, reading: Reading) -> Data | None: ...

    def case(self, name: str, at: Position, reading: Reading) -> Any: ...


class Reading:
    """Reads nodes into records.

    names: the values for expressions; None checks the expressions' form and names only, and leaves
    `provisional` true where a record then holds stand-ins. kept: takes fields that no value changes. owner: goes before
    the paths of fields that are not a slide's own: `session/`, `case:id/`.
    """

    def __init__(
        self,
        findings: Findings,
        files: Files,
        names: expressions.Names | None = None,
        known: set[str] | None = None,
        kept: Kept | None = None,
        owner: str = "",
    ) -> None:
        self.findings, self.names, self.owner = findings, names, owner
        self.known = known if known is not None else set(names.values if names else ())
        self.provisional = False
        self._files, self._asked, self._kept = files, 0, kept

    @property
    def files(self) -> Files:
        """Return what reads files; what was read from one is never kept here."""
        self._asked += 1
        return self._files

    def record(self, node: Node, kind: type[Any], path: str = "", *, skip: tuple[str, ...] = ()) -> Any:
        """Read a mapping (or a shorthand) into a record; None where it has faults."""
        if not isinstance(node, Mapping):
            short = kind.SHORTHAND
            if not short or (isinstance(node, Scalar) is False and not getattr(kind, "SHORTHAND_LIST", False)):
                self.wrong_type(node, "a mapping of keys and values")
                return None
            node = Mapping({short: node}, node.at, {short: node.at})
        specs, values, faults = fields_of(kind), {}, len(self.findings.errors)
        for key in node.entries:
            if key not in specs and key not in skip:
                hint = suggest(key, (*specs, *skip))
                where = kind_name(kind)
                self.findings.add("unknown-key", f"'{key}' is not a key of {where}", node.keys_at[key], hint)
        mistyped = {nearest(key, specs) for key in node.entries if key not in specs}
        for key, spec in specs.items():
            child = node.get(key)
            if child is None:
                if spec.needed and key not in mistyped:
                    empty = key in node.entries
                    message = f"'{key}' is empty" if empty else f"'{key}' is missing"
                    self.findings.add("missing-field", message, node.place(key), f"{key}: {spec.doc}")
                continue
            value = self.value(child, spec, f"{path}.{key}" if path else key)
            empty = value is not None and not value and not spec.limits.get("may_be_empty")
            if spec.needed and empty and isinstance(value, (RichText, Plain)):
                self.findings.add("missing-field", f"'{key}' is empty", child.at, f"{key}: {spec.doc}")
            values[spec.name] = value
        if len(self.findings.errors) > faults:
            return None
        made = kind(**{name: value for name, value in values.items() if value is not None})
        if not self.provisional:
            made.check(self._say(node))
        return made

    def _say(self, node: Mapping) -> Say:
        def say(
            field: str, rule: str, message: str, hint: Hint = "", severity: Any = "error", at: Position | None = None
        ) -> None:
            value = node_at(node, field)
            place = value.at if value is not None else node.place(re.split(r"[.\[]", field)[0])
            self.findings.add(rule, message, at or place, hint, severity=severity)

        return say

    def value(self, node: Node, spec: FieldSpec, path: str) -> Any:
        """Read one field's node."""
        return self.typed(node, spec.type, path, spec.limits)

    def typed(self, node: Node, kind: Any, path: str, limits: dict[str, Any]) -> Any:
        """Read a node as a type, or give what it was read as before; None (with a finding) where it is not of it."""
        if self._kept is None:
            return self._typed(node, kind, path, limits)
        known = self._kept.get(id(node))
        if known is None:
            known = self._kept[id(node)] = KeptNode(node, kind, constant=not has_expression(node))
        if not known.constant or known.kind != kind:
            return self._typed(node, kind, path, limits)
        if not known.there:
            asked, found = self._asked, len(self.findings)
            known.value = self._typed(node, kind, path, limits)
            known.there = known.constant = self._asked == asked and len(self.findings) == found
        return known.value

    def _typed(self, node: Node, kind: Any, path: str, limits: dict[str, Any]) -> Any:
        if isinstance(kind, tuple):
            kind = chosen(node, kind)
        origin = get_origin(kind)
        if origin is list:
            return self._list(node, get_args(kind)[0], path, limits)
        if origin is dict:
            return self._dict(node, get_args(kind)[1], path)
        if kind is Data:
            return self.files.data(node, self)
        if isinstance(kind, type) and hasattr(kind, "from_node"):
            return kind.from_node(node, self, path)
        if isinstance(kind, type) and issubclass(kind, Record):
            return self.record(node, kind, path)
        if not isinstance(node, Scalar):
            return self.wrong_type(node, _WANTED.get(kind, "one value"))
        if origin is Literal:
            return self._choice(node, get_args(kind))
        return self._scalar(node, kind, path, limits)

    def _list(self, node: Node, item: Any, path: str, limits: dict[str, Any]) -> Any:
        if not isinstance(node, Listing):
            return self.wrong_type(node, "a list")
        low, high = limits.get("at_least", 0), limits.get("at_most", 10_000)
        if not low <= len(node.items) <= high:
            wanted = f"{low} to {high}" if high < 10_000 else f"at least {low}"
            self.findings.add(
                "list-length",
                f"{len(node.items)} items stand here, {wanted} are needed",
                node.at,
                "add or remove items",
            )
        if get_origin(item) is None and isinstance(item, type) and hasattr(item, "list_from_nodes"):
            return item.list_from_nodes(node, self, path)
        items = []
        for number, child in enumerate(node.items):
            if isinstance(child, Scalar) and child.empty and not limits.get("empty_items"):
                self.findings.add("empty-item", "an item without text", child.at, "fill it in or remove the dash")
                continue
            items.append(self.typed(child, item, f"{path}[{number}]", {}))
        return items

    def _dict(self, node: Node, item: Any, path: str) -> Any:
        if not isinstance(node, Mapping):
            return self.wrong_type(node, "keys with values")
        return {key: self.typed(child, item, f"{path}.{key}", {}) for key, child in node.entries.items()}

    def wrong_type(self, node: Node, wanted: str) -> None:
        """Note that a node has another form than its field takes."""
        found = {Scalar: "text", Listing: "a list", Mapping: "a mapping"}[type(node)]
        hint = ""
        if not isinstance(node, Scalar) and wanted in ("text", "one value"):
            hint = "text that starts with [ or {, or holds ': ', must stand in quotes"
        if wanted == "text" and isinstance(node, Mapping) and _SPANS & set(node.entries):
            self.findings.add(
                "merged-cells", "cells of a table cannot be merged: whoever hears a table, or tabs through it, loses the row", node.at,
                "write the text in each cell that it is about, or show a table for each group",
            )  # fmt: skip
            return
        if wanted == "a list":
            hint = "put each item on its own line, after a dash and a space"
        self.findings.add("wrong-type", f"{wanted} is needed here, {found} was found", node.at, hint)

    def _choice(self, node: Scalar, choices: tuple[str, ...]) -> str | None:
        text = self.plain_text(node)
        if text in choices:
            return text
        near = nearest(text, choices)
        hint = Suggestion(near) if near else "write one of: " + ", ".join(choices)
        self.findings.add("unknown-value", f"'{text}' is not one of the choices", node.at, hint)
        return None

    def _scalar(self, node: Scalar, kind: Any, path: str, limits: dict[str, Any]) -> Any:
        if kind in (RichText, Notes):
            if limits.get("unit") == "figures":
                self.find_thousands([node], alone=True)
            return self.rich(node, path, lists=kind is Notes)
        if kind in (int, float):
            return self._number(node, kind, limits)
        if kind is bool:
            return self._boolean(node)
        if kind is Expression:
            return self._expression(node)
        if kind is ImageFile:
            name = self.plain_text(node, literal_values=True)
            return None if self.provisional and "\ufdd0" in name else self.files.image(name, node.at)
        if kind is FilmFile:
            return self.files.film(self.plain_text(node), node.at)
        if kind is Plain:
            text = self.rich(node, path).plain
            if limits.get("captions") and "\ufdd0" not in text:
                self.files.captions(text, node.at)
            return Plain(text)
        text = self.plain_text(node, encode=kind is Address)
        if kind is Address and "\ufdd0" not in text and not markdown.allowed_link(text):
            self.findings.add("link-scheme", f"'{text}' is not a link", node.at, markdown.link_hint(text))
        if kind is IconName and "\ufdd0" not in text:
            self._find_icon(text, node.at)
        typed = kind(text)
        if isinstance(typed, Typed):
            typed.at = node.at
        return typed

    def _find_icon(self, name: str, at: Position) -> None:
        """Note an icon that there is none of."""
        from builder.plan.icons import icon_names

        if name not in icon_names():
            hint = suggest(name, icon_names()) or "fandeck icons WORD finds one by what it shows"
            self.findings.add("unknown-icon", f"there is no icon '{name}'", at, hint)

    def rich(self, node: Scalar, path: str, *, lists: bool = False) -> RichText:
        """Read marked text: Markdown first, then the values, which enter as plain text."""
        self._find_pasted(node)
        template = self._template(node)
        paragraphs, remarks = markdown.parse(template.text, lists=lists)
        for rule, message in remarks:
            hint = _REFUSED.get(rule)
            usual = "put a backslash before a mark that is text"
            self.findings.add(rule, message, node.at, hint or usual, severity="error" if hint else "warning")
        merges = merge_fields(template.text, self.names.language) if self.names is not None else ()
        for left in (*left_marks(template.text, lists=lists), *merges):
            self.findings.add(left.rule, left.message, node.at, left.hint, severity="warning")
        meant = None
        if template.expressions:
            values = self._values(template, node)
            paragraphs = tuple(self._filled(p, values, node) for p in paragraphs)
            meant = self._meant(template)
        if node.lang:
            paragraphs = tuple(_in_language(each, node.lang) for each in paragraphs)
        return RichText(tuple(_from(each, self.owner + path) for each in paragraphs), node.at, path, meant)

    def _meant(self, template: expressions.Template) -> str | None:
        """Return the number or day that a text is which is one expression, "" where it is none; None for other texts."""
        if self.names is None or not _ONE_VALUE.fullmatch(template.text):
            return None
        try:
            return expressions.meant_by(self.names.evaluate(template.expressions[0], None))
        except (ContentError, expressions.Unlike):
            return ""

    def find_thousands(self, nodes: Sequence[Node], *, alone: bool = False) -> None:
        """Note a figure such as 1.250 where the language writes thousands so, and YAML decimals."""
        texts = {each.text.strip(): each for each in nodes if isinstance(each, Scalar)}
        found = thousands(texts, alone=alone)
        if found and self.names is not None and formats.number("1.5", self.names.language)[1:2] == ",":
            self.findings.add(
                "thousands-mark", f"'{found}' is {formats.number(found, self.names.language)}: decimals come after a full stop",
                texts[found].at, f"write {found.replace('.', '')} where thousands are meant, else {found.rstrip('0')}", severity="warning",
            )  # fmt: skip

    def _find_pasted(self, node: Scalar) -> None:
        """Note what comes along when text is pasted from Word or PowerPoint."""
        if node.text.isascii() and "\t" not in node.text:
            return
        if found := _UNREADABLE.search(node.text):
            self.findings.add(
                "unreadable-character", f"the character U+{ord(found[0]):04X} cannot be shown", node.at,
                "type the text again; it was lost or is a sign of another font",
            )  # fmt: skip
        if _PASTED_BULLET.search(node.text):
            self.findings.add(
                "pasted-bullet", "there is a bullet in the text itself", node.at,
                "remove it: each point is an item of the list", severity="warning",
            )  # fmt: skip

    def _filled(self, paragraph: Paragraph, values: list[str], node: Scalar) -> Paragraph:
        runs = []
        for run in paragraph.runs:
            kept = "" if not run.link.startswith("\ufdd0") else ":/?#@!$&'()*+,;=%"
            link = expressions.fill(run.link, [quote(v, safe=kept) for v in values])
            if link != run.link and not self.provisional and not markdown.allowed_link(link):
                self.findings.add("link-scheme", f"'{link}' is not a link", node.at)
            runs.append(
                replace(
                    run, text=expressions.fill(run.text, values), link=link, values=expressions.spans(run.text, values)
                )
            )
        return replace(paragraph, runs=tuple(runs))

    def plain_text(self, node: Scalar, *, encode: bool = False, literal_values: bool = False) -> str:
        """Read text that takes no marks; encode: percent-encode the values in it."""
        template = self._template(node)
        text = template.text.strip()
        if not template.expressions:
            return text
        values = self._values(template, node)
        if self.provisional and self.names is None:
            return text
        if literal_values:
            for value in values:
                if re.search(r"[\\/]|^\.\.?$|^\s*$", value):
                    self.findings.add("path-value", f"'{value}' cannot be part of a file name", node.at)
        return expressions.fill(text, [quote(v, safe="") for v in values] if encode and text[0] != "\ufdd0" else values)

    def _template(self, node: Scalar) -> expressions.Template:
        if expressions.unclosed(node.text):
            self.findings.add("expression", "{{ has no }}", node.at, "close it with }}, or write \\{{ for two braces")
        return expressions.split(node.text)

    def _values(self, template: expressions.Template, node: Scalar) -> list[str]:
        values = []
        for expression in template.expressions:
            at = place_in(node, expression)
            try:
                if self.names is None:
                    self.provisional = True
                    expressions.check_expression(expression, self.known, at)
                    values.append("…")
                else:
                    values.append(self.names.text(expression, at))
            except ContentError as error:
                self.findings.extend(error.found)
                values.append("…")
        return values

    def single_value(self, node: Scalar) -> tuple[bool, Any]:
        """Return the value of a scalar that is one expression, with its type: (True, value)."""
        template = expressions.split(node.text)
        if len(template.expressions) != 1 or not _ONE_VALUE.fullmatch(template.text):
            return False, None
        expression, at = template.expressions[0], place_in(node, template.expressions[0])
        try:
            if self.names is not None:
                return True, self.names.evaluate(expression, at)
            self.provisional = True
            expressions.check_expression(expression, self.known, at)
        except ContentError as error:
            self.findings.extend(error.found)
        return True, None

    def _number(self, node: Scalar, kind: Any, limits: dict[str, Any]) -> Any:
        is_value, value = self.single_value(node)
        if is_value and value is None:
            return None
        text = self._figure_of(value, node) if is_value else node.text.strip()
        pattern = r"-?\d{1,15}" if kind is int else r"-?\d{1,15}(\.\d{1,15})?"
        if not re.fullmatch(pattern, text):
            what, hint = "a whole number" if kind is int else "a number", _number_hint(text, kind, limits)
            self.findings.add("wrong-type", f"{what} is needed here, '{text}' was found", node.at, hint)
            return None
        number = kind(text)
        if not limits.get("low", -1e15) <= number <= limits.get("high", 1e15):
            low, high = limits.get("low", "any"), limits.get("high", "any")
            self.findings.add("out-of-range", f"{text} is outside {low} to {high}", node.at)
        return number

    def _figure_of(self, value: Any, node: Scalar) -> str:
        """Return a value as a number field takes it: a cell as the number that it is in its column."""
        try:
            return expressions.meant_by(value) or str(value)
        except expressions.Unlike as error:
            self.findings.add("wrong-type", error.message, node.at, error.hint)
            return str(value)

    def _boolean(self, node: Scalar) -> bool | None:
        is_value, value = self.single_value(node)
        text = ("true" if value else "false") if is_value else node.text.strip()
        if text in ("true", "yes", "false", "no"):
            return text in ("true", "yes")
        self.findings.add(
            "wrong-type", f"true or false is needed here, '{text}' was found", node.at, "write true or false"
        )
        return None

    def _expression(self, node: Scalar) -> Expression | None:
        text = node.text.strip()
        if text.startswith("{{") and text.endswith("}}"):
            self.findings.add("expression", "no braces are needed here", node.at, f"write: {text[2:-2].strip()}")
            return None
        try:
            expressions.check_expression(text, self.known, node.at)
        except ContentError as error:
            self.findings.extend(error.found)
        outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
        if found := re.search(r"(?<![\w.])([1-9]\d{0,2})\.(\d\d0)(?![\w.])", outside):
            message = f"'{found[0]}' is {found[0].rstrip('0').rstrip('.')} here: decimals come after a full stop"
            hint = f"write {found[1]}{found[2]} where thousands are meant"
            self.findings.add("thousands-mark", message, node.at, hint, severity="warning")
        return Expression(text)


_HOURS = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:u|uur|uren|h|hr|hrs|hours?|std|stunden?|heures?)\.?\s?(?:(\d{1,2})\s?(?:m|min|minuten|minutes?)?\.?)?",
    re.I,
)


def _in_minutes(text: str) -> str:
    """Return hours and minutes, as 1u30 or 1,5 uur, in minutes; "" for what is none."""
    found = _HOURS.fullmatch(text.strip())
    if not found:
        return ""
    return f"{float(found[1].replace(',', '.')) * 60 + int(found[2] or 0):g}"


def _number_hint(text: str, kind: type, limits: dict[str, Any]) -> str:
    """Say how a figure is written; its value stays what it is."""
    from decimal import Decimal

    bare = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f'\u2019](?=\d{3}(?!\d))", "", text)
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", text)
    if clock and limits.get("unit") == "minutes":
        return f"write it in minutes: {int(clock[1]) * 60 + int(clock[2])}"
    if limits.get("unit") == "minutes" and (minutes := _in_minutes(text)):
        return f"write it in minutes: {minutes}"
    if share := re.fullmatch(r"(-?\d{1,15})(?:[.,](\d+))?[ \u00a0\u202f]?%", text):
        written = share[1] + (f".{share[2]}" if share[2] else "")
        if limits.get("unit") == "figures":
            return f'write {written}; unit: "%" says that figures are percentages'
        return f"write {written}" if kind is float or not share[2] else "write digits only"
    if re.fullmatch(r"-?\d+,\d+", bare):
        return f"write {bare.replace(',', '.')}: decimals come after a full stop"
    if re.fullmatch(r"[-+\u2212]?\d{1,15}(\.\d{1,15})?([eE][-+]?\d{1,2})?", bare):
        value = Decimal(bare.replace("\u2212", "-"))
        if kind is float or value == value.to_integral_value():
            return f"write {value.normalize():f}"
    if limits.get("unit") == "answers" and re.fullmatch(r"\d+\.\d+", bare):
        if thousands([bare], alone=True):
            return f"write {bare.replace('.', '')}"
        if Decimal(bare) <= 1:
            return f"write how many answers there were, or {Decimal(bare) * 100:f}% where it is a share".replace(
                ".0%", "%"
            )
        return f"write how many answers there were, or {bare}% where it is a percentage"
    if limits.get("unit") == "figures" and kind is float and (better := in_digits(text)):
        return f"write {better}"
    found = re.match(r"-?\d+(?:[.,]\d+)?(?=\s*[^\W\d_])", bare)
    if found and (kind is float or found[0].lstrip("-").isdigit()):
        return f"write only the number: {found[0].replace(',', '.')}"
    return "write digits only" if kind is int else "write digits, with a full stop before decimals"


def _from(paragraph: Paragraph, field: str) -> Paragraph:
    return replace(paragraph, runs=tuple(replace(run, field=field) for run in paragraph.runs))


def _in_language(paragraph: Paragraph, lang: str) -> Paragraph:
    runs = tuple(replace(run, lang=lang) for run in paragraph.runs)
    return replace(paragraph, runs=runs)


_SPANS = {"span", "colspan", "rowspan", "merge", "merged", "cols", "rows"}
_REFUSED = {
    "link-scheme": "write https://…, mailto:… or #slide-id",
    "picture-in-text": "name it in the field image: of the slide, or of a column",
}
_ONE_VALUE = re.compile("\\s*\ufdd00\ufdd1\\s*")  # the hole of one expression, and nothing else
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_PASTED_BULLET = re.compile(r"(?m)^\s*[•▪◦‣●■]\s")
_WANTED: dict[Any, str] = {RichText: "text", Notes: "text", Plain: "text", Code: "text", Address: "a link", IconName: "the name of an icon",
                           int: "a whole number", float: "a number", bool: "true or false",
                           ImageFile: "the name of a picture"}  # fmt: skip


def chosen(node: Node, kinds: tuple[Any, ...]) -> Any:
    """Pick the alternative of a field's types that a node's form asks for."""
    for kind in kinds:
        structured = get_origin(kind) in (list, dict) or (isinstance(kind, type) and issubclass(kind, Record))
        if isinstance(node, Scalar) is not structured:
            if isinstance(node, Listing) and get_origin(kind) is not list:
                continue
            return kind
    return kinds[0]


def place_in(node: Scalar, part: str) -> Position:
    """Return the place of a part of a scalar; exact where the scalar stands on one line."""
    index = node.text.find(part)
    if index < 0 or node.block or "\n" in node.text[:index]:
        lines = node.text[: max(index, 0)].count("\n")
        return Position(node.at.file, node.at.line + lines + (1 if node.block else 0), node.at.column)
    return Position(node.at.file, node.at.line, node.at.column + index + (1 if node.quoted else 0))


def kind_name(record: type) -> str:
    """Name a record as a user knows it."""
    return str(getattr(record, "CALLED", "") or record.__name__.lower())


def has_expression(node: Node) -> bool:
    """True where any text under a node holds an expression."""
    if isinstance(node, Scalar):
        return "{{" in node.text
    children: Any = node.items if isinstance(node, Listing) else node.entries.values()
    return any(has_expression(child) for child in children)
