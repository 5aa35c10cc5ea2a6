"""Font files cut down to the letters that a deck shows, as WOFF (W3C, 2012), so that a page carries them itself."""

from __future__ import annotations

import base64
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from builder.fitting.fonts import Face, ruler
from builder.pages.families import ARABIC, ARABIC_FILES, face_at_hand, file_of, lent_by, name_of
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


def faces_of(pages: Iterable[Page], runs: Iterable[Run], folder: str) -> list[FontFace]:
    """Return the faces that pages are set in, each with the letters that they show; folder: of the brand's own fonts.

    runs: those of what is not in the pages, as footers.
    """
    letters: dict[tuple[str, bool, bool], set[str]] = defaultdict(set)
    listed = [run for page in pages for item in page.items for text in texts_of(item) for run in _runs(text)]
    for run in [*listed, *runs]:
        letters[run.font, run.bold, run.italic].update(run.text)
    made: dict[tuple[str, bool, bool], tuple[Path, set[str]]] = {}
    for (family, bold, italic), shown in letters.items():
        name = name_of(family, folder)
        path, before = made.get((name, bold, italic), (file_of(family, bold, italic, folder), set()))
        made[name, bold, italic] = path, before | shown
        missing = {each for each in shown if not ruler(Face(family, bold, italic), folder).holds(each)}
        for lender, face, source in _lenders(bold, folder) if missing else ():
            held = {each for each in missing if ruler(face, source).holds(each)}
            if held:
                key = lender, face.bold, False
                made[key] = file_of(*face, source), made.get(key, (path, set()))[1] | held
                missing -= held
    return [
        FontFace(name, bold, italic, _cut(str(path), "".join(sorted(shown | set(_ALWAYS)))))
        for (name, bold, italic), (path, shown) in sorted(made.items())
    ]


def _lenders(bold: bool, folder: str) -> Iterator[tuple[str, Face, str]]:
    """Yield who lends letters that a face lacks, the nearest first: the name to choose by, the face, the folder of its file."""
    for name, own in lent_by(folder):
        yield name, face_at_hand(own, bold, folder), folder
    yield ARABIC, Face(ARABIC_FILES, bold), ""


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
