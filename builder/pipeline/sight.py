"""One deck as it would be now, in a process that stays: what did not change is not made again, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from builder.diagnostics import ContentError, Diagnostic, UsageError
from builder.export import DeckContent, SlideView
from builder.pipeline.decks import SessionDecks
from builder.pipeline.jobs import Memory, deck_runs
from builder.pipeline.results import Options
from builder.pipeline.source_slides import SlideMaker
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.bounded import Bounded
from builder.storage.manifest import Manifest
from builder.storage.store import RecentStore

CHOICES = 24  # of audiences that are remembered: as many as there may be windows
_WORDS = frozenset((".yaml", ".yml", ".po", ".md"))  # logos and tables are none


class Sight(NamedTuple):
    """A deck as it is seen. content, session: None where faults leave nothing; session: with its audience's changes."""

    content: DeckContent | None
    session: Session | None
    findings: tuple[Diagnostic, ...]


class Viewer:
    """Looks at the decks of one session, again and again."""

    def __init__(self, name: str, project: Project, views: tuple[type[SlideView], ...]) -> None:
        """name: of the session; raises UsageError for an unknown one."""
        self.name, self.project, self.views = name, project, views
        self.folder = project.session_folder(name)
        self._store = RecentStore(project.store())
        self._audiences: Memory = Bounded(CHOICES)

    def changed(self, files: Iterable[Path]) -> None:
        """Forget who is meant, unless only words changed that no list of audiences is made from."""
        folder = self.project.content.resolve() / "audiences"
        read = {path.resolve() for lists, _ in self._audiences for each in lists for path in each.files}
        if any(each.suffix not in _WORDS or folder in each.parents or each in read for each in files):
            self._audiences = Bounded(CHOICES)

    def see(self, options: Options, first: str = "", told: Callable[[DeckContent], None] | None = None) -> Sight:
        """Return the first of the decks that are asked for, with all that is wrong with it.

        first: the source of a slide that is made before the others; told: is then given the deck with its slides alone.
        Raises UsageError for an audience, a brand or a language that is not there.
        """
        self._store.turn()
        seen: list[tuple[DeckContent, SlideMaker]] = []
        try:
            session = load_session(self.name, self.project)
            runs = deck_runs(session, options, Path(), set(), memory=self._audiences)
        except ContentError as error:
            return Sight(None, None, tuple(error.found))
        glance = (first, lambda content, _: told(content)) if first and told else None
        decks = SessionDecks(
            session, options, self._store, see=lambda *what: seen.append(what), views=self.views, first=glance
        )
        (deck,) = decks.of(runs[0][:1], Manifest(Path()))
        if not seen:
            return Sight(None, session, deck.findings)
        content, maker = seen[0]
        return Sight(content, maker.session, deck.findings)

    def audiences(self) -> list[tuple[str, str]]:
        """List id and name of each audience of the session; none where the lists have faults."""
        from builder.audiences.lists import load_lists

        try:
            session = load_session(self.name, self.project)
            lists = load_lists(session.audience_lists, self.project) if session.audience_lists else []
        except (ContentError, UsageError):
            return []
        return [(each.id, each.name) for listed in lists for each in listed.audiences]

    def languages(self) -> list[str]:
        """List the languages that the session can be read in, its own first."""
        from builder.translation.translated import languages_at_hand

        try:
            return languages_at_hand(load_session(self.name, self.project))
        except ContentError:
            return []
