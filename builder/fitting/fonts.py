"""Font files: which file measures a family, and how wide its text is, shaped by HarfBuzz."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

SHIPPED = Path(__file__).parent / "font_files"

# Families that every Office has, and the free families of the same widths (docs/fonts.md).
TWINS = {
    "calibri": "Carlito", "carlito": "Carlito",
    "georgia": "Gelasio", "gelasio": "Gelasio",
    "arial": "LiberationSans", "helvetica": "LiberationSans", "arimo": "LiberationSans", "liberation sans": "LiberationSans",
    "times new roman": "LiberationSerif", "times": "LiberationSerif", "tinos": "LiberationSerif",
    "liberation serif": "LiberationSerif",
}  # fmt: skip
FALLBACK = "LiberationSans"  # wider than most; measured with a margin on top
FALLBACK_MARGIN = 1.06


class Face(NamedTuple):
    """A family in one of its four styles."""

    family: str
    bold: bool = False
    italic: bool = False


def has_twin(family: str, folder: str = "") -> bool:
    """True where a family can be measured exactly."""
    return family.lower() in TWINS or bool(folder and _own_file(Face(family), folder))


def font_path(face: Face, folder: str = "") -> tuple[Path, float]:
    """Find the file for a face, and the factor its widths are multiplied by."""
    own = _own_file(face, folder) if folder else None
    if own:
        return own, 1.0
    style = ("Bold" if face.bold else "") + ("Italic" if face.italic else "") or "Regular"
    twin = TWINS.get(face.family.lower())
    return SHIPPED / f"{twin or FALLBACK}-{style}.ttf", 1.0 if twin else FALLBACK_MARGIN


def _own_file(face: Face, folder: str) -> Path | None:
    style = ("Bold" if face.bold else "") + ("Italic" if face.italic else "") or "Regular"
    stem = face.family.replace(" ", "")
    for suffix in (".ttf", ".otf"):
        path = Path(folder) / f"{stem}-{style}{suffix}"
        if path.is_file():
            return path
    return None


class Ruler:
    """Measures text of one face; widths are kept in thousandths of the size."""

    def __init__(self, face: Face, folder: str) -> None:
        import uharfbuzz

        path, self.factor = font_path(face, folder)
        self._hb: Any = uharfbuzz
        font_face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self._font = uharfbuzz.Font(font_face)
        self._em: int = font_face.upem
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Give the width of a text at a size of one point."""
        known = self._widths.get(text)
        if known is None:
            buffer = self._hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            self._hb.shape(self._font, buffer)
            known = sum(position.x_advance for position in buffer.glyph_positions) / self._em * self.factor
            self._widths[text] = known
        return known


@lru_cache(maxsize=64)
def ruler(face: Face, folder: str = "") -> Ruler:
    """Give the ruler of a face; loaded once."""
    return Ruler(face, folder)
