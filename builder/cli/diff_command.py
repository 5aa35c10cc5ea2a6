"""`fandeck diff`: two decks, or a deck and what its session would make now."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.output import counted, json_option, print_json, project_option
from builder.projects.project import Project

if TYPE_CHECKING:
    from builder.roundtrip.comparing.difference import Difference

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("diff")
@click.argument("one", metavar="A", type=_FILE)
@click.argument("other", metavar="[B]", type=_FILE, required=False)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with both pictures side by side."
)
@project_option
@json_option
def command(one: Path, other: Path | None, report: Path | None, project: str, as_json: bool) -> None:
    """Tell slide by slide what is different in B; without B: in what the session of A would make now.

    Equal decks give nothing, and exit 0; else it is 1.
    """
    from builder.roundtrip.comparing.difference import compared
    from builder.roundtrip.opening import now_of, opened

    first = opened(one)
    second = opened(other) if other is not None else now_of(first, one, Project.at(project))
    made = compared(first, second)
    if report is not None:
        from builder.roundtrip.comparing.page import difference_page

        report.write_text(
            difference_page(made, one.name, other.name if other else "as it would be made now"), encoding="utf-8"
        )
    if as_json:
        print_json({"differences": [asdict(each) for each in made.found]})
    else:
        _show(made.found)
    sys.exit(1 if made.found else 0)


def _show(found: list[Difference]) -> None:
    last = (-1, -1)
    for each in found:
        if (each.slide, each.other) != last:
            last = (each.slide, each.other)
            numbers = f"{each.slide or '–'} → {each.other or '–'}" if each.slide != each.other else str(each.slide)
            click.echo(f"slide {numbers}  {each.title}")
        click.echo(f"  {each.what}{f': {each.where}' if each.where else ''}")
        if each.was:
            click.echo(f"    - {_short(each.was)}")
        if each.now:
            click.echo(f"    + {_short(each.now)}")
    if found:
        click.echo(counted(len(found), "difference", "differences"), err=True)


def _short(text: str) -> str:
    return " ".join(text.split()) if len(text) <= 200 else " ".join(text.split())[:197] + "…"
