"""`fandeck verify`: checks any deck, whoever made it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.cli.output import counted, json_option, print_findings, print_json


@click.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@json_option
def command(files: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Check each FILE.pptx: would PowerPoint open it without repair, is it accessible, is anything left over?"""
    from builder.checks import Verifier
    from builder.diagnostics import strict as as_strict

    verifier = Verifier(shared=len(files) > 1)
    found = [each for file in files for each in verifier.deck(file.read_bytes(), str(file))]
    found = as_strict(found) if strict else found
    errors = sum(each.severity == "error" for each in found)
    if as_json:
        print_json({"files": [str(file) for file in files], "findings": [each.as_json() for each in found]})
    else:
        print_findings(found)
        warnings = sum(each.severity == "warning" for each in found)
        click.echo(
            f"{counted(len(files), 'deck', 'decks')}: {counted(errors, 'error', 'errors')}, {counted(warnings, 'warning', 'warnings')}"
        )
    sys.exit(1 if errors else 0)
