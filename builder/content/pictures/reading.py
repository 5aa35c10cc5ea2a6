"""A picture file read: what it is, what of it may leave, and what PowerPoint shows of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from builder.content.pictures import animation, bitmaps, formats, metafiles, private
from builder.content.pictures.bounds import MAX_BYTES, Refused, check_pixels, too_many_bytes, unreadable
from builder.content.pictures.svg import Drawing, unzipped
from builder.diagnostics import Findings, Position
from builder.plan import ImageFile

_CONVERTED = ("WEBP", "AVIF", "HEIC", "TIFF", "BMP", "ICO")
_WALKS: dict[str, Any] = {"PNG": private.cleaned_png, "JPEG": private.cleaned_jpeg, "GIF": private.cleaned_gif}


def read_picture(path: Path, at: Position, findings: Findings, *, rasterise: bool = True) -> ImageFile | None:
    """Describe a picture; None (with a finding at the line that names it) where it does not serve."""
    try:
        return _read(path, at, findings, rasterise)
    except Refused as refused:
        refused.tell(at, findings)
    except OSError as error:  # gone since it was found, or not ours to read
        reason = error.strerror or type(error).__name__
        findings.add(
            "image-readable", f"{path.name} cannot be read: {reason}", at, "see that the file is there and may be read"
        )
    return None


def _read(path: Path, at: Position, findings: Findings, rasterise: bool) -> ImageFile:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise too_many_bytes(path, size)
    data = path.read_bytes()
    kind = formats.format_of(data)
    if kind in ("SVG", "gzip"):
        return _read_svg(path, data, at, findings, rasterise)
    if kind in _WALKS:
        return _read_common(path, data, kind, at, findings)
    if kind in _CONVERTED:
        return _made(path, *bitmaps.converted(path, data, kind, at, findings))
    if kind in ("EMF", "WMF"):
        wide, high = (metafiles.emf_size if kind == "EMF" else metafiles.wmf_size)(path, data)
        check_pixels(path, wide, high)
        return ImageFile(str(path), hashlib.sha256(data).hexdigest(), "emf" if kind == "EMF" else "wmf", wide, high)
    if kind in formats.NO_PICTURES:
        article = "an" if kind[0] in "EoM" else "a"
        hint = formats.HOW_TO_GET.get(kind, "save it as PNG, JPEG or SVG")
        raise Refused("image-kind", f"{path.name} is {article} {kind} file, and no picture", hint)
    if kind:
        message = f"{path.name} is a {kind} picture, which PowerPoint does not show"
        raise Refused("image-kind", message, "save it as PNG, JPEG or SVG")
    raise unreadable(path)


def _read_common(path: Path, data: bytes, kind: str, at: Position, findings: Findings) -> ImageFile:
    """Take PNG, JPEG and GIF without opening them, where nothing has to be turned; Pillow takes longer to import."""
    try:
        clean = _WALKS[kind](data)
    except private.Damaged:
        raise unreadable(path, kind) from None
    check_pixels(path, clean.width, clean.height)
    if clean.orientation != 1 or clean.colours == 4:
        return _made(path, *bitmaps.converted(path, data, kind, at, findings))
    if kind == "PNG" and (frames := _frames_of_png(data)) > 1:
        bitmaps.tell_of_frames(path, frames, "frames", at, findings)
    if kind == "GIF":
        animation.tell_movement(path.name, bitmaps.opened(path, data, kind), at, findings)
    name: Any = kind.lower()
    drawn = None if clean.data is data else clean.data
    return ImageFile(str(path), hashlib.sha256(clean.data).hexdigest(), name, clean.width, clean.height, None, drawn)


def _frames_of_png(data: bytes) -> int:
    """Return how many pictures an animated PNG holds (PNG 3, 11.3.6): its `acTL` stands before the first data."""
    place = data.find(b"acTL", 0, data.find(b"IDAT") % len(data)) if b"IDAT" in data else -1
    return int.from_bytes(data[place + 4 : place + 8], "big") if place > 0 else 1


def _made(path: Path, kind: Any, data: bytes, width: int, height: int) -> ImageFile:
    return ImageFile(str(path), hashlib.sha256(data).hexdigest(), kind, width, height, None, data)


def _read_svg(path: Path, packed: bytes, at: Position, findings: Findings, rasterise: bool) -> ImageFile:
    drawing = Drawing(path, unzipped(path, packed))
    fallback = _png_beside(path, drawing.width / drawing.height, at, findings)
    if fallback is None and rasterise:
        data, wide, high, strange = drawing.drawn()
        fallback = ImageFile("", hashlib.sha256(data).hexdigest(), "png", wide, high, None, data)
        if strange:
            _tell_of_fonts(path, strange, at, findings)
        if letters := drawing.letters_lacking():
            _tell_of_letters(path, letters, at, findings)
    if fallback is None:
        raise unreadable(path)
    width, height = max(round(drawing.width), 1), max(round(drawing.height), 1)
    digest = hashlib.sha256(drawing.data).hexdigest()
    own = None if drawing.data is packed else drawing.data
    return ImageFile(str(path), digest, "svg", width, height, fallback, own)


def _tell_of_fonts(path: Path, families: list[str], at: Position, findings: Findings) -> None:
    names = ", ".join(f"'{each}'" for each in families)
    findings.add(
        "image-font",
        f"words of {path.name} are set in {names}, which is not at hand; where SVG is not shown they stand in another font",
        at,
        f"turn words into paths, or lay {path.with_suffix('.png').name} beside it",
        severity="warning",
    )


def _tell_of_letters(path: Path, letters: str, at: Position, findings: Findings) -> None:
    findings.add(
        "image-font",
        f"{letters[:20]} of {path.name} is in no font at hand; where SVG is not shown it is left out",
        at,
        f"turn words into paths, or lay {path.with_suffix('.png').name} beside it",
        severity="warning",
    )


def _png_beside(path: Path, ratio: float, at: Position, findings: Findings) -> ImageFile | None:
    """Take the PNG of the same name, which spares drawing it, where it has the same shape."""
    beside = path.with_suffix(".png")
    if beside == path or not beside.is_file() or beside.is_symlink():
        return None
    found = _read(beside, at, findings, rasterise=False)
    if abs(found.width / found.height - ratio) > 0.02 * ratio:
        findings.add(
            "image-twin",
            f"{beside.name} has another shape than {path.name}, and is not used",
            at,
            "export it again, or remove it",
            severity="warning",
        )
        return None
    return found
