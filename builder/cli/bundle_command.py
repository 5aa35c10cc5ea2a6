"""`fandeck bundle`: one archive for each audience, and a table of contacts and files."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from builder.cli.build_command import Progress, say_waiting, settings_of, shown_path
from builder.cli.output import (
    audience_options,
    counted,
    json_option,
    print_findings,
    print_json,
    print_table,
    project_option,
)
from builder.pipeline.bundles import FORMATS, BundleResult, bundle
from builder.pipeline.results import Options
from builder.storage.places import folder_of

LISTED = 40  # bundles; of more, the table holds those that failed


@click.command("bundle")
@click.argument("session")
@audience_options
@click.option("-l", "--language", "languages", multiple=True, help="A language; 'all' is every catalog. Repeatable.")
@click.option("-b", "--brand", "brands", multiple=True, help="A brand, instead of the session's. Repeatable.")
@click.option("-o", "--output", metavar="PLACE", help="Where decks and bundles go; default: output/.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help=f"What to put in, as `fandeck build` names it; default: {','.join(FORMATS)}.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes; default: as many as pay.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Another value for a variable. Repeatable."
)
@click.option("--force", is_flag=True, help="Make everything anew; what was changed by hand is copied first.")
@click.option("--prune", is_flag=True, help="Remove bundles and decks that are no longer made.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@project_option
@json_option
def command(
    session: str,
    lists: tuple[str, ...],
    chosen: tuple[str, ...],
    excluded: tuple[str, ...],
    languages: tuple[str, ...],
    brands: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    jobs: int,
    settings: tuple[str, ...],
    force: bool,
    prune: bool,
    strict: bool,
    quiet: bool,
    project: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Make one archive for each audience of SESSION: its deck, PDF, handout, web page and a small text.

    They stand in bundles/ beside the decks, with contacts.csv, a table for mail merge: audience, contact, files.
    """
    options = Options(
        languages=languages, brands=brands, select=chosen, exclude=excluded, lists=lists, settings=settings_of(settings),
        formats=formats, output=folder_of(output) if output else None, force=force, strict=strict, prune=prune, jobs=jobs,
    )  # fmt: skip
    started = time.perf_counter()
    progress = None if as_json or quiet or not sys.stderr.isatty() else Progress()
    try:
        result = bundle(session, project, options, progress, say_waiting)
    finally:
        if progress:
            progress.stop()
    if as_json:
        print_json(_as_json(result))
    else:
        print_findings(result.findings, quiet=quiet)
        if not quiet:
            _summary(result, time.perf_counter() - started, Path(project).resolve())
    sys.exit(0 if result.ok else 1)


def _summary(result: BundleResult, seconds: float, root: Path) -> None:
    few = len(result.bundles) <= LISTED
    shown = [each for each in result.bundles if few or each.status == "failed"]
    print_table([
        [each.status, shown_path(each.file, root), f"{each.size / 1e6:.1f} MB" if each.size else "", each.name]
        for each in shown
    ])  # fmt: skip
    if result.gone:
        left = [path.name for path in result.gone if path.exists()]
        if left:
            click.echo("no longer made (remove with --prune): " + ", ".join(left))
    if any(each.status != "failed" for each in result.bundles):
        click.echo(shown_path(result.table, root))
    counts = [
        f"{number} {status}"
        for status in ("built", "unchanged", "failed")
        if (number := sum(each.status == status for each in result.bundles))
    ]
    total = counted(len(result.bundles), "bundle", "bundles")
    click.echo(f"{total}: {', '.join(counts) or 'none'} in {seconds:.1f} s", err=True)


def _as_json(result: BundleResult) -> dict[str, Any]:
    return {
        "bundles": [
            {
                "file": str(each.file), "audience": each.audience, "name": each.name, "contact": each.contact,
                "status": each.status, "bytes": each.size, "sha256": each.sha256, "files": list(each.holds),
            }
            for each in result.bundles
        ],
        "contacts": str(result.table),
        "findings": [finding.as_json() for finding in result.findings],
        "gone": [str(path) for path in result.gone],
    }  # fmt: skip
