"""A ZIP writer for members that are deflated already: raw copies, fixed dates, reproducible bytes.

The format is PKWARE's APPNOTE 6.3; only what an OPC package needs (no encryption, no ZIP64).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

STORED, DEFLATED = 0, 8
_DATE, _TIME = (1980 - 1980) << 9 | 1 << 5 | 1, 0  # 1980-01-01, as Office writes


class Member(NamedTuple):
    """The bytes of one file as they stand in the archive."""

    data: bytes
    crc: int
    size: int
    method: int


def deflate(raw: bytes, level: int = 4) -> Member:
    """Deflate a file's bytes; level 4 takes two thirds of the time of 6, for 2 % more bytes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Member(packer.compress(raw) + packer.flush(), zlib.crc32(raw), len(raw), DEFLATED)


def store(raw: bytes) -> Member:
    """Take bytes as they are: pictures and films, which deflating makes no smaller."""
    return Member(raw, zlib.crc32(raw), len(raw), STORED)


def inflate(member: Member) -> bytes:
    """Give a member's bytes back."""
    return member.data if member.method == STORED else zlib.decompress(member.data, -15)


def write_zip(stream: BinaryIO, members: Iterable[tuple[str, Member]]) -> None:
    """Write an archive; names are stored as UTF-8."""
    offset, directory, count = 0, [], 0
    for name, member in members:
        encoded = name.encode("utf-8")
        flags = 0 if encoded.isascii() else 0x800
        facts = struct.pack(
            "<HHHHHIIIHH",
            20,
            flags,
            member.method,
            _TIME,
            _DATE,
            member.crc,
            len(member.data),
            member.size,
            len(encoded),
            0,
        )
        stream.write(b"PK\3\4" + facts + encoded)
        stream.write(member.data)
        directory.append(
            b"PK\1\2" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, offset) + encoded
        )
        offset += 30 + len(encoded) + len(member.data)
        count += 1
    listing = b"".join(directory)
    stream.write(listing)
    stream.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), offset, 0))
