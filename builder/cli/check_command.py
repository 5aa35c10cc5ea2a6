"""`fandeck check`: every check of a build, nothing written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.cli.findings import form_options, show, write_report
from builder.cli.output import audience_options, json_option, project_option
from builder.pipeline.run import Options, check


@click.command("check")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@audience_options
@click.option("-l", "--language", "languages", multiple=True, help="A language. Repeatable.")
@click.option("-b", "--brand", "brands", multiple=True, help="A brand, instead of the session's. Repeatable.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@form_options
@project_option
@json_option
def command(
    sessions: tuple[str, ...], lists: tuple[str, ...], chosen: tuple[str, ...], excluded: tuple[str, ...],
    languages: tuple[str, ...], brands: tuple[str, ...], strict: bool, form: str, report: Path | None, project: str, as_json: bool,
) -> None:  # fmt: skip
    """Check SESSION (without one: every session) as a build would, and the decks it would make."""
    options = Options(
        languages=languages, brands=brands, strict=strict, select=chosen, exclude=excluded, lists=lists
    )  # fmt: skip
    pictures = None
    if report is not None:
        from builder.reports.page import Pictures

        pictures = Pictures()
    judged = check(sessions, project, options, pictures.see if pictures else None)
    if report is not None:
        write_report(judged, pictures, report, "fandeck check")
    show(judged, "json" if as_json else form)
    sys.exit(1 if any(each.severity == "error" for each in judged.found) else 0)
