"""SVG drawings: read in any encoding, refused with what is active or lies elsewhere, sized, and drawn as a PNG."""

from __future__ import annotations

import re
import zlib
from copy import deepcopy
from pathlib import Path
from typing import Any

from builder.content.pictures.bounds import MAX_BYTES, Refused, too_many_bytes, unreadable
from builder.content.pictures.letters import lacking

RASTER_HIGHEST = 3200
RASTER_WIDTH = 1600  # pixels of the PNG drawn beside an SVG that has none
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0}  # fmt: skip
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.I)
_MOST = 200  # times wider than high
_SVG = "http://www.w3.org/2000/svg"
_OWN = {_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace", None}
# The fonts that text is measured with: files, no code, of a room above.
FONTS = Path(__file__).resolve().parents[2] / "fitting" / "font_files"
# Families as people name them, and the free ones of the same widths that lie there.
DRAWN_WITH = {
    "calibri": "Carlito", "carlito": "Carlito", "georgia": "Gelasio", "gelasio": "Gelasio",
    "arial": "Liberation Sans", "helvetica": "Liberation Sans", "arimo": "Liberation Sans", "liberation sans": "Liberation Sans",
    "times new roman": "Liberation Serif", "times": "Liberation Serif", "tinos": "Liberation Serif",
    "liberation serif": "Liberation Serif", "noto sans arabic": "Noto Sans Arabic",
    "courier new": "Liberation Mono", "courier": "Liberation Mono", "cousine": "Liberation Mono", "liberation mono": "Liberation Mono",
}  # fmt: skip
_GENERIC = {
    "sans-serif": "Liberation Sans", "serif": "Liberation Serif", "system-ui": "Liberation Sans", "ui-sans-serif": "Liberation Sans",
    "monospace": "Liberation Mono", "cursive": "Liberation Sans", "fantasy": "Liberation Sans", "inherit": "inherit",
}  # fmt: skip
_FAMILY = re.compile(r"(font-family\s*:\s*)((?:[^;}\"']|\"[^\"]*\"|'[^']*')+)", re.I)
_FONT = re.compile(
    r"(?:^|[;{\s])font\s*:[^;}]*?\d(?:px|pt|em|mm|%)(?:/[^\s;}]+)?\s+((?:[^;}\"']|\"[^\"]*\"|'[^']*')+)", re.I
)


def unzipped(path: Path, data: bytes) -> bytes:
    """Return a drawing that gzip packed (.svgz), or which is not packed, as it is. Raises Refused."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacking = zlib.decompressobj(31)
    try:
        made = unpacking.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        raise unreadable(path) from None
    if len(made) > MAX_BYTES:
        raise too_many_bytes(path, len(made))
    if not unpacking.eof:
        raise unreadable(path)
    return made


class Drawing:
    """An SVG that may go into a deck. Raises Refused."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._root = path, _parsed(path, data)
        found = _declared(self._root) or _foreign_part(self._root)
        if found:
            message = f"{path.name} holds {found}, which a deck cannot carry"
            raise Refused("image-kind", message, _without(found, path))
        size = _size(self._root)
        if size is None:
            raise Refused("image-kind", f"{path.name} does not say how large it is", "give its root a viewBox")
        self.width, self.height = size
        has_view = self._root.get("viewBox") is not None
        if not has_view:  # without one its contents do not grow with the place that it is shown in
            self._root.set("viewBox", f"0 0 {self.width:g} {self.height:g}")
        self.data = _plain(self._root, data, changed=not has_view)

    def letters_lacking(self) -> str:
        """Return the letters of its words that no font at hand holds: they vanish where the drawing is shown as PNG."""
        words = "".join("".join(each.itertext()) for each in self._root.iter(f"{{{_SVG}}}text", "text"))
        return lacking(words, FONTS)

    def drawn(self) -> tuple[bytes, int, int, list[str]]:
        """Return the drawing as PNG, its width and height, and the families that stand in for none at hand. Raises Refused."""
        import resvg_py
        from lxml import etree

        root = deepcopy(self._root)
        strange = _with_fonts_at_hand(root)
        root.set("width", f"{self.width:g}")  # in pixels: resvg does not know every unit
        root.set("height", f"{self.height:g}")
        wide = max(min(RASTER_WIDTH, round(RASTER_HIGHEST * self.width / self.height)), 1)
        try:
            made = bytes(
                resvg_py.svg_to_bytes(
                    svg_string=etree.tostring(root, encoding="unicode"),
                    width=wide,
                    dpi=96.0,  # of CSS; at 0, its default, a millimetre is nothing
                    skip_system_fonts=True,
                    font_dirs=[str(FONTS)] if _has_words(root) else [],
                    font_family="Liberation Serif",
                    serif_family="Liberation Serif",
                    sans_serif_family="Liberation Sans",
                    monospace_family="Liberation Sans",
                    cursive_family="Liberation Sans",
                    fantasy_family="Liberation Sans",
                )
            )
        except (ValueError, RuntimeError):
            raise unreadable(self._path, "SVG") from None
        return made, wide, max(int.from_bytes(made[20:24], "big"), 1), strange


def _without(part: str, path: Path) -> str:
    """Say how a drawing is saved without a part that a deck cannot carry."""
    if part == "<foreignObject>":
        return f"its words are set as a web page (draw.io, Mermaid): export it with words as SVG text, or as {path.stem}.png"
    if part.startswith("a reference to ") and part.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp")):
        return "embed the picture in the drawing (Inkscape: Extensions, Images, Embed), and save it as plain SVG"
    return "save it as plain SVG"


def _parsed(path: Path, data: bytes) -> Any:
    from lxml import etree

    for encoding in (None, "windows-1252"):  # the second where none is declared and it is not UTF-8
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, encoding=encoding)
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, LookupError, ValueError):
            continue
        if etree.QName(root).localname != "svg":
            break
        return root
    raise unreadable(path)


