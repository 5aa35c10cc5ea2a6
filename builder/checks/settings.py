"""What a project says of its checks: severities, and findings that are allowed on a slide for a reason.

In `fandeck.yaml`, under `checks`, or in `pyproject.toml`, under `tool.fandeck.checks`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, read_yaml
from builder.diagnostics import Diagnostic, Findings, Position, Severity, suggest

FILE, TOML = "fandeck.yaml", "pyproject.toml"
SEVERITIES = ("error", "warning", "info", "off")


class Allowed(NamedTuple):
    """A finding that is left as it is; empty fields mean any."""

    rule: str
    slide: str
    shape: str
    reason: str

    def covers(self, found: Diagnostic) -> bool:
        """True for a finding that this allows; a slide's id stands for the slides made from it, too."""
        own = found.slide.partition("--")[0]
        return (
            self.rule == found.rule
            and (not self.slide or self.slide in (found.slide, own))
            and (not self.shape or self.shape == found.shape)
        )


class Judged(NamedTuple):
    """Findings as a project sees them, and those that it allows, each with the reason."""

    found: list[Diagnostic]
    allowed: list[tuple[Diagnostic, str]]


@dataclass(frozen=True)
class Settings:
    """How a project judges findings."""

    severities: dict[str, str]
    allowances: tuple[Allowed, ...] = ()

    @classmethod
    def of(cls, root: Path, rules: Iterable[str]) -> Settings:
        """Read a project's settings; rules: the known ones. Raises ContentError with all faults of them."""
        findings = Findings()
        known = set(rules)
        file, toml = root / FILE, root / TOML
        if file.is_file():
            node = read_yaml(file, FILE, findings)
            made = _from_yaml(node, known, findings) if node is not None else cls({})
        elif toml.is_file():
            made = _from_toml(toml, known, findings)
        else:
            return cls({})
        findings.stop_on_errors()
        return made

    def judge(self, found: Iterable[Diagnostic]) -> Judged:
        """Return findings the project's severities; set apart what it allows, leave out what it switched off."""
        kept: list[Diagnostic] = []
        allowed: list[tuple[Diagnostic, str]] = []
        for each in found:
            reason = next((a.reason for a in self.allowances if a.covers(each)), None)
            severity = self.severities.get(each.rule)
            if reason is not None:
                allowed.append((each, reason))
            elif severity is None:
                kept.append(each)
            elif severity != "off":
                kept.append(replace(each, severity=_severity(severity)))
        return Judged(kept, allowed)


def _severity(text: str) -> Severity:
    return "error" if text == "error" else "warning" if text == "warning" else "info"


def _from_yaml(node: Node, known: set[str], findings: Findings) -> Settings:
    if not isinstance(node, Mapping):
        if not (isinstance(node, Scalar) and node.absent):
            findings.add("setting", "fandeck.yaml is keys and values", node.at, "begin with checks:")
        return Settings({})
    for key in node.entries:
        if key != "checks":
            findings.add("unknown-key", f"there is no setting '{key}'", node.place(key), suggest(key, ("checks",)))
    checks = node.get("checks")
    if checks is None:
        return Settings({})
    if not isinstance(checks, Mapping):
        findings.add("setting", "checks: takes severity: and allow:", checks.at)
        return Settings({})
    for key in checks.entries:
        if key not in ("severity", "allow"):
            findings.add(
                "unknown-key", f"there is no setting '{key}'", checks.place(key), "known here: severity, allow"
            )
    severities: dict[str, str] = {}
    given = checks.get("severity")
    for rule, value in given.entries.items() if isinstance(given, Mapping) else ():
        text = value.text if isinstance(value, Scalar) else ""
        if _is_known(rule, text, known, given.place(rule), findings):  # type: ignore[union-attr]
            severities[rule] = text
    allow = checks.get("allow")
    items = allow.items if isinstance(allow, Listing) else []
    return Settings(severities, tuple(_allowances(((_plain(i), i.at) for i in items), known, findings)))


def _plain(node: Node) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        return {}
    return {key: value.text for key, value in node.entries.items() if isinstance(value, Scalar)}


def _from_toml(path: Path, known: set[str], findings: Findings) -> Settings:
    at = Position(TOML, 1, 1)
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        findings.add("setting", f"{TOML} cannot be read: {error}", at)
        return Settings({})
    tool = whole.get("tool")
    fandeck = tool.get("fandeck") if isinstance(tool, dict) else None
    checks = fandeck.get("checks") if isinstance(fandeck, dict) else None
    if not isinstance(checks, dict):
        return Settings({})
    given, allow = checks.get("severity", {}), checks.get("allow", [])
    severities = {
        rule: str(text)
        for rule, text in (given.items() if isinstance(given, dict) else ())
        if _is_known(rule, str(text), known, at, findings)
    }
    items = [each for each in allow if isinstance(each, dict)] if isinstance(allow, list) else []
    return Settings(severities, tuple(_allowances(((each, at) for each in items), known, findings)))


def _is_known(rule: str, severity: str, known: set[str], at: Position, findings: Findings) -> bool:
    if rule not in known:
        findings.add("unknown-rule", f"there is no rule '{rule}'", at, suggest(rule, known))
    elif severity not in SEVERITIES:
        findings.add("setting", f"'{severity}' is no severity", at, f"known here: {', '.join(SEVERITIES)}")
    else:
        return True
    return False


def _allowances(
    items: Iterable[tuple[dict[str, Any], Position]], known: set[str], findings: Findings
) -> Iterator[Allowed]:
    for fields, at in items:
        for key in fields:
            if key not in Allowed._fields:
                findings.add(
                    "unknown-key", f"there is no key '{key}' here", at, f"known here: {', '.join(Allowed._fields)}"
                )
        rule, reason = str(fields.get("rule", "")), str(fields.get("reason", "")).strip()
        if rule not in known:
            findings.add("unknown-rule", f"there is no rule '{rule}'", at, suggest(rule, known))
        elif not reason:
            findings.add(
                "reason-missing", f"'{rule}' is allowed without a reason", at, "write reason: why it stays as it is"
            )
        else:
            yield Allowed(rule, str(fields.get("slide", "")), str(fields.get("shape", "")), reason)
