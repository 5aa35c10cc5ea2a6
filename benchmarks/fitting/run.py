"""Compare the lines that fandeck predicts with those that LibreOffice draws.

usage: PYTHONPATH=. python benchmarks/fitting/run.py [--aside] [--work FOLDER] [--misses]

Needs soffice, pdftotext and fontconfig, with the fonts of builder/fitting/font_files installed, and Debian's
fonts-noto-core and fonts-noto-cjk. The half kept aside is shown with --aside only.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from boxes import FONTS, LATIN, Box, boxes
from render import PITCH, Drawn, draw, program

from builder.fitting.fonts import Face, ruler
from builder.fitting.lines import BETWEEN_SCRIPTS, GRID, MARGIN, Laid, Measured, Piece, measure
from builder.fitting.tables import EAST_PITCH

MODES = {"LibreOffice": (1.0, GRID), "exact": (1.0, 0.0), "with margin": (MARGIN, 0.0)}
GROUPS = {
    **{language: (language,) for language in FONTS},
    "Latin, Greek": ("nl", "en", "de", "pl", "el"),
    "Arabic": ("ar",),
    "Chinese": ("zh",),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--aside", action="store_true", help="the half kept aside, not the tuning half")
    parser.add_argument("--work", type=Path, help="keep the deck and the PDF here, and use the PDF where it exists")
    parser.add_argument(
        "--misses", action="store_true", help="tell of each box whose lines differ in LibreOffice's mode"
    )
    options = parser.parse_args()
    made = boxes()
    with tempfile.TemporaryDirectory(prefix="fandeck-fitting-") as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        fonts = _font_folder(Path(temporary))
        pairs = [(box, drawn) for box, drawn in zip(made, draw(made, work), strict=True) if box.aside == options.aside]
        predicted = {
            mode: [predict(box, str(fonts), share, grid) for box, _ in pairs] for mode, (share, grid) in MODES.items()
        }
    print(
        f"{program()}; {len(pairs)} of {len(made)} boxes and cells, {'kept aside' if options.aside else 'for tuning'}\n"
    )
    for cell in (False, True):
        _table(cell, pairs, predicted)
    if options.misses:
        _misses(pairs, predicted["LibreOffice"])


def predict(box: Box, fonts: str, share: float, grid: float) -> Measured:
    """Measure a box as fandeck does."""
    pieces = tuple(Piece(text, Face(box.font, bold, italic), box.size) for text, bold, italic in box.runs)
    bullet = ruler(Face(box.font), fonts).width("•") * box.size if box.bullet else 0.0
    apart = EAST_PITCH / 5 if box.cell else BETWEEN_SCRIPTS  # in cells a fifth of the font's own line
    laid = Laid(pieces, margin=box.indent, indent=-box.indent, bullet=bullet, apart=apart)
    return measure((laid,), box.width, fonts, share, grid)


def _table(cell: bool, pairs: list[tuple[Box, Drawn]], predicted: dict[str, list[Measured]]) -> None:
    """Print per language how many boxes have as many lines as drawn, and how many have fewer."""
    print("| cells |" if cell else "| boxes |", " | ".join(f"{mode} same | fewer" for mode in MODES), "| height off |")
    print("|---|" + "---|" * (2 * len(MODES) + 2))
    for group, languages in GROUPS.items():
        numbers = [i for i, (box, _) in enumerate(pairs) if box.language in languages and box.cell == cell]
        row = [f"{group} ({len(numbers)})"]
        for mode in MODES:
            counts = [(predicted[mode][i].lines[0], len(pairs[i][1].letters)) for i in numbers]
            row.append(f"{100 * sum(ours == theirs for ours, theirs in counts) / len(counts):.1f}")
            row.append(f"{100 * sum(ours < theirs for ours, theirs in counts) / len(counts):.1f}")
        offs = [_height_off(pairs[i][0], predicted["LibreOffice"][i], pairs[i][1]) for i in numbers]
        known = [off for off in offs if off is not None]
        row.append(f"{100 * sum(known) / len(known):.2f} %")
        print("| " + " | ".join(row) + " |")
    print()


def _height_off(box: Box, ours: Measured, drawn: Drawn) -> float | None:
    """Give how far the height is off; unknown where a bullet or a second style has its own place on the line."""
    if len(box.runs) > 1 or box.bullet or box.font not in (*LATIN, "Noto Sans Arabic", "Noto Sans CJK SC"):
        return None
    height = drawn.span + PITCH * box.size
    return abs(ours.height - height) / height


def _misses(pairs: list[tuple[Box, Drawn]], ours: list[Measured]) -> None:
    for (box, drawn), measured in zip(pairs, ours, strict=True):
        if measured.lines[0] != len(drawn.letters):
            print(box.name, box.font, box.size, box.width, measured.lines[0], "for", drawn.letters, box.runs)


def _font_folder(parent: Path) -> Path:
    """Gather Debian's Arabic and Chinese font files under the names that `fonts: folder` asks for."""
    folder = parent / "fonts"
    folder.mkdir()
    for family in (*FONTS["ar"], *FONTS["zh"]):
        for style in ("Regular", "Bold"):
            asked = ["fc-list", f"{family}:style={style}", "file"]
            told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
            file = Path(next(line for line in told.splitlines() if "/share/fonts/" in line).split(":")[0])
            (folder / f"{family.replace(' ', '')}-{style}{file.suffix}").symlink_to(file)
    return folder


if __name__ == "__main__":
    main()
