"""Values written as YAML: a text without quotes where that is safe, else in double quotes, long ones as a block."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from builder.languages.characters import NOT_IN_TEXT

Value = Any  # a text, a number, true or false, None, a list of values or a mapping of texts to values


class Inline(list[Any]):
    """A list that is written in brackets."""


class InlineMap(dict[str, Any]):
    """A mapping that is written in brackets."""


_SPECIAL = re.compile(r"~|null|true|false|yes|no|on|off|[-+]?[.\d][\d_.,:eExXo+-]*|\.inf|\.nan|<<|=", re.I)
_STARTS = tuple("!&*-?:,[]{}#|>@`\"'%")
_UNWRITTEN = re.compile(f"{NOT_IN_TEXT.pattern}|[\r\x85]")  # NEL and a lone return are line ends of YAML
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def is_special(text: str) -> bool:
    """True for a text that YAML may take for a number, a choice, a date or nothing."""
    return bool(_SPECIAL.fullmatch(text)) or text == ""


def may_be_plain(text: str, *, flow: bool) -> bool:
    """True where a text can stand without quotes."""
    if not text or text != text.strip() or "\n" in text or "\t" in text or _UNWRITTEN.search(text):
        return False
    if text.startswith(_STARTS) and not re.match(r"[-?:][^\s,\[\]{}]", text):
        return False
    if text.startswith(("---", "...")) or ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[,\[\]{}]|:[,\[\]{}]|^[-?:]", text))


def double_quoted(text: str) -> str:
    """Return a text in double quotes on one line."""
    escaped = "".join(_ESCAPES.get(each, each) for each in text)
    return '"' + _UNWRITTEN.sub(lambda found: _code(found[0]), escaped) + '"'


def _code(character: str) -> str:
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def text_of(value: Value) -> str:
    """Return what a single value is as text."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def is_collection(value: Value) -> bool:
    """True for a list or a mapping."""
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))


def one_line(value: Value, *, flow: bool = False) -> str:
    """Return a value written on one line, lists and mappings in brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k, True)}: {one_line(v, flow=True)}" for k, v in value.items()) + "}"
    if is_collection(value):
        return "[" + ", ".join(one_line(each, flow=True) for each in value) + "]"
    if not isinstance(value, str):
        return "null" if value is None else text_of(value)
    return value if may_be_plain(value, flow=flow) and not is_special(value) else double_quoted(value)


def block_lines(value: Value, indent: int) -> list[str]:
    """Return the lines of a list or a mapping that is not empty, each with its indent."""
    pad, lines = " " * indent, list[str]()
    entries = value.items() if isinstance(value, Mapping) else ((None, each) for each in value)
    for key, each in entries:
        lines += after(pad + ("-" if key is None else f"{_key(key, False)}:"), each, indent + 2, item=key is None)
    return lines


def after(head: str, value: Value, indent: int, *, item: bool = False) -> list[str]:
    """Return the lines of a value after its key or dash; indent: of the lines under it."""
    if is_collection(value) and value and not isinstance(value, (Inline, InlineMap)):
        lines = block_lines(value, indent)
        return [head + " " + lines[0].lstrip(" "), *lines[1:]] if item else [head, *lines]
    if isinstance(value, str) and "\n" in value and (written := literal_lines(value, indent)):
        chomped = value.endswith("\n")
        return [f"{head} |{'' if chomped else '-'}", *written]
    return [f"{head} {one_line(value)}"]


def literal_lines(text: str, indent: int) -> list[str]:
    """Return the lines of a text as a `|` block; none where it cannot be one."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[0] or not lines[-1] or lines[0][0] in " \t" or _UNWRITTEN.search(text):
        return []
    if any(line != line.rstrip() for line in lines):
        return []
    return [" " * indent + line if line else "" for line in lines]


def folded_lines(text: str, indent: int, width: int) -> list[str]:
    """Return the lines of a text as a `>` block, broken at single spaces; none where it cannot be one."""
    paragraphs = text.removesuffix("\n").split("\n")
    if any(not each or each[0] in " \t" or each != each.rstrip() for each in paragraphs) or _UNWRITTEN.search(text):
        return []
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        lines += [""] if number else []
        lines += [" " * indent + line for line in broken(paragraph, width - indent)]
    return lines


def broken(text: str, width: int) -> list[str]:
    """Return a text broken into lines at its single spaces."""
    lines, line = list[str](), ""
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _key(key: str, flow: bool) -> str:
    return key if may_be_plain(key, flow=flow) and "#" not in key else double_quoted(key)
