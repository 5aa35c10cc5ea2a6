"""Pictures and films are there to their last byte, and shapes of pictures show one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.content.pictures.metafiles import emf_ends
from builder.content.pictures.private import PNG, Cleaned, Damaged, cleaned_gif, cleaned_jpeg, cleaned_png
from builder.ooxml.namespaces import A, P, R
from builder.ooxml.package import Package
from builder.ooxml.slide import Slide, shape_name
from builder.ooxml.units import number
from builder.ooxml.xml import UnreadableXml, editable

FACT = Fact(
    "picture-is-whole",
    "package",
    "error",
    "A picture whose data end early is shown in part, in grey, or as a red cross; a film does not play.",
    (
        "ISO/IEC 15948 (PNG: checksums, IEND)",
        "ISO/IEC 10918-1 (JPEG: EOI)",
        "GIF89a (trailer)",
        "[MS-EMF] 2.3.4.1",
        "ISO/IEC 14496-12, 4.2 (boxes of an MP4)",
    ),
    "put the picture in again",
    Example("picture", "all of a PNG", "its first half"),
    ("picture-is-sharp", "text-has-contrast", "part-is-reached"),
)


def _walked(walk: Callable[[bytes], Cleaned]) -> Callable[[bytes], bool]:
    def whole(data: bytes) -> bool:
        try:
            walk(data)
        except Damaged:
            return False
        return True

    return whole


def _svg_is_whole(data: bytes) -> bool:
    if data.startswith(b"\x1f\x8b"):
        return True  # packed: PowerPoint shows the PNG beside it
    try:
        editable(data)
    except UnreadableXml as error:
        return error.reason != "damaged"
    return True


def _film_is_whole(data: bytes) -> bool:
    """True where the boxes of an MP4 lead to its end, the index of its film among them."""
    place, kinds = 0, set()
    while place + 8 <= len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if length == 1:
            length = int.from_bytes(data[place + 8 : place + 16], "big")
        kinds.add(kind)
        place = len(data) if length == 0 else place + max(length, 8)
    return place == len(data) and b"moov" in kinds


_END_OF_PNG = b"\0\0\0\0IEND\xaeB`\x82"

# By content type: how it begins (what begins otherwise is told by another rule), and whether it is whole.
_WHOLE: dict[str, tuple[bytes, Callable[[bytes], bool]]] = {
    "image/png": (PNG, _walked(cleaned_png)),
    "image/jpeg": (b"\xff\xd8\xff", _walked(cleaned_jpeg)),
    "image/gif": (b"GIF8", _walked(cleaned_gif)),
    "image/x-emf": (b"\1\0\0\0", emf_ends),
    "image/bmp": (b"BM", lambda data: int.from_bytes(data[2:6], "little") <= len(data)),
    "image/webp": (b"RIFF", lambda data: int.from_bytes(data[4:8], "little") + 8 <= len(data)),
    "image/svg+xml": (b"", _svg_is_whole),
    "video/mp4": (b"", _film_is_whole),
}


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find shapes of pictures without a picture, and those of whose picture nothing is left."""
    for shape in slide.shapes(f"{P}pic"):
        fill = shape.find(f"{P}blipFill")
        blip = fill.find(f"{A}blip") if fill is not None else None
        if blip is None or not (blip.get(f"{R}embed") or blip.get(f"{R}link")):
            yield Fault("the shape has no picture, and shows a red cross", shape_name(shape))
            continue
        clear = blip.find(f"{A}alphaModFix")
        if clear is not None and number(clear.get("amt"), 100_000) < 1000:
            yield Fault("the picture is transparent as a whole", shape_name(shape))
        crop = fill.find(f"{A}srcRect")
        if crop is not None and any(number(crop.get(a)) + number(crop.get(b)) >= 100_000 for a, b in ("lr", "tb")):
            yield Fault("the picture is cropped away whole", shape_name(shape))
    for blip in slide.root.iter(f"{A}blip"):
        if blip.getparent().tag != f"{P}blipFill" and not (blip.get(f"{R}embed") or blip.get(f"{R}link")):
            yield Fault("a surface or the background is filled with no picture")
            return


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find pictures and films whose data end before their end, or contradict their checksums."""
    start, is_whole = _WHOLE.get(package.type_of(name), (b"", None))
    data = package.read(name) if is_whole is not None else b""
    if is_whole is None or not data.startswith(start) or is_whole(data):
        return
    if start == PNG and is_whole(data + _END_OF_PNG):
        yield Fault(f"{name} lacks its end, and perhaps its last lines", part=name, severity="warning")
    else:
        yield Fault(f"{name} is damaged: its data end early, or contradict their checksums", part=name)
