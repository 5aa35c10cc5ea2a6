"""Archives that begin alike: one head, made ready once, in files of their own."""

from __future__ import annotations

import hashlib
import io
import zipfile

from builder.storage.zip_writer import archived, deflate, head, inflate, segment, store, write_zip


def test_archives_that_share_a_head_are_whole_each() -> None:
    beginning = head([segment("brand.xml", deflate(b"brand" * 100)), segment("naïef.png", store(b"picture"))])
    for own in (b"one", b"two" * 50, b""):
        pieces = [*beginning.chunks, *archived(beginning, [segment("slide.xml", deflate(own))])]
        with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == ["brand.xml", "naïef.png", "slide.xml"]
            assert (archive.read("brand.xml"), archive.read("naïef.png")) == (b"brand" * 100, b"picture")
            assert archive.read("slide.xml") == own
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_digest_of_a_head_is_that_of_its_bytes() -> None:
    beginning = head([segment("a", store(b"a")), segment("b", deflate(b"b" * 99))])
    for _ in range(2):  # going on from it leaves it as it was
        digest, rest = beginning.digest.copy(), archived(beginning, [segment("c", store(b"c"))])
        for piece in rest:
            digest.update(piece)
        assert digest.hexdigest() == hashlib.sha256(b"".join([*beginning.chunks, *rest])).hexdigest()
    assert beginning.size == sum(len(chunk) for chunk in beginning.chunks)


def test_headers_say_what_appnote_asks() -> None:
    """Version 2.0, names in UTF-8 flagged where they are not ASCII, the first day of 1980, sizes of both."""
    archive = io.BytesIO()
    write_zip(archive, [("a.xml", deflate(b"text" * 50)), ("ü.png", store(b"picture"))])
    with zipfile.ZipFile(archive) as opened:
        text, picture = opened.infolist()
    assert (text.extract_version, text.create_version, text.create_system) == (20, 20, 0)
    assert (text.flag_bits, picture.flag_bits) == (0, 0x800)
    assert (text.compress_type, picture.compress_type) == (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
    assert (text.file_size, picture.file_size, picture.compress_size) == (200, 7, 7)
    assert text.compress_size == len(deflate(b"text" * 50).data) < 200
    assert text.date_time == picture.date_time == (1980, 1, 1, 0, 0, 0)
    assert (text.volume, text.internal_attr, text.external_attr, text.extra, text.comment) == (0, 0, 0, b"", b"")
    raw = archive.getvalue()
    assert raw[-2:] == bytes(2)


def test_members_come_back() -> None:
    for raw in (b"", b"x", bytes(range(256)) * 99):
        assert inflate(deflate(raw)) == inflate(store(raw)) == raw
    assert len(deflate(b"text" * 500, 9).data) <= len(deflate(b"text" * 500, 1).data)
