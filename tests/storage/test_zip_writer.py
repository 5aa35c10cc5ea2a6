"""Archives that begin alike: one head, made ready once, in files of their own."""

from __future__ import annotations

import hashlib
import io
import zipfile

from builder.storage.zip_writer import archived, deflate, head, segment, store


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
