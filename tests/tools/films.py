"""Films for tests: the boxes of an MP4 that say what tracks it has."""

from __future__ import annotations


def box(kind: bytes, *contents: bytes) -> bytes:
    """Write a box (ISO/IEC 14496-12, 4.2)."""
    inside = b"".join(contents)
    return (8 + len(inside)).to_bytes(4, "big") + kind + inside


def track(number: int, handler: bytes, sample: bytes, chapters: int = 0) -> bytes:
    """Write a track by its handler and the format of its samples; chapters: the track that names its chapters."""
    head = box(b"tkhd", bytes(12) + number.to_bytes(4, "big") + bytes(64))
    names = box(b"tref", box(b"chap", chapters.to_bytes(4, "big"))) if chapters else b""
    entries = box(b"stsd", bytes(4), (1).to_bytes(4, "big"), box(sample, bytes(8)))
    media = box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(12)), box(b"minf", box(b"stbl", entries)))
    return box(b"trak", head, names, media)


def film(*tracks: bytes, before: bytes = b"") -> bytes:
    """Write a film of these tracks; before: what stands between its head and them."""
    return box(b"ftyp", b"mp42" + bytes(4) + b"mp42isom") + before + box(b"moov", box(b"mvhd", bytes(100)), *tracks)


PICTURES = track(1, b"vide", b"avc1")
SUBTITLES = track(2, b"sbtl", b"tx3g")
