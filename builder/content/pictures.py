"""Pictures that content names: found, read, bounded, and described."""

from __future__ import annotations

import hashlib
import re
import struct
import warnings
import zlib
from pathlib import Path
from typing import Any

from builder.diagnostics import Findings, Position
from builder.plan import ImageFile

MAX_BYTES = 40_000_000
MAX_SIDE = 12_000  # pixels; a slide at 4K shows 3,840
MAX_PIXELS = 60_000_000
RASTER_HIGHEST = 3200
RASTER_WIDTH = 1600  # pixels of the PNG drawn beside an SVG that has none
_PNG = b"\x89PNG\r\n\x1a\n"
_KINDS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "GIF": "gif"}


def rgba(image: Any) -> Any:
    """Give an opened picture with 8 bits a colour and transparency; Pillow would cut 16 bits off at white."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    return image.convert("RGBA")


def read_picture(path: Path, at: Position, findings: Findings, *, rasterise: bool = True) -> ImageFile | None:
    """Describe a picture; None (with a finding at the line that names it) where it does not serve."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        findings.add(
            "image-size",
            f"{path.name} is {size / 1e6:.0f} MB, {MAX_BYTES // 1_000_000} MB is the most",
            at,
            "make the picture smaller: 2000 pixels wide is enough for a slide",
        )
        return None
    data = path.read_bytes()
    if data[:400].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _read_svg(path, data, at, findings, rasterise)
    return _read_bitmap(path, data, at, findings)


def _read_bitmap(path: Path, data: bytes, at: Position, findings: Findings) -> ImageFile | None:
    if data.startswith(_PNG):
        return _read_png(path, data, at, findings)
    import io

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError:
        _too_many_pixels(path, "", at, findings)
        return None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        _unreadable(path, at, findings)
        return None
    width, height = image.size
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        _too_many_pixels(path, f"{width} x {height}", at, findings)
        return None
    if image.format not in _KINDS:
        findings.add(
            "image-kind",
            f"{path.name} is a {image.format} picture, which not every PowerPoint shows",
            at,
            "save it as PNG, JPEG or SVG",
        )
        return None
    try:
        if image.format == "JPEG" and not data.rstrip(b"\0").endswith(b"\xff\xd9"):
            raise OSError("cut off")
        turned = image.format == "JPEG" and image.getexif().get(0x0112, 1) != 1
        if not turned:
            image.verify()
    except (OSError, ValueError, SyntaxError):
        _unreadable(path, at, findings)
        return None
    if turned:
        return _turned(path, image)
    kind: Any = _KINDS[image.format]
    return ImageFile(str(path), hashlib.sha256(data).hexdigest(), kind, width, height)


def _read_png(path: Path, data: bytes, at: Position, findings: Findings) -> ImageFile | None:
    """Walk the chunks of a PNG (ISO/IEC 15948): size, checksums, end. Pillow takes longer to import."""
    width = height = place = 0
    ended = False
    place = len(_PNG)
    while place + 12 <= len(data) and not ended:
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, end = data[place + 4 : place + 8], place + 8 + length
        if end + 4 > len(data) or zlib.crc32(data[place + 4 : end]) != struct.unpack(">I", data[end : end + 4])[0]:
            break
        if kind == b"IHDR" and length >= 8:
            width, height = struct.unpack(">II", data[place + 8 : place + 16])
        ended = kind == b"IEND"
        place = end + 4
    if width and height and (max(width, height) > MAX_SIDE or width * height > MAX_PIXELS):
        _too_many_pixels(path, f"{width} x {height}", at, findings)
        return None
    if not (width and height and ended):
        _unreadable(path, at, findings)
        return None
    return ImageFile(str(path), hashlib.sha256(data).hexdigest(), "png", width, height)


def _turned(path: Path, image: Any) -> ImageFile:
    """Turn a photograph as its camera noted, which PowerPoint does not do."""
    import io

    from PIL import ImageOps

    stream = io.BytesIO()
    upright = ImageOps.exif_transpose(image)
    upright.save(stream, "JPEG", quality=92)
    data = stream.getvalue()
    return ImageFile(str(path), hashlib.sha256(data).hexdigest(), "jpeg", *upright.size, None, data)


