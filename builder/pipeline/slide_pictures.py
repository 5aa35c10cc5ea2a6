"""Drawings of a session's slides, for pages that show them beside something else."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from builder.export.svg import FONTS
from builder.pages.drawings import Drawings
from builder.pipeline.results import Options
from builder.pipeline.run import build
from builder.projects.session import Session


def slide_pictures(session: Session, language: str) -> Drawings:
    """Draw the plain deck of a language as SVG, hidden slides too; drawings by source slide."""
    with tempfile.TemporaryDirectory() as name:
        options = Options(
            languages=(language,) if language else (), output=Path(name), explain=True, formats=("svg:inline:hidden",)
        )
        result = build([str(session.folder)], session.project, options)
        deck = next((each for each in result.decks if each.status == "built"), None)
        if deck is None:  # its deck has errors: the source's pictures serve
            return slide_pictures(session, "") if language else Drawings({})
        found: dict[str, list[str]] = {}
        with zipfile.ZipFile(deck.file) as archive:
            drawn = [each for each in archive.namelist() if each.endswith(".svg")]
            for (slide, _), file in zip(deck.why, drawn, strict=True):
                found.setdefault(slide.partition("--")[0], []).append(archive.read(file).decode())
            return Drawings(found, archive.read(FONTS).decode())
