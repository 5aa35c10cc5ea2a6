"""Findings as JUnit XML, which build servers show as tests: one for each rule, failed where it found errors."""

from __future__ import annotations

from collections.abc import Iterable

from builder.checks.settings import Judged
from builder.diagnostics import Diagnostic
from builder.languages.characters import NOT_IN_XML
from builder.ooxml.xml import escape

_UNKNOWN = "\ufffd"  # stands for a character that XML cannot hold


def junit(judged: Judged, rules: Iterable[str]) -> str:
    """Return the XML; warnings and information stand in the output of their test."""
    found: dict[str, list[Diagnostic]] = {rule: [] for rule in sorted(rules)}
    for each in judged.found:
        found.setdefault(each.rule, []).append(each)
    skipped = {each.rule for each, _ in judged.allowed}
    failed = sum(any(each.severity == "error" for each in all_of) for all_of in found.values())
    cases = "".join(_case(rule, all_of, rule in skipped) for rule, all_of in found.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="fandeck" tests="{len(found)}" failures="{failed}">\n'
        f'<testsuite name="checks" tests="{len(found)}" failures="{failed}">\n{cases}</testsuite>\n</testsuites>\n'
    )


def _case(rule: str, found: list[Diagnostic], allowed: bool) -> str:
    errors = [each for each in found if each.severity == "error"]
    others = [each for each in found if each.severity != "error"]
    inner = ""
    if errors:
        inner += f"<failure message={_quoted(errors[0].message)} type={_quoted(rule)}>{_lines(errors)}</failure>"
    if others:
        inner += f"<system-out>{_lines(others)}</system-out>"
    elif allowed and not errors:
        inner += "<system-out>allowed by the settings of the project</system-out>"
    return f'<testcase classname="fandeck" name={_quoted(rule)}>{inner}</testcase>\n'


def _lines(found: list[Diagnostic]) -> str:
    return escape(NOT_IN_XML.sub(_UNKNOWN, "\n".join(str(each) for each in found)))


def _quoted(text: str) -> str:
    return f'"{escape(NOT_IN_XML.sub(_UNKNOWN, text))}"'
