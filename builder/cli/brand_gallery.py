"""`fandeck brand gallery`: one page with real slides of every brand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.cli.output import counted, print_findings, project_option
from builder.diagnostics import UsageError, suggest

if TYPE_CHECKING:
    from builder.pipeline.results import Deck


@click.command("gallery")
@click.argument("kinds", nargs=-1, metavar="[KIND]...")
@click.option(
    "-o",
    "--output",
    default="brands.html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page; default: brands.html.",
)
@project_option
def gallery(kinds: tuple[str, ...], output: Path, project: str) -> None:
    """Draw examples of each KIND (default: all) in every brand of the project on one page, which needs no network."""
    import shutil
    import tempfile

    from builder.pages.templating import rendered
    from builder.pipeline.run import Options, build
    from builder.projects.examples import write_examples
    from builder.projects.project import Project
    from builder.slide_kinds import kind_names

    for kind in kinds:
        if kind not in kind_names():
            raise UsageError(f"there is no kind '{kind}': {suggest(kind, kind_names())}")
    folders = Project.at(project).brand_folders()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for name, folder in folders.items():
            shutil.copytree(folder, root / "templates" / name)
        write_examples(root, kinds)
        result = build(["voorbeelden"], root, Options(brands=tuple(folders), formats=("svg:inline",)))
        brands = [_brand(deck) for deck in result.decks if deck.status == "built"]
    print_findings(result.findings)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(rendered("gallery.html", brands=brands), encoding="utf-8")
    click.echo(f"made {output}: {counted(len(brands), 'brand', 'brands')}")
    sys.exit(0 if result.ok else 1)


def _brand(deck: Deck) -> dict[str, Any]:
    """Return a brand's drawings as the page shows them: each a picture of its own, with the letters that it is set in."""
    import base64
    import re
    from html import unescape
    from zipfile import ZipFile

    slides = []
    with ZipFile(deck.file) as archive:
        faces = archive.read("fonts.css").decode().splitlines()
        for name in sorted(each for each in archive.namelist() if each.endswith(".svg")):
            drawn = archive.read(name).decode()
            used = [face for face in faces if _family(face) in drawn]
            style = f"<style>{''.join(used)}</style>"
            start = drawn.index(">") + 1
            said = re.search(r"<title>(.*?)</title>", drawn, re.DOTALL)
            data = base64.b64encode((drawn[:start] + style + drawn[start:]).encode()).decode()
            slides.append({"data": data, "alt": unescape(said[1]) if said else name})
    return {"name": deck.brand, "title": deck.brand.replace("-", " ").capitalize(), "slides": slides}


def _family(face: str) -> str:
    """Return the family of a `@font-face`, as its drawings name it."""
    return face.partition("font-family:'")[2].partition("'")[0]
