"""A video plays from the address of its site's player, and captions that are named are there."""

from __future__ import annotations

import pytest

from builder.slide_kinds._online_video import player_address
from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject, png

TUBE = "https://www.youtube.com/embed/dQw4w9WgXcQ?"
VIMEO = "https://player.vimeo.com/video/76979871?"
PLAYERS = {
    "https://youtu.be/dQw4w9WgXcQ": f"{TUBE}feature=oembed",
    "https://youtu.be/dQw4w9WgXcQ?t=30": f"{TUBE}start=30&feature=oembed",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s": f"{TUBE}start=90&feature=oembed",
    "https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ": f"{TUBE}feature=oembed",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ": f"{TUBE}feature=oembed",
    "https://www.youtube.com/live/dQw4w9WgXcQ?si=x": f"{TUBE}feature=oembed",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5&feature=oembed",
    "https://vimeo.com/76979871": f"{VIMEO}app_id=122963",
    "https://vimeo.com/76979871/8272103f6e#t=20s": f"{VIMEO}h=8272103f6e&app_id=122963#t=20s",
    "https://player.vimeo.com/video/76979871?h=8272103f6e": f"{VIMEO}h=8272103f6e&app_id=122963",
    "https://example.org/film.mp4?x=1": "https://example.org/film.mp4?x=1",
    "https://www.youtube.com/@gemeente": "",
    "https://youtu.be/abc": "",
    "https://vimeo.com/gemeente": "",
    "https://notyoutube.com/watch?v=dQw4w9WgXcQ": "",
    "https://example.org/film": "",
}  # fmt: skip


@pytest.mark.parametrize("address", PLAYERS)
def test_an_address_has_a_player_or_none(address: str) -> None:
    assert player_address(address) == PLAYERS[address]


@pytest.mark.parametrize(
    ("address", "kind"), [("https://youtu.be/dQw4w9WgXcQ", "video"), ("https://example.org/film", "hyperlink")]
)
def test_a_poster_plays_or_links(address: str, kind: str, project: SmallProject) -> None:
    slide = f"- {{kind: video, id: film, title: Film, url: '{address}', poster: p.png, description: Een film.}}\n"
    deck = DeckFile(project.write(slide, **{"p.png": png()}).deck())
    found = {(rel.type.rpartition("/")[2], rel.target) for rel in deck.relationships(deck.slide_parts[0]).values()}
    assert (kind, player_address(address) or address) in found
    assert ("video" in {each for each, _ in found}) == (kind == "video")


CAPTIONS = {
    "goed.vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\nHallo\n", ""),
    "goed.srt": ("1\r\n00:00:01,000 --> 00:00:02,000\r\nHallo\r\n", ""),
    "kop.vtt": ("00:01.000 --> 00:02.000\nHallo\n", "captions-form"),
    "komma.vtt": ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHallo\n", "captions-form"),
    "punt.srt": ("1\n00:00:01.000 --> 00:00:02.000\nHallo\n", "captions-form"),
    "terug.srt": ("1\n00:00:03,000 --> 00:00:02,000\nHallo\n", "captions-form"),
    "leeg.srt": ("", "captions-form"),
    "weg.srt": (None, "captions-exists"),
    "Druk op CC in de speler": (None, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CAPTIONS)
def test_captions_are_there_and_well_formed(name: str, project: SmallProject) -> None:
    text, rule = CAPTIONS[name]
    slide = f"- kind: video\n  id: film\n  title: Film\n  url: https://youtu.be/dQw4w9WgXcQ\n  captions: {name}\n"
    made = project.write(slide, **({name: text} if text is not None else {})).run("check", "--json", "proef")
    found = [(each["rule"], each["line"]) for each in made.findings if each["rule"].startswith("captions")]
    assert [each for each, _ in found] == ([rule] if rule else [])
    assert len({line for _, line in found}) <= 1
