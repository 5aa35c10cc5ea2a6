"""Further reading."""

from __future__ import annotations

import re
from typing import ClassVar

from builder.content.fields import Address, Code, Plain, Record, Say, needed, optional, record
from builder.languages.language import language_of
from builder.plan import (
    Drawing,
    Element,
    Flow,
    Image,
    ImageFile,
    Layers,
    Picture,
    RichText,
    Row,
    SlidePlan,
    Stack,
    TextStyle,
    Tile,
    joined,
    words,
)
from builder.slide_kinds._base import CAPTION, LABEL, LABEL_STRONG, SMALL, STRONG, TAG, DeckFacts, SlideKind
from builder.slide_kinds._parts import icon_tile, short_address

TALL, COVER, SIGN = 58.0, 160.0, 72.0  # points of height: beside words, above them, of a sign
FEW = 4  # that are cards
TALLEST = 2.2  # times the height that the words of cards need
LAWS = ("wetten.", "legifrance", "eur-lex", "gesetze", "legislation", "overheid.nl")
FILMS = ("youtu", "vimeo", "npo")
_ISSUE = re.compile(r"\d+\s*\(\d+\)|\d+\s*[-–]\s*\d+")  # the number and the pages of a journal


@record
class Resource(Record):
    """A book, article or site."""

    CALLED: ClassVar[str] = "a resource"
    title: RichText = needed("its title")
    authors: RichText | None = optional("who wrote it")
    year: Code | None = optional("when it appeared", translate=False)
    publisher: RichText | None = optional("where it appeared")
    url: Address | None = optional("where to find it", translate=False)
    cover: ImageFile | None = optional("a picture of its cover", translate=False)
    alt: Plain | None = optional("what the cover shows; default names the title")
    decorative: bool = optional("true where the cover tells nothing", False, translate=False)
    status: RichText | None = optional("such as: announced")

    def check(self, say: Say) -> None:
        if self.alt and not self.cover:
            say("alt", "unused-field", "there is an alternative text here, but no cover")


@record
class Resources(SlideKind):
    """Publications with cover or sign, title, authors and year; links lie under the titles, or stand there."""

    EXAMPLE: ClassVar[str] = """
kind: resources
id: lezen
title: Verder lezen
items:
  - {title: Op weg naar nieuwe fabrieken en kantoren, authors: De Sitter, year: 1981, publisher: Kluwer}
  - {title: Werkboek goed werk, authors: Bureau Morgen (verzonnen), year: 2027, status: verwacht, cover: images/board.png}
"""

    items: list[Resource] = needed("what to read", at_least=1)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        if len(self.items) <= FEW:
            return [self.slide(deck, "canvas", [self._cards(deck)])]
        rows = tuple(self._row(item, deck, LABEL_STRONG, CAPTION) for item in self.items)
        flow = Flow(rows, columns=2, gap=36, row_gap=16)
        return [self.slide(deck, "canvas", [Drawing(flow, name="Resources", grow=1.25)])]

    def _cards(self, deck: DeckFacts) -> Drawing:
        """Draw a few as cards side by side: cover or sign, title, what else is known."""
        count = len(self.items)
        high = COVER if any(item.cover for item in self.items) else SIGN
        columns = count if count < 4 else 2
        cards = tuple(self._card(item, deck, high if count < 4 else min(high, TALL + 20)) for item in self.items)
        bands = tuple(
            Layers(
                (Tile(fill="surface", name="Card"), Row((Tile(size=10), self._row(item, deck, STRONG, LABEL)))), share=1
            )
            for item in self.items
        )
        if count == 1:
            cards, columns = (*cards, Tile(share=1)), 2
        flow = Flow(cards, columns, gap=18, row_gap=18, row_share=1, sinks=count < 4)
        return Drawing(
            flow,
            name="Resources",
            grow=TALLEST,
            larger=4 if count < 4 else 0,
            anchor="middle",
            instead=Stack(bands, gap=12),
        )

    def _card(self, item: Resource, deck: DeckFacts, high: float) -> Element:
        sign = Row((Tile(size=16), self._sign(item, deck, high), Tile(share=1)), align="top")
        text = Tile(
            self._lines(item, deck, STRONG, LABEL if len(self.items) < 4 else CAPTION),
            inset=(16, 12, 14, 14),
            share=1,
            name="Resource",
        )
        inner = Stack((Tile(size=16), Stack((sign,), size=high), text))
        return Layers((Tile(fill="surface", name="Card"), inner), share=1)

    def _row(self, item: Resource, deck: DeckFacts, style: TextStyle, fact: TextStyle) -> Element:
        text = Tile(self._lines(item, deck, style, fact), anchor="middle", share=1, name="Resource")
        return Row((self._sign(item, deck, TALL), text), gap=24, share=1)

    def _lines(self, item: Resource, deck: DeckFacts, style: TextStyle, fact: TextStyle) -> RichText:
        title = item.title.styled(style)
        shown = (
            item.url and style is STRONG
        )  # LibreOffice breaks linked words anywhere: large titles have their address under them
        lines = [title.linked(str(item.url)) if item.url and not shown else title]
        facts = [
            part
            for part in (item.authors and item.authors.plain, item.year, item.publisher and item.publisher.plain)
            if part
        ]
        if facts:
            lines.append(words(language_of(deck.language).comma.join(map(str, facts)), fact))
        if item.status:
            lines.append(item.status.styled(TAG))
        if shown:
            lines.append(words(short_address(str(item.url)), SMALL, link=str(item.url)))
        return joined(lines)

    def _sign(self, item: Resource, deck: DeckFacts, tall: float) -> Element:
        """Draw the cover, or a sign of the medium."""
        if item.cover:
            alt = "" if item.decorative else str(item.alt or deck.labels["cover"].format(title=item.title.plain))
            return Image(Picture(item.cover, alt, fit="cover"), size=tall * 3 / 4, cross=tall)
        side = min(tall, SIGN)
        return icon_tile(medium(item), side if tall > TALL else side * 3 / 4)


def medium(item: Resource) -> str:
    """Return the icon of what a resource is, told by its address and by who made it: a law, a film, an article, a book, a site."""
    host = str(item.url or "").partition("//")[2].partition("/")[0].lower()
    if any(name in host for name in LAWS):
        return "scale"
    if any(name in host for name in FILMS):
        return "film"
    if host and (host.startswith(("doi.", "dx.doi.")) or str(item.url).lower().endswith(".pdf")):
        return "file-text"
    if item.authors or item.publisher:
        return "newspaper" if _ISSUE.search(item.publisher.plain if item.publisher else "") else "book"
    return "globe" if host else "book"
