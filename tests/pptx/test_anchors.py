"""The part that tells of a deck's build: pieces that are joined as they are."""

from __future__ import annotations

import zlib

import pytest

from builder.pptx.anchors import joined, loose_piece, piece
from builder.storage.zip_writer import inflate


@pytest.mark.parametrize("letters", [0, 1, 65_534, 65_535, 65_536, 200_001])
def test_pieces_in_a_row_are_their_texts_whichever_way_each_is_held(letters: int) -> None:
    long = "é" * (letters // 2) + "x" * (letters % 2)
    made = joined((loose_piece("<build>"), piece(long), loose_piece(long), piece("</build>")))
    raw = f"<build>{long}{long}</build>".encode()
    assert inflate(made) == raw
    assert (made.crc, made.size) == (zlib.crc32(raw), len(raw))
