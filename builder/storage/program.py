"""The program itself: its version, and a digest of its files, so that nothing made by another version is used."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

VERSION = "0.1.0"
_given_key: list[str] = []


def use_program_key(key: str) -> None:
    """Take over the digest of the program that a worker works for."""
    _given_key[:] = [key]


def program_key() -> str:
    """Give a digest of the program, or the one that was given."""
    return _given_key[0] if _given_key else _own_key()


@lru_cache(maxsize=1)
def _own_key() -> str:
    """Give a digest of the program itself, so that nothing made by another version is used."""
    digest = hashlib.sha256()
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".json") and path.is_file():
            facts = path.stat()
            digest.update(f"{path.relative_to(folder)}:{facts.st_size}:{facts.st_mtime_ns};".encode())
    return digest.hexdigest()
