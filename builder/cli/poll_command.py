"""`fandeck poll`: polls to the tools that they are held with, results back, and a live poll of our own."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.cli.output import counted, json_option, print_findings, print_json, print_table, project_option
from builder.diagnostics import Findings
from builder.projects.project import Project
from builder.projects.session import load_session

if TYPE_CHECKING:
    from builder.polls.results import Imported


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


@command.command("import")
@click.argument("session")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-a",
    "--audience",
    "chosen",
    multiple=True,
    metavar="WHO",
    help="Whose results they are: they go into the audience's override.",
)
@click.option(
    "--sum", "add", is_flag=True, help="Add up all showings of a poll; default: the last answer of each person."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@project_option
@json_option
def import_command(
    session: str,
    files: tuple[str, ...],
    chosen: tuple[str, ...],
    add: bool,
    dry_run: bool,
    yes: bool,
    project: str,
    as_json: bool,
) -> None:
    """Take the results in FILE… into the YAML of SESSION: `results` and `respondents`, shown as a diff first.

    Files of Zoom, Forms, Google Forms, Mentimeter, Kahoot, LimeSurvey, `poll serve` and other tables are known by
    their shape. Every row is accounted for; names and e-mail addresses are not kept.
    """
    from builder.polls.results import imported

    loaded = load_session(session, Project.at(project))
    loaded.findings.stop_on_errors()
    made = imported(loaded, files, chosen, add=add)
    if not as_json:
        _show(made)
    write = bool(made.changed) and not dry_run and (yes or (not as_json and click.confirm("Write this?", err=True)))
    if write:
        made.write()
    if as_json:
        print_json(_as_json(made, write))
    elif write:
        for each in made.changed:
            click.echo(f"written: {each.name}", err=True)
    sys.exit(1 if made.findings.errors else 0)


def _show(made: Imported) -> None:
    print_findings(made.findings)
    names = ("read", "counted", "duplicate", "empty", "unmatched")
    print_table(
        [
            ["file", "form", *names],
            *([each.file, each.reader, *(str(getattr(each, n)) for n in names)] for each in made.accounts),
        ]
    )
    click.echo()
    for tally in made.tallies:
        counts = ", ".join(f"{identity} {count}" for identity, count in tally.counts.items())
        click.echo(f"{tally.poll}: {counts} ({counted(tally.respondents, 'respondent', 'respondents')})")
    if diff := made.diff():
        click.echo()
        click.echo(diff, nl=False)
    elif made.tallies:
        click.echo("nothing changes: the YAML holds these results", err=True)


def _as_json(made: Imported, written: bool) -> dict[str, Any]:
    return {
        "polls": [
            {"poll": each.poll, "results": each.counts, "respondents": each.respondents, "showings": each.showings}
            for each in made.tallies
        ],
        "files": [asdict(each) for each in made.accounts],
        "diff": made.diff(),
        "changed": [each.name for each in made.changed],
        "written": written,
        "findings": [each.as_json() for each in made.findings],
    }  # fmt: skip


@command.command("serve")
@click.argument("session")
@click.option("-a", "--audience", "chosen", multiple=True, metavar="WHO", help="For whom the polls are worded.")
@click.option(
    "--host", default="127.0.0.1", help="Where to listen; 0.0.0.0 lets a whole network in. Default: this machine alone."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, help="Default: 8765.")
@click.option("--root-path", "base", default="", metavar="PATH", help="The path before all addresses, behind a proxy.")
@click.option(
    "--address", default="", metavar="URL", help="Where the public reaches it, such as https://vote.example.org."
)
@click.option(
    "--database",
    default="",
    metavar="URL",
    help="Where votes are kept, as SQLAlchemy has it; default: a SQLite file in output/.",
)
@project_option
def serve_command(
    session: str, chosen: tuple[str, ...], host: str, port: int, base: str, address: str, database: str, project: str
) -> None:
    """Hold the polls of SESSION here: a page to vote on any phone, and one to present, until stopped.

    Votes are kept as they come; `fandeck poll import SESSION FILE` takes them into the YAML.
    """
    from builder.server.voting.serve import run, serving

    loaded = load_session(session, Project.at(project))
    loaded.findings.stop_on_errors()
    made = serving(loaded, chosen, host=host, port=port, base=base, address=address, database=database)
    if made.is_public:
        click.echo(
            "anyone in this network can open the page to vote; without HTTPS what is sent can be read on the way",
            err=True,
        )
    click.echo(f"to vote:    {made.address}")
    click.echo(f"to present: {made.presenter}")
    if not database:
        click.echo(f"votes:      {made.database.removeprefix('sqlite:///')}")
    click.echo(f"on slides:  link: live, built with --set live={made.address}", err=True)
    sys.stdout.flush()
    run(made, host, port)
