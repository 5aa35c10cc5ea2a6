"""From sessions to decks. A run in which nothing changed ends here, before anything of content is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from builder.diagnostics import Diagnostic, Findings, UsageError
from builder.diagnostics import strict as as_strict
from builder.manifest import Manifest
from builder.results import BuildResult, Deck, Options
from builder.source.project import Project
from builder.standing import keep_standing, standing
from builder.store import MemoryStore, Store

STORE = ".fandeck"
__all__ = ["BuildResult", "Deck", "Options", "build", "check"]


def build(
    sessions: Iterable[str] = (),
    project: Project | str | Path = ".",
    options: Options | None = None,
    tell: Callable[[Deck], None] | None = None,
) -> BuildResult:
    """Build decks.

    sessions: names in content/ or paths; none means every session. tell: called for each deck done.
    Faults of content are findings; raises UsageError for an unknown session, brand or language.
    """
    place = project if isinstance(project, Project) else Project.at(project)
    options = options or Options()
    decks: list[Deck] = []
    gone: list[Path] = []
    for name in _session_names(sessions, place):
        manifest = Manifest.of((options.output or place.output) / _slug(place.session_folder(name)))
        for deck in _decks(name, place, options, manifest):
            decks.append(deck)
            if tell:
                tell(deck)
        if not options.dry_run:
            gone += _settle(manifest, decks, options)
    found = dict.fromkeys(finding for deck in decks for finding in deck.findings)
    return BuildResult(tuple(decks), tuple(found), tuple(gone))


def _decks(name: str, project: Project, options: Options, manifest: Manifest) -> Iterable[Deck]:
    """Give the decks of a session: as they stand where nothing changed, else built."""
    folder = (options.output or project.output) / STORE
    store = MemoryStore(folder) if options.dry_run else Store(folder, fresh=options.force)
    found = standing(store, project.session_folder(name), options, manifest)
    if found:
        yield from found
        return
    from builder.decks import session_decks

    made = []
    read: set[Path] = set()
    for deck in session_decks(name, project, options, manifest, store, read):
        made.append(deck)
        yield deck
    keep_standing(store, project.session_folder(name), options, made, read)


def _slug(folder: Path) -> str:
    """Give a session's name for files: its folder's, composed (NFC)."""
    return unicodedata.normalize("NFC", folder.name)


def _session_names(sessions: Iterable[str], project: Project) -> list[str]:
    names = list(sessions) or project.session_names()
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
    mine = [deck for deck in decks if deck.file.parent == manifest.folder]
    gone = manifest.others(
        {d.file.name for d in mine}, {d.language for d in mine}, {d.brand for d in mine}, {d.audience for d in mine}
    )
    if options.prune:
        for path in gone:
            manifest.drop(path)
    manifest.write()
    return gone


def check(
    sessions: Iterable[str] = (), project: Project | str | Path = ".", options: Options | None = None
) -> list[Diagnostic]:
    """Find everything that a build would find, and what is wrong with the decks it would make; writes nothing."""
    from builder.checks import verify_bytes
    from builder.decks import compiled, media_of, properties_of, ready_brand, session_decks
    from builder.pptx.link import link
    from builder.slide_maker import as_findings
    from builder.source.session import load_session

    place = project if isinstance(project, Project) else Project.at(project)
    options = replace(options or Options(), dry_run=True)
    found: dict[Diagnostic, None] = {}
    for name in _session_names(sessions, place):
        store = MemoryStore(place.output / STORE)
        manifest = Manifest.of(place.output / _slug(place.session_folder(name)))
        for deck in session_decks(name, place, options, manifest, store, set()):
            found.update(dict.fromkeys(deck.findings))
            if deck.status != "planned":
                continue
            session = load_session(name, place)
            ready = ready_brand(deck.brand, place, store)
            slides, source = compiled(session, ready.brand, deck.language, options, store, Findings())
            linked = link(slides, ready.parts, ready.defaults, properties_of(session, deck, source), media_of(store))
            found.update(dict.fromkeys(as_findings([*linked.dead], session)))
            found.update(dict.fromkeys(verify_bytes(linked.data, deck.file.name)))
    return as_strict(found) if options.strict else list(found)
