"""Small projects for tests, and the command line run in them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
HEAD = "title: Proef\nlanguage: nl\nslides:\n"


@dataclass(frozen=True)
class Run:
    """What one call of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.json["findings"]
        return found


def run_cli(*arguments: str | Path) -> Run:
    """Run `fandeck` in this process; a fault of the program itself fails the test with its traceback."""
    from builder.cli import run

    out, err, argv = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["fandeck", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run()
    finally:
        sys.argv = argv
    assert "Traceback (most recent call last)" not in err.getvalue(), err.getvalue()
    return Run(code, out.getvalue(), err.getvalue())


def run_process(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Run:
    """Run `python -m builder` in a process of its own, from a folder, with this checkout's program."""
    made = subprocess.run(
        [sys.executable, "-m", "builder", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    return Run(made.returncode, made.stdout, made.stderr)


def write_files(root: Path, files: dict[str, str | bytes]) -> None:
    """Write files, text as UTF-8 with line feeds."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def png(width: int = 60, height: int = 40, colour: str = "#2A7F77") -> bytes:
    """Draw a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


class SmallProject:
    """A project in a temporary folder, with one session called `proef`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "content" / "proef"

    def write(self, slides: str, head: str = HEAD, /, **more: str | bytes) -> SmallProject:
        """Write the session from its slides (a list at the start of the line) and its head."""
        return self.files({"session.yaml": head + slides, **more})

    def files(self, files: dict[str, str | bytes]) -> SmallProject:
        """Write files of the session."""
        write_files(self.folder, files)
        return self

    def run(self, command: str, *arguments: str | Path) -> Run:
        """Run a command of fandeck on this project."""
        return run_cli(command, *arguments, "--project", self.root)

    def build(self, *arguments: str | Path) -> Run:
        """Build with the result as JSON."""
        return self.run("build", "--json", *arguments)

    def deck(self, *arguments: str | Path) -> Path:
        """Build, which must succeed, and give the first deck's file."""
        made = self.build(*arguments)
        assert made.code == 0, made.out + made.err
        return Path(made.json["decks"][0]["file"])

    def listing(self) -> dict[str, tuple[int, int]]:
        """Give every file of the project with its size and its time of change."""
        return {
            path.relative_to(self.root).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
        }
