"""The mistakes people make in YAML, explained with the mended line.

Two sorts: what YAML refuses, and what it takes but changes without a word. PyYAML's own English
messages are never matched: the kind of mistake is read from the line itself.
"""

from __future__ import annotations

import re

import yaml
from yaml.composer import ComposerError
from yaml.parser import ParserError
from yaml.scanner import ScannerError

from builder.diagnostics import Findings, Position

_VALUE = re.compile(r"^(?P<head>\s*(?:- +)*(?:[\w.-]+:\s+)?)(?P<value>\S.*?)\s*$")
_USUAL_KEYS = (
    "title", "subtitle", "kind", "id", "text", "points", "notes", "language", "brand", "date", "slides", "columns", "rows",
    "question", "options", "image", "alt", "caption", "sources", "steps", "items",
)  # fmt: skip
_HASH_COLOUR = re.compile(r":?\s*(#(?:[0-9A-Fa-f]{3}){1,2})\s*(?:#.*|[,}].*)?$")
_LISTED = re.compile(r"^( *)(?:[\u2013\u2014\u2022\u00b7\u25cf\u25aa\u2023*+]|\d{1,2}[.)]) +(\S.*)$")
_TIGHT_DASH = re.compile(r"^( *)-([^\W\d_].*)$")
_UNKNOWN_ESCAPE = re.compile(
    r'(?<!\\)(?:\\\\)*\\(?:[^0abtnvfre "/\\N_LPxuU\t\n]|x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8}))'
)
_HASH_COMMENT = re.compile(r"\s+#[^\s#]")


def quote_value(line: str, column: int | None = None) -> str:
    """Return a line with its value in double quotes; column: where the value begins, from 1."""
    if column is not None and line[: column - 1].strip(" -:") != line[: column - 1].strip():
        head, value = line[: column - 1], line[column - 1 :].strip()
    else:
        match = _VALUE.match(line)
        if not match:
            return line.strip()
        head, value = match["head"], match["value"]
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{head.strip()} "{escaped}"'.strip()


# What each step of reading refuses; the library's own words are neither shown nor matched.
_WHY: dict[type[yaml.YAMLError], str] = {
    ScannerError: "these characters mean something else where they stand",
    ParserError: "this does not fit the lines above it",
    ComposerError: "a word after * or & is read as a reference, and leads nowhere",
}


def explain_refusal(error: yaml.YAMLError, lines: list[str], name: str) -> tuple[str, Position, str]:
    """Say what is wrong with a file that YAML refuses: message, place, hint."""
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    marks = [mark for mark in (context, problem) if mark is not None]
    places = sorted({min(mark.line, max(len(lines) - 1, 0)) for mark in marks}, reverse=True)
    for number in dict.fromkeys(each for place in places for each in (place, place - 1, place + 1)):
        if 0 <= number < len(lines) and (column := _odd_indentation(lines[number])):
            return _ODD_SPACE, Position(name, number + 1, column), _SPACES_ONLY
    for number in (*places, *(n - 1 for n in places if n > 0)):
        found = _mistake_on(lines[number] if lines else "", no_reference=isinstance(error, ComposerError))
        if found:
            message, column, hint = found
            return message, Position(name, number + 1, column), hint
    mark = problem or context
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    line = min(line, max(len(lines), 1))
    why = next((words for kind, words in _WHY.items() if isinstance(error, kind)), "it cannot be read from here on")
    return (
        f"this is not valid YAML: {why}",
        Position(name, line, column),
        "check the indentation: lines of one list or one mapping begin in the same column",
    )


_ODD_SPACE = "a non-breaking space, or another that is no plain one, stands in the indentation of this line"
_SPACES_ONLY = "type the spaces before the text again: they came along from a web page or a word processor"


def _odd_indentation(line: str) -> int:
    """Return the column of the first space in a line's indentation that YAML takes as text; 0 where there is none."""
    indentation = line[: len(line) - len(line.lstrip())]
    return next((n for n, each in enumerate(indentation, 1) if each not in " \t\r\n"), 0)


