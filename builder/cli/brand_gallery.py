"""`fandeck brand gallery`: one page with real slides of every brand."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

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

    from builder.pages.templating import rendered, safe
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
        shared = _Shared()
        brands = [shared.brand(deck) for deck in result.decks if deck.status == "built"]
    print_findings(result.findings)
    output.parent.mkdir(parents=True, exist_ok=True)
    page = rendered("gallery.html", brands=brands, fonts=safe("\n".join(shared.fonts)), pictures=shared.pictures)
    output.write_text(page, encoding="utf-8")
    click.echo(f"made {output}: {counted(len(brands), 'brand', 'brands')}")
    sys.exit(0 if result.ok else 1)


class _Shared:
    """What the drawings of all brands have in common stands on the page once: fonts and pictures."""

    def __init__(self) -> None:
        self.fonts: dict[str, None] = {}
        self.pictures: dict[str, str] = {}

    def brand(self, deck: Deck) -> dict[str, Any]:
        """Return a brand's drawings as the page shows them."""
        from builder.pages.templating import safe

        slides = []
        with ZipFile(deck.file) as archive:
            self.fonts.update(dict.fromkeys(archive.read("fonts.css").decode().splitlines()))
            for name in sorted(each for each in archive.namelist() if each.endswith(".svg")):
                drawn = archive.read(name).decode()
                said = re.search(r"<title>(.*?)</title>", drawn, re.DOTALL)
                slides.append({"svg": safe(self._drawn(drawn, deck.brand)), "alt": unescape(said[1]) if said else name})
        return {"name": deck.brand, "title": deck.brand.replace("-", " ").capitalize(), "slides": slides}

    def _drawn(self, drawn: str, brand: str) -> str:
        """Return a drawing with ids of its own, its pictures from the page, and no links: it is looked at."""
        drawn = re.sub(r'(id="|url\(#)(s\d+-)', rf"\1{brand}-\2", drawn)
        drawn = re.sub(r"<a [^>]*>|</a>", "", drawn)
        return re.sub(r'<image ([^>]*?) preserveAspectRatio="none" href="(data:[^"]*)"', self._used, drawn)

    def _used(self, found: re.Match[str]) -> str:
        name = self.pictures.setdefault(found[2], f"picture-{len(self.pictures) + 1}")
        return f'<use {found[1]} href="#{name}"'
