"""Font files cut down to the letters that a deck shows, as WOFF (W3C, 2012), so that a page carries them itself."""

from __future__ import annotations

import base64
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from builder.fitting.fonts import Face, ruler
from builder.pages.families import file_of, lenders_of, name_of
from builder.pages.page import Page, Run, texts_of

_ALWAYS = "".join(map(chr, range(32, 127)))


class FontFace(NamedTuple):
    """A font for a page: the name that it is chosen by, its style, its bytes as WOFF."""

    family: str
    bold: bool
    italic: bool
    data: bytes

    @property
    def file(self) -> str:
        """Return a name for the face's file."""
        style = ("-bold" if self.bold else "") + ("-italic" if self.italic else "") or "-regular"
        return f"{self.family.lower().replace(' ', '-')}{style}.woff"

    def css(self, address: str = "") -> str:
        """Return the rule that makes the face known; address: of its file, else it stands in the rule."""
        source = address or f"data:font/woff;base64,{base64.b64encode(self.data).decode()}"
        return (
            f"@font-face{{font-family:'{self.family}';font-weight:{700 if self.bold else 400};"
            f"font-style:{'italic' if self.italic else 'normal'};src:url({source}) format('woff')}}"
        )


class FontFile(NamedTuple):
    """A whole font: the name that it is chosen by, its style, its file."""

    family: str
    bold: bool
    italic: bool
    path: Path

    @property
    def name(self) -> str:
        """What it is asked for by."""
        return f"{self.family.replace(' ', '-')}-{'b' if self.bold else 'r'}{'i' if self.italic else ''}"


def faces_of(pages: Iterable[Page], runs: Iterable[Run], folder: str) -> list[FontFace]:
    """Return the faces that pages are set in, each with the letters that they show; folder: of the brand's own fonts.

    runs: those of what is not in the pages, as footers.
    """
    listed = [run for page in pages for item in page.items for text in texts_of(item) for run in _runs(text)]
    return [
        FontFace(file.family, file.bold, file.italic, _cut(str(file.path), "".join(sorted(shown | set(_ALWAYS)))))
        for file, shown in sorted(files_of([*listed, *runs], folder).items())
    ]


def files_of(runs: Iterable[Run], folder: str) -> dict[FontFile, set[str]]:
    """Return the files that runs are drawn with, and the letters that each is needed for; lenders for those that a family lacks."""
    letters: dict[tuple[str, bool, bool], set[str]] = defaultdict(set)
    for run in runs:
        letters[run.font, run.bold, run.italic].update(run.text)
    paths: dict[tuple[str, bool, bool], Path] = {}  # of two files of one name and style, the first
    made: dict[FontFile, set[str]] = defaultdict(set)

    def add(name: str, face: Face, folder: str, shown: set[str]) -> None:
        path = paths.setdefault((name, face.bold, face.italic), file_of(*face, folder))
        made[FontFile(name, face.bold, face.italic, path)] |= shown

    for (family, bold, italic), shown in letters.items():
        own = Face(family, bold, italic)
        add(name_of(family, folder), own, folder, shown)
        missing = {each for each in shown if not ruler(own, folder).holds(each)}
        for lender in lenders_of(family, folder) if missing else ():
            face = lender.face(bold, italic)
            held = {each for each in missing if ruler(face, lender.folder).holds(each)}
            if held:
                add(lender.name, face, lender.folder, held)
                missing -= held
    return made


def _runs(text: Any) -> Iterable[Run]:
    for line in (*text.lines, *((text.marker,) if text.marker else ())):
        yield from line.runs


@lru_cache(maxsize=64)  # decks of one session show nearly the same letters
def _cut(path: str, letters: str) -> bytes:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    return woff(bytes(uharfbuzz.subset(face, wanted).blob.data))


def woff(font: bytes) -> bytes:
    """Return a TrueType or OpenType font as WOFF 1.0: every table deflated where that is shorter."""
    flavour, count = font[:4], struct.unpack(">H", font[4:6])[0]
    tables = [struct.unpack(">4sIII", font[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    offset, body, entries = 44 + 20 * count, b"", []
    for tag, checksum, start, length in sorted(tables):
        raw = font[start : start + length]
        short = zlib.compress(raw, 9)
        data = short if len(short) < length else raw
        entries.append(struct.pack(">4sIIII", tag, offset + len(body), len(data), length, checksum))
        body += data + b"\0" * (-len(data) % 4)
    whole = 12 + 16 * count + sum(length + -length % 4 for _, _, _, length in tables)
    head = struct.pack(">4s4sIHHIHHIIIII", b"wOFF", flavour, offset + len(body), count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return head + b"".join(entries) + body
