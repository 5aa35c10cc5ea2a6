"""What LibreOffice draws of long texts: each word of a shape stands within that shape, on the page."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pptx import Presentation

from builder.pipeline.run import Options, build
from tests.test_stress import stressed
from tests.tools.office import converted

pytestmark = pytest.mark.office

EMU = 12700
NEAR = 3.0  # points that a drawn word may stand out: its box holds the font's whole height
SAMPLE = (("nl", "helder"), ("el", "avond"))


class Word(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(pdf: Path) -> list[tuple[float, float, list[Word]]]:
    """Give width, height and words of each page, in points."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    pages = []
    for width, height, body in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', told, re.S):
        found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', body)
        words = [Word(unescape(w), *(float(n) for n in (a, b, c, d))) for a, b, c, d, w in found]
        pages.append((float(width), float(height), words))
    return pages


def letters(text: str) -> Counter[str]:
    """Count the letters and figures of a text, ligatures taken apart."""
    return Counter(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


def texts_of(shapes: Any) -> Iterator[tuple[str, str, tuple[float, float, float, float]]]:
    """Give name, text and place (points) of each shape with text, also in groups and tables."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from texts_of(shape.shapes)
            continue
        box = tuple(n / EMU for n in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height))
        if shape.has_text_frame and shape.text_frame.text.strip():
            if "type=" not in " ".join(re.findall(r"<a:fld[^>]*>", shape._element.xml)):
                yield shape.name, shape.text_frame.text, box
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield shape.name, " ".join(cell.text for row in shape.table.rows for cell in row.cells), box


@pytest.mark.parametrize(("language", "brand"), SAMPLE)
def test_long_texts_are_drawn_within_their_shapes(language: str, brand: str, tmp_path: Path) -> None:
    options = Options(brands=(brand,))
    stressed(tmp_path, language, set())
    refused = {each.slide.partition("--")[0] for each in build([], tmp_path, options).findings}
    stressed(tmp_path, language, refused)
    deck = build([], tmp_path, options).decks[0].file
    pages = words_of(converted([deck], tmp_path)[0])
    slides = [slide for slide in Presentation(str(deck)).slides if slide._element.get("show") not in ("0", "false")]
    assert len(pages) == len(slides) > 60
    faults = []
    for slide, (width, height, words) in zip(slides, pages, strict=True):
        part = slide.part.partname
        for word in words:
            if word.left < -1 or word.top < -1 or word.right > width + 1 or word.bottom > height + 1:
                faults.append(f"{part}: '{word.text}' is off the slide")
        for name, text, (left, top, right, bottom) in texts_of(slide.shapes):
            inside = [
                word.text
                for word in words
                if left - NEAR <= word.left and word.right <= right + NEAR
                and top - NEAR <= (word.top + word.bottom) / 2 <= bottom + NEAR
            ]  # fmt: skip
            lost = letters(text) - letters(" ".join(inside))
            if lost:
                faults.append(f"{part}: {name}: of '{text[:60]}' this is not inside: {''.join(lost.elements())[:40]}")
    assert faults == []
