"""`fandeck audience`: who is in a list, and whom a selection means."""

from __future__ import annotations

from typing import Any

import click

from builder.audiences.audience import Audience
from builder.audiences.lists import AudienceList, load_list
from builder.audiences.selection import select
from builder.cli.output import counted, json_option, print_json, print_table, project_option
from builder.projects.project import Project


@click.group("audience")
def command() -> None:
    """Look at audience lists."""


@command.command("list")
@click.argument("name", metavar="LIST")
@click.option(
    "-a", "--audience", "chosen", multiple=True, metavar="SEL", help="Whom to list; default: all. Repeatable."
)
@click.option("--exclude", "excluded", multiple=True, metavar="SEL", help="Whom to leave out. Repeatable.")
@project_option
@json_option
def list_command(name: str, chosen: tuple[str, ...], excluded: tuple[str, ...], project: str, as_json: bool) -> None:
    """List the audiences of LIST (content/audiences/LIST.yaml): id, name and groups.

    SEL is an id, a name, field:value, field>=number or group:name; commas mean AND, -a repeated means OR.
    """
    read = load_list(name, Project.at(project))
    found = select([read], chosen or ("all",), excluded)
    if as_json:
        print_json([_as_data(each, read) for each in found])
        return
    print_table([[each.id, each.name, ", ".join(g for g in read.groups if g in each.groups)] for each in found])
    click.echo(counted(len(found), "audience", "audiences"), err=True)


def _as_data(audience: Audience, read: AudienceList) -> dict[str, Any]:
    """Return an audience with all its columns, null where a cell is empty; forms by language as in the heading."""
    forms = {f"{column}.{tag}": value for tag, form in audience.forms.items() for column, value in form.items()}
    settings = {key: getattr(audience, key) for key in ("brand", "logo", "accent", "file_name")}
    return {
        **{column: audience.values.get(column) for column in read.fields},
        **forms,
        **{key: value for key, value in settings.items() if value},
        "id": audience.id,
        "name": audience.name,
        "languages": list(audience.languages),
        "groups": [group for group in read.groups if group in audience.groups],
        "row": audience.row,
    }
