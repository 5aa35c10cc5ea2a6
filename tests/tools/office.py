"""LibreOffice run over files, with the fonts that text is measured with and no others of this machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "builder" / "fitting" / "font_files"
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <include ignore_missing="yes">/etc/fonts/conf.d</include>
  <selectfont><rejectfont><glob>*LiberationMono*</glob></rejectfont></selectfont>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""


def converted(files: list[Path], folder: Path, kind: str = "pdf", seconds: int = 300) -> list[Path]:
    """Convert files in one run; gives what was made, in their order.

    Other fonts would lend letters that a family lacks: which ones, and how wide, differs from machine to machine. Nor may
    the fixed-width one, which no deck of these tests is set in, lend its wide Greek.
    """
    configuration = folder / "fonts.conf"
    configuration.write_text(_CONFIGURATION.format(fonts=FONTS, folder=folder), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=seconds, env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
    )  # fmt: skip
    return [folder / f"{file.stem}.{kind}" for file in files]
