"""Draw chosen slides of decks on one picture, as in the README.

usage: python tools/contact_sheet.py OUT.png DECK.pptx=1,3,8 [DECK.pptx=…]      (needs LibreOffice and poppler)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

WIDTH, GAP, COLUMNS = 480, 12, 4


def pages(deck: str, folder: Path) -> list[Image.Image]:
    """Render every slide of a deck."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, deck], check=True,
                   capture_output=True)  # fmt: skip
    pdf = folder / f"{Path(deck).stem}.pdf"
    subprocess.run(
        ["pdftoppm", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", "-png", pdf, folder / pdf.stem], check=True
    )
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def main(out: str, *chosen: str) -> None:
    """Draw the chosen slides, row by row."""
    pictures: list[Image.Image] = []
    with tempfile.TemporaryDirectory() as work:
        for choice in chosen:
            deck, _, numbers = choice.partition("=")
            rendered = pages(deck, Path(work))
            pictures += [rendered[int(n) - 1] for n in numbers.split(",")] if numbers else rendered
    height = pictures[0].height
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), "#C9CED1")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (GAP + number % COLUMNS * (WIDTH + GAP), GAP + number // COLUMNS * (height + GAP)))
    sheet.quantize(160).save(out, optimize=True)
    print(f"{out}: {len(pictures)} slides")


if __name__ == "__main__":
    main(*sys.argv[1:])
