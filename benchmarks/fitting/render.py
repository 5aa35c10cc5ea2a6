"""Text boxes drawn by LibreOffice, and their lines read back from its PDF."""

from __future__ import annotations

import os
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boxes import TAGS, Box
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from builder.fitting.fonts import SHIPPED

HEIGHT = 1500  # points; room for every text
LEFT = TOP = 20
PITCH = 1.2  # of the size; written into cells, where programs differ


@dataclass(frozen=True)
class Drawn:
    """What was drawn: the letters in each line, and the distance between first and last baseline in points."""

    letters: tuple[int, ...]
    span: float


_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{shipped}</dir><dir>/usr/share/fonts</dir><include>/etc/fonts/conf.d</include>
<selectfont><rejectfont><glob>{shipped}/Noto*</glob></rejectfont></selectfont><cachedir>{folder}/font-cache</cachedir>
</fontconfig>"""


def draw(boxes: list[Box], folder: Path) -> list[Drawn]:
    """Draw each box on a slide of its own and read it back.

    The Latin fonts are the shipped ones, the Arabic and Chinese ones Debian's: other versions have other widths.
    """
    deck = folder / "boxes.pptx"
    _write(boxes, deck)
    pdf = folder / "boxes.pdf"
    if not pdf.exists():
        profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
        configuration = folder / "fonts.conf"
        configuration.write_text(_CONFIGURATION.format(shipped=SHIPPED, folder=folder.resolve()), encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(configuration)}
        subprocess.run(command, check=True, capture_output=True, timeout=900, env=environment)
    words = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout
    pages = ET.fromstring(re.sub(rb"&#x?[0-9A-Fa-f]+;|[\x00-\x08\x0b-\x1f]", b"", words)).findall(".//{*}page")
    return [_read(box, page) for box, page in zip(boxes, pages, strict=True)]


def program() -> str:
    """Name the version of LibreOffice."""
    return subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout.split(" 40(")[0]


def _write(boxes: list[Box], path: Path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(1000), Pt(HEIGHT + 2 * TOP)
    for box in boxes:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        width = Emu(round(box.width * 12700))
        if box.cell:
            table = slide.shapes.add_table(1, 1, Pt(LEFT), Pt(TOP), width, Pt(20)).table
            table.columns[0].width = width
            cell = table.cell(0, 0)
            cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = 0
            cell.vertical_anchor = MSO_ANCHOR.TOP
            frame = cell.text_frame
        else:
            frame = slide.shapes.add_textbox(Pt(LEFT), Pt(TOP), width, Pt(HEIGHT)).text_frame
            body = frame._txBody.bodyPr
            for child in list(body):
                body.remove(child)
            for name, value in {"wrap": "square", "lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}.items():
                body.set(name, value)
            body.append(body.makeelement(qn("a:noAutofit"), {}))
        _paragraph(frame.paragraphs[0], box)
    deck.save(str(path))


def _paragraph(paragraph: Any, box: Box) -> None:
    paragraph.line_spacing = Pt(box.size * PITCH)
    properties = paragraph._p.get_or_add_pPr()
    if box.language == "ar":
        properties.set("rtl", "1")
        properties.set("algn", "r")
    if box.bullet:
        properties.set("marL", str(round(box.indent * 12700)))
        properties.set("indent", str(-round(box.indent * 12700)))
        properties.append(properties.makeelement(qn("a:buFont"), {"typeface": box.font}))
        properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))
    else:
        properties.append(properties.makeelement(qn("a:buNone"), {}))
    for text, bold, italic in box.runs:
        run = paragraph.add_run()
        run.text = text
        run.font.bold, run.font.italic, run.font.size = bold, italic, Pt(box.size)
        look = run._r.get_or_add_rPr()
        look.set("lang", "en-US" if box.language == "zh" else TAGS[box.language])
        if box.language == "zh":
            look.set("altLang", TAGS["zh"])
            look.set("lang", TAGS["zh"])
        look.set("kern", "1200")
        for tag in ("a:latin", "a:ea", "a:cs"):
            look.append(look.makeelement(qn(tag), {"typeface": box.font}))


def _read(box: Box, page: ET.Element) -> Drawn:
    """Gather the words of a page into lines by their height on it."""
    words = [(float(word.get("yMax", 0)), word.text or "") for word in page.findall(".//{*}word")]
    lines: list[tuple[float, int]] = []
    for place, text in sorted(words):
        letters = len("".join(text.split()))
        if lines and place - lines[-1][0] < 0.5 * box.size:
            lines[-1] = (lines[-1][0], lines[-1][1] + letters)
        else:
            lines.append((place, letters))
    return Drawn(tuple(letters for _, letters in lines), lines[-1][0] - lines[0][0] if lines else 0.0)
