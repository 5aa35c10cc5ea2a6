"""How alike our pictures of slides are to LibreOffice's of the same decks, and those of our SVG and our PDF to each other.

    PYTHONPATH=. python benchmarks/pages/compare.py FOLDER [--only WORD …] [--templates FOLDER]

Builds the webinar in every language and brand, the examples in every brand and template of the corpus (and those of a
folder), and decks of long texts. Draws them by our SVG in Chromium, by our PDF in poppler, and by LibreOffice with the
fonts that text is measured with and no others: asked for Arial, it would take Arabic letters from whichever font this
machine has (DejaVu Sans where there is no Arial). It draws the columns of a table from the left on every page, so that it is
given these turned round. For each deck `lines.csv`, pictures beside each other where they differ, and a line: lines within 2 pixels at
1280 wide, slides above the bound of likeness, the worst ones.
Needs soffice, pdftoppm, chromium; pip install pypdfium2.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from for_office import copied
from likeness_decks import Made, Wanted, made, wanted
from PIL import Image
from shown import WIDE, displaced, in_chromium, in_pdf, in_svg, likeness, pages_of

from tests.tools.office import converted

ALLOWED = 2.0  # pixels
ALIKE = 0.97
AT_ONCE = 6  # decks that LibreOffice converts in one run
OURS, OFFICE = "our PDF", "LibreOffice"


class Drawn(NamedTuple):
    """The slides of a deck as SVG, and as Chromium shows them."""

    svgs: list[bytes]
    shots: list[Image.Image]


def main() -> None:
    """Compare, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", default=[""], help="decks whose name holds one of these words")
    parser.add_argument("--templates", type=Path, help="a folder with .potx and .pptx files besides")
    chosen = parser.parse_args()
    shutil.rmtree(chosen.folder, ignore_errors=True)
    found = sorted(chosen.templates.glob("*.p*tx")) if chosen.templates else []
    decks = [each for each in wanted(chosen.folder, found) if any(word in each.name for word in chosen.only)]
    total: dict[str, Counter[str]] = {}
    ready = made(chosen.folder, decks)
    while part := list(islice(ready, AT_ONCE)):
        for each, office in _by_office(part, chosen.folder):
            for other, counts in compared(each, office, chosen.folder / each.wanted.name):
                total.setdefault(f"{other}, {each.wanted.group}", Counter()).update(counts)
                total.setdefault(f"{other}, all", Counter()).update(counts)
    for name, counts in sorted(total.items()):
        lines, slides = counts["lines"], counts["slides"]
        print(
            f"{name}: {counts['near']} of {lines} lines ({counts['near'] / max(lines, 1):.2%}), "
            f"{counts['alike']} of {slides} slides ({counts['alike'] / max(slides, 1):.2%})"
        )


def _by_office(decks: list[Made], folder: Path) -> Iterator[tuple[Made, Path]]:
    """Yield decks with LibreOffice's PDF; where it fails on several at once, one after the other."""
    files = [copied(each.pptx, folder / f"{each.wanted.name}-office.pptx") for each in decks]
    try:
        yield from zip(decks, converted(files, folder, seconds=500), strict=True)
    except (subprocess.SubprocessError, OSError):
        for each, file in zip(decks, files, strict=True):
            yield each, converted([file], folder, seconds=500)[0]


def compared(deck: Made, office: Path, place: Path) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each other picture how much of a deck is the same."""
    place.mkdir()
    size = pypdfium2.PdfDocument(office)[0]
    high = round(size.get_height() * WIDE / size.get_width())
    drawn = _drawn(deck, high, place)
    rows: list[tuple[Any, ...]] = []
    for other, pdf in ((OFFICE, office), (OURS, deck.pdf)):
        yield other, _against(deck.wanted, drawn, other, pdf, high, place, rows)
    with (place / "lines.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("other", "slide", "likeness", "line", "pixels"), *rows])


def _drawn(deck: Made, high: int, place: Path) -> Drawn:
    with zipfile.ZipFile(deck.drawings) as archive:
        svgs = [archive.read(each) for each in archive.namelist() if each.endswith(".svg")]
        fonts = archive.read("fonts.css").decode()
    return Drawn(svgs, in_chromium([each.decode() for each in svgs], fonts, high, place))


def _against(
    deck: Wanted, drawn: Drawn, other: str, pdf: Path, high: int, place: Path, rows: list[tuple[Any, ...]]
) -> Counter[str]:
    document, counts, worst = pypdfium2.PdfDocument(pdf), Counter[str](), []
    scale = WIDE / document[0].get_width()
    pictures = pages_of(pdf, high, place / other.replace(" ", "-"))
    for number, (svg, shot, picture) in enumerate(zip(drawn.svgs, drawn.shots, pictures, strict=True), 1):
        same, there = likeness(shot, picture), in_pdf(document[number - 1])
        moved = [(each, displaced(each, there, scale)) for each in in_svg(svg)]
        far = [(each, by) for each, by in moved if by is None or by > ALLOWED]
        counts.update(slides=1, alike=same >= ALIKE, lines=len(moved), near=len(moved) - len(far))
        rows += [(other, number, f"{same:.4f}", each.words[:40], "" if by is None else f"{by:.2f}") for each, by in far]
        worst.append((same, number))
        if far or same < ALIKE:
            _beside(shot, picture).save(place / f"{other.replace(' ', '-')}-{number:02d}.png")
    low = ", ".join(f"{number}: {same:.3f}" for same, number in sorted(worst)[:3])
    print(
        f"{deck.name} and {other}: {counts['near']} of {counts['lines']} lines within {ALLOWED:g} px, "
        f"{counts['alike']} of {counts['slides']} slides from {ALIKE}; worst {low}",
        flush=True,
    )
    return counts


def _beside(one: Image.Image, other: Image.Image) -> Image.Image:
    both = Image.new("RGB", (WIDE * 2 + 8, one.height), "#888")
    both.paste(one, (0, 0))
    both.paste(other, (WIDE + 8, 0))
    return both.resize((WIDE, one.height // 2))


if __name__ == "__main__":
    main()
