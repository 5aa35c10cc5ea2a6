"""Tables in files: CSV with its separator, mark and decimal comma recognised; YAML and JSON lists."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from builder.diagnostics import Findings, Position

MAX_BYTES = 20_000_000
MAX_ROWS = 5_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufddf\ufffe\uffff]")
_DECIMAL_COMMA = re.compile(r"^-?\d+,\d+$")


class TableFile(NamedTuple):
    """A file read: header, rows as typed, and whether its numbers have a decimal comma."""

    header: list[str]
    rows: list[list[str]]
    decimal_comma: bool


def read_table(path: Path, at: Position, findings: Findings) -> TableFile | None:
    """Read a file into header and rows; None (with a finding) where it does not serve."""
    if path.stat().st_size > MAX_BYTES:
        findings.add("data-size", f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB", at)
        return None
    if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        findings.add("data-kind", f"{path.name} is not a CSV file", at, "save it as CSV")
        return None
    text = decode(path.read_bytes())
    if not text.strip():
        findings.add("data-empty", f"{path.name} is empty", at)
        return None
    named = re.match(r"sep=(.)\r?\n", text, re.I)  # as Excel writes it
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else separator_of(text)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [row for row in read if any(cell.strip() for cell in row)]
    except csv.Error:
        findings.add("data-kind", f"{path.name} is no table: a cell does not end", at, "look at its quotation marks")
        return None
    if not rows:
        findings.add("data-empty", f"{path.name} is empty", at)
        return None
    header, body = [cell.strip() for cell in rows[0]], rows[1:]
    if len(body) > MAX_ROWS:
        findings.add("data-size", f"{path.name} has {len(body)} rows, {MAX_ROWS} is the most", at)
        return None
    for number, row in enumerate(body, 2):
        if len(row) != len(header):
            findings.add(
                "row-length", f"line {number} of {path.name} has {len(row)} cells, its header {len(header)}", at,
                "give every line as many cells as the header",
            )  # fmt: skip
            return None
    rows = [[_CONTROL.sub(" ", cell).strip() for cell in row] for row in body]
    comma = delimiter != "," or any(_DECIMAL_COMMA.match(cell) for row in rows for cell in row)
    return TableFile(header, rows, comma)


def decode(raw: bytes) -> str:
    """Decode UTF-8 with or without a mark, UTF-16 with one, else cp1252 as Excel writes it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return unicodedata.normalize("NFC", text)


def separator_of(text: str) -> str:
    """Find the separator: the one that cuts the header into most cells, quotes respected."""
    line = next(line for line in text.splitlines() if line.strip())
    bare = re.sub(r'"[^"]*"', "", line)
    return max((";", "\t", ","), key=bare.count) if any(c in bare for c in ";\t,") else ","


def column_name(heading: str) -> str:
    """Make a heading a name for expressions: `Aantal inwoners` is `aantal_inwoners`."""
    name = re.sub(r"\W+", "_", heading.strip().lower()).strip("_")
    return f"_{name}" if name[:1].isdigit() else name
