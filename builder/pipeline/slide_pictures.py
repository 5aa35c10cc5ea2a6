"""Drawings of a session's slides, for pages that show them beside something else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from builder.ooxml.deck import DeckPackage
from builder.pipeline.results import Options
from builder.pipeline.run import build
from builder.projects.session import Session
from builder.reports.drawing import drawing


def slide_pictures(session: Session, language: str) -> dict[str, list[str]]:
    """Draw the plain deck of a language as SVG, hidden slides too; drawings by source slide."""
    with tempfile.TemporaryDirectory() as name:
        options = Options(languages=(language,) if language else (), output=Path(name), explain=True)
        result = build([str(session.folder)], session.project, options)
        deck = next((each for each in result.decks if each.status == "built"), None)
        if deck is None:
            return slide_pictures(session, "") if language else {}  # its deck has errors: the source's pictures serve
        found: dict[str, list[str]] = {}
        for (slide, _), shown in zip(deck.why, DeckPackage(deck.file.read_bytes()).slides, strict=True):
            found.setdefault(slide.partition("--")[0], []).append(drawing(shown))
        return found
