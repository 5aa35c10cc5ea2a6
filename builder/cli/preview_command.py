"""`fandeck preview`: the slides in the browser while they are written."""

from __future__ import annotations

import sys

import click

from builder.cli.output import project_option
from builder.diagnostics import UsageError
from builder.projects.project import Project


@click.command("preview")
@click.argument("session", required=False)
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Default: the first free one from 8700 on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; this machine alone.")
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
@project_option
def command(session: str | None, port: int | None, host: str, no_open: bool, project: str) -> None:
    """Show the slides of SESSION in the browser, and again after every change, until stopped."""
    from builder.server.preview.serve import preview, run

    place = Project.at(project)
    made = preview(session or only_session(place), place, host, port or 0)
    if made.is_public:
        click.echo(
            "others in this network can reach the preview; only who has the address with its token sees it", err=True
        )
    click.echo(made.address)
    sys.stdout.flush()
    if not no_open:
        click.launch(made.address)
    run(made, host)


def only_session(project: Project) -> str:
    """Return the session of a project that has one; raises UsageError."""
    names = project.session_names()
    if len(names) != 1:
        raise UsageError("which session? " + ", ".join(names) if names else "there is no session in content/")
    return names[0]
