"""Pages as bytes and back: plain JSON, so that a store holds nothing that could be executed."""

from __future__ import annotations

import msgspec

from builder.pages.page import Page

_reader = msgspec.json.Decoder(Page)
_writer = msgspec.json.Encoder()


def packed(page: Page) -> bytes:
    """Return a page as bytes."""
    return _writer.encode(page)


def unpacked(data: bytes) -> Page:
    """Return the page that `packed` gave."""
    return _reader.decode(data)
