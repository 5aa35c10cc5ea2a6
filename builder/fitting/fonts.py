"""Font files: which file measures a family, and how wide its text is, shaped by HarfBuzz."""

from __future__ import annotations

import re
import unicodedata
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
    "courier new": "LiberationMono", "courier": "LiberationMono", "cousine": "LiberationMono", "liberation mono": "LiberationMono",
}  # fmt: skip
CODE = "Courier New"  # what is set as typed: every Office has it
FALLBACK = "LiberationSans"  # measured with a margin on top
WIDTHS = 4_000  # words whose widths are kept for each face
# Regular and bold: wider than most families, and as wide as DejaVu Sans, in which LibreOffice on Linux draws what it lacks
# (1.139 and 1.193 over the words of the shipped webinar).
FALLBACK_MARGIN = (1.14, 1.20)
# What lends the letters that a file lacks, as Office takes them from other fonts (brands/script_fonts.py), and a factor for
# each style: Georgia is wider than Times; the Arabic of DejaVu Sans, which LibreOffice may take, is wider than Noto Sans Arabic,
# which is wider than that of Arial and Times New Roman.
LENDERS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "Gelasio": (("LiberationSerif", 1.1, 1.2), ("NotoSansArabic", 1.05, 1.05), ("LiberationSans", 1.06, 1.06)),
    "LiberationSerif": (("NotoSansArabic", 1.05, 1.05), ("LiberationSans", 1.06, 1.06)),
    "": (("LiberationSans", 1.0, 1.0), ("NotoSansArabic", 1.05, 1.05), ("Carlito", 1.06, 1.06)),
}
_LENDING = {stem for lenders in LENDERS.values() for stem, _, _ in lenders}
UNKNOWN, PICTOGRAM = 0.7, 1.4  # of the size: the width of a letter, or of a small picture, that no file holds
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
    twin = face.family if face.family in _LENDING else TWINS.get(face.family.lower())
    margin = FALLBACK_MARGIN[face.bold]
    return SHIPPED / f"{twin or FALLBACK}-{style}.ttf", 1.0 if twin else margin


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
        self._face, self._folder = face, folder
        self._stem = path.stem.partition("-")[0]
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
            if not text or max(text) >= _FIRST_LENT:
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
        """Give the width of each character at a size; grid: points of a pixel that sizes and advances are rounded to.

        The width of a ligature is shared by its characters.
        """
        key = (text, size, grid)
        known = self._advances.get(key)
        if known is None:
            scale = (int(size / grid + 0.5) * grid if grid else size) / self._em * self.factor
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
            if len(self._advances) >= WIDTHS // 8:
                self._advances.clear()
            self._advances[key] = known
        return known

    @property
    def descent(self) -> float:
        """Return how far the font reaches below the baseline, of the size."""
        return float(-self._font.get_font_extents("ltr").descender / self._em)

    def _shape(self, text: str) -> list[tuple[int, int]]:
        """Give the advance and the first character of each glyph; letters that the font lacks are another's."""
        if not text:
            return []
        infos, positions = self._shaped(text)
        if all(info.codepoint for info in infos):
            return [(position.x_advance, info.cluster) for info, position in zip(infos, positions, strict=True)]
        found: list[tuple[int, int]] = []
        for start, stop, lender in self._segments(text):
            part = text[start:stop]
            if lender is None:
                found += [(_unlent(character, self._em), start + n) for n, character in enumerate(part)]
                continue
            ruler, factor = lender
            infos, positions = ruler._shaped(part)
            scale = factor / ruler._em * self._em / self.factor if ruler is not self else 1
            found += [
                (round(each.x_advance * scale), start + info.cluster)
                for info, each in zip(infos, positions, strict=True)
            ]
        return found

    def _shaped(self, text: str) -> tuple[Any, Any]:
        buffer = self._hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._hb.shape(self._font, buffer)
        return buffer.glyph_infos, buffer.glyph_positions

    def holds(self, character: str) -> bool:
        """True where the font has a glyph for a character, or it needs none."""
        glyph = self._font.get_nominal_glyph(ord(character))
        return glyph is not None or unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")

    def _segments(self, text: str) -> list[tuple[int, int, tuple[Ruler, float] | None]]:
        """Cut text where another font lends its letters: from, to, and the lender with its factor."""
        segments: list[tuple[int, int, tuple[Ruler, float] | None]] = []
        for number, character in enumerate(text):
            lender = self._lender(character)
            if segments and segments[-1][2] == lender:
                segments[-1] = (segments[-1][0], number + 1, lender)
            else:
                segments.append((number, number + 1, lender))
        return segments

    def _lender(self, character: str) -> tuple[Ruler, float] | None:
        """Find who holds a character: this font, one of the brand's folder, one that is shipped."""
        if self.holds(character):
            return self, 1.0
        if _is_wide(character):
            return None
        bold = self._face.bold
        for family in own_families(self._folder):
            lender = ruler(Face(family, bold), self._folder)
            if lender.holds(character):
                return lender, lender.factor
        for stem, plain, strong in LENDERS.get(self._stem, LENDERS[""]):
            lender = ruler(Face(stem, bold), "")
            if stem != self._stem and lender.holds(character):
                hebrew = "\u0590" <= character <= "\u05ff"  # never Georgia's own, so not wider than Times'
                return lender, 1.0 if hebrew else strong if bold else plain
        return None


_KERNED = "AFLPTVWYry"  # letters that kern with a space where any do
_FIRST_WIDE = "\u2e80"
_FIRST_LENT = "\u0370"  # below it, every font holds all letters


def _unlent(character: str, em: int) -> int:
    """Give the width of what no font holds: an ideograph is an em wide, a mark over a letter has none."""
    if _is_wide(character):
        return em
    if unicodedata.category(character) in ("Mn", "Cf"):
        return 0
    return round(em * (PICTOGRAM if character >= "\U0001f000" else UNKNOWN))


@lru_cache(maxsize=8)
def own_families(folder: str) -> tuple[str, ...]:
    """List the families of a brand's folder of fonts."""
    files = sorted(Path(folder).glob("*-Regular.?t?")) if folder else []
    return tuple(path.stem.removesuffix("-Regular") for path in files)


def is_held(character: str, folder: str = "") -> bool:
    """True where a font at hand holds a character, or its width is known without one."""
    return _is_wide(character) or is_at_hand(character, folder)


@lru_cache(maxsize=4096)
def is_at_hand(character: str, folder: str = "") -> bool:
    """True where a file at hand holds a character: one of the brand's folder, or one that is shipped."""
    families = (*own_families(folder), "Carlito", *(stem for stem, _, _ in LENDERS[""]))
    return any(ruler(Face(each), folder).holds(character) for each in families)


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
