"""Measure how decks look once they are drawn: how far content reaches, the sizes of letters, edges, rhythm.

    python tools/measure_look.py DECK.pptx… [--json FILE]

Drawn by LibreOffice and poppler, so that what is measured is what shows. Lengths are shares of the slide, sizes points
of a slide 13.333 inches wide. The foot (the lowest 8 % of a slide) is left out of all but the count of small letters.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from PIL import Image, ImageChops

from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P
from builder.ooxml.slide import Slide

FOOT = 0.92  # content ends here; below stand footers
WIDE = 960.0  # points of a slide 13.333 inches wide
ACROSS = 480  # pixels of the picture that is looked at
DIFFERENT = 6  # of 255, from the ground's colour: a pale card is not blank
SMALL = 13.5  # points: sources, which do not count as content at the foot of a slide
OPENERS = ("opening", "section", "questions", "closing", "statement", "quotation")  # meant to be mostly ground


@dataclass(frozen=True)
class Look:
    """What a slide looks like. bottom: where content ends; blank: the widest blank margin beside it."""

    number: int
    kind: str
    bottom: float
    blank: float
    filled: float  # share of the area that is not ground
    title: float  # points; 0 where it has none
    body: float  # median size of letters outside title and foot
    under_16: float  # shares of all letters
    under_14: float
    edges: tuple[int, ...]  # left edges of lines of text, in points


def drawn(deck: Path, folder: Path) -> Path:
    """Return the PDF of a deck."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(deck)], check=True, capture_output=True)
    return folder / f"{deck.stem}.pdf"


def kinds_of(deck: Path) -> list[str]:
    """Return the composition of each visible slide: the name of its layout, as the rhythm of a deck is that of layouts."""
    slides = DeckPackage(deck.read_bytes()).slides
    return [composition(slide) for slide in slides if slide.root.get("show") not in ("0", "false")]


def composition(slide: Slide) -> str:
    """Return the name of a slide's layout, and what is drawn on it beside placeholders."""
    name = slide.layout.find(f"{P}cSld").get("name") or slide.layout_part
    drawn_on = [item.name for item in slide.items if item.kind in ("grpSp", "graphicFrame")]
    return f"{name}: {drawn_on[0]}" if drawn_on else name


class Text(NamedTuple):
    """A piece of text of one look; points of a slide 960 wide."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    words: str


def texts_of(pdf: Path) -> list[list[Text]]:
    """Return for each page its pieces of text."""
    raw = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", str(pdf)], check=True, capture_output=True).stdout
    root = ElementTree.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", raw))
    fonts: dict[str, float] = {}
    pages = []
    for page in root.iter("page"):
        scale = WIDE / float(page.get("width") or WIDE)
        fonts.update({spec.get("id") or "": float(spec.get("size") or 0) for spec in page.iter("fontspec")})
        pages.append([_text(each, scale, fonts) for each in page.iter("text")])
    return pages


def _text(element: ElementTree.Element, scale: float, fonts: dict[str, float]) -> Text:
    left, top, wide, high = (float(element.get(name) or 0) * scale for name in ("left", "top", "width", "height"))
    size = fonts.get(element.get("font") or "", 0) * scale
    return Text(left, top, left + wide, top + high, size, "".join(element.itertext()).strip())


def reach(picture: Image.Image, texts: list[Text]) -> tuple[float, float, float]:
    """Return where content ends, the widest blank margin left or right of it, and how much of the area it fills."""
    area = picture.convert("RGB").crop((0, 0, picture.width, round(picture.height * FOOT)))
    edge = area.crop((0, round(area.height * 0.3), 2, area.height))  # the ground shows at the start of a slide
    colours = edge.getcolors(edge.width * edge.height) or []
    ground: Any = max(colours)[1]
    scale = picture.width / WIDE
    for text in texts:
        if text.size < SMALL and text.top * scale > picture.height * 0.7:
            area.paste(
                ground, tuple(round(x * scale) for x in (text.left - 2, text.top - 2, text.right + 2, text.bottom + 2))
            )
    apart = ImageChops.difference(area, Image.new("RGB", area.size, ground)).split()
    other = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2]).point(
        lambda v: 255 if v > DIFFERENT else 0
    )
    box = other.getbbox()
    if box is None:
        return 0.0, 1.0, 0.0
    below = other.crop((0, round(picture.height * 0.2), *other.size)).getbbox()  # beside the title nothing is blank
    blank = max(below[0], area.width - below[2]) / area.width if below else 1.0
    full = other.histogram()[255] / (area.width * area.height)
    return box[3] / picture.height, blank, full


def looks_of(deck: Path) -> list[Look]:
    """Measure the visible slides of a deck."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = drawn(deck, folder)
        scale = ["-scale-to-x", str(ACROSS), "-scale-to-y", "-1", "-png"]
        subprocess.run(["pdftoppm", *scale, str(pdf), str(folder / "slide")], check=True)
        pictures = sorted(folder.glob("slide*.png"))
        made = []
        for number, (picture, texts, kind) in enumerate(zip(pictures, texts_of(pdf), kinds_of(deck), strict=True), 1):
            with Image.open(picture) as image:
                bottom, blank, filled = reach(image, texts)
                tall = WIDE * image.height / image.width
            made.append(_look(number, kind, (bottom, blank, filled), texts, tall))
        return made