def _read_svg(path: Path, data: bytes, at: Position, findings: Findings, rasterise: bool) -> ImageFile | None:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        _unreadable(path, at, findings)
        return None
    if etree.QName(root).localname != "svg":
        _unreadable(path, at, findings)
        return None
    foreign = "a document type" if b"<!DOCTYPE" in data or b"<!ENTITY" in data else _foreign_part(root)
    if foreign:
        findings.add(
            "image-kind", f"{path.name} holds {foreign}, which a deck cannot carry", at, "save it as plain SVG"
        )
        return None
    size = _svg_size(root)
    if size is None:
        findings.add("image-kind", f"{path.name} does not say how large it is", at, "give its root a viewBox")
        return None
    width, height = size
    fallback = _png_beside(path, width / height, at, findings)
    if fallback is None and rasterise:
        fallback = _rasterised(data, width, height)
    if fallback is None:
        _unreadable(path, at, findings)
        return None
    return ImageFile(
        str(path), hashlib.sha256(data).hexdigest(), "svg", max(round(width), 1), max(round(height), 1), fallback
    )


def _foreign_part(root: Any) -> str:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rsplit("}", 1)[-1]
        if name in ("script", "foreignObject"):
            return f"<{name}>"
        for key, value in element.attrib.items():
            if key.rsplit("}", 1)[-1] == "href" and not value.startswith(("#", "data:image/")):
                return f"a reference to {value[:60]}"
            if re.search(r"url\(\s*['\"]?(?!\s*['\"]?#)", value, re.I):
                return "a reference to another file"
        if name == "style" and re.search(r"@import|url\(\s*['\"]?(?!\s*['\"]?#)", element.text or "", re.I):
            return "a reference to another file"
    return ""


def _svg_size(root: Any) -> tuple[float, float] | None:
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    numbers = [re.match(r"^\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*$", root.get(side) or "") for side in ("width", "height")]
    try:
        if numbers[0] and numbers[1]:
            size = float(numbers[0][1]), float(numbers[1][1])
        else:
            size = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        return None
    return size if min(size) > 0 and max(size) / min(size) < 200 else None


def _png_beside(path: Path, ratio: float, at: Position, findings: Findings) -> ImageFile | None:
    """Take the PNG of the same name, which spares drawing it, where it has the same shape."""
    beside = path.with_suffix(".png")
    if not beside.is_file() or beside.is_symlink():
        return None
    found = read_picture(beside, at, findings)
    if found and abs(found.width / found.height - ratio) > 0.02 * ratio:
        findings.add(
            "image-twin",
            f"{beside.name} has another shape than {path.name}, and is not used",
            at,
            "export it again, or remove it",
            severity="warning",
        )
        return None
    return found


def _rasterised(data: bytes, width: float, height: float) -> ImageFile | None:
    import resvg_py

    wide = max(min(RASTER_WIDTH, round(RASTER_HIGHEST * width / height)), 1)
    try:
        drawn = bytes(resvg_py.svg_to_bytes(svg_string=data.decode("utf-8-sig"), width=wide, skip_system_fonts=True))
    except (ValueError, RuntimeError, UnicodeDecodeError):
        return None
    size = (wide, max(round(wide * height / width), 1))
    return ImageFile("", hashlib.sha256(drawn).hexdigest(), "png", *size, None, drawn)


def _unreadable(path: Path, at: Position, findings: Findings) -> None:
    findings.add("image-readable", f"{path.name} is damaged, or no picture", at, "export it again as PNG, JPEG or SVG")


def _too_many_pixels(path: Path, size: str, at: Position, findings: Findings) -> None:
    most = f"{MAX_SIDE} pixels a side and {MAX_PIXELS // 1_000_000} million in all are the most"
    message = f"{path.name} is {size} pixels; {most}" if size else f"{path.name} has too many pixels; {most}"
    findings.add("image-size", message, at, "make it smaller: 2000 pixels wide is enough for a slide")
