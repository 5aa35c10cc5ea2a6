"""`fandeck kinds`: the slide kinds, their fields, an example each."""

from __future__ import annotations

import inspect

import click

from builder.cli.output import json_option, print_json, print_table
from builder.content.fields import FieldSpec, fields_of
from builder.diagnostics import UsageError, suggest
from builder.slide_kinds import SlideKind, kind_names, kind_of


@click.command("kinds")
@click.argument("kind", required=False)
@json_option
def command(kind: str | None, as_json: bool) -> None:
    """List the slide kinds; with KIND, its fields and an example."""
    if kind and kind not in kind_names():
        raise UsageError(f"there is no slide kind '{kind}': {suggest(kind, kind_names())}")
    names = [kind] if kind else list(kind_names())
    if as_json:
        print_json([_as_data(name) for name in names])
    elif kind:
        _page(kind)
    else:
        print_table([[name, _summary(name)] for name in names])


def _summary(name: str) -> str:
    return (inspect.getdoc(kind_of(name)) or "").split("\n\n")[0].replace("\n", " ")


def own_fields(name: str) -> dict[str, FieldSpec]:
    """List the fields that are the kind's own."""
    common = fields_of(SlideKind)
    return {key: spec for key, spec in fields_of(kind_of(name)).items() if key not in common}


def _page(name: str) -> None:
    click.echo(f"{name}\n")
    click.echo(inspect.getdoc(kind_of(name)) or "")
    click.echo("\nfields (* required):")
    print_table([["  " + key + ("*" if spec.needed else ""), spec.doc] for key, spec in own_fields(name).items()])
    click.echo("\nevery slide also has: " + ", ".join(fields_of(SlideKind)))
    click.echo("\nexample:")
    lines = kind_of(name).EXAMPLE.strip().splitlines()
    click.echo("\n".join(("- " if number == 0 else "  ") + line for number, line in enumerate(lines)))


def _as_data(name: str) -> dict[str, object]:
    return {
        "kind": name,
        "doc": inspect.getdoc(kind_of(name)) or "",
        "fields": {
            key: {"doc": spec.doc, "required": spec.needed, "translated": spec.translate}
            for key, spec in own_fields(name).items()
        },
        "example": kind_of(name).EXAMPLE.strip(),
    }
