"""How alike our pictures of slides are to LibreOffice's of the same decks.

    python benchmarks/pages/compare.py FOLDER

Builds the webinar (two languages, two brands), the examples in every brand and some templates of the corpus, draws them
by our SVG in Chromium and by LibreOffice, and writes for each deck `lines.csv`, a picture of both beside each other, and
one line: lines within 2 pixels at 1280, slides above the bound of similarity, the worst ones.
Needs soffice, pdftoppm, chromium; pip install pypdfium2.
"""

from __future__ import annotations

import csv
import ctypes
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw
from lxml import etree
from PIL import Image, ImageChops, ImageStat

from builder import build
from builder.pipeline.results import Options
from builder.projects.examples import write_examples
from tests.templates.corpus import CORPUS, template

WIDE = 1280
ALLOWED = 2.0  # pixels
ALIKE = 0.97
SVG = "{http://www.w3.org/2000/svg}"


class Shown(NamedTuple):
    """A line of text: its words without spaces, the place of its first letter, its baseline."""

    words: str
    x: float
    y: float


def ours(svg: bytes) -> list[Shown]:
    """Return the lines of a drawing that are read."""
    root = etree.fromstring(svg)
    found = []
    for text in root.iter(f"{SVG}text"):
        if any(each.get("aria-hidden") or each.get("role") == "img" for each in (text, *text.iterancestors())):
            continue
        words = bare("".join(text.itertext()))
        start = float(text.get("x")) if text.get("text-anchor") is None else float("nan")
        if words:
            found.append(Shown(words, start, float(text.get("y"))))
    return found


def theirs(page: Any) -> list[Shown]:
    """Return the lines of a page of a PDF, letters on one baseline together."""
    text, high = page.get_textpage(), page.get_height()
    rows: list[list[Any]] = []
    for n in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, n))
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, n, x, y)
        if letter in "\r\n":
            continue
        if rows and abs(rows[-1][2] - (high - y.value)) < 0.4:
            rows[-1][0] += letter
            rows[-1][3].append((len(bare(rows[-1][0])) - 1, x.value))
        else:
            rows.append([letter, x.value, high - y.value, [(0, x.value)]])
    return [Shown(bare(words), x, y) for words, x, y, _ in rows]


def bare(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f\u00ad]+", "", text)


def displaced(line: Shown, there: list[Shown], scale: float, *, rtl: bool) -> float | None:
    """Return how far a line stands from where LibreOffice has it, in pixels; None where it has no such line.

    Of what runs from the right only the baseline is compared: PDF has its letters in another order.
    """
    if rtl and re.search(r"[\u0590-\u08ff]", line.words):
        near = [abs(each.y - line.y) for each in there if re.search(r"[\u0590-\u08ff\ufb50-\ufeff]", each.words)]
        return min(near) * scale if near else None
    same = [each for each in there if line.words in each.words]
    if not same:
        return None
    exact = [each for each in same if each.words == line.words]
    return min(
        max(abs(each.y - line.y), abs(each.x - line.x) if exact and not rtl and line.x == line.x else 0) * scale
        for each in exact or same
    )


def decks(folder: Path) -> list[tuple[str, Path, Path]]:
    """Build all decks; gives name, .pptx and drawings of each."""
    project = folder / "project"
    project.mkdir(parents=True)
    shutil.copytree("content", project / "content")
    write_examples(project)
    templates = sorted(CORPUS)[::6][:5]
    for name in templates:
        place = project / "templates" / name
        place.mkdir(parents=True)
        (place / "house.potx").write_bytes(template(name))
        (place / "brand.yaml").write_text(f"name: {name}\ntemplate: house.potx\n", encoding="utf-8")
    brands = sorted(each.name for each in Path("templates").iterdir() if (each / "brand.yaml").is_file())
    wanted = [("sociale-innovatie", language, brand) for language in ("nl", "ar") for brand in ("helder", "avond")]
    wanted += [("voorbeelden", "nl", brand) for brand in (*brands, *templates)]
    made = []
    for session, language, brand in wanted:
        name = f"{session}-{language}-{brand}"
        options = Options(
            brands=(brand,), languages=(language,), formats=("pptx", "svg:inline"), output=folder / "built" / name
        )
        result = build([session], project, options)
        if any(each.status != "built" for each in result.decks):
            print(name, "is not built", *(f for f in result.findings if f.severity == "error"))
            continue
        files = {each.file.suffix: each.file for each in result.decks}
        copy = folder / f"{name}.pptx"
        shutil.copy(files[".pptx"], copy)
        made.append((name, copy, files[".zip"]))
    return made


def pictures(svgs: list[str], fonts: str, high: int, folder: Path) -> list[Image.Image]:
    """Return drawings as Chromium shows them."""
    page = folder / "page.html"
    shown = []
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


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Return how alike two pictures are, from 0 to 1, looked at from some way off."""
    small = [each.convert("RGB").resize((320, 180), Image.Resampling.BOX) for each in (one, other)]
    return 1 - sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3 / 255


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    made = decks(folder)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), *(str(f) for _, f, _ in made)],
        check=True, capture_output=True,
    )  # fmt: skip
    total = [0, 0, 0, 0]
    for name, file, drawings in made:
        place = folder / name
        place.mkdir()
        pdf = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
        scale = WIDE / pdf[0].get_width()
        high = round(pdf[0].get_height() * scale)
        subprocess.run(
            ["pdftoppm", "-png", "-scale-to-x", str(WIDE), "-scale-to-y", str(high), file.with_suffix(".pdf"), place / "lo"],
            check=True,
        )  # fmt: skip
        with zipfile.ZipFile(drawings) as archive:
            svgs = [archive.read(each) for each in archive.namelist() if each.endswith(".svg")]
            fonts = archive.read("fonts.css").decode()
        rows, worst, alike, lines, near = [], [], 0, 0, 0
        shots = pictures([each.decode() for each in svgs], fonts, high, place)
        for number, (svg, shot, theirs_file) in enumerate(
            zip(svgs, shots, sorted(place.glob("lo-*.png")), strict=True), 1
        ):
            other = Image.open(theirs_file).convert("RGB")
            same = likeness(shot, other)
            alike += same >= ALIKE
            there = theirs(pdf[number - 1])
            moved = [(each, displaced(each, there, scale, rtl="-ar-" in name)) for each in ours(svg)]
            lines += len(moved)
            near += sum(far is not None and far <= ALLOWED for _, far in moved)
            rows += [
                (number, f"{same:.4f}", each.words[:40], "" if far is None else f"{far:.2f}") for each, far in moved
            ]
            worst.append((same, number))
            both = Image.new("RGB", (WIDE * 2 + 8, high), "#888")
            both.paste(shot, (0, 0))
            both.paste(other, (WIDE + 8, 0))
            both.resize((WIDE, high // 2)).save(place / f"both-{number:02d}.png")
        with (place / "lines.csv").open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([("slide", "likeness", "line", "pixels"), *rows])
        for n, value in enumerate((lines, near, len(svgs), alike)):
            total[n] += value
        low = ", ".join(f"{number}: {same:.3f}" for same, number in sorted(worst)[:3])
        print(
            f"{name}: {near} of {lines} lines within {ALLOWED:g} px, {alike} of {len(svgs)} slides from {ALIKE}; worst {low}"
        )
    print(
        f"all: {total[1]} of {total[0]} lines ({total[1] / total[0]:.2%}), {total[3]} of {total[2]} slides ({total[3] / total[2]:.2%})"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "output/likeness"))
