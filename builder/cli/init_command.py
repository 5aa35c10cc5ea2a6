"""`fandeck init`: a new project."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from builder.diagnostics import UsageError
from builder.projects.project import SHIPPED
from builder.projects.schema import SCHEMAS, schema_of


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a new project in DIR: one small session, a brand, schemas wired into the editor."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; give the name of a new folder")
    shutil.copytree(SHIPPED / "new_project", folder, dirs_exist_ok=True)
    (folder / "gitignore").rename(folder / ".gitignore")
    (folder / ".fandeck").mkdir()
    for name in SCHEMAS:
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"
        (folder / ".fandeck" / f"{name}.schema.json").write_text(text, encoding="utf-8")
    click.echo(f"made {folder}/; now:\n    cd {folder}\n    fandeck build")
