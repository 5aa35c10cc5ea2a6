"""One file of a session in its manifest, and how manifests are written: as JSON, and as CSV for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from builder.storage.store import key_of

Listing = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
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
    departures: Listing = ()  # by slide, what is not the template's own
    format: str = "pptx"
    # How its file stands: with this size and this time of change it need not be read again. No part of what is told.
    size: int = field(default=-1, compare=False)
    moment: int = field(default=-1, compare=False)

    def as_row(self) -> dict[str, Any]:
        """Return the facts of the deck by name; what they hold is not copied."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.compare}

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Entry:
        """Read what `as_row` gave, from JSON."""
        return cls(**{**row, "departures": departures_of(row.get("departures", ()))})


def departures_of(listed: Iterable[Any]) -> Listing:
    return tuple((slide, tuple(own)) for slide, own in listed)


def entry_of(row: dict[str, Any], listings: dict[str, Listing]) -> Entry:
    """Read a deck of manifest.json; listings: departures by their key, held once for all decks that share them."""
    return Entry(**{**row, "departures": listings.get(row.get("departures", ""), ())})


def json_lines(entries: list[Entry]) -> Iterator[bytes]:
    """Write entries as JSON, one after the other, so that thousands are never a text as a whole.

    What departs from the template is mostly the same in all decks of a batch: listings follow, by their keys.
    """
    keys: dict[Listing, str] = {(): ""}
    yield b'{\n "decks": ['
    for number, entry in enumerate(entries):
        key = keys.get(entry.departures)
        if key is None:
            key = keys[entry.departures] = key_of(entry.departures)[:12]
        row = {**entry.as_row(), "departures": key}
        pairs = (f'"{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in row.items())
        text = "{\n   " + ",\n   ".join(pairs) + "\n  }"
        yield (",\n  " if number else "\n  ").encode() + text.encode()
    listings = {key: dict(departures) for departures, key in keys.items() if key}
    text = json.dumps(dict(sorted(listings.items())), indent=1, ensure_ascii=False).replace("\n", "\n ")
    yield (("\n ]" if entries else "]") + f',\n "departures": {text}\n}}').encode()


_COLUMNS = ("file", "format", "audience", "language", "brand", "slides", "warnings", "departures", "sha256")


def csv_lines(entries: list[Entry]) -> Iterator[bytes]:
    """Write entries as CSV, with the mark by which Excel knows UTF-8; of departures the number of slides."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    yield ("\ufeff" + stream.getvalue()).encode()
    for entry in entries:
        stream.seek(0)
        stream.truncate()
        row = {**entry.as_row(), "departures": len(entry.departures)}
        writer.writerow(row[name] for name in _COLUMNS)
        yield stream.getvalue().encode()


def entries_of_csv(data: bytes) -> dict[str, Entry]:
    """Read what `csv_lines` wrote, by the decks' files: enough to know each as it was built, not what it was built from."""
    found: dict[str, Entry] = {}
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"), newline="")):
        told = [row.get(name) or "" for name in _COLUMNS]
        if len(told[-1]) == _DIGEST and all(number.isdigit() for number in told[5:7]):
            file, form, audience, language, brand, slides, warnings, _, sha256 = told
            found[file] = Entry(file, audience, language, brand, int(slides), int(warnings), sha256, "", (), form)
    return found


_DIGEST = 64  # characters of a sha256
