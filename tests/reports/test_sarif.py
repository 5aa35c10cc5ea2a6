"""SARIF: addresses are URIs, severities are levels."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from builder.checks import facts
from builder.checks.settings import Judged
from builder.diagnostics import Diagnostic, Position
from builder.reports.sarif import sarif


@pytest.mark.parametrize(
    "file", ["content/100% raak/naïef#1.yaml", "content\\a b\\c?.yaml", "content/proef/session.yaml", "C:/a:b/%41.yaml"]
)
def test_an_address_is_a_uri_that_leads_back_to_the_file(file: str) -> None:
    log = sarif(Judged([Diagnostic("text-fits", "too long", Position(file, 3, 5))], []), facts())
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    assert uri.isascii() and " " not in uri and not urlsplit(uri).query and not urlsplit(uri).fragment
    assert not urlsplit(uri).scheme  # relative, as the files of a project are
    assert unquote(uri) == file.replace("\\", "/")
    assert place["region"] == {"startLine": 3, "startColumn": 5}


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_a_severity_is_a_level(severity: str, level: str) -> None:
    found = Diagnostic("text-fits", "too long", severity=severity)  # type: ignore[arg-type]
    (result,) = sarif(Judged([found], []), facts())["runs"][0]["results"]
    assert result["level"] == level


def test_a_rule_has_the_level_that_its_check_has_by_itself() -> None:
    known = facts()
    wanted = {"error": "error", "warning": "warning", "info": "note"}
    found = [Diagnostic(rule, "x") for rule in known]
    rules = sarif(Judged(found, []), known)["runs"][0]["tool"]["driver"]["rules"]
    assert {r["id"]: r["defaultConfiguration"]["level"] for r in rules} == {
        rule: wanted[fact.severity] for rule, fact in known.items()
    }
    assert len({r["defaultConfiguration"]["level"] for r in rules}) > 1
