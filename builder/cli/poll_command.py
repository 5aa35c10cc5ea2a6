"""`fandeck poll`: polls to the tools that they are held with, results back, and a live poll of our own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.cli.output import counted, json_option, print_findings, print_json, project_option
from builder.diagnostics import Findings
from builder.projects.project import Project
from builder.projects.session import load_session


@click.group("poll")
def command() -> None:
    """Take polls to the tools that they are held with, and the results back; or hold them here."""


@command.command("export")
@click.argument("session")
@click.option(
    "--to",
    "tool",
    required=True,
    metavar="TOOL",
    help="kahoot, wooclap, limesurvey, gift, qti, qti3, text or zoom-api.",
)
@click.option(
    "-a",
    "--audience",
    "chosen",
    multiple=True,
    metavar="SEL",
    help="For whom. Repeatable. Without it: the plain wording.",
)
@click.option("-l", "--language", "languages", multiple=True, help="A language; 'all' is every catalog. Repeatable.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where files go; default: output/SESSION/polls/.",
)
@project_option
@json_option
def export_command(
    session: str,
    tool: str,
    chosen: tuple[str, ...],
    languages: tuple[str, ...],
    output: Path | None,
    project: str,
    as_json: bool,
) -> None:
    """Write the polls of SESSION for a tool, one file for each audience and language.

    LimeSurvey gets all languages in one file. What a tool does not take is told, at its line; nothing is cut.
    """
    from builder.polls.export import exported, write

    place = Project.at(project)
    loaded = load_session(session, place)
    found = Findings()
    found.extend(loaded.findings)
    found.stop_on_errors()
    found = Findings()
    files = exported(loaded, tool, chosen, languages, found)
    written = write(files, output or place.output / loaded.slug / "polls")
    if as_json:
        print_json({
            "files": [
                {"file": place.named(path), "audience": each.audience, "languages": each.languages, "polls": each.questions}
                for path, each in zip(written, files, strict=True)
            ],
            "findings": [each.as_json() for each in found],
        })  # fmt: skip
    else:
        print_findings(found)
        for path in written:
            click.echo(place.named(path))
        click.echo(counted(sum(each.questions for each in files), "poll", "polls"), err=True)
    sys.exit(1 if found.errors else 0)
