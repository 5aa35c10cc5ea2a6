"""`fandeck check`: every check of a build, nothing written."""

from __future__ import annotations

import sys

import click

from builder.cli.output import audience_options, counted, json_option, print_findings, print_json, project_option
from builder.pipeline import Options, check


@click.command("check")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@audience_options
@click.option("-l", "--language", "languages", multiple=True, help="A language. Repeatable.")
@click.option("-b", "--brand", "brands", multiple=True, help="A brand, instead of the session's. Repeatable.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are shown."
)
@project_option
@json_option
def command(
    sessions: tuple[str, ...], lists: tuple[str, ...], chosen: tuple[str, ...], excluded: tuple[str, ...],
    languages: tuple[str, ...], brands: tuple[str, ...], strict: bool, form: str, project: str, as_json: bool,
) -> None:  # fmt: skip
    """Check SESSION (without one: every session) as a build would, and the decks it would make."""
    options = Options(
        languages=languages, brands=brands, strict=strict, select=chosen, exclude=excluded, lists=lists
    )  # fmt: skip
    found = check(sessions, project, options)
    errors = [each for each in found if each.severity == "error"]
    if as_json or form == "json":
        print_json({"findings": [each.as_json() for each in found]})
    else:
        print_findings(found)
        warnings = sum(each.severity == "warning" for each in found)
        click.echo(f"{counted(len(errors), 'error', 'errors')}, {counted(warnings, 'warning', 'warnings')}")
    sys.exit(1 if errors else 0)
