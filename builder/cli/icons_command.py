"""`fandeck icons`: the icons by what they show."""

from __future__ import annotations

import click

from builder.cli.output import json_option, print_json, print_table
from builder.diagnostics import UsageError, suggest
from builder.plan.icons import icon, icon_names


@click.command("icons")
@click.argument("word", required=False)
@json_option
def command(word: str | None, as_json: bool) -> None:
    """List the icons for `icon:`; with WORD, those that have it in their name, picture or tags."""
    wanted = (word or "").casefold()
    found = [name for name in icon_names() if wanted in " ".join((name, icon(name).shows, icon(name).tags)).casefold()]
    if not found:
        raise UsageError(
            f"no icon has '{word}' in its name, picture or tags: {suggest(word or '', icon_names())}".rstrip(": ")
        )
    if as_json:
        print_json([{"name": name, "shows": icon(name).shows, "directional": icon(name).directional} for name in found])
    else:
        print_table([[name, icon(name).shows] for name in found])
