"""The editor that shows a place of the content: one with a window of its own, or an address for the browser."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from builder.diagnostics import Position
from builder.projects.project import Project

# How editors with windows of their own are told the place.
_EDITORS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor", "windsurf"), ("--goto", "{file}:{line}:{column}")),
    **dict.fromkeys(("subl", "zed", "zeditor"), ("{file}:{line}:{column}",)),
    **dict.fromkeys(("idea", "pycharm", "webstorm", "kate", "charm"), ("--line", "{line}", "{file}")),
    **dict.fromkeys(("gedit", "xed", "pluma", "gnome-text-editor", "mousepad"), ("+{line}", "{file}")),
    "notepad++": ("-n{line}", "{file}"),
    "mate": ("--line", "{line}", "{file}"),
}  # fmt: skip


def address_of(at: Position, project: Project) -> str:
    """Return the address that Visual Studio Code opens a place by."""
    return f"vscode://file{quote(str(project.root / at.file))}:{at.line}:{at.column}"


def opened(at: Position, project: Project) -> bool:
    """Open a place in the user's editor; False where none is known that has a window of its own."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command or shutil.which(command[0]) is None:
        return False
    how = _EDITORS.get(Path(command[0]).stem.lower())
    if how is None:
        return False
    given = {"file": str(project.root / at.file), "line": str(at.line), "column": str(at.column)}
    subprocess.Popen(
        [*command, *(each.format(**given) for each in how)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
