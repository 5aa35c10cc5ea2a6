"""What pictures of slides show: lines of text with their places, in SVG and in PDF, and how alike two pictures are."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2.raw as raw
from lxml import etree
from PIL import Image, ImageChops, ImageStat

WIDE = 1280
SVG = "{http://www.w3.org/2000/svg}"
_FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


class Shown(NamedTuple):
    """A line of text: its words without spaces, the place of its first letter, its baseline."""

    words: str
    x: float
    y: float


def in_svg(svg: bytes) -> list[Shown]:
    """Return the lines of a drawing that are read."""
    root = etree.fromstring(svg)
    found = []
    for text in root.iter(f"{SVG}text"):
        if any(each.get("aria-hidden") or each.get("role") == "img" for each in (text, *text.iterancestors())):
            continue
        words = bare("".join(text.itertext()))
        ends_there = text.get("text-anchor") is not None or _direction(text) == "rtl"
        start = float("nan") if ends_there else float(text.get("x"))
        if words:
            found.append(Shown(words, start, float(text.get("y"))))
    return found


def _direction(text: etree._Element) -> str:
    own = (each.get("direction") for each in (text, *text.iterancestors()))
    return next((each for each in own if each), "ltr")


def in_pdf(page: Any) -> list[Shown]:
    """Return the lines of a page of a PDF, letters on one baseline together."""
    text, high = page.get_textpage(), page.get_height()
    rows: list[list[Any]] = []
    for n in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, n)).replace("\x02", "-")  # at the end of a line
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, n, x, y)
        if letter in "\r\n":
            continue
        if rows and abs(rows[-1][2] - (high - y.value)) < 0.4:
            rows[-1][0] += letter
        else:
            rows.append([letter, x.value, high - y.value])
    return [Shown(bare(words), x, y) for words, x, y in rows]


def bare(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f\u00ad]+", "", text)


def displaced(line: Shown, there: list[Shown], scale: float) -> float | None:
    """Return how far a line stands from where another picture has it, in pixels; None where that has no such line.

    Of words that run from the right only the baseline is compared: PDF has their letters in another order.
    """
    if _FROM_THE_RIGHT.search(line.words):
        near = [abs(each.y - line.y) for each in there if _FROM_THE_RIGHT.search(each.words)]
        return min(near) * scale if near else None
    same = [each for each in there if line.words in each.words]
    # letters of a lender, and Latin ones on a page from the right, may come in another order
    same = same or [each for each in there if not Counter(line.words) - Counter(each.words)]
    return min(
        (max(abs(each.y - line.y), abs(each.x - line.x) if each.words == line.words and line.x == line.x else 0) * scale
         for each in same), default=None,
    )  # fmt: skip


def in_chromium(svgs: list[str], fonts: str, high: int, folder: Path) -> list[Image.Image]:
    """Return drawings as Chromium shows them."""
    page, shown = folder / "page.html", []
    for start in range(0, len(svgs), 16):
        part = svgs[start : start + 16]
        style = f"<style>{fonts}*{{margin:0}}svg{{display:block;width:{WIDE}px;height:{high}px}}</style>"
        page.write_text(f"<!doctype html><meta charset=utf-8>{style}{''.join(part)}", encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--window-size={WIDE},{high * len(part)}", f"--screenshot={folder / 'page.png'}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
        whole = Image.open(folder / "page.png").convert("RGB")
        shown += [whole.crop((0, n * high, WIDE, (n + 1) * high)) for n in range(len(part))]
    return shown


def pages_of(pdf: Path, high: int, folder: Path) -> list[Image.Image]:
    """Return the pages of a PDF as pictures."""
    folder.mkdir()
    size = ["-scale-to-x", str(WIDE), "-scale-to-y", str(high)]
    subprocess.run(["pdftoppm", "-png", *size, str(pdf), str(folder / "page")], check=True, capture_output=True)
    return [Image.open(each).convert("RGB") for each in sorted(folder.glob("page-*.png"))]


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return how alike two pictures are, from 0 to 1, looked at from some way off."""
    small = [each.resize((320, 180), Image.Resampling.BOX) for each in (one, other)]
    return 1 - sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3 / 255
