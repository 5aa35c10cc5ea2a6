"""Windows metafiles (EMF, WMF), which PowerPoint shows as they are: checked for their end, their size read."""

from __future__ import annotations

import struct
from pathlib import Path

from builder.content.pictures.bounds import Refused, unreadable

_DOTS = 96  # pixels an inch
_END_OF_EMF = 14
_MOST = 200  # times wider than high


def emf_size(path: Path, data: bytes) -> tuple[int, int]:
    """Return width and height of an EMF in pixels, by its frame ([MS-EMF] 2.3.4.2: hundredths of a millimetre). Raises Refused."""
    if len(data) < 88 or struct.unpack_from("<I", data, 48)[0] > len(data) or not _ends(data):
        raise unreadable(path, "EMF")
    left, top, right, bottom = struct.unpack_from("<4i", data, 24)
    return _pixels(path, "EMF", (right - left) / 2540, (bottom - top) / 2540)


def _ends(data: bytes) -> bool:
    """True where the records of an EMF lead to its end record."""
    place = 0
    while place + 8 <= len(data):
        kind, length = struct.unpack_from("<II", data, place)
        if length < 8 or length % 4 or place + length > len(data):
            return False
        if kind == _END_OF_EMF:
            return True
        place += length
    return False


def wmf_size(path: Path, data: bytes) -> tuple[int, int]:
    """Return width and height of a WMF in pixels, by its placeable header ([MS-WMF] 2.3.2.3). Raises Refused."""
    if not data.startswith(b"\xd7\xcd\xc6\x9a"):
        raise Refused(
            "image-kind",
            f"{path.name} is a WMF picture that does not say how large it is",
            "save it as EMF, SVG or PNG",
        )
    if len(data) < 40 or 22 + 2 * struct.unpack_from("<I", data, 28)[0] > len(data):
        raise unreadable(path, "WMF")
    left, top, right, bottom, inch = struct.unpack_from("<4hH", data, 6)
    return _pixels(path, "WMF", (right - left) / (inch or 1440), (bottom - top) / (inch or 1440))


def _pixels(path: Path, kind: str, wide: float, high: float) -> tuple[int, int]:
    if min(wide, high) <= 0 or max(wide, high) / min(wide, high) > _MOST:
        raise unreadable(path, kind)
    return max(round(wide * _DOTS), 1), max(round(high * _DOTS), 1)
