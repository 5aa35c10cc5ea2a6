"""A film: an online video with its poster, or a file inside the deck."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import Address, Plain, Say, optional, record
from builder.plan import (
    Block,
    Drawing,
    FilmFile,
    ImageFile,
    Picture,
    RichText,
    SlidePlan,
    TextStyle,
    Tile,
    Words,
    joined,
    words,
)
from builder.slide_kinds._base import CAPTION, LABEL_STRONG, DeckFacts, SlideKind
from builder.slide_kinds._online_video import player_address
from builder.slide_kinds._parts import short_address


@record
class Video(SlideKind):
    """A film with its poster, its length and a link that can be read and typed.

    `url` of YouTube, Vimeo or an .mp4 plays on the slide; any other page is opened by a click on its poster.
    `captions` names a file with captions, or says where they are.
    """

    ROLES: ClassVar[tuple[str, ...]] = ("video",)
    EXAMPLE: ClassVar[str] = """
kind: video
id: film
title: Kijk mee in een gemeente
url: https://example.org/film
poster: images/board.png
alt: Vier collega's bij een bord
duration_text: 15 minuten
description: Een team laat zien hoe het zijn werk opnieuw verdeelde.
"""

    url: Address | None = optional(
        "where the film is: on YouTube, Vimeo or as .mp4 it plays on the slide", translate=False
    )
    file: FilmFile | None = optional("a film's file (MP4), relative to the session", translate=False)
    poster: ImageFile | None = optional("a picture from the film", translate=False)
    alt: Plain | None = optional("what the poster shows; default the title")
    decorative: bool = optional("true where the poster tells nothing", False, translate=False)
    duration_text: RichText | None = optional("how long the film is")
    description: RichText | None = optional("what the film shows")
    captions: Plain | None = optional(
        "a file with captions (.vtt, .srt), or a word on where they are", translate=False, captions=True
    )

    def check_fields(self, say: Say) -> None:
        if bool(self.url) == bool(self.file):
            say("url", "video-source", "a video has url or file, one of the two")
        if self.alt and not self.poster:
            say("alt", "unused-field", "there is an alternative text here, but no poster")
        if self.file and not self.poster:
            say("file", "missing-field", "a film inside the deck needs a poster", "poster: a picture from the film")

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        address = str(self.url or "")
        blocks: list[Block | None] = [self._poster(deck, address), Words(self._words(deck, address), "body")]
        if self.poster:
            play = Tile(geometry="play", fill="accent", link=address, name="Play")
            blocks.append(Drawing(play, name="Play", slot="play"))
        return [self.slide(deck, "video", blocks)]

    def _poster(self, deck: DeckFacts, address: str) -> Block:
        title = self.heading(deck).plain
        if self.poster:
            alt = "" if self.decorative else str(self.alt or deck.labels["poster"].format(title=title))
            film = self.file or player_address(address)
            link = "" if film else address
            return Picture(self.poster, alt, fit="cover", slot="picture", video=film, link=link)
        style = TextStyle("lead", "on_primary", bold=True, align="center")
        tile = Tile(
            words(deck.labels["watch"], style, link=address), "rect", fill="primary", anchor="middle", name="Film"
        )
        return Drawing(tile, slot="picture", name="Film")

    def _words(self, deck: DeckFacts, address: str) -> RichText:
        parts = []
        if self.description:
            parts.append(self.description)
        watch = deck.labels["watch"]
        if self.duration_text:
            watch = f"{watch} ({self.duration_text.plain})"
        parts.append(words(watch, LABEL_STRONG, link=str(self.url or "")))
        if self.url:
            parts.append(words(short_address(address), CAPTION, link=address))
        if self.captions:
            parts.append(words(str(self.captions), CAPTION))
        return joined(parts).unmarked()