def _mistake_on(line: str, *, no_reference: bool = False) -> tuple[str, int, str] | None:
    """Name the mistake on one line: message, column, hint; no_reference: a word after * or & leads nowhere."""
    indent = re.match(r"^ *\t\s*", line)
    if indent:
        return (
            "the line begins with a tab",
            line.index("\t") + 1,
            "indent with spaces: YAML does not take tabs",
        )
    glued = re.match(r"^(\s*(?:- +)*)([A-Za-z_][\w-]*):([^\s/].*)$", line)
    if glued:
        return (
            "a space is missing after the colon",
            len(glued[1]) + 1,
            f"write {glued[2]}: {glued[3].rstrip()}",
        )
    bare = re.match(rf"^(\s*(?:- +)*)({'|'.join(_USUAL_KEYS)}) +([^:]+)$", line)
    if bare:
        return f"a colon is missing after '{bare[2]}'", len(bare[1]) + 1, f"write {bare[2]}: {bare[3].rstrip()}"
    if listed := _LISTED.match(line):
        return "a point begins with a hyphen and a space", len(listed[1]) + 1, f"write: - {listed[2].rstrip()}"
    if tight := _TIGHT_DASH.match(line):
        return "a space is missing after the dash", len(tight[1]) + 1, f"write: - {tight[2].rstrip()}"
    match = _VALUE.match(line)
    if not match or match["value"].startswith("#"):
        return None
    value, column = match["value"], match.start("value") + 1
    first = value[0]
    if first == '"' and _UNKNOWN_ESCAPE.search(value):
        inner = re.sub(r'^"|"$', "", value).replace("'", "''")
        what = "a backslash in double quotes means something else"
        return what, column, f"put it in single quotes: {match['head'].strip()} '{inner}'"
    if first == "'" and not re.fullmatch(r"'(?:[^']|'')*'(\s+#.*)?", value):
        what = "text that starts with an apostrophe is read as quoted text"
    elif first == '"' and not re.fullmatch(r'"(?:[^"\\]|\\.)*"(\s+#.*)?', value):
        what = "the quoted text does not end where the line ends"
        if value.count('"') == 1:
            return what, column, "add the closing quotation mark"
        inner = re.sub(r'^"|"$', "", value).replace("'", "''")
        return (
            what,
            column,
            f"quote the whole text: {match['head'].strip()} '{value}'"
            if (not value.endswith('"'))
            else f"quote it in single quotes: {match['head'].strip()} '{inner}'",
        )
    elif first in "*&" and no_reference:
        what = f"text may not start with {first}: what follows is read as a reference, and leads nowhere"
    elif first in "*&@%`!|>" and not re.match(r"[*&]\w+\s*$|[|>][+-]?\d?\s*(#.*)?$", value):
        what = f"text may not start with {first}"
    elif first in "[{" and not value.endswith("]" if first == "[" else "}"):
        what = f"text that starts with {first} is read as a {'list' if first == '[' else 'mapping'}"
    elif first not in "'\"[{" and re.search(r":(\s|$)", value) and re.search(r": \S", value):
        what = "a colon followed by a space may not stand in text without quotes"
    elif first not in "'\"[{#" and re.match(r"^\s*(?:- +)*[\w-]+:\S", line) is None:
        return None
    else:
        return None
    return what, column, f"quote the text: {quote_value(line)}"


def find_silent_changes(
    style: str,
    at: Position,
    end: tuple[int, int],
    lines: list[str],
    findings: Findings,
) -> None:
    """Report what YAML would take but change: text cut off, dashes and lines folded together."""
    if style == "":
        _find_cut_comment(at, end, lines, findings)
        _find_curly_quotes(at, end, lines, findings)
        for number in range(at.line, min(end[0], len(lines)) + 1):
            if column := _odd_indentation(lines[number - 1]):
                findings.add("text-indentation", _ODD_SPACE, Position(at.file, number, column), _SPACES_ONLY)
                return
        if end[0] > at.line:
            _find_folded_dash(at, end, lines, findings)
    elif style == '"' and end[0] > at.line:
        for number in range(at.line, end[0]):
            if lines[number - 1].endswith("\\"):
                findings.add(
                    "text-backslash",
                    "a backslash at the end of a line in double quotes swallows the line end",
                    Position(at.file, number, len(lines[number - 1])),
                    "use single quotes, or a | block, where a backslash is a line break",
                )


_CURLY = {"“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", "’": "’"}


def _find_curly_quotes(at: Position, end: tuple[int, int], lines: list[str], findings: Findings) -> None:
    """Find an item of a list between brackets that curly quotes do not keep together: it is cut off at a comma."""
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    value, rest = line[at.column - 1 : end[1] - 1], line[end[1] - 1 :]
    closing = _CURLY.get(value[:1], "")
    if end[0] != at.line or not closing or not rest.lstrip().startswith(",") or any(c in value[1:] for c in closing):
        return
    whole = next((n for n, each in enumerate(rest) if each in closing), None)
    if whole is None or "[" in rest[:whole] or value[0] in "’":
        return
    said = (value[1:] + rest[:whole]).strip().replace('"', '\\"')
    findings.add(
        "curly-quotes",
        f"curly quotes do not quote in YAML: this item ends at the comma, after {value.strip()}",
        at,
        f'put it in straight quotes: "{said}"',
    )


def _find_cut_comment(at: Position, end: tuple[int, int], lines: list[str], findings: Findings) -> None:
    if end[0] > len(lines):
        return
    line = lines[end[0] - 1]
    if "#" not in line:
        return
    rest = line[end[1] - 1 :]
    if end[0] == at.line and end[1] <= at.column:  # nothing was typed, unless it was a colour
        if found := _HASH_COLOUR.match(rest):
            findings.add(
                "text-cut-off", f"'{found[1]}' is read as a comment, and this is empty",
                Position(at.file, at.line, end[1] + found.start(1)), f'put the colour in quotes: "{found[1]}"',
            )  # fmt: skip
        return
    if _HASH_COMMENT.match(rest):
        start = at.column if end[0] == at.line else 1
        head = line[: start - 1].strip()
        value = line[start - 1 :].strip().replace('"', '\\"')
        findings.add(
            "text-cut-off",
            "the text is cut off here: ' #' begins a comment",
            Position(at.file, end[0], end[1] + len(rest) - len(rest.lstrip())),
            f'quote the text: {head} "{value}"'.replace("  ", " "),
        )


def _find_folded_dash(at: Position, end: tuple[int, int], lines: list[str], findings: Findings) -> None:
    for number in range(at.line + 1, min(end[0], len(lines)) + 1):
        stripped = lines[number - 1].strip()
        if stripped.startswith("- "):
            column = lines[number - 1].index("-") + 1
            first = lines[at.line - 1][at.column - 1 :].strip()
            findings.add(
                "list-folded",
                "this dash is read as part of the text above it",
                Position(at.file, number, column),
                f"for a sub-point write: - text: {first} and under it points: with"
                f" {stripped}; for the next item align the dash with those above",
            )
            return
