"""The manifest of a session's decks: manifest.json and .csv beside them, merged from build to build."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.storage.entries import Entry, csv_lines, departures_of, entries_of_csv, entry_of, json_lines
from builder.storage.places import is_local
from builder.storage.store import write_atomically, written_beside


@dataclass
class Manifest:
    """The decks in one folder, by the names of their files.

    A build notes each deck in a journal before the deck takes its place, and writes the manifest at its
    end: a run that was killed in between leaves decks that the journal knows.
    """

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: bool = False
    run: int = field(default_factory=os.getpid)  # the process that began the run; its workers note in its name
    _noted: dict[str, list[Entry]] = field(default_factory=dict)
    _journal: Any = None

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder, and the journals of runs that did not end; unreadable ones count as empty."""
        if not is_local(folder):
            cls = DistantManifest
        try:
            listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            listings = {key: departures_of(each.items()) for key, each in listed.get("departures", {}).items()}
            entries = {each["file"]: entry_of(each, listings) for each in listed["decks"]}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            entries = {}
        manifest = cls(folder, entries)
        for path in manifest._journals():
            manifest._read_journal(path)
        return manifest

    def _journals(self) -> list[Path]:
        return sorted(_files(self.folder, ".manifest-", ".journal"))

    def _read_journal(self, path: Path) -> None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        for line in lines:
            try:
                entry = Entry.of_row(json.loads(line))
            except (ValueError, TypeError):
                continue  # the line that was being written
            self._noted.setdefault(entry.file, []).append(entry)
            self.changed = True

    @cached_property
    def _root(self) -> str:
        """The folder as text: thousands of paths as objects would cost time and memory."""
        return str(self.folder)

    def exists(self, name: str) -> bool:
        """True where there is a deck of this name."""
        return os.path.exists(f"{self._root}/{name}")  # noqa: PTH110

    def entry(self, name: str) -> Entry | None:
        """Return what is known of a deck as it stands; None where it is unknown or was changed."""
        return self.entries.get(name) if self.untouched(name) else None

    def untouched(self, name: str) -> bool:
        """True where a deck is as it was built; it is not read while its size and its time of change stay."""
        known = self.entries.get(name)
        noted = self._noted.get(name, ())
        if known is None and not noted and name not in self._told_beside:
            return False
        try:
            facts = self._facts(name)
            if known is not None and facts is not None and (known.size, known.moment) == facts:
                return True
            digest = hashlib.sha256(self._read(name)).hexdigest()
        except OSError:
            return False
        for entry in (*noted, known) if known is not None else noted:
            if entry.sha256 == digest:
                self.entries[name] = _as_it_stands(entry, facts)
        if name in self.entries and self.entries[name].sha256 == digest:
            return True
        told = self._told_beside.get(name)
        if told is None or told.sha256 != digest:
            return False
        self.entries[name] = _as_it_stands(told, facts)
        self.changed = True
        return True

    @cached_property
    def _told_beside(self) -> dict[str, Entry]:
        """What manifest.csv knows of decks: it is asked where manifest.json is gone, or damaged, or says something else."""
        try:
            return entries_of_csv(self._read("manifest.csv"))
        except OSError:
            return {}

    def stands_as(self, name: str, sha256: str) -> bool:
        """True where a deck that is not known stands as it would be written: nobody changed it."""
        try:
            return hashlib.sha256(self._read(name)).hexdigest() == sha256
        except OSError:
            return False

    def adopt(self, entry: Entry) -> None:
        """Note a deck that stands as it would be written."""
        self.entries[entry.file] = entry
        with contextlib.suppress(OSError):
            self.entries[entry.file] = _as_it_stands(entry, self._facts(entry.file))
        self.changed = True

    def _facts(self, name: str) -> tuple[int, int] | None:
        """Return size and time of change; None where they are not known, so that a deck is read each time."""
        facts = os.stat(f"{self._root}/{name}")  # noqa: PTH116 (the hot path of a large build)
        return facts.st_size, facts.st_mtime_ns

    def _read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def put(self, entry: Entry, chunks: Iterable[bytes]) -> None:
        """Write a deck and note it: whole or not at all, whenever the run is killed; raises OSError."""
        before = self.entries.get(entry.file)
        try:
            with written_beside(self._root, entry.file, chunks) as settle:
                self._note(entry)
                settle()
        except OSError:  # the deck stands as it was
            self.entries.pop(entry.file, None)
            if before is not None:
                self.entries[entry.file] = before
            raise
        with contextlib.suppress(OSError):  # gone again: the deck was written all the same
            self.entries[entry.file] = _as_it_stands(entry, self._facts(entry.file))

    def _note(self, entry: Entry) -> None:
        if self._journal is None:
            self._journal = (self.folder / f".manifest-{self.run}-{os.getpid()}.journal").open("ab", buffering=0)
        self._journal.write(json.dumps(entry.as_row(), ensure_ascii=False).encode() + b"\n")
        self.entries[entry.file] = entry
        self.changed = True

    def others(
        self,
        made: set[str],
        formats: set[str],
        languages: set[str],
        brands: set[str],
        audiences: set[str],
        everyone: bool = False,
    ) -> list[Path]:
        """List decks of these formats, languages, brands and audiences that stand in the manifest and are no longer made.

        everyone: all audiences were asked for, so that decks of others are for nobody.
        """
        return [
            self.folder / name
            for name in sorted(self.entries.keys() - made)
            if (entry := self.entries[name])
            and entry.format in formats
            and entry.language in languages
            and entry.brand in brands
            and (entry.audience in audiences or (everyone and entry.audience))
            and self.exists(name)
        ]

    def drop(self, name: str) -> None:
        """Remove a deck, unless it was changed by hand."""
        if self.untouched(name):
            (self.folder / name).unlink(missing_ok=True)
            del self.entries[name]
            self.changed = True

    def keep_copy(self, name: str) -> Path:
        """Copy a deck that is about to be overwritten."""
        number, stem, suffix = 1, Path(name).stem, Path(name).suffix
        while (copy := self.folder / f"{stem}.changed-{number}{suffix}").exists():
            number += 1
        self._copy(self.folder / name, copy)
        return copy

    def _copy(self, file: Path, copy: Path) -> None:
        shutil.copy2(file, copy)

    def write(self) -> None:
        """Write manifest.json and manifest.csv, where anything changed."""
        if not self.changed:
            return
        self.changed = False
        for name in self._noted:
            self.untouched(name)  # settles which entry holds for a deck that a journal knows
        entries = [self.entries[name] for name in sorted(self.entries)]
        self.put_beside("manifest.json", json_lines(entries))
        self.put_beside("manifest.csv", csv_lines(entries))
        self._clear()

    def put_beside(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file that tells of the decks, such as manifest.json; raises OSError."""
        write_atomically(self.folder / name, chunks)

    def close(self) -> None:
        """End the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _clear(self) -> None:
        """Remove journals that the manifest has taken over, and half-written files."""
        self.close()
        for path in self._journals():
            if not _runs(path.name.removeprefix(".manifest-"), self.run):
                path.unlink(missing_ok=True)
        self._noted.clear()
        _remove_leftovers(self.folder)


def _as_it_stands(entry: Entry, facts: tuple[int, int] | None) -> Entry:
    """Return an entry with how its file stands."""
    return entry if facts is None else replace(entry, size=facts[0], moment=facts[1])


class DistantManifest(Manifest):
    """The decks in a folder that is no folder of this machine: an object is there whole or not at all."""

    def exists(self, name: str) -> bool:
        """True where there is a deck of this name."""
        return (self.folder / name).exists()

    def _facts(self, name: str) -> tuple[int, int] | None:
        return None

    def put(self, entry: Entry, chunks: Iterable[bytes]) -> None:
        """Write a deck and note it; raises OSError."""
        self.put_beside(entry.file, chunks)
        self.entries[entry.file] = entry
        self.changed = True

    def _copy(self, file: Path, copy: Path) -> None:
        copy.write_bytes(file.read_bytes())

    def put_beside(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file that tells of the decks; raises OSError."""
        (self.folder / name).write_bytes(b"".join(chunks))

    def _journals(self) -> list[Path]:
        return []

    def _clear(self) -> None:
        pass


def _remove_leftovers(folder: Path) -> None:
    """Remove what runs that were killed left half written: files an hour old, which no run still writes."""
    for path in _files(folder, ".", ".part"):
        try:
            if path.stat().st_mtime < time.time() - 3600 or not _runs(path.name):
                path.unlink(missing_ok=True)
        except OSError:
            continue


def _files(folder: Path, start: str, end: str) -> Iterator[Path]:
    """Yield the files of a folder whose names start and end so, among thousands of decks that are not listed for it."""
    try:
        with os.scandir(folder) as found:
            yield from (folder / each.name for each in found if each.name.startswith(start) and each.name.endswith(end))
    except OSError:
        return


def _runs(name: str, own: int = 0) -> bool:
    """True where the process whose number a file's name begins with may still run, our own not counted."""
    number = re.match(r"\.?(\d+)-", name)
    if number is None:
        return True
    if int(number[1]) in (own, os.getpid()):
        return False
    if sys.platform == "win32":  # where asking would end it
        return True
    try:
        os.kill(int(number[1]), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
