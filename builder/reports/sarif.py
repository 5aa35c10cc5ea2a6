"""Findings as SARIF 2.1.0, which code hosts show beside the lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from builder.checks.fact import Fact
from builder.checks.settings import Judged
from builder.diagnostics import Diagnostic
from builder.storage.program import VERSION

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(judged: Judged, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Return a log of one run; what the project allows is there as suppressed, with its reason."""
    results = [(each, "") for each in judged.found] + judged.allowed
    rules = sorted({each.rule for each, _ in results})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fandeck",
                        "version": VERSION,
                        "rules": [_rule(r, facts.get(r)) for r in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, reason, rules.index(each.rule)) for each, reason in results],
            }
        ],
    }


def _rule(rule: str, fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {"id": rule}
    return {
        "id": rule,
        "shortDescription": {"text": rule.replace("-", " ")},
        "fullDescription": {"text": fact.reason},
        "help": {"text": f"{fact.mend}\n\nNorm: {'; '.join(fact.norms)}"},
        "defaultConfiguration": {"level": _LEVELS[fact.severity]},
        "properties": {"tags": [fact.group, *fact.norms]},
    }


def _result(found: Diagnostic, reason: str, index: int) -> dict[str, Any]:
    file = found.at.file if found.at else found.file
    location: dict[str, Any] = {}
    if file:
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(file.replace("\\", "/"))}}
        if found.at:
            location["physicalLocation"]["region"] = {"startLine": found.at.line, "startColumn": found.at.column}
    names = [f"slide {found.slide}" if found.slide else "", found.shape]
    where = "/".join(name for name in names if name)
    if where:
        location["logicalLocations"] = [{"fullyQualifiedName": where, "kind": "element"}]
    made: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": found.message + (f" ({where})" if where else "")},
    }
    if location:
        made["locations"] = [location]
    if reason:
        made["suppressions"] = [{"kind": "external", "justification": reason}]
    return made
