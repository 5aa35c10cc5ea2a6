"""Pictures of a deck's slides, drawn by LibreOffice and poppler where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 300  # the longest that drawing a deck may take


def can_draw() -> bool:
    """True where the programs are there."""
    return bool(_office() and shutil.which("pdftoppm"))


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def slide_pictures(deck: Path, width: int = 800) -> list[bytes]:
    """Draw the slides of a deck that are shown, as JPEG, so many pixels wide; nothing where that cannot be done."""
    office, poppler = _office(), shutil.which("pdftoppm")
    if not office or not poppler:
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        try:
            _run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck))
            pdf = folder / f"{deck.stem}.pdf"
            _run(poppler, "-jpeg", "-scale-to-x", str(width), "-scale-to-y", "-1", str(pdf), str(folder / "slide"))
        except (OSError, subprocess.SubprocessError):
            return []
        return [path.read_bytes() for path in sorted(folder.glob("slide-*.jpg"), key=lambda path: int(path.stem[6:]))]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
