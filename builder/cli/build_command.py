"""`fandeck build`: makes decks."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from builder.cli.output import counted, json_option, print_findings, print_json, print_table, project_option
from builder.diagnostics import UsageError
from builder.pipeline import build
from builder.results import BuildResult, Deck, Options


@click.command("build")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@click.option("-l", "--language", "languages", multiple=True, help="A language; 'all' is every catalog. Repeatable.")
@click.option("-b", "--brand", "brands", multiple=True, help="A brand, instead of the session's. Repeatable.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where decks go; default: output/.")
@click.option("-f", "--format", "formats", type=click.Choice(["pptx"]), default="pptx", help="What to make.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Another value for a variable. Repeatable."
)
@click.option("--force", is_flag=True, help="Make everything anew; a deck changed by hand is copied first.")
@click.option("--prune", is_flag=True, help="Remove decks that are no longer made.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--explain", is_flag=True, help="Tell for each slide which layout and sizes were chosen.")
@click.option("--dry-run", is_flag=True, help="List the decks with their file names, and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Also explain each slide.")
@project_option
@json_option
def command(
    sessions: tuple[str, ...], languages: tuple[str, ...], brands: tuple[str, ...], output: Path | None, formats: str,
    settings: tuple[str, ...], force: bool, prune: bool, strict: bool, explain: bool, dry_run: bool, quiet: bool,
    verbose: bool, project: str, as_json: bool,
) -> None:  # fmt: skip
    """Build the decks of SESSION (a folder in content/, or a path); without SESSION, of every session.

    Only what changed is made anew. Ends with a table of what was made and what failed and why.
    """
    options = Options(
        languages=languages, brands=brands, settings=_settings(settings), output=output.resolve() if output else None,
        force=force, strict=strict, dry_run=dry_run, prune=prune, explain=explain or verbose,
    )  # fmt: skip
    started = time.perf_counter()
    progress = None if as_json or quiet else _progress(len(brands) * max(len(sessions), 1))
    result = build(sessions, project, options, progress)
    if as_json:
        print_json(_as_json(result))
    else:
        print_findings(result.findings, quiet=quiet)
        if explain or verbose:
            _explain(result)
        if not quiet:
            _summary(result, time.perf_counter() - started, Path(project).resolve())
    sys.exit(0 if result.ok else 1)


def _settings(pairs: tuple[str, ...]) -> dict[str, str]:
    settings = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--set {pair}: write NAME=VALUE")
        settings[name] = value
    return settings


def _progress(count: int) -> Any:
    """Show a bar on a terminal, where there is more than one deck to wait for."""
    if count < 2 or not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task("building", total=count)
    bar.start()
    done = 0

    def tell(deck: Deck) -> None:
        nonlocal done
        done += 1
        bar.update(task, advance=1, description=deck.file.name)
        if done >= count:
            bar.stop()

    return tell


def _explain(result: BuildResult) -> None:
    for deck in result.decks:
        click.echo(f"{deck.file.name}:")
        print_table([["", slide, "; ".join(why)] for slide, why in deck.why])


def _summary(result: BuildResult, seconds: float, root: Path) -> None:
    rows = [[deck.status, _shown(deck.file, root), _detail(deck)] for deck in result.decks]
    print_table(rows)
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


def _shown(file: Path, root: Path) -> str:
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
                "brand": deck.brand, "status": deck.status, "slides": deck.slides, "sha256": deck.sha256,
            }
            for deck in result.decks
        ],
        "findings": [finding.as_json() for finding in result.findings],
        "gone": [str(path) for path in result.gone],
    }  # fmt: skip
