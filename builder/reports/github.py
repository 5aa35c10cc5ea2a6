"""Findings as annotations of GitHub Actions: a command a line."""

from __future__ import annotations

from collections.abc import Iterable

from builder.diagnostics import Diagnostic

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def annotated(found: Iterable[Diagnostic]) -> str:
    """Return the lines, each told where GitHub shows it: file, line, column."""
    return "".join(f"{_line(each)}\n" for each in found)


def _line(found: Diagnostic) -> str:
    fields = {"file": found.at.file if found.at else found.file, "title": found.rule}
    if found.at:
        fields |= {"line": str(found.at.line), "col": str(found.at.column)}
    named = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in fields.items() if value)
    where = ", ".join(f"{name} {value}" for name, value in (("slide", found.slide), ("shape", found.shape)) if value)
    text = found.message + (f" ({where})" if where else "") + (f"\n{found.hint}" if found.hint else "")
    return f"::{_COMMANDS[found.severity]} {named}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    """Escape what ends a command, or a field of it."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
