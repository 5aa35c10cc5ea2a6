"""The store: what was made before, kept on disk under a hash of everything that went into it.

One SQLite file; an entry is a header in JSON and blobs, with a digest over its kind, its key and all of it: one that
was damaged counts as missing, and is made anew. Safe to delete at any moment, and to kill a run in: a transaction is
there whole or not at all. Nothing in it is executed.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.storage.program import program_key

_MAGIC = b"fandeck2"
AT_ONCE = 2 * 1024 * 1024  # bytes that are gathered before they are written: a deck's hundreds of pieces in one go
_numbers = itertools.count()


def key_of(*parts: Any) -> str:
    """Return the key of what was made from these parts (plain data)."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class Store:
    """Entries by kind and key; `fresh` reads none, so that everything is made anew.

    Writes wait in memory until `commit`, and go to disk in one transaction. A store that cannot be
    read or written is no error: it is then empty, or forgets.
    """

    def __init__(self, folder: Path, *, fresh: bool = False, program: str = "") -> None:
        """program: the digest that keys begin with, where a worker works for another installation of the program."""
        self.folder, self.fresh = folder, fresh
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._connection: sqlite3.Connection | None = None
        self.program = program or program_key()
        self._kinds: set[str] | None = None  # of the entries that were there when this run began

    def get(self, kind: str, key: str) -> tuple[Any, list[bytes]] | None:
        """Return header and blobs of an entry; None where there is none, or a damaged one."""
        raw = self._waiting.get((kind, key))
        if raw is None and not self.fresh:
            raw = self._read(kind, key)
        return _unpack(kind, key, raw) if raw is not None else None

    def put(self, kind: str, key: str, header: Any, blobs: list[bytes]) -> None:
        """Keep an entry."""
        self._waiting[kind, key] = _pack(kind, key, header, blobs)

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes of a picture under their digest."""
        self._waiting["media", digest] = data

    def media(self, digest: str) -> bytes | None:
        """Return the bytes of a picture; None where they are not there, or are not what they were."""
        waiting = self._waiting.get(("media", digest))
        if waiting is not None:
            return waiting
        data = self._read("media", digest)
        return data if data is not None and hashlib.sha256(data).hexdigest() == digest else None

    def commit(self) -> None:
        """Write what waits."""
        rows = [(kind, key, raw) for (kind, key), raw in self._waiting.items()]
        for _ in range(2 if rows else 0):
            connection = self._open(make=True)
            if connection is None:
                return
            try:
                with connection:
                    connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
                self._waiting.clear()
            except sqlite3.Error as error:
                if not _is_damage(error):
                    return
                self._begin_anew()
            else:
                return

    def _read(self, kind: str, key: str) -> bytes | None:
        connection = self._open()
        if connection is None:
            return None
        try:
            if self._kinds is None:
                self._kinds = {row[0] for row in connection.execute("SELECT DISTINCT kind FROM entries")}
            if kind != "media" and kind not in self._kinds:  # but what this run made, which it remembers itself
                return None
            row = connection.execute("SELECT data FROM entries WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        except (sqlite3.Error, OverflowError, MemoryError, UnicodeDecodeError) as error:
            if _is_damage(error):
                self._begin_anew()
            return None
        return bytes(row[0]) if row and isinstance(row[0], bytes) else None

    def _open(self, *, make: bool = False) -> sqlite3.Connection | None:
        """Open the database; a damaged one is put aside and begun anew."""
        path = self.folder / "store.sqlite"
        if self._connection is None and (make or path.is_file()):
            for _ in range(2):
                try:
                    self.folder.mkdir(parents=True, exist_ok=True)
                    connection = sqlite3.connect(path, timeout=10)
                    connection.execute("PRAGMA synchronous = OFF")  # only what can be made again is in it
                    connection.execute(
                        "CREATE TABLE IF NOT EXISTS entries"
                        " (kind TEXT, key TEXT, data BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
                    )
                    self._connection = connection
                    break
                except sqlite3.DatabaseError as error:
                    if not _is_damage(error):
                        break
                    path.unlink(missing_ok=True)
                except OSError:
                    break
        return self._connection

    def _begin_anew(self) -> None:
        """Remove a damaged database: what was in it is made again."""
        self.close()
        self._kinds = None
        with contextlib.suppress(OSError):
            (self.folder / "store.sqlite").unlink()

    def close(self) -> None:
        """Let go of the database."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class MemoryStore(Store):
    """A store that reads from disk and forgets what it is given, for runs that leave nothing behind."""

    def commit(self) -> None:
        """Write nothing."""

    def _begin_anew(self) -> None:
        """Leave a damaged database to a run that writes."""
        self.close()
        self.fresh = True


