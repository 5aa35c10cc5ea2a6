"""The sessions in other scripts, built as they stand in `sessions/`: Arabic with all kinds, the others with twelve slides."""

from __future__ import annotations

import shutil
from pathlib import Path

from builder import slide_kinds

FOLDER = Path(__file__).parent / "sessions"
PICTURES = Path(slide_kinds.__file__).parent / "images"


def languages() -> list[str]:
    """List the languages that there is a session in."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def write_session(root: Path, language: str) -> Path:
    """Write a session with its pictures into a project's content/; gives its folder."""
    folder = root / "content" / f"in-{language}"
    shutil.copytree(PICTURES, folder / "images", dirs_exist_ok=True)
    shutil.copyfile(FOLDER / f"{language}.yaml", folder / "session.yaml")
    return folder
