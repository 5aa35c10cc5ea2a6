"""Characters that would show as a box: in no font at hand, and in none that Office takes for their script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Position
from builder.fitting.fonts import is_held
from builder.plan import Chart, SlidePlan

# Blocks that the fonts of Office hold, from their first character to their last (brands/script_fonts.py, Sylfaen, Ebrima, Segoe
# UI Symbol and Emoji): left are private use, historic and rare scripts, and what no standard assigns.
_SHOWN = (
    "\x00\u077f", "\u0900\u139f", "\u1780\u17ff", "\u1d00\u2bff", "\u2e80\ua4cf", "\ua960\ua97f", "\uac00\ud7ff",
    "\uf900\ufeff", "\uff00\uffef", "\U0001f000\U0001faff", "\U00020000\U0003ffff",
)  # fmt: skip


def boxes(plan: SlidePlan, folder: str = "") -> Iterator[Diagnostic]:
    """Warn of each character of a slide that no font holds; folder: the brand's own fonts."""
    seen: set[str] = set()
    for text, at in _texts(plan):
        if text.isascii():
            continue
        for character in sorted(set(text) - seen):
            seen.add(character)
            if any(block[0] <= character <= block[1] for block in _SHOWN) or is_held(character, folder):
                continue
            name = unicodedata.name(character, "")
            yield Diagnostic(
                "glyph-missing",
                f"no font holds U+{ord(character):04X}{f' ({name.lower()})' if name else ''}: it would show as a box",
                at,
                "write it otherwise, or name a folder with a font that holds it under fonts: in brand.yaml",
                severity="warning",
            )


def _texts(plan: SlidePlan) -> Iterator[tuple[str, Position | None]]:
    for text in plan.texts():
        for paragraph in text.paragraphs:
            yield paragraph.text, text.at or plan.at
    for block in plan.blocks:
        if isinstance(block, Chart):
            yield from ((label, block.at or plan.at) for label in (*block.categories, *(s.name for s in block.series)))
