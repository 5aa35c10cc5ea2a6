"""Packages from npm, installed once into a cache folder: readers of others to try our files on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from builder.storage.lock import alone_in

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))


def packages(folder: str, *names: str) -> Path:
    """Return a folder with `node_modules` that holds packages, each `name@version`."""
    root = CACHE / folder
    root.mkdir(parents=True, exist_ok=True)
    with alone_in(root / "install.lock"):  # tests run side by side
        there = root / "installed"
        if not there.exists() or there.read_text() != "\n".join(names):
            command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(root), *names]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            there.write_text("\n".join(names))
    return root


def node(root: Path, script: str, *arguments: str | Path) -> str:
    """Run a script of ours among the packages; returns what it prints."""
    command = ["node", "--input-type=module", "-e", script, "--", *map(str, arguments)]
    made = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
    assert made.returncode == 0, made.stderr
    return made.stdout