class RecentStore(MemoryStore):
    """A memory store for a process that stays: what was neither read nor given in the last turns is forgotten."""

    TURNS = 8

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._turn = 0
        self._used: dict[tuple[str, str], int] = {}

    def turn(self) -> None:
        """Begin another turn."""
        self._turn += 1
        old = [name for name in self._waiting if self._used.get(name, 0) < self._turn - self.TURNS]
        for name in old:
            del self._waiting[name]
            self._used.pop(name, None)

    def get(self, kind: str, key: str) -> tuple[Any, list[bytes]] | None:
        """Return header and blobs of an entry; None where there is none, or a damaged one."""
        self._used[kind, key] = self._turn
        return super().get(kind, key)

    def put(self, kind: str, key: str, header: Any, blobs: list[bytes]) -> None:
        """Keep an entry while it is used."""
        self._used[kind, key] = self._turn
        super().put(kind, key, header, blobs)

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes of a picture under their digest while they are used."""
        self._used["media", digest] = self._turn
        super().keep(digest, data)

    def media(self, digest: str) -> bytes | None:
        """Return the bytes of a picture; None where they are not there, or are not what they were."""
        self._used["media", digest] = self._turn
        return super().media(digest)


def _is_damage(error: BaseException) -> bool:
    """True where the file is no sound database, and not only in use, read-only or on a full disk."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # what was read is no text, or of a size that cannot be
        return not isinstance(error, sqlite3.OperationalError)
    return code & 0xFF in _DAMAGE


_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA}


@contextmanager
def written_beside(folder: str, name: str, chunks: Iterable[bytes]) -> Iterator[Callable[[], None]]:
    """Write a file under another name in its folder; what is given puts it in its place. Half files never stay."""
    temporary = f"{folder}/.{os.getpid()}-{next(_numbers)}.part"
    try:
        try:
            stream = open(temporary, "xb", AT_ONCE)  # noqa: PTH123, SIM115 (the hot path of a large build)
        except FileNotFoundError:
            Path(folder).mkdir(parents=True, exist_ok=True)
            stream = open(temporary, "xb", AT_ONCE)  # noqa: PTH123, SIM115
        with stream:
            stream.writelines(chunks)
        yield lambda: os.replace(temporary, f"{folder}/{name}")  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file so that it is there whole or not at all; makes its folder where it is missing."""
    with written_beside(str(path.parent), path.name, chunks) as settle:
        settle()


def _pack(kind: str, key: str, header: Any, blobs: list[bytes]) -> bytes:
    text = json.dumps({"header": header, "blobs": [len(blob) for blob in blobs]}, ensure_ascii=False).encode()
    digest = hashlib.sha256(f"{kind}\n{key}\n".encode())
    body = [struct.pack("<I", len(text)), text, *blobs]
    for piece in body:
        digest.update(piece)
    return b"".join((_MAGIC, digest.digest()[:_SEAL], *body))


_SEAL = 16  # bytes of the digest
_START = len(_MAGIC) + _SEAL


def _unpack(kind: str, key: str, raw: bytes) -> tuple[Any, list[bytes]] | None:
    digest = hashlib.sha256(f"{kind}\n{key}\n".encode())
    digest.update(memoryview(raw)[_START:])
    if raw[: len(_MAGIC)] != _MAGIC or digest.digest()[:_SEAL] != raw[len(_MAGIC) : _START]:
        return None
    (length,) = struct.unpack_from("<I", raw, _START)
    place = _START + 4 + length
    facts = json.loads(raw[_START + 4 : place])
    blobs = []
    for size in facts["blobs"]:
        blobs.append(raw[place : place + size])
        place += size
    return facts["header"], blobs


_digests: dict[tuple[str, int, int], str] = {}


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; kept while its size and time of change stay."""
    try:
        facts = path.stat()
    except OSError:
        return "missing"
    key = (str(path), facts.st_size, facts.st_mtime_ns)
    if key not in _digests:
        _digests[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    return _digests[key]
