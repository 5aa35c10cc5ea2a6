"""`fandeck schema`: JSON Schema of the content files, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from builder.cli.output import print_json, project_option
from builder.projects.schema import SCHEMAS, schema_of


@click.command("schema")
@click.argument("which", type=click.Choice(sorted(SCHEMAS)), default="session")
@click.option("--write", is_flag=True, help="Write all schemas into .fandeck/ of the project, where editors look.")
@project_option
def command(which: str, write: bool, project: str) -> None:
    """Print the JSON Schema of one sort of content file."""
    if write:
        folder = Path(project) / ".fandeck"
        folder.mkdir(exist_ok=True)
        for name in SCHEMAS:
            text = json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"
            (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
            click.echo(folder / f"{name}.schema.json")
    else:
        print_json(schema_of(which))
