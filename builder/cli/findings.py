"""Findings in the form that is asked for, and the page with pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from builder.checks.settings import Judged
from builder.cli.output import counted, print_findings, print_json, report_option

F = TypeVar("F", bound=Callable[..., Any])
FORMS = ("text", "json", "sarif", "junit", "github")


def form_options(function: F) -> F:
    """Add `-f` and `--report`."""
    form = click.option(
        "-f", "--format", "form", type=click.Choice(FORMS), default="text", help="How findings are shown."
    )
    return form(report_option(function))


def show(judged: Judged, form: str, more: dict[str, Any] | None = None, head: str = "") -> None:
    """Print findings on stdout in a form, as text on stderr with their number on stdout."""
    if form == "text":
        print_findings(judged.found)
        allowed = f", {len(judged.allowed)} allowed" if judged.allowed else ""
        numbers = [sum(each.severity == severity for each in judged.found) for severity in ("error", "warning")]
        click.echo(
            f"{head}{counted(numbers[0], 'error', 'errors')}, {counted(numbers[1], 'warning', 'warnings')}{allowed}"
        )
        return
    from builder.checks import facts

    if form == "json":
        told = [{**each.as_json(), "allowed": reason} for each, reason in judged.allowed]
        print_json(
            {
                **(more or {}),
                "findings": [each.as_json() for each in judged.found],
                **({"allowed": told} if told else {}),
            }
        )
    elif form == "sarif":
        from builder.reports.sarif import sarif

        print_json(sarif(judged, facts()))
    elif form == "junit":
        from builder.reports.junit import junit

        click.echo(junit(judged, facts()), nl=False)
    else:
        from builder.reports.github import annotated

        click.echo(annotated(judged.found), nl=False)


def write_report(judged: Judged, pictures: Any, report: Path, title: str) -> None:
    """Write the page with pictures; a folder that cannot be written to is wrong usage."""
    from builder.checks import facts
    from builder.diagnostics import UsageError
    from builder.reports.page import page

    try:
        report.write_text(page(judged, pictures, facts(), title), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{report} cannot be written: {error.strerror or error}") from None
