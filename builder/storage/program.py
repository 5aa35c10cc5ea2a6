"""The program itself: its version, and a digest of its files, so that nothing made by another version is used."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

VERSION = "0.1.0"
_COUNTED = (".py", ".json")


@lru_cache(maxsize=1)
def program_key() -> str:
    """Return a digest of the program itself, so that nothing made by another version is used."""
    root = str(Path(__file__).parents[1])
    facts, folders = [], [root]
    for folder in folders:  # grows on the way; three hundred files as paths would take a tenth of a short run
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_COUNTED):
                    found = entry.stat()
                    facts.append(f"{entry.path.removeprefix(root)}:{found.st_size}:{found.st_mtime_ns}")
                elif entry.name != "__pycache__" and entry.is_dir():
                    folders.append(entry.path)
    return hashlib.sha256(";".join(sorted(facts)).encode()).hexdigest()
