"""Tables in JSON and YAML: lists of keys and values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.content.tables.cells import Exact, as_typed, cell_of, clean, digits
from builder.content.tables.rows import Rows, Table, Use, braced
from builder.content.tables.separated import decode
from builder.content.yaml_nodes import Listing, Mapping, Scalar, read_yaml
from builder.diagnostics import Findings, Position

_SPACE = re.compile(r"[ \t\r\n]*")


def read_rows_of_yaml(path: Path, file: str, use: Use, findings: Findings) -> Table | None:
    """Read a list of mappings in YAML."""
    node = read_yaml(path, file, findings)
    if node is None:
        return None
    if not isinstance(node, Listing):
        findings.add(f"{use}-source", "a list of rows is needed here", node.at, "begin each row with a dash: - code: …")
        return None
    found: list[tuple[dict[str, str], int, int]] = []
    for item in node.items:
        line = item.at.line
        if not isinstance(item, Mapping):
            findings.add(f"{use}-source", "a row is keys and values", item.at, "write - code: … and name: …")
            continue
        cells = {}
        for key, value in item.entries.items():
            if isinstance(value, Scalar):
                cells[clean(key)] = "" if value.absent else as_typed(clean(value.text))
            else:
                message = f"'{key}' of {path.name}, line {line} is no single value"
                findings.add(f"{use}-source", message, value.at, "write one value")
        found.append((cells, line, line))
    return _of_mappings(file, found, f"{braced(path.name)}, line {{}}", use)


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that doubles are seen."""


def read_json(path: Path, file: str, use: Use, findings: Findings) -> Table | None:
    """Read a list of objects in JSON."""
    text = decode(path.read_bytes())
    rule = f"{use}-source"
    found: list[tuple[dict[str, str], int, int]] = []
    try:
        for number, (item, line) in enumerate(_json_items(text), 1):
            named, at = f"{path.name}, row {number}", Position(file, line, 1)
            if not isinstance(item, _Pairs):
                findings.add(rule, f"{named} is no object with keys and values", at)
                continue
            cells: dict[str, str] = {}
            for key, value in item:
                if clean(key) in cells:
                    findings.add(rule, f"'{key}' stands twice in {named}", at, "remove one of the two")
                if isinstance(value, list):
                    findings.add(rule, f"'{key}' of {named} is no single value", at, "write one value")
                cells[clean(key)] = value if isinstance(value, Exact) else cell_of(value)
            found.append((cells, line, number))
    except json.JSONDecodeError as error:
        message, hint = _explained(text, error.pos)
        findings.add(rule, message, Position(file, error.lineno, error.colno), hint)
        return None
    except RecursionError:
        findings.add(rule, "values stand too deep inside each other", Position(file, 1, 1))
        return None
    return _of_mappings(file, found, f"{braced(path.name)}, row {{}}", use)


def _explained(text: str, place: int) -> tuple[str, str]:
    """Say what is wrong with JSON at a place, and what to do."""
    before, rest = text[:place].rstrip(), text[place:].lstrip()
    if not before and rest[:1] == "{":
        return (
            "a list of rows is needed, and this is an object",
            "put the rows between [ and ], with commas between: [{…}, {…}]",
        )
    if rest[:1] in ("]", "}") and before[-1:] == ",":
        return f"a comma stands before the closing {rest[0]}", "take the comma out"
    if rest[:1] in ("'", "\u2018", "\u201c", "\u201d", "\u201e"):
        return f"JSON takes straight double quotes, not {rest[0]}", 'write {"code": "…"}'
    if (rest[:1] in ('"', "{") and before[-1:] in ('"', "}", "]")) or (rest[:1] == '"' and before[-1:].isdigit()):
        return "a comma is missing here", "put a comma between two rows, and between two keys"
    if not rest:
        return "the file ends before its list does", "close it with ]"
    return "this is not JSON", "write a list: [{…}, {…}]"


def _json_items(text: str) -> Iterator[tuple[Any, int]]:
    """Go through the items of a JSON list, each with its line."""
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=Exact, parse_float=digits, parse_constant=str)

    def space(index: int) -> int:
        match = _SPACE.match(text, index)
        return match.end() if match else index

    index, line, counted = space(0), 1, 0
    if text[index : index + 1] != "[":
        raise json.JSONDecodeError("a list of rows is needed", text, index)
    index = space(index + 1)
    first = True
    while text[index : index + 1] != "]" or not first:
        line += text.count("\n", counted, index)
        counted = index
        item, index = decoder.raw_decode(text, index)
        yield item, line
        first, index = False, space(index)
        if text[index : index + 1] == "]":
            break
        if text[index : index + 1] != ",":
            raise json.JSONDecodeError("a comma or ] is needed", text, index)
        index = space(index + 1)
    if space(index + 1) != len(text):
        raise json.JSONDecodeError("something follows the list", text, space(index + 1))


def _of_mappings(file: str, found: list[tuple[dict[str, str], int, int]], named: str, use: Use) -> Table:
    """Make rows of mappings; the header is all keys, in the order in which they appear."""
    header = list(dict.fromkeys(key for cells, _, _ in found for key in cells))
    rows = Rows(named)
    for cells, line, number in found:
        rows.add([cells.get(key, "") for key in header], line, number)
    return Table(file, header, rows, use=use)
