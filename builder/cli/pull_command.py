"""`fandeck pull`: edits made in PowerPoint, back into the session."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.output import counted, json_option, print_findings, print_json, project_option
from builder.projects.project import Project

if TYPE_CHECKING:
    from builder.roundtrip.merging.pull import Pulled


@click.command("pull")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="EDITED.pptx...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--to",
    type=click.Choice(["source", "audience"]),
    default="source",
    help="Where edits go: into the shared text (default), or into the override of the deck's audience.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--delete", is_flag=True, help="Take slides that were deleted in PowerPoint out of the source too.")
@project_option
@json_option
def command(
    files: tuple[Path, ...], to: str, dry_run: bool, yes: bool, delete: bool, project: str, as_json: bool
) -> None:
    """Bring what was changed in EDITED.pptx… back into the session that it was made from.

    Texts, points, notes, tables, figures, pictures, the order of slides. What changed in the source too is a
    conflict, and is not written; what cannot come back is listed. Shown as a list and a diff before anything is written.
    """
    from builder.roundtrip.merging.pull import pulled

    made = pulled(files, Project.at(project), to=to, delete=delete)
    if not as_json:
        _show(made)
    write = (
        bool(made.sources.changed) and not dry_run and (yes or (not as_json and click.confirm("Write this?", err=True)))
    )
    written = made.write() if write else []
    if as_json:
        print_json({
            "changes": [asdict(each) for each in made.items],
            "diff": made.diff() if not written else "",
            "files": written if written else [each.name for each in made.sources.changed],
            "written": bool(written),
            "findings": [each.as_json() for each in made.findings],
        })  # fmt: skip
    else:
        for name in written:
            click.echo(f"written: {name}", err=True)
    sys.exit(1 if made.conflicts or made.findings.errors else 0)


def _show(made: Pulled) -> None:
    print_findings(made.findings)
    heads = {"taken": "comes back", "conflict": "conflict: nothing is written for it", "told": "does not come back"}
    several = len({each.deck for each in made.items}) > 1
    for state, head in heads.items():
        items = [each for each in made.items if each.state == state]
        if not items:
            continue
        click.echo(f"{head} ({len(items)})")
        for each in items:
            where = f"{each.file}:{each.line}" if each.file else ""
            deck = f"{each.deck}  " if several else ""
            field = f" {each.field}" if each.field else ""
            click.echo(f"  {deck}{each.slide or '-'}{field}  [{each.sort}]  {where}")
            if each.was or each.now:
                click.echo(f"      {_short(each.was) or '–'}")
                click.echo(f"    → {_short(each.now) or '–'}")
            if each.reason:
                click.echo(f"      {each.reason}")
    if not made.items and not made.findings:
        click.echo("nothing was changed")
    diff = made.diff()
    if diff:
        click.echo("\n" + diff, nl=False)
    click.echo(counted(len(made.taken), "change comes back", "changes come back"), err=True)


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:157] + "…"
