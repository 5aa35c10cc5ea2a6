"""Captions inside films: a track of text counts, titles of chapters do not, and no bytes break the reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.captions import holds_captions, names_captions
from tests.tools.films import PICTURES, SUBTITLES, box, film, track
from tests.tools.projects import SmallProject, png


@pytest.mark.parametrize(
    ("handler", "sample"),
    [(b"sbtl", b"tx3g"), (b"text", b"wvtt"), (b"subt", b"stpp"), (b"clcp", b"c608"), (b"text", b"text")],
)
def test_a_track_of_text_is_captions(handler: bytes, sample: bytes) -> None:
    assert holds_captions(film(PICTURES, track(2, handler, sample)))


def test_titles_of_chapters_are_no_captions() -> None:
    chapters = track(2, b"text", b"text")
    assert not holds_captions(film(track(1, b"vide", b"avc1", chapters=2), chapters))
    assert holds_captions(film(track(1, b"vide", b"avc1", chapters=2), chapters, track(3, b"sbtl", b"tx3g")))


def test_pictures_alone_are_no_captions() -> None:
    assert not holds_captions(film(PICTURES, track(2, b"soun", b"mp4a")))
    assert holds_captions(film(PICTURES, SUBTITLES, before=box(b"mdat", bytes(100_000))))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_film_that_ends_early_or_lies_is_read(rubbish: bytes, end: int) -> None:
    holds_captions(rubbish)
    holds_captions(film(PICTURES, SUBTITLES)[:end] + rubbish)


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("film.srt", True),
        ("uitgetypt.docx", True),
        ("ondertiteling aan in de speler", False),
        ("zie https://e.org/o.vtt", False),
    ],
)
def test_names_of_files_are_told_from_words(text: str, is_name: bool) -> None:
    assert names_captions(text) is is_name


@pytest.mark.parametrize(("more", "told"), [(SUBTITLES, []), (b"", ["media-has-text"])])
def test_a_film_with_subtitles_needs_no_others(project: SmallProject, more: bytes, told: list[str]) -> None:
    slide = "- {kind: video, id: v, title: F, file: film.mp4, poster: p.png, decorative: true}\n"
    deck = project.files({"film.mp4": film(PICTURES, more), "p.png": png()}).write(slide).deck()
    found = project.run("verify", "--json", deck).findings
    assert [each["rule"] for each in found if each["rule"] == "media-has-text"] == told
