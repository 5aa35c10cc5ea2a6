"""Decks that need no building: known without reading content, by the files that they were made from.

After a build without errors, the files read are kept with their digests, and the names in the
folders where a new file would count. A later run with the same options compares, and stops there.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic
from builder.pipeline.results import Deck, Options
from builder.projects.project import Project
from builder.storage.manifest import Manifest
from builder.storage.store import Store, digest_of, key_of


def unchanged_decks(store: Store, folder: Path, options: Options, manifest: Manifest) -> list[Deck]:
    """Return the decks of a session where nothing of them changed; else nothing."""
    if options.force or options.explain or options.dry_run:
        return []
    found = store.get("unchanged", _key(store, folder, options))
    if found is None:
        return []
    header = found[0]
    if any(digest_of(Path(name)) != digest for name, digest in header["files"].items()):
        return []
    if any(_names(Path(name)) != names for name, names in header["folders"].items()):
        return []
    decks = []
    for file, findings in header["decks"]:
        known = manifest.entry(file)
        if known is None:
            return []
        decks.append(
            Deck(header["session"], known.language, known.brand, manifest.folder, known.file, "unchanged", known.slides,
                 known.sha256, known.audience, tuple(_diagnostics(findings)), departures=known.departures,
                 format=known.format)
        )  # fmt: skip
    return decks if _digest(decks) == header["digest"] else []


def _digest(decks: list[Deck]) -> str:
    return key_of([deck.sha256 for deck in decks])


def note_unchanged(
    store: Store,
    project: Project,
    folder: Path,
    options: Options,
    decks: list[Deck],
    read: set[Path],
    manifest: Manifest,
) -> None:
    """Note what a build was made from, where all of it went well, and how its files stand on disk."""
    if options.dry_run:
        return
    note_files(store, manifest)
    failed = any(d.status not in ("built", "unchanged") for d in decks)
    if not decks or failed or any(each.severity == "error" for d in decks for each in d.findings):
        return
    folders = {path.parent for path in read}
    folders |= {
        folder / "audiences",
        folder / "locales",
        project.cases,
        project.cases / "locales",
        project.templates,
    }
    header = {
        "files": {str(path): digest_of(path) for path in sorted(read)},
        "folders": {str(each): _names(each) for each in sorted(folders)},
        "session": decks[0].session,
        "decks": [(deck.name, [asdict(each) for each in deck.findings]) for deck in decks],
        "digest": _digest(decks),
    }
    store.put("unchanged", _key(store, folder, options), header, [])
    store.commit()


def _files_key(manifest: Manifest) -> str:
    return key_of("size, moment and sha256 of each deck", str(manifest.folder))


def note_files(store: Store, manifest: Manifest) -> None:
    """Note size, time of change and digest of each deck that is as its manifest says."""
    entries = manifest.entries.items()
    facts = {name: (entry.size, entry.moment, entry.sha256) for name, entry in entries if entry.size >= 0}
    store.put("files", _files_key(manifest), facts, [])
    store.commit()


def recall_files(store: Store, manifest: Manifest) -> None:
    """Remind a manifest how its files stood after the last build: those that did not change need not be read."""
    found = store.get("files", _files_key(manifest))
    for name, (size, moment, sha256) in found[0].items() if found is not None else ():
        entry = manifest.entries.get(name)
        # a manifest that a run did not get to write knows an older deck
        if entry is not None and entry.sha256 == sha256:
            manifest.entries[name] = replace(entry, size=size, moment=moment)


def _diagnostics(rows: list[dict[str, Any]]) -> list[Diagnostic]:
    return [Diagnostic.restored(each) for each in rows]


def _key(store: Store, folder: Path, options: Options) -> str:
    chosen: list[Any] = [
        options.languages, options.brands, options.audience, dict(options.settings), options.strict,
        options.select, options.exclude, options.lists, options.formats,
    ]  # fmt: skip
    return key_of(store.program, str(folder), chosen)


def _names(folder: Path) -> list[str]:
    """List what is in a folder: a new picture beside another, or a new case, counts too."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
