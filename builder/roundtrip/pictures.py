"""Pictures of a deck as files of a session."""

from __future__ import annotations

_SIGNS = {
    b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"\x01\x00\x00\x00": ".emf",
    b"\xd7\xcd\xc6\x9a": ".wmf",
}  # fmt: skip


def extension_of(data: bytes) -> str:
    """Return the ending of a picture's file by how its bytes begin; "" for a sort that slides cannot show."""
    for sign, suffix in _SIGNS.items():
        if data.startswith(sign):
            return suffix
    return ".svg" if b"<svg" in data[:2000] else ""
