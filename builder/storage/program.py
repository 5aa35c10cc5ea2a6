"""The program itself: its version, and a digest of its files, so that nothing made by another version is used."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

VERSION = "0.1.0"


@lru_cache(maxsize=1)
def program_key() -> str:
    """Return a digest of the program itself, so that nothing made by another version is used."""
    digest = hashlib.sha256()
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".json") and path.is_file():
            facts = path.stat()
            digest.update(f"{path.relative_to(folder)}:{facts.st_size}:{facts.st_mtime_ns};".encode())
    return digest.hexdigest()
