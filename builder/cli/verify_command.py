"""`fandeck verify`: checks any deck, whoever made it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.cli.findings import form_options, show, write_report
from builder.cli.output import counted, json_option, project_option


@click.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@form_options
@project_option
@json_option
def command(files: tuple[Path, ...], strict: bool, form: str, report: Path | None, project: str, as_json: bool) -> None:
    """Check each FILE.pptx: would PowerPoint open it without repair, is it accessible, is anything left over?"""
    from builder.checks import Verifier, facts
    from builder.checks.settings import Settings
    from builder.diagnostics import strict as as_strict

    settings = Settings.of(Path(project), facts())
    pictures = None
    if report is not None:
        from builder.reports.page import Pictures

        pictures = Pictures()
    verifier = Verifier(shared=len(files) > 1)
    found = [
        each
        for file in files
        for each in verifier.deck(file.read_bytes(), str(file), pictures.see if pictures else None)
    ]
    judged = settings.judge(found)
    judged = judged._replace(found=as_strict(judged.found)) if strict else judged
    if report is not None:
        write_report(judged, pictures, report, "fandeck verify")
    head = f"{counted(len(files), 'deck', 'decks')}: "
    show(judged, "json" if as_json else form, {"files": [str(file) for file in files]}, head)
    sys.exit(1 if any(each.severity == "error" for each in judged.found) else 0)
