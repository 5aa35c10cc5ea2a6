"""Decks that stand as they are: known without reading content, by the files that they were made from.

After a build without findings, the files read are kept with their digests, and the names in the
folders where a new file would count. A later run with the same options compares, and stops there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.manifest import Manifest
from builder.results import Deck, Options
from builder.store import Store, digest_of, key_of, program_key


def standing(store: Store, folder: Path, options: Options, manifest: Manifest) -> list[Deck]:
    """Give the decks of a session where nothing of them changed; else nothing."""
    if options.force or options.explain or options.dry_run:
        return []
    found = store.get("standing", _key(folder, options))
    if found is None:
        return []
    header = found[0]
    if any(digest_of(Path(name)) != digest for name, digest in header["files"].items()):
        return []
    if any(_names(Path(name)) != names for name, names in header["folders"].items()):
        return []
    decks = [
        Deck(session, language, brand, manifest.folder / file, "unchanged", slides, sha256, audience)
        for session, language, brand, file, slides, sha256, audience in header["decks"]
    ]
    known = [manifest.entry(deck.file) for deck in decks]
    whole = all(e is not None and e.sha256 == d.sha256 for e, d in zip(known, decks, strict=True))
    return decks if whole and all(manifest.untouched(deck.file) for deck in decks) else []


def keep_standing(store: Store, folder: Path, options: Options, decks: list[Deck], read: set[Path]) -> None:
    """Keep what a build was made from, where all of it went well."""
    if options.dry_run or not decks or any(d.findings or d.status not in ("built", "unchanged") for d in decks):
        return
    folders = {path.parent for path in read} | {_cases(folder), folder.parent.parent / "templates"}
    header = {
        "files": {str(path): digest_of(path) for path in sorted(read)},
        "folders": {str(each): _names(each) for each in sorted(folders)},
        "decks": [[d.session, d.language, d.brand, d.file.name, d.slides, d.sha256, d.audience] for d in decks],
    }
    store.put("standing", _key(folder, options), header, [])
    store.commit()


def _key(folder: Path, options: Options) -> str:
    asked: list[Any] = [options.languages, options.brands, options.audience, dict(options.settings), options.strict]
    return key_of(program_key(), str(folder), asked)


def _cases(folder: Path) -> Path:
    return folder.parent / "cases"


def _names(folder: Path) -> list[str]:
    """List what is in a folder: a new picture beside another, or a new case, counts too."""
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
