"""From sessions to decks. A run in which nothing changed ends here, before anything of content is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from builder.diagnostics import ContentError, Diagnostic, UsageError
from builder.diagnostics import strict as as_strict
from builder.pipeline.results import BuildResult, Deck, Options
from builder.pipeline.up_to_date import note_unchanged, recall_files, unchanged_decks
from builder.projects.project import Project
from builder.storage.lock import alone_in
from builder.storage.manifest import Manifest
from builder.storage.places import is_local
from builder.storage.store import MemoryStore, Store

if TYPE_CHECKING:
    from builder.checks import Seen
    from builder.checks.settings import Judged

__all__ = ["BuildResult", "Deck", "Options", "build", "check"]


def build(
    sessions: Iterable[str] = (),
    project: Project | str | Path = ".",
    options: Options | None = None,
    tell: Callable[[Deck, int], None] | None = None,
    waits: Callable[[str, int], None] | None = None,
) -> BuildResult:
    """Build decks.

    sessions: names in content/ or paths; none means every session. tell: called for each deck done, with the number
    of decks of its session. waits: called where another process builds the same session into the same folder, before
    waiting for it, with the session's name and the number of that process (0 where unknown).
    Faults of content are findings; raises UsageError for an unknown session, brand or language.
    """
    place = project if isinstance(project, Project) else Project.at(project)
    options = options or Options()
    decks: list[Deck] = []
    gone: list[Path] = []
    for name in _session_names(sessions, place):
        with nullcontext() if options.dry_run else alone(name, place, options, waits):
            manifest = Manifest.of(output_folder(name, place, options))
            own: list[Deck] = []
            for deck, total in _decks(name, place, options, manifest):
                own.append(deck)
                if tell:
                    tell(deck, total)
            if not options.dry_run:
                gone += _settle(manifest, own, options)
        decks += own
    found = dict.fromkeys(finding for deck in decks for finding in deck.findings)
    return BuildResult(tuple(decks), tuple(found), tuple(gone))


def alone(
    name: str, project: Project, options: Options, waits: Callable[[str, int], None] | None = None
) -> AbstractContextManager[None]:
    """Return the lock on the files of a session in their folder; waits: called before waiting for another process."""
    slug = _slug(project.session_folder(name))
    return alone_in(store_folder(project, options) / f"{slug}.lock", partial(waits, slug) if waits else None)


def output_folder(name: str, project: Project, options: Options) -> Path:
    """Return the folder that the decks of a session go to."""
    return (options.output or project.output) / _slug(project.session_folder(name))


def _decks(name: str, project: Project, options: Options, manifest: Manifest) -> Iterable[tuple[Deck, int]]:
    """Yield the decks of a session, and how many they are: as they stand where nothing changed, else built."""
    folder = store_folder(project, options)
    store = MemoryStore(folder) if options.dry_run else Store(folder, fresh=options.force)
    recall_files(store, manifest)
    found = unchanged_decks(store, project.session_folder(name), options, manifest)
    if found:
        yield from ((deck, len(found)) for deck in found)
        return
    from builder.pipeline.jobs import session_decks

    made = []
    read: set[Path] = set()
    for deck, total in session_decks(name, project, options, manifest, store, read):
        made.append(deck)
        yield deck, total
    note_unchanged(store, project, project.session_folder(name), options, made, read, manifest)


def store_folder(project: Project, options: Options) -> Path:
    """Return the folder of the store, which stays on this machine wherever decks go."""
    return project.store(options.output if options.output is not None and is_local(options.output) else None)


def _slug(folder: Path) -> str:
    """Return a session's name for files: its folder's, composed (NFC)."""
    return unicodedata.normalize("NFC", folder.name)


def _session_names(sessions: Iterable[str], project: Project) -> list[str]:
    names = list(sessions)
    if not names:
        misnamed = project.misnamed_session()
        if misnamed is not None:
            raise UsageError(project.misnamed(misnamed))
        names = project.session_names()
    if not names:
        raise UsageError(f"there is no session in {project.named(project.content)}/; fandeck init makes a new project")
    folders: dict[str, Path] = {}
    for name in names:
        folder = project.session_folder(name)
        other = folders.setdefault(_slug(folder), folder)
        if other != folder:
            raise UsageError(
                f"{project.named(other)} and {project.named(folder)} would make decks of one name; build one"
            )
    return list(dict.fromkeys(names))


def _settle(manifest: Manifest, decks: list[Deck], options: Options) -> list[Path]:
    """Write the manifest; give the decks that are no longer made, removed with `--prune`."""
    gone = manifest.others(
        {d.name for d in decks},
        {d.format for d in decks},
        {d.language for d in decks},
        {d.brand for d in decks},
        {d.audience for d in decks},
        "all" in options.select and not (options.exclude or options.lists),
    )
    if options.prune:
        for path in gone:
            manifest.drop(path.name)
    manifest.write()
    return gone


def _catalog_findings(name: str, project: Project, options: Options) -> list[Diagnostic]:
    """Look at the catalogs of the languages that are asked for."""
    if not options.languages:
        return []
    from builder.projects.session import load_session
    from builder.translation.checks import catalog_findings
    from builder.translation.translated import languages_at_hand

    try:
        session = load_session(name, project)
    except ContentError:
        return []  # found already
    every = languages_at_hand(session) if "all" in options.languages else []
    languages = dict.fromkeys((*every, *options.languages))
    return [found for language in languages for found in catalog_findings(session, language)]


def check(
    sessions: Iterable[str] = (),
    project: Project | str | Path = ".",
    options: Options | None = None,
    seen: Seen | None = None,
) -> Judged:
    """Find everything that a build would find, and what is wrong with the decks it would make; writes nothing.

    seen: is given each deck that something was found in. Raises ContentError for faults of fandeck.yaml.
    """
    from builder.checks import facts
    from builder.checks.settings import Settings
    from builder.pipeline.check_decks import Inspection, merged, session_diagnostics
    from builder.pipeline.jobs import session_decks

    place = project if isinstance(project, Project) else Project.at(project)
    settings = Settings.of(place.root, facts())
    options = replace(options or Options(), dry_run=True)
    inspection = Inspection(seen)
    found: dict[Diagnostic, None] = {}
    for name in _session_names(sessions, place):
        store = MemoryStore(place.store())
        manifest = Manifest(place.output / _slug(place.session_folder(name)))
        for deck, _ in session_decks(name, place, options, manifest, store, set(), inspection.deck):
            found.update(dict.fromkeys(deck.findings))
        found.update(dict.fromkeys(session_diagnostics(name, place)))
        found.update(dict.fromkeys(_catalog_findings(name, place, options)))
    judged = settings.judge(merged(found))
    return judged._replace(found=as_strict(judged.found)) if options.strict else judged