def _declared(root: Any) -> str:
    """Return what a document type declares that a drawing has no need of; a mere name of SVG is harmless."""
    subset = root.getroottree().docinfo.internalDTD
    return "entities of its own" if subset is not None and any(True for _ in subset.iterentities()) else ""


def _foreign_part(root: Any) -> str:
    from lxml import etree

    for element in root.iter():
        if element.tag is etree.Entity:
            return "entities"
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rsplit("}", 1)[-1]
        if name in ("script", "foreignObject"):
            return f"<{name}>"
        for key, value in element.attrib.items():
            if key.lower().startswith("on"):
                return f"a script ({key})"
            if key.rsplit("}", 1)[-1] == "href" and not value.startswith(("#", "data:image/")):
                return f"a reference to {value[:60]}"
            if re.search(r"url\(\s*['\"]?(?!\s*['\"]?#)", value, re.I):
                return "a reference to another file"
        if name == "style" and re.search(r"@import|url\(\s*['\"]?(?!\s*['\"]?#)", element.text or "", re.I):
            return "a reference to another file"
    return ""


def _size(root: Any) -> tuple[float, float] | None:
    """Return width and height in CSS pixels (SVG 2, 8.2 and 8.12); a percentage, or a missing side, follows the viewBox."""
    wide, high = (_length(root.get(side)) for side in ("width", "height"))
    box = [_length(each) for each in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())[2:4]]
    if (wide is None or high is None) and len(box) == 2 and box[0] and box[1]:
        if wide:
            high = wide * box[1] / box[0]
        elif high:
            wide = high * box[0] / box[1]
        else:
            wide, high = box
    if not wide or not high or max(wide, high) / min(wide, high) >= _MOST:
        return None
    return wide, high


def _length(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text or "")
    factor = _PIXELS.get(found[2].lower()) if found else None
    value = float(found[1]) * factor if found and factor else 0.0
    return value if 0 < value < 1e9 else None


def _plain(root: Any, data: bytes, *, changed: bool) -> bytes:
    """Return the drawing in UTF-8, without document type, comments, and what drawing programs note for themselves."""
    from lxml import etree

    tree = root.getroottree()
    document = tree.docinfo
    notes = [
        element
        for element in root.iter()
        if not isinstance(element.tag, str)
        or etree.QName(element).namespace not in _OWN
        or etree.QName(element).localname == "metadata"
    ]
    marks = [
        (element, key)
        for element in root.iter(etree.Element)
        for key in element.attrib
        if etree.QName(key).namespace not in _OWN
    ]
    around = root.getprevious() is not None or root.getnext() is not None
    plain = (document.encoding or "UTF-8").upper() in ("UTF-8", "ASCII", "US-ASCII") and not document.doctype
    if plain and not changed and not notes and not marks and not around:
        return data
    made = deepcopy(root)
    for element in list(made.iter()):
        foreign = not isinstance(element.tag, str) or etree.QName(element).namespace not in _OWN
        if (foreign or etree.QName(element).localname == "metadata") and element.getparent() is not None:
            _taken_out(element)
            continue
        if isinstance(element.tag, str):
            for key in [key for key in element.attrib if etree.QName(key).namespace not in _OWN]:
                del element.attrib[key]
    etree.cleanup_namespaces(made)
    written: bytes = etree.tostring(made, encoding="UTF-8", xml_declaration=True, with_tail=False)
    return written


def _taken_out(element: Any) -> None:
    """Take an element out; the words after it stay."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _has_words(root: Any) -> bool:
    return next(root.iter(f"{{{_SVG}}}text", "text"), None) is not None


def _with_fonts_at_hand(root: Any) -> list[str]:
    """Name the families that lie here instead of those asked for; return those that nothing has the widths of."""
    if not _has_words(root):
        return []
    strange: list[str] = []
    for element in root.iter(tag="*"):
        if element.get("font-family"):
            element.set("font-family", _at_hand(element.get("font-family"), strange))
        if element.get("style"):
            element.set("style", _style_at_hand(element.get("style"), strange))
        if element.tag in (f"{{{_SVG}}}style", "style") and element.text:
            element.text = _style_at_hand(element.text, strange)
    return sorted(set(strange))


def _style_at_hand(style: str, strange: list[str]) -> str:
    style = _FONT.sub(lambda found: found[0].replace(found[1], _at_hand(found[1], strange)), style)
    return _FAMILY.sub(lambda found: found[1] + _at_hand(found[2], strange), style)


def _at_hand(families: str, strange: list[str]) -> str:
    names = [name.strip().strip("'\"").strip() for name in families.split(",")]
    for number, name in enumerate(names):
        known = DRAWN_WITH.get(name.lower().removesuffix("mt").removesuffix("-")) or _GENERIC.get(name.lower())
        if known:
            if number:
                strange.append(names[0])
            return known if known == "inherit" else f"'{known}'"
    strange.append(names[0])
    return "'Liberation Sans'"
