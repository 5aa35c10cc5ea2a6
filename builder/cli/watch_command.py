"""`fandeck watch`: rebuilds what is chosen on every change."""

from __future__ import annotations

import contextlib
import time

import click

from builder.cli.output import audience_options, counted, print_findings, project_option
from builder.cli.preview_command import only_session
from builder.diagnostics import UsageError
from builder.pipeline.results import BuildResult, Options
from builder.pipeline.run import build
from builder.projects.project import Project

NAMED = 3  # changed files that a line names


@click.command("watch")
@click.argument("session", required=False)
@audience_options
@click.option("-l", "--language", "languages", multiple=True, help="A language; 'all' is every catalog. Repeatable.")
@click.option("-b", "--brand", "brands", multiple=True, help="A brand, instead of the session's. Repeatable.")
@click.option(
    "-f", "--format", "formats", multiple=True, metavar="FORMAT", help="What to write, as `fandeck build` does."
)
@project_option
def command(
    session: str | None,
    lists: tuple[str, ...],
    chosen: tuple[str, ...],
    excluded: tuple[str, ...],
    languages: tuple[str, ...],
    brands: tuple[str, ...],
    formats: tuple[str, ...],
    project: str,
) -> None:
    """Build the decks of SESSION, and again after every change, one line each, until stopped with Ctrl-C."""
    from builder.pipeline.watching import changes, watched_folders

    place = Project.at(project)
    name = session or only_session(place)
    options = Options(languages=languages, brands=brands, select=chosen, exclude=excluded, lists=lists, formats=formats)
    folders = watched_folders(place, [name])
    with contextlib.suppress(KeyboardInterrupt):
        for files in changes(folders):
            names = [place.named(each) for each in files]
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            _build(name, place, options, ", ".join(names[:NAMED]) + more)


def _build(name: str, project: Project, options: Options, changed: str) -> None:
    """Build once, and say in one line what came of it; findings stand before it."""
    started = time.perf_counter()
    try:
        result = build([name], project, options)
    except UsageError as error:
        click.echo(f"fandeck: {error}", err=True)
        return
    print_findings(result.findings, quiet=True)
    click.echo(_line(result, changed, time.perf_counter() - started))


def _line(result: BuildResult, changed: str, seconds: float) -> str:
    counts = [
        f"{number} {status}"
        for status in ("built", "unchanged", "failed")
        if (number := sum(each.status == status for each in result.decks))
    ]
    told = [", ".join(counts) or "nothing to build"]
    shown = [each for each in result.findings if each.severity != "info"]
    if shown:
        told.append(counted(len(shown), "finding", "findings"))
    told.append(f"{seconds * 1000:.0f} ms")
    return (f"{changed}: " if changed else "") + "; ".join(told)
