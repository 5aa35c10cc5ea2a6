"""What commands have in common: options, findings printed, tables, JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from builder.diagnostics import Diagnostic

ALIKE = 20  # findings of one rule that are printed; errors are printed all
F = TypeVar("F", bound=Callable[..., Any])


def project_option(function: F) -> F:
    """Add `--project`, which may stand before the command too."""
    return click.option(
        "--project",
        callback=lambda context, _, value: value or context.find_root().params.get("project") or ".",
        type=click.Path(exists=True, file_okay=False),
        help="The project's folder; default: here.",
    )(function)


def audience_options(function: F) -> F:
    """Add the options that say whom decks are for."""
    for option in (
        click.option("--exclude", "excluded", multiple=True, metavar="SEL", help="Whom to leave out. Repeatable."),
        click.option(
            "-a", "--audience", "chosen", multiple=True, metavar="SEL",
            help="Whom to make decks for: all, an id, a name, field:value, field>=number, group:name; "
            "a comma is AND, the option repeated is OR. Without it: the plain deck.",
        ),
        click.option(
            "--audiences", "lists", multiple=True, metavar="LIST", help="A list of audiences, instead of the session's."
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def report_option(function: F) -> F:
    """Add `--report`."""
    return click.option(
        "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with a picture per finding."
    )(function)


def json_option(function: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Give a machine-readable result on stdout.")(function)


def print_json(value: Any) -> None:
    """Print a result as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_findings(found: Iterable[Diagnostic], *, quiet: bool = False) -> None:
    """Print findings on stderr, errors in red where the terminal shows colours; of many alike the first, and how many more."""
    alike: dict[tuple[str, str], int] = {}
    for each in found:
        if each.severity != "error":
            kind = each.rule, each.language
            alike[kind] = alike.get(kind, 0) + 1
            if quiet or alike[kind] > ALIKE:
                continue
        colour = {"error": "red", "warning": "yellow"}.get(each.severity)
        head, _, hint = str(each).partition("\n")
        click.secho(head, err=True, fg=colour if sys.stderr.isatty() else None)
        if hint:
            click.echo(hint, err=True)
    for (rule, language), count in alike.items():
        if count > ALIKE and not quiet:
            of = f" (language {language})" if language else ""
            click.echo(f"… and {count - ALIKE} more{of} [{rule}]; --json lists all", err=True)


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in aligned columns on stdout."""
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(line.rstrip())


def counted(number: int, one: str, many: str) -> str:
    """Write a number with its word."""
    return f"{number} {one if number == 1 else many}"
