"""`fandeck import`: a deck made elsewhere, as a session."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import click

from builder.cli.output import counted, json_option, print_json, project_option
from builder.projects.project import Project


@click.command("import")
@click.argument("file", metavar="FILE.pptx", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--session", "name", default="", metavar="NAME", help="The session's name; default: from the deck's title."
)
@click.option("--brand", is_flag=True, help="Adopt the deck's template as a brand of the same name, too.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Build it, and write a page with both pictures side by side.",
)
@project_option
@json_option
@click.pass_context
def command(
    context: click.Context, file: Path, name: str, brand: bool, report: Path | None, project: str, as_json: bool
) -> None:
    """Make content/NAME/ from FILE.pptx: each slide as the kind that it most looks like, its pictures as files.

    What was doubted stands as a comment `# import:` above its slide.
    """
    from builder.roundtrip.importing.session import imported

    place = Project.at(project)
    made = imported(file, place, name)
    if brand:
        from builder.cli.brand_templates import adopt

        with contextlib.redirect_stdout(sys.stderr):
            context.invoke(adopt, file=file, name=made.folder.name, project=project)
        made = imported(file, place, name, made.folder.name)
    written = made.write()
    if report is not None:
        _report(file, place, made.folder.name, report)
    if as_json:
        print_json({
            "session": made.folder.name,
            "files": [place.named(path) for path in written],
            "slides": [{"kind": kind} for kind in made.kinds],
            "doubts": [{"slide": number, "message": doubt} for number, doubt in made.doubts],
        })  # fmt: skip
        sys.exit(0)
    for number, doubt in made.doubts:
        click.echo(f"slide {number}: {doubt}", err=True)
    click.echo(place.named(written[0]))
    pictures = counted(len(made.pictures), "picture", "pictures")
    click.echo(
        f"{counted(len(made.kinds), 'slide', 'slides')}, {pictures}, {counted(len(made.doubts), 'doubt', 'doubts')}",
        err=True,
    )


def _report(file: Path, project: Project, session: str, page: Path) -> None:
    """Compare the deck with what its session makes, on a page."""
    from builder.roundtrip.comparing.difference import compared
    from builder.roundtrip.comparing.page import difference_page
    from builder.roundtrip.current import current_deck
    from builder.roundtrip.opening import opened
    from builder.roundtrip.seen import seen_deck

    current = current_deck(project, session, "", "", "")
    made = compared(opened(file), seen_deck(current.package))
    page.write_text(difference_page(made, file.name, session), encoding="utf-8")
