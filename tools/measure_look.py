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
from zipfile import ZipFile

from PIL import Image, ImageChops

from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P
from builder.ooxml.slide import SHAPES, Slide

FOOT = 0.92  # content ends here; below stand footers
WIDE = 960.0  # points of a slide 13.333 inches wide
ACROSS = 480  # pixels of the picture that is looked at
DIFFERENT = 6  # of 255, from the ground: a pale card is not blank
UNDER_TITLE = 0.2  # of the height
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


class Seen(NamedTuple):
    """What a visible slide says of itself: its composition, and the place of its title in points."""

    composition: str
    title: tuple[float, float, float, float]


def seen_in(deck: Path) -> list[Seen]:
    """Return the composition of each visible slide: the name of its layout, as the rhythm of a deck is that of layouts."""
    package = DeckPackage(deck.read_bytes())
    wide, _ = package.size_of_slides
    slides = [slide for slide in package.slides if slide.root.get("show") not in ("0", "false")]
    return [Seen(composition(slide), _title_of(slide, WIDE / wide)) for slide in slides]


def _title_of(slide: Slide, scale: float) -> tuple[float, float, float, float]:
    place = slide.place(slide.title) if slide.title is not None else None
    return (place.x * scale, place.y * scale, place.right * scale, place.bottom * scale) if place else (0, 0, 0, 0)


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


def emptied(deck: Path, folder: Path) -> Path:
    """Write a deck's slides with nothing on them: what is drawn then is the brand's own ground."""
    bare = folder / "bare.pptx"
    with ZipFile(deck) as source, ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if re.fullmatch(r"ppt/slides/[^/]+\.xml", name):
                root = ElementTree.fromstring(data)
                tree = next(root.iter(f"{P}spTree"))
                for shape in [each for each in tree if each.tag in SHAPES]:
                    tree.remove(shape)
                for timing in root.findall(f"{P}timing"):
                    root.remove(timing)
                data = ElementTree.tostring(root)
            target.writestr(name, data)
    return bare


def pictures_of(pdf: Path, folder: Path) -> list[Path]:
    """Return a small picture of each page."""
    scale = ["-scale-to-x", str(ACROSS), "-scale-to-y", "-1", "-png"]
    subprocess.run(["pdftoppm", *scale, str(pdf), str(folder / pdf.stem)], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def reach(picture: Image.Image, bare: Image.Image, texts: list[Text]) -> tuple[float, float, float]:
    """Return where content ends, the widest blank margin left or right of it, and how much of the area it fills.

    bare: the same slide without its content. A column of colour that the brand draws from top to foot is not blank.
    """
    foot = round(picture.height * FOOT)
    area, ground = (each.convert("RGB").crop((0, 0, each.width, foot)) for each in (picture, bare))
    scale = picture.width / WIDE
    for text in texts:
        if text.size < SMALL and text.top * scale > picture.height * 0.7:
            place = tuple(round(x * scale) for x in (text.left - 2, text.top - 2, text.right + 2, text.bottom + 2))
            area.paste(ground.crop(place), place[:2])
    other = _apart(area, ground)
    box = other.getbbox()
    if box is None:
        return 0.0, 1.0, 0.0
    under = round(picture.height * UNDER_TITLE)  # beside the title nothing is blank
    below = other.crop((0, under, *other.size)).getbbox()
    blank = 1.0
    if below:
        painted = _painted(ground.crop((0, under, *ground.size)))
        sides = range(below[0]), range(below[2], area.width)
        blank = max(sum(not painted[x] for x in side) for side in sides) / area.width
    full = other.histogram()[255] / (area.width * area.height)
    return box[3] / picture.height, blank, full


def _apart(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return where two pictures are seen to differ."""
    bands = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return most.point(lambda value: 255 if value > DIFFERENT else 0)


def _painted(ground: Image.Image) -> list[bool]:
    """Tell which columns of pixels a brand paints from top to bottom in another colour than its page."""
    colours: Any = ground.getcolors(ground.width * ground.height) or []
    marks = _apart(ground, Image.new("RGB", ground.size, max(colours)[1]))
    return [marks.crop((x, 0, x + 1, marks.height)).histogram()[255] > 0.9 * marks.height for x in range(marks.width)]


def looks_of(deck: Path) -> list[Look]:
    """Measure the visible slides of a deck."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = drawn(deck, folder)
        bare = drawn(emptied(deck, folder), folder)
        found = zip(pictures_of(pdf, folder), pictures_of(bare, folder), texts_of(pdf), seen_in(deck), strict=True)
        made = []
        for number, (picture, ground, texts, seen) in enumerate(found, 1):
            with Image.open(picture) as image, Image.open(ground) as under:
                area = reach(image, under, texts)
                tall = WIDE * image.height / image.width
            made.append(_look(number, seen, area, texts, tall))
        return made


def _look(number: int, seen: Seen, area: tuple[float, float, float], texts: list[Text], tall: float) -> Look:
    letters = Counter[float]()
    for text in texts:
        letters[round(text.size, 1)] += len(text.words)
    inside = [text for text in texts if text.top < tall * FOOT]
    left, top, right, bottom = seen.title
    titles = [
        text for text in inside if top <= (text.top + text.bottom) / 2 <= bottom and left <= text.left + 1 <= right
    ]
    title = max((round(text.size * 2) / 2 for text in titles), default=0.0)
    body = [text.size for text in inside if text not in titles for _ in text.words]
    count = max(sum(letters.values()), 1)
    return Look(
        number,
        seen.composition,
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
