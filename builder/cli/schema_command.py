"""`fandeck schema`: JSON Schema of the content files, for editors."""

from __future__ import annotations

import click

from builder.cli.output import print_json, project_option
from builder.projects.project import OWN_FOLDER, Project
from builder.projects.schema import SCHEMAS, schema_of, write_schemas


@click.command("schema")
@click.argument("which", type=click.Choice(sorted(SCHEMAS)), default="session")
@click.option("--write", is_flag=True, help=f"Write all schemas into {OWN_FOLDER}/ of the project, where editors look.")
@project_option
def command(which: str, write: bool, project: str) -> None:
    """Print the JSON Schema of one sort of content file."""
    if write:
        for file in write_schemas(Project.at(project)):
            click.echo(file)
    else:
        print_json(schema_of(which))