def _look(number: int, kind: str, area: tuple[float, float, float], texts: list[Text], tall: float) -> Look:
    letters = Counter[float]()
    for text in texts:
        letters[round(text.size, 1)] += len(text.words)
    inside = [text for text in texts if text.top < tall * FOOT]
    title = max((text.size for text in inside if text.top < tall * 0.25), default=0.0)
    body = [text.size for text in inside if text.size < title or not title for _ in text.words]
    count = max(sum(letters.values()), 1)
    return Look(
        number,
        kind,
        *(round(value, 3) for value in area),
        title,
        statistics.median(body) if body else 0.0,
        round(sum(n for size, n in letters.items() if size < 15.5) / count, 3),
        round(sum(n for size, n in letters.items() if size < SMALL) / count, 3),
        tuple(sorted({round(text.left) for text in inside})),
    )


def longest_run(looks: list[Look]) -> int:
    """Return the most slides of one composition in a row."""
    longest = run = 0
    before = ""
    for look in looks:
        run = run + 1 if look.kind == before else 1
        before, longest = look.kind, max(longest, run)
    return longest


def summary(looks: list[Look]) -> dict[str, Any]:
    """Return the figures of a deck."""
    content = [look for look in looks if not look.kind.lower().startswith(OPENERS)]
    edges = Counter(edge for look in looks for edge in look.edges)
    return {
        "slides": len(looks),
        "content slides": len(content),
        "end above 70 %": [look.number for look in content if look.bottom < 0.7],
        "leave a third of the width blank": [look.number for look in content if look.blank > 1 / 3],
        "median body size": statistics.median(look.body for look in content if look.body) if content else 0,
        "title sizes": sorted({look.title for look in content if look.title}),
        "letters under 16 pt": round(statistics.mean(look.under_16 for look in looks), 3),
        "letters under 14 pt": round(statistics.mean(look.under_14 for look in looks), 3),
        "left edges of ten lines or more": sum(1 for n in edges.values() if n >= 10),
        "longest run of one composition": longest_run(looks),
    }


def main() -> int:
    """Print a table for each deck and its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decks", nargs="+", type=Path)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found = {}
    for deck in asked.decks:
        looks = looks_of(deck)
        found[deck.name] = {"summary": summary(looks), "slides": [asdict(look) for look in looks]}
        print(deck.name)
        for look in looks:
            print(f"{look.number:4} {look.kind[:36]:36} to {look.bottom:4.0%} blank {look.blank:4.0%} filled {look.filled:4.0%}"
                  f"  title {look.title:4.0f} body {look.body:4.0f}")  # fmt: skip
        for name, value in summary(looks).items():
            print(f"  {name}: {value}")
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
