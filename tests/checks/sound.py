"""A small sound deck with one of everything that checks look at."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image, ImageDraw

from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject

HEAD = "title: Proef\nlanguage: nl\ndate: 2026-12-10\norganisation: Bureau Morgen\nslides:\n"
SLIDES = """\
- {kind: title, id: titel, notes: Welkom}
- {kind: section, id: deel, title: Deel een}
- {kind: image, id: foto, title: Een foto, image: foto.png, alt: Een groen vlak}
- {kind: bullets, id: punten, title: Punten, points: [een, twee]}
- {kind: table, id: tabel, title: Tabel, columns: [een, twee], rows: [[a, b], [c, d]]}
- {kind: section, id: tweede, title: Deel twee}
- {kind: chart, id: grafiek, title: Grafiek, type: bar, categories: [x, y], series: [{name: a, values: [1, 2]}]}
- kind: chart
  id: lijnen
  title: Lijnen
  type: line
  categories: [jan, feb]
  series: [{name: Noord, values: [1, 2]}, {name: Zuid, values: [1.5, 1.1]}]
- kind: columns
  id: kolommen
  title: Twee kolommen
  columns: [{heading: Links, points: [eerst]}, {heading: Rechts, points: [daarna]}]
- kind: bullets
  id: zin
  title: Lange zin
  points:
    - Het is voor een team dat niet alleen wil praten maar ook wil zien wat het heeft gedaan.
    - Lees [de handreiking](https://www.example.org/handreiking) of [de punten](#punten).
- kind: video
  id: film
  title: Film
  url: https://youtu.be/abcdefghijk
  poster: foto.png
  description: Een team legt uit hoe het werk is verdeeld.
"""


def photo(width: int = 900, height: int = 600) -> bytes:
    """Draw a picture that is no plain surface."""
    picture = Image.new("RGB", (width, height), "#2A7F77")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width // 9, height // 6, width // 2, height // 2), fill="#D9E8E6")
    draw.rectangle((width // 2, height // 2, width * 3 // 4, height * 3 // 4), fill="#C2571A")
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def sound_deck(folder: Path) -> Path:
    """Build the deck."""
    return SmallProject(folder).write(SLIDES, HEAD, **{"foto.png": photo()}).deck()


def part_of(deck: DeckFile, name: str) -> str:
    """Find the member that `slide:<title>`, `rels:<title>`, `chart` or `picture` means."""
    if name.startswith(("slide:", "rels:")):
        kind, _, title = name.partition(":")
        part = deck.slide_parts[deck.titles.index(title)]
        folder, _, file = part.rpartition("/")
        return part if kind == "slide" else f"{folder}/_rels/{file}.rels"
    if name == "chart":
        return next(each for each in deck.names if re.fullmatch(r"ppt/charts/chart-grafiek\.xml", each))
    if name == "picture":
        return next(each for each in deck.names if re.fullmatch(r"ppt/media/[0-9a-f]{20}\.png", each))
    return name
