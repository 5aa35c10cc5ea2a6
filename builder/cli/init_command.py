"""`fandeck init`: a new project."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from builder.diagnostics import UsageError
from builder.projects.project import SHIPPED, Project
from builder.projects.schema import write_schemas


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a new project in DIR: one small session, a brand, schemas wired into the editor."""
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; give the name of a new folder")
    shutil.copytree(SHIPPED / "new_project", folder, dirs_exist_ok=True)
    (folder / "gitignore").rename(folder / ".gitignore")
    write_schemas(Project.at(folder))
    click.echo(f"made {folder}/; now:\n    cd {folder}\n    {_called()} build")


def _called() -> str:
    """Return how this program is called from another folder: by its name where shells find it."""
    if shutil.which("fandeck"):
        return "fandeck"
    program = Path(sys.argv[0]).resolve()
    return str(program) if program.suffix != ".py" else f"{sys.executable} -m builder"
