"""YAML read into nodes that know where they stand. Everything that reads YAML goes through here.

YAML is composed, never constructed: a scalar stays the text that was typed, and the field that
receives it decides the type. So `no`, `12:30` and `0344` arrive as written.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from builder.content.yaml_mistakes import explain_refusal, find_silent_changes
from builder.diagnostics import Findings, Position
from builder.languages.characters import NOT_IN_TEXT

MAX_BYTES = 5_000_000
MAX_NODES = 200_000  # after anchors are followed: what an alias bomb would blow up
MAX_DEPTH = 40

_CORE_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value")
)
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _MERGE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"
_KIND_TAGS = {yaml.SequenceNode: "tag:yaml.org,2002:seq", yaml.MappingNode: "tag:yaml.org,2002:map"}


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes; a scalar is not looked at for a type, which its field will decide."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return _MERGE if value == "<<" and implicit[0] else _TEXT
        return _KIND_TAGS[kind]


class Scalar(Struct):
    """A single value as typed; `plain` when it stands without quotes."""

    text: str
    at: Position
    plain: bool = False
    block: bool = False
    quoted: bool = False
    lang: str = ""  # where it is not that of the deck: a text without a translation

    @property
    def empty(self) -> bool:
        """True where nothing was typed at all (`key:`)."""
        return self.plain and self.text == ""

    @property
    def absent(self) -> bool:
        """True where a key was given no value: nothing, `~` or `null` without quotes."""
        return self.plain and self.text in ("", "~", "null")


class Listing(Struct):
    """A list of nodes."""

    items: list[Node]
    at: Position


class Mapping(Struct):
    """Keys with their values, in the order of the file."""

    entries: dict[str, Node]
    at: Position
    keys_at: dict[str, Position] = field(default_factory=dict)

    def get(self, key: str) -> Node | None:
        """Return the value of a key, None where it is not there or was left empty."""
        node = self.entries.get(key)
        return None if isinstance(node, Scalar) and node.absent else node

    def text(self, key: str) -> str | None:
        """Return the value of a key where it is a scalar."""
        node = self.get(key)
        return node.text if isinstance(node, Scalar) else None

    def place(self, key: str) -> Position:
        """Return the place of a key, or of the mapping where the key is not there."""
        return self.keys_at.get(key, self.at)


Node = Scalar | Listing | Mapping


def content_of(node: Node) -> Any:
    """Return what a node says, without its positions: a value to compare or to hash."""
    if isinstance(node, Scalar):
        if node.plain or node.lang:
            return (node.text, node.plain, node.lang) if node.lang else (node.text, node.plain)
        return node.text
    if isinstance(node, Listing):
        return [content_of(item) for item in node.items]
    return {key: content_of(value) for key, value in node.entries.items()}


def scalars_of(node: Node) -> Iterator[Scalar]:
    """Go through all scalars under a node, in order."""
    if isinstance(node, Scalar):
        yield node
    else:
        for child in node.items if isinstance(node, Listing) else node.entries.values():
            yield from scalars_of(child)


def node_at(node: Node, path: str) -> Node | None:
    """Return the node at a field path such as `points[2].text`, None where there is none."""
    here: Node | None = node
    for step in re.findall(r"[^.\[\]]+", path):
        if isinstance(here, Mapping):
            here = here.entries.get(step)
        elif isinstance(here, Listing) and step.isdigit() and int(step) < len(here.items):
            here = here.items[int(step)]
        else:
            return None
    return here


def read_yaml(path: Path, name: str, findings: Findings) -> Node | None:
    """Read one YAML file.

    name: how the file is called in messages, relative to the project.
    Returns None where the file could not be read; why is among the findings.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        findings.add("file-readable", f"cannot be read: {error.strerror}", Position(name, 1, 1))
        return None
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        findings.add("file-size", f"is larger than {limit} MB", Position(name, 1, 1), "split it with include")
        return None
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:100]:
        findings.add(
            "utf-8", "the file is not UTF-8 (it may be UTF-16)", Position(name, 1, 1),
            "save it as UTF-8 (in Notepad: Save as, Encoding)",
        )  # fmt: skip
        return None
    text = _decode(raw, name, findings)
    return None if text is None else parse_yaml(text, name, findings)


def parse_yaml(text: str, name: str, findings: Findings) -> Node | None:
    """Parse YAML text; as `read_yaml`."""
    before = len(findings)
    for match in itertools.islice(NOT_IN_TEXT.finditer(text), 20):
        findings.add(
            "control-character",
            f"a control character (U+{ord(match[0]):04X}) stands in the text",
            _place(text, match.start(), name),
            "delete it; it often comes along when text is pasted from PowerPoint or Word",
        )
    if len(findings) > before:
        return None
    lines = text.splitlines()
    deep = _too_deep(text)
    if deep is not None:
        at = Position(name, deep + 1, 1)
        findings.add("yaml-anchors", f"more than {MAX_DEPTH} levels stand inside each other", at, "nest it less deeply")
        return None
    loader = _Loader(text)
    try:
        root = loader.get_node() if loader.check_node() else None
        extra = loader.get_node() if loader.check_node() else None
    except yaml.YAMLError as error:
        findings.add("yaml-syntax", *explain_refusal(error, lines, name))
        return None
    finally:
        loader.dispose()
    if extra is not None:
        at = Position(name, extra.start_mark.line + 1, extra.start_mark.column + 1)
        findings.add("yaml-one-document", "a second document begins here", at, "remove the line '---'")
        return None
    if root is None:
        return Scalar("", Position(name, 1, 1), plain=True)
    return _Walk(name, lines, findings).convert(root, 0)


