"""`fandeck build`: makes decks."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from builder.cli.output import (
    audience_options,
    counted,
    json_option,
    print_findings,
    print_json,
    print_table,
    project_option,
    report_option,
)
from builder.diagnostics import UsageError
from builder.export import DEFAULT, format_names
from builder.pipeline.results import BuildResult, Deck, Options
from builder.pipeline.run import build
from builder.storage.places import folder_of

LISTED = 40  # decks; of more, the table holds those that failed


@click.command("build")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@audience_options
@click.option("-l", "--language", "languages", multiple=True, help="A language; 'all' is every catalog. Repeatable.")
@click.option("-b", "--brand", "brands", multiple=True, help="A brand, instead of the session's. Repeatable.")
@click.option("-o", "--output", metavar="PLACE", help="Where decks go: a folder or a URL; default: output/.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help=f"What to write: {', '.join(format_names())}. Repeatable, or with commas; default: {DEFAULT}.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes; default: as many as pay.")
@click.option("--cluster", default="", metavar="URL", help="A Dask scheduler, such as tcp://host:8786.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Another value for a variable. Repeatable."
)
@click.option("--force", is_flag=True, help="Make everything anew; a deck changed by hand is copied first.")
@click.option("--prune", is_flag=True, help="Remove decks that are no longer made.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--explain", is_flag=True, help="Tell for each slide which layout and sizes were chosen.")
@click.option("--clean", is_flag=True, help="Leave out of decks what leads back to the source, for people outside.")
@click.option("--dry-run", is_flag=True, help="List the decks with their file names, and write nothing.")
@report_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Also explain each slide.")
@project_option
@json_option
def command(
    sessions: tuple[str, ...],
    lists: tuple[str, ...],
    chosen: tuple[str, ...],
    excluded: tuple[str, ...],
    languages: tuple[str, ...],
    brands: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    jobs: int,
    cluster: str,
    settings: tuple[str, ...],
    force: bool,
    prune: bool,
    strict: bool,
    explain: bool,
    clean: bool,
    dry_run: bool,
    report: Path | None,
    quiet: bool,
    verbose: bool,
    project: str,
    as_json: bool,
) -> None:
    """Build the decks of SESSION (a folder in content/, or a path); without SESSION, of every session.

    Only what changed is made anew. Ends with a table of what was made and what failed and why.
    """
    options = Options(
        languages=languages,
        brands=brands,
        select=chosen,
        exclude=excluded,
        lists=lists,
        settings=settings_of(settings),
        formats=_cleaned(formats) if clean else formats,
        output=folder_of(output) if output else None,
        force=force,
        strict=strict,
        dry_run=dry_run,
        prune=prune,
        explain=explain or verbose,
        jobs=jobs,
        cluster=cluster,
    )
    started = time.perf_counter()
    progress = None if as_json or quiet or not sys.stderr.isatty() else Progress()
    try:
        result = build(sessions, project, options, progress, say_waiting)
    finally:
        if progress:
            progress.stop()
    if as_json:
        print_json(_as_json(result))
    else:
        print_findings(result.findings, quiet=quiet)
        if explain or verbose:
            _explain(result)
        if not quiet:
            _summary(result, time.perf_counter() - started, Path(project).resolve())
    if report is not None:
        _report(sessions, project, options, report)
    sys.exit(0 if result.ok else 1)


def say_waiting(session: str, process: int) -> None:
    click.echo(
        f"{session} is being built by {f'process {process}' if process else 'another process'}: waiting", err=True
    )


def _report(sessions: tuple[str, ...], project: str, options: Options, page: Path) -> None:
    """Look at the decks as `check` does, and write what was found as a page with pictures."""
    from builder.cli.findings import write_report
    from builder.pipeline.run import check
    from builder.reports.page import Pictures

    pictures = Pictures()
    write_report(check(sessions, project, options, pictures.see), pictures, page, "fandeck build")


def _cleaned(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Ask for decks without what leads back to the source."""
    asked = [each for text in formats or (DEFAULT,) for each in text.split(",")]
    return tuple(f"{each}:clean=true" if each.partition(":")[0].strip() == DEFAULT else each for each in asked)


def settings_of(pairs: tuple[str, ...]) -> dict[str, str]:
    settings = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {pair}: write NAME=VALUE")
        settings[name] = value
    return settings


class Progress:
    """A bar with rate and time left, from the second deck on."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, deck: Deck, total: int) -> None:
        """Tell that a deck is done, of so many of its session."""
        if total < 2:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            rate = TextColumn("{task.fields[rate]}")
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(deck.session, total=total, rate="")
        task = self._bar.tasks[0]
        rate_shown = f"{task.speed:.0f} a second" if task.speed else ""
        self._bar.update(self._task, advance=1, total=total, description=deck.session, rate=rate_shown)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _explain(result: BuildResult) -> None:
    for deck in result.decks:
        click.echo(f"{deck.name}:")
        print_table([["", slide, "; ".join(why)] for slide, why in deck.why])


def _summary(result: BuildResult, seconds: float, root: Path) -> None:
    few = len(result.decks) <= LISTED
    shown = [deck for deck in result.decks if few or deck.status in ("failed", "planned")]
    print_table([[deck.status, shown_path(deck.file, root), _detail(deck)] for deck in shown])
    if result.gone:
        left = [path.name for path in result.gone if path.exists()]
        removed = [path.name for path in result.gone if not path.exists()]
        if left:
            click.echo("no longer made (remove with --prune): " + ", ".join(left))
        if removed:
            click.echo("removed: " + ", ".join(removed))
    counts = {
        status: sum(d.status == status for d in result.decks) for status in ("built", "unchanged", "planned", "failed")
    }
    text = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    click.echo(f"{text} in {seconds:.1f} s", err=True)


def shown_path(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)


def _detail(deck: Deck) -> str:
    errors = sum(f.severity == "error" for f in deck.findings)
    if deck.status == "failed":
        return counted(errors, "error, see above", "errors, see above")
    return counted(deck.slides, "slide", "slides")


def _as_json(result: BuildResult) -> dict[str, Any]:
    return {
        "decks": [
            {
                "file": str(deck.file), "session": deck.session, "audience": deck.audience, "language": deck.language,
                "brand": deck.brand, "format": deck.format, "status": deck.status, "slides": deck.slides, "sha256": deck.sha256,
            }
            for deck in result.decks
        ],
        "findings": [finding.as_json() for finding in result.findings],
        "gone": [str(path) for path in result.gone],
    }  # fmt: skip
