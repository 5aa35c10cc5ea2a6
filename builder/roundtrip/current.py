"""A deck as its session would make it now, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import ContentError, Diagnostic, UsageError
from builder.ooxml.deck import DeckPackage
from builder.pipeline.jobs import session_decks
from builder.pipeline.results import Deck, Options
from builder.pipeline.source_slides import SlideMaker
from builder.pptx.link import Linked
from builder.pptx.parts import CompiledSlide
from builder.projects.project import Project
from builder.projects.session import Session
from builder.roundtrip.told import Build, build_of
from builder.storage.manifest import Manifest
from builder.storage.store import MemoryStore


@dataclass
class Current:
    """A deck as it would be made now, and the session that it is made from: tailored and translated."""

    data: bytes
    build: Build
    session: Session

    @property
    def package(self) -> DeckPackage:
        return DeckPackage(self.data)


def current_deck(project: Project, session: str, audience: str, language: str, brand: str) -> Current:
    """Make a deck; raises ContentError for faults of its content, UsageError where there is none of it."""
    made: list[Current] = []

    def keep(linked: Linked, deck: Deck, slides: list[CompiledSlide], maker: SlideMaker) -> list[Diagnostic]:
        build = build_of(DeckPackage(linked.data))
        assert build is not None
        made.append(Current(linked.data, build, maker.session))
        return []

    options = Options(
        languages=(language,) if language else (),
        brands=(brand,) if brand else (),
        select=(audience,) if audience else (),
        dry_run=True,
    )
    folder = project.session_folder(session)
    manifest = Manifest(Path(project.output) / folder.name)
    store = MemoryStore(project.store())
    errors: list[Diagnostic] = []
    for deck, _ in session_decks(session, project, options, manifest, store, set(), keep):
        errors += [each for each in deck.findings if each.severity == "error"]
        if made:
            break
    if not made:
        if errors:
            raise ContentError(errors)
        raise UsageError(f"{session} makes no deck for {audience or 'nobody in particular'} in {language}")
    return made[0]