def _too_deep(text: str) -> int | None:
    """Return the line on which nesting goes deeper than composing may follow; None where it does not."""
    nested = highest = 0
    for match in re.finditer(r"[\[\]{}]", text):
        nested += 1 if match[0] in "[{" else -1
        highest = max(highest, nested)
    indented = " " * MAX_DEPTH
    looks_deep = text.startswith(indented) or "\n" + indented in text or "- " * (MAX_DEPTH // 2) in text
    if highest <= MAX_DEPTH and not looks_deep:
        return None  # nothing that looks like it: spare parsing twice
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Base):
            if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                depth += 1
                if depth > MAX_DEPTH:
                    return event.start_mark.line if event.start_mark else 0
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                depth -= 1
    except yaml.YAMLError:  # libyaml may have a bound of its own; else composing says what is wrong
        return 0 if highest > 10 * MAX_DEPTH else None
    return None


def _decode(raw: bytes, name: str, findings: Findings) -> str | None:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        head = raw[: error.start].decode("utf-8", "replace")
        findings.add(
            "utf-8",
            f"the byte 0x{raw[error.start]:02X} is not UTF-8",
            _place(head, len(head), name),
            "save the file as UTF-8 (in Notepad: Save as, Encoding)",
        )
        return None


def _place(text: str, index: int, name: str) -> Position:
    line_start = text.rfind("\n", 0, index) + 1
    return Position(name, text.count("\n", 0, index) + 1, index - line_start + 1)


class _Walk:
    """Turns composed nodes into ours, following anchors within bounds."""

    def __init__(self, name: str, lines: list[str], findings: Findings) -> None:
        self.name, self.lines, self.findings = name, lines, findings
        self.count = 0
        self.open: set[int] = set()

    def convert(self, node: Any, depth: int) -> Node | None:
        at = Position(self.name, node.start_mark.line + 1, node.start_mark.column + 1)
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES or id(node) in self.open:
            if self.count <= MAX_NODES + 1:
                self.findings.add(
                    "yaml-anchors",
                    "the anchors (&, *) in this file unfold without end",
                    at,
                    "write the values out instead of repeating them with *",
                )
            self.count = MAX_NODES + 1
            return None
        if node.tag not in _CORE_TAGS:
            self._refuse_tag(node, at)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, at)
        self.open.add(id(node))
        try:
            return self._listing(node, at, depth) if node.id == "sequence" else self._mapping(node, at, depth)
        finally:
            self.open.discard(id(node))

    def _refuse_tag(self, node: Any, at: Position) -> None:
        line = self.lines[at.line - 1] if at.line <= len(self.lines) else ""
        if node.tag == "tag:yaml.org,2002:merge":
            self.findings.add("yaml-merge-key", "merge keys (<<) are not used here", at)
            return
        found = explain_tag(line, at.column)
        self.findings.add("yaml-tag", "text that starts with ! is read as a YAML tag", at, found)

    def _scalar(self, node: Any, at: Position) -> Scalar:
        if found := NOT_IN_TEXT.search(node.value):
            self.findings.add(
                "control-character", f"a control character (U+{ord(found[0]):04X}) is written out here", at, "remove it"
            )
            node.value = NOT_IN_TEXT.sub("", node.value)
        scalar = Scalar(
            node.value,
            at,
            plain=node.style is None or node.style == "",
            block=node.style in ("|", ">"),
            quoted=node.style in ("'", '"'),
        )
        end = (node.end_mark.line + 1, node.end_mark.column + 1)
        find_silent_changes(node.style or "", at, end, self.lines, self.findings)
        return scalar

    def _listing(self, node: Any, at: Position, depth: int) -> Listing:
        items = [self.convert(item, depth + 1) for item in node.value]
        return Listing([item for item in items if item is not None], at)

    def _mapping(self, node: Any, at: Position, depth: int) -> Mapping:
        mapping = Mapping({}, at)
        for key_node, value_node in node.value:
            key_at = Position(self.name, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key_node.tag == "tag:yaml.org,2002:merge":
                self.findings.add("yaml-merge-key", "merge keys (<<) are not used here", key_at, "write the keys out")
                continue
            if not isinstance(key_node, yaml.ScalarNode):
                line = self.lines[key_at.line - 1]
                hint = f"quote the text: {quoted_line(line)}" if "{" in line else ""
                self.findings.add("yaml-key", "a key must be a word", key_at, hint)
                continue
            key = key_node.value
            if key in mapping.entries:
                first = mapping.keys_at[key].line
                self.findings.add(
                    "duplicate-key",
                    f"'{key}' stands here twice (first on line {first})",
                    key_at,
                    "remove one of the two",
                )
                continue
            value = self.convert(value_node, depth + 1)
            if value is not None:
                mapping.entries[key] = value
                mapping.keys_at[key] = key_at
        return mapping


def explain_tag(line: str, column: int) -> str:
    """Return the mended line for text that starts with `!`."""
    return f"quote the text: {quoted_line(line, column)}"


def quoted_line(line: str, column: int | None = None) -> str:
    """Return a line with its value in double quotes."""
    from builder.content.yaml_mistakes import quote_value

    return quote_value(line, column)
