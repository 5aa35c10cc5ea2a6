"""Shares: a number of decks to make in another process, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from builder.pipeline.decks import DeckJob, SessionDecks
from builder.pipeline.results import Deck
from builder.storage.entries import Entry
from builder.storage.manifest import Manifest


@dataclass(frozen=True)
class Share:
    """Decks to make, and what is known of those that stand."""

    jobs: list[DeckJob]
    output: Path
    run: int
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()  # decks that were changed by hand, where the folder is not at hand


class Done(NamedTuple):
    """What became of a share: decks, what the manifest notes of them, and on a cluster their bytes."""

    decks: list[Deck]
    entries: list[Entry]
    data: dict[str, bytes]
    read: list[Path]


@dataclass
class CarriedManifest(Manifest):
    """What a worker without the output folder knows of it: the decks that stand, and those it makes."""

    changed_by_hand: frozenset[str] = frozenset()
    made: dict[str, bytes] = field(default_factory=dict)  # by the names of their files

    def exists(self, name: str) -> bool:
        return name in self.entries or name in self.changed_by_hand

    def untouched(self, name: str) -> bool:
        return name in self.entries

    def keep_copy(self, name: str) -> Path:
        return self.folder / name  # the folder is elsewhere: the copy is made there

    def put(self, entry: Entry, chunks: Iterable[bytes]) -> None:
        self.made[entry.file] = b"".join(chunks)
        self.entries[entry.file] = entry


def made(decks: SessionDecks, share: Share, manifest: Manifest) -> Done:
    """Make the decks of a share."""
    results = list(decks.of(share.jobs, manifest))
    manifest.close()
    stand = {deck.name for deck in results if deck.status in ("built", "unchanged")}
    known = share.entries
    entries = [entry for name, entry in manifest.entries.items() if name in stand and known.get(name) is not entry]
    return Done(results, entries, {}, sorted(decks.session.library.read))
