"""Font files: which file measures a family, and how wide its text is, shaped by HarfBuzz."""

from __future__ import annotations

import re
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
WIDTHS = 20_000  # words whose widths are kept for each face
FALLBACK_MARGIN = 1.06
# Ideographs, kana, hangul and full-width forms, as a range of a regular expression; each is an em wide.
WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffef\U00020000-\U0003ffff"


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
    for suffix in (".ttf", ".otf", ".ttc"):
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
        font_face = _opened(uharfbuzz, path, face.family)
        self._font = uharfbuzz.Font(font_face)
        self._em: int = font_face.upem
        self._buffer: Any = uharfbuzz.Buffer()
        self._widths: dict[str, float] = {}
        self._advances: dict[tuple[str, float, float], list[float]] = {}
        apart = sum(self.width(letter) for letter in _KERNED) + self.width(" ") * len(_KERNED)
        self.kerns_spaces = abs(self.width(" ".join(_KERNED) + " ") - apart) > 1e-9

    def width(self, text: str) -> float:
        """Give the width of a text at a size of one point."""
        known = self._widths.get(text)
        if known is None:
            if not text or max(text) >= _FIRST_WIDE:
                known = sum(advance for advance, _ in self._shape(text)) / self._em * self.factor
            else:
                buffer = self._buffer
                buffer.clear_contents()
                buffer.add_str(text)
                buffer.guess_segment_properties()
                self._hb.shape(self._font, buffer)
                advances = [position.x_advance for position in buffer.glyph_positions]
                known = sum(advances) / self._em * self.factor
            if len(self._widths) >= WIDTHS:
                self._widths.clear()
            self._widths[text] = known
        return known

    def advances(self, text: str, size: float = 1.0, grid: float = 0.0) -> list[float]:
        """Give the width of each character at a size; grid: what each advance is rounded to, in points.

        The width of a ligature is shared by its characters.
        """
        key = (text, size, grid)
        known = self._advances.get(key)
        if known is None:
            scale = size / self._em * self.factor
            shaped = self._shape(text)
            clusters: dict[int, float] = {}
            for advance, cluster in shaped:
                drawn = advance * scale
                clusters[cluster] = clusters.get(cluster, 0.0) + (int(drawn / grid + 0.5) * grid if grid else drawn)
            known = [0.0] * len(text)
            following = len(text)
            for place in sorted(clusters, reverse=True):
                for number in range(place, following):
                    known[number] = clusters[place] / (following - place)
                following = place
            self._advances[key] = known
        return known

    def _shape(self, text: str) -> list[tuple[int, int]]:
        """Give the advance and the first character of each glyph; an ideograph the font lacks is an em wide."""
        if not text:
            return []
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._hb.shape(self._font, buffer)
        return [
            (self._em if not info.codepoint and _is_wide(text[info.cluster]) else position.x_advance, info.cluster)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]


_KERNED = "AFLPTVWYry"  # letters that kern with a space where any do
_FIRST_WIDE = "\u2e80"


@lru_cache(maxsize=4096)
def _is_wide(character: str) -> bool:
    return character >= _FIRST_WIDE and re.match(f"[{WIDE}]", character) is not None


def _opened(hb: Any, path: Path, family: str) -> Any:
    """Open a font file; of a collection, the font of the family."""
    blob = hb.Blob.from_file_path(str(path))
    if path.suffix != ".ttc":
        return hb.Face(blob)
    faces = [hb.Face(blob, number) for number in range(hb.Face(blob).count)]
    return next((face for face in faces if face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) == family), faces[0])


@lru_cache(maxsize=64)
def ruler(face: Face, folder: str = "") -> Ruler:
    """Give the ruler of a face; loaded once."""
    return Ruler(face, folder)
