"""The font has every letter that is written in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.fitting.fonts import Face, font_path, has_twin, is_held
from builder.ooxml.slide import Slide
from builder.ooxml.text import cells_of, words_of

FACT = Fact(
    "glyphs-are-in-font",
    "content",
    "info",
    "A letter that the font lacks comes from another font, or as a box, depending on the computer.",
    ("OpenType cmap table of the font, or of the free one with its widths (docs/fonts.md)",),
    "choose another font or sign; private-use characters of symbol fonts are lost on other computers",
    Example("slide:Punten", "<a:t>een</a:t>", "<a:t>een \U000f8ff1</a:t>"),
)

_FIRST_LENT = 0x0370  # from Greek on, Office takes letters from the theme's font for their script (docs/fonts.md)
_ELSEWHERE = range(0x2190, 0x10FFFF)  # arrows, signs and other scripts: Office takes them from fonts of its own


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find characters of private use, and letters that the font has not."""
    for item in slide.items:
        paragraphs = words_of(slide, item) if item.kind == "sp" else []
        if item.kind == "graphicFrame":
            paragraphs = [p for cell in cells_of(slide, item) for p in cell.paragraphs]
        for run in (run for p in paragraphs for run in p.runs):
            if run.text.isascii():
                continue
            missing = sorted({c for c in run.text if _is_missing(c, run.font)})
            if missing:
                signs = ", ".join(f"U+{ord(c):04X}" for c in missing[:5])
                yield Fault(f"'{run.font}' lacks {signs}", item.name)
                break


@lru_cache(maxsize=4096)
def _is_missing(character: str, family: str) -> bool:
    code = ord(character)
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return True
    if unicodedata.category(character) in ("Zs", "Cf", "Cc") or code in _ELSEWHERE or not has_twin(family):
        return False
    return _font(family).get_nominal_glyph(code) is None and not (code >= _FIRST_LENT and is_held(character))


@lru_cache(maxsize=32)
def _font(family: str) -> Any:
    import uharfbuzz

    path, _ = font_path(Face(family))
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
