"""The store: what was made before, kept on disk under a hash of everything that went into it.

One file an entry: a header in JSON, then blobs. Safe to delete at any moment; written under
another name and renamed, so that a killed run leaves no half entry. Nothing in it is executed.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import struct
from functools import lru_cache
from pathlib import Path
from typing import Any

_MAGIC = b"fandeck1"
_numbers = itertools.count()


def key_of(*parts: Any) -> str:
    """Give the key of what was made from these parts (plain data)."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


@lru_cache(maxsize=1)
def program_key() -> str:
    """Give a digest of the program itself, so that nothing made by another version is used."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".json") and path.is_file():
            facts = path.stat()
            digest.update(f"{path.relative_to(folder)}:{facts.st_size}:{facts.st_mtime_ns};".encode())
    return digest.hexdigest()


class Store:
    """Entries on disk; `fresh` reads none, so that everything is made anew."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self.folder, self.fresh = folder, fresh

    def _path(self, kind: str, key: str) -> Path:
        return self.folder / kind / key

    def get(self, kind: str, key: str) -> tuple[Any, list[bytes]] | None:
        """Give header and blobs of an entry; None where there is none, or a damaged one."""
        if self.fresh:
            return None
        try:
            raw = self._path(kind, key).read_bytes()
        except OSError:
            return None
        return _unpack(raw)

    def put(self, kind: str, key: str, header: Any, blobs: list[bytes]) -> None:
        """Keep an entry; a folder that cannot be written to is no error."""
        self._write(self._path(kind, key), _pack(header, blobs))

    def keep(self, digest: str, data: bytes) -> None:
        """Keep the bytes of a picture under their digest."""
        path = self._path("media", digest)
        if not path.exists():
            self._write(path, data)

    def media(self, digest: str) -> bytes | None:
        """Give the bytes of a picture back."""
        try:
            return self._path("media", digest).read_bytes()
        except OSError:
            return None

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        try:
            write_atomically(path, data)
        except OSError:
            return


class MemoryStore(Store):
    """A store that reads from disk and writes to memory, for runs that leave nothing behind."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._entries: dict[Path, bytes] = {}

    def get(self, kind: str, key: str) -> tuple[Any, list[bytes]] | None:
        raw = self._entries.get(self._path(kind, key))
        return _unpack(raw) if raw is not None else super().get(kind, key)

    def put(self, kind: str, key: str, header: Any, blobs: list[bytes]) -> None:
        self._entries[self._path(kind, key)] = _pack(header, blobs)

    def keep(self, digest: str, data: bytes) -> None:
        self._entries[self._path("media", digest)] = data

    def media(self, digest: str) -> bytes | None:
        return self._entries.get(self._path("media", digest)) or super().media(digest)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; makes its folder where it is missing."""
    temporary = f"{path.parent}/.{os.getpid()}-{next(_numbers)}.part"
    try:
        try:
            stream = open(temporary, "xb")  # noqa: PTH123, SIM115 (the hot path of a large build)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = open(temporary, "xb")  # noqa: PTH123, SIM115
        with stream:
            stream.write(data)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _pack(header: Any, blobs: list[bytes]) -> bytes:
    text = json.dumps({"header": header, "blobs": [len(blob) for blob in blobs]}, ensure_ascii=False).encode()
    body = struct.pack("<I", len(text)) + text + b"".join(blobs)
    return _MAGIC + hashlib.sha256(body).digest()[:8] + body


def _unpack(raw: bytes) -> tuple[Any, list[bytes]] | None:
    if raw[:8] != _MAGIC or hashlib.sha256(raw[16:]).digest()[:8] != raw[8:16]:
        return None
    (length,) = struct.unpack("<I", raw[16:20])
    facts = json.loads(raw[20 : 20 + length])
    blobs, place = [], 20 + length
    for size in facts["blobs"]:
        blobs.append(raw[place : place + size])
        place += size
    return facts["header"], blobs
