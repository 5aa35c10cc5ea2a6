"""Pictures without what their makers left in them: places, names, devices, times, comments and small copies.

What decides how a picture looks stays: colour profiles, gamma, density, transparency, animation.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import NamedTuple

PNG = b"\x89PNG\r\n\x1a\n"
_PNG_STAYS = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD",
    b"pHYs", b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_SCAN, _END = 0xDA, 0xD9
_SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}  # frame headers
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a marker that is neither stuffing nor a restart
_ORIENTATION = 0x0112
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class Damaged(Exception):
    """A picture whose data end early or contradict themselves."""


class Cleaned(NamedTuple):
    """A picture's bytes as they may leave, and what was read on the way."""

    data: bytes
    width: int
    height: int
    colours: int = 3  # channels of a JPEG
    orientation: int = 1  # as a camera noted it, 1 to 8


def cleaned_png(data: bytes) -> Cleaned:
    """Walk the chunks of a PNG (ISO/IEC 15948): size, checksums, end. Raises Damaged."""
    width = height = 0
    place = len(PNG)
    stays = [PNG]
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind, end = data[place + 4 : place + 8], place + 8 + length
        if end + 4 > len(data) or zlib.crc32(data[place + 4 : end]) != struct.unpack_from(">I", data, end)[0]:
            raise Damaged
        if kind == b"IHDR" and length >= 8:
            width, height = struct.unpack_from(">II", data, place + 8)
        if kind in _PNG_STAYS:
            stays.append(data[place : end + 4])
        place = end + 4
        if kind == b"IEND":
            if not (width and height):
                raise Damaged
            made = b"".join(stays)
            return Cleaned(data if len(made) == len(data) else made, width, height)
    raise Damaged


def cleaned_jpeg(data: bytes) -> Cleaned:
    """Walk the segments of a JPEG (ISO/IEC 10918-1) to its end; what follows (a film, a second picture) goes. Raises Damaged."""
    place = 2
    width = height = colours = 0
    orientation = 1
    stays = [data[:2]]
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise Damaged
        marker = data[place + 1]
        if marker == 0xFF:  # fill
            place += 1
            continue
        if marker == _END:
            break
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : end]
        if end > len(data):
            raise Damaged
        if marker in _SIZES and len(body) >= 6:
            height, width, colours = (*struct.unpack_from(">HH", body, 1), body[5])
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            orientation = _noted_orientation(body[6:])
        if marker == _SCAN:
            found = _AFTER_SCAN.search(data, end)
            if found is None:
                raise Damaged
            end = found.start()
        stays.append(_segment(marker, body, data[place:end]))
        place = end
    if data[place : place + 2] != b"\xff\xd9" or not (width and height):
        raise Damaged
    made = b"".join((*stays, b"\xff\xd9"))
    return Cleaned(data if len(made) == len(data) else made, width, height, colours, orientation)


def _segment(marker: int, body: bytes, whole: bytes) -> bytes:
    """Return a segment as it may leave: of the application's own, density, profile and Adobe's colour transform stay."""
    if marker == 0xFE:  # a comment
        return b""
    if not 0xE0 <= marker <= 0xEF:
        return whole
    if marker == 0xE0 and body.startswith(b"JFIF\0") and len(body) >= 14:
        return b"\xff\xe0\0\x10" + body[:12] + b"\0\0"  # without its small copy
    stays = (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and body.startswith(b"Adobe"))
    return whole if stays else b""


def _noted_orientation(tiff: bytes) -> int:
    """Read the orientation from EXIF (CIPA DC-008, 4.6.4); 1 where it is not noted."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    if start + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for at in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind = struct.unpack_from(f"{order}HH", tiff, at)
        if tag == _ORIENTATION and kind == 3:
            (value,) = struct.unpack_from(f"{order}H", tiff, at + 8)
            return int(value) if 1 <= value <= 8 else 1
    return 1


def cleaned_gif(data: bytes) -> Cleaned:
    """Walk the blocks of a GIF (GIF89a, appendix A): comments and programs' own blocks go. Raises Damaged."""
    if len(data) < 13:
        raise Damaged
    width, height = struct.unpack_from("<HH", data, 6)
    place = 13 + _table(data[10])
    stays = [data[:place]]
    while place < len(data):
        start, kind = place, data[place]
        if kind == 0x3B:
            made = b"".join((*stays, b";"))
            return Cleaned(data if len(made) == len(data) else made, width, height)
        if kind == 0x21 and place + 2 < len(data):
            label = data[place + 1]
            name = data[place + 3 : place + 14]
            place = _past_blocks(data, place + 2)
            if label == 0xF9 or (label == 0xFF and name in _LOOPS):
                stays.append(data[start:place])
        elif kind == 0x2C and place + 9 < len(data):
            place = _past_blocks(data, place + 10 + _table(data[place + 9]) + 1)
            stays.append(data[start:place])
        else:
            raise Damaged
    raise Damaged


def _table(flags: int) -> int:
    """Return the bytes of a colour table."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _past_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += data[place] + 1
    if place >= len(data):
        raise Damaged
    return place + 1
