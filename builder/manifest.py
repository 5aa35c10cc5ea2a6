"""The manifest of a session's decks: manifest.json and .csv beside them, merged from build to build."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from builder.store import write_atomically

LONGEST_NAME = 120  # characters, with the ending
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.I)


def file_name(parts: Iterable[str]) -> str:
    """Give a deck its file's name: composed (NFC), of letters that no file system minds, bounded in length."""
    cleaned = [re.sub(r'[<>:"/\\|?*\x00-\x1f\s]+', "-", part).strip("-. ") for part in parts if part]
    first, *rest = cleaned
    if _RESERVED.match(first):
        first = f"{first}_"
    tail = "".join(f"-{part}" for part in rest if part)
    room = LONGEST_NAME - len(tail) - len(".pptx")
    return unicodedata.normalize("NFC", f"{first[: max(room, 8)].rstrip('-. ')}{tail}.pptx")


@dataclass(frozen=True)
class Entry:
    """One deck: its file, whom it is for, and the hash of its bytes and of its source."""

    file: str
    audience: str
    language: str
    brand: str
    slides: int
    warnings: int
    sha256: str
    key: str


@dataclass
class Manifest:
    """The decks in one folder."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Read the manifest of a folder; an unreadable one counts as empty."""
        try:
            listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            entries = {each["file"]: Entry(**each) for each in listed["decks"]}
        except (OSError, ValueError, KeyError, TypeError):
            entries = {}
        return cls(folder, entries)

    def entry(self, file: Path) -> Entry | None:
        return self.entries.get(file.name)

    def untouched(self, file: Path) -> bool:
        """True where a deck is as it was built."""
        known = self.entries.get(file.name)
        try:
            return known is not None and hashlib.sha256(file.read_bytes()).hexdigest() == known.sha256
        except OSError:
            return False

    def note(self, entry: Entry) -> None:
        self.entries[entry.file] = entry
        self.changed = True

    def others(self, made: set[str], languages: set[str], brands: set[str], audiences: set[str]) -> list[Path]:
        """List decks of these languages, brands and audiences that stand in the manifest and are no longer made."""
        return [
            self.folder / name
            for name, entry in sorted(self.entries.items())
            if name not in made
            and entry.language in languages
            and entry.brand in brands
            and entry.audience in audiences
            and (self.folder / name).exists()
        ]

    def drop(self, file: Path) -> None:
        """Remove a deck, unless it was changed by hand."""
        if self.untouched(file):
            file.unlink(missing_ok=True)
            del self.entries[file.name]
            self.changed = True

    def keep_copy(self, file: Path) -> Path:
        """Copy a deck that is about to be overwritten."""
        number = 1
        while (copy := file.with_name(f"{file.stem}.changed-{number}.pptx")).exists():
            number += 1
        shutil.copy2(file, copy)
        return copy

    def write(self) -> None:
        """Write manifest.json and manifest.csv, where anything changed."""
        if not self.changed:
            return
        self.changed = False
        rows = [asdict(self.entries[name]) for name in sorted(self.entries)]
        write_atomically(
            self.folder / "manifest.json", json.dumps({"decks": rows}, indent=1, ensure_ascii=False).encode()
        )
        stream = io.StringIO(newline="")
        columns = ["file", "audience", "language", "brand", "slides", "warnings", "sha256"]
        writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        write_atomically(self.folder / "manifest.csv", ("\ufeff" + stream.getvalue()).encode())
