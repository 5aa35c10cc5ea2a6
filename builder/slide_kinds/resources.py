"""Further reading."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import Address, Code, Plain, Record, Say, needed, optional, record
from builder.languages.language import language_of
from builder.plan import (
    Drawing,
    Element,
    Flow,
    Image,
    ImageFile,
    Picture,
    RichText,
    Row,
    SlidePlan,
    TextStyle,
    Tile,
    joined,
    words,
)
from builder.slide_kinds._base import CAPTION, LABEL_STRONG, STRONG, TAG, DeckFacts, SlideKind

TALL = 58.0


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
    """Publications with cover or sign, title, authors and year; links lie under the titles."""

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
        tall = TALL if len(self.items) > 4 else {1: 150.0, 2: 140.0, 3: 88.0, 4: 68.0}[len(self.items)]
        rows = tuple(self._row(item, deck, tall) for item in self.items)
        two = len(rows) > 4
        flow = Flow(rows, columns=2 if two else 1, gap=36, row_gap=16 if two else 22)
        return [self.slide(deck, "canvas", [Drawing(flow, name="Resources", grow=1.25)])]

    def _row(self, item: Resource, deck: DeckFacts, tall: float) -> Element:
        title = item.title.styled(LABEL_STRONG if tall == TALL else STRONG)
        lines = [title.linked(str(item.url)) if item.url else title]
        facts = [
            part
            for part in (item.authors and item.authors.plain, item.year, item.publisher and item.publisher.plain)
            if part
        ]
        if facts:
            lines.append(words(language_of(deck.language).comma.join(str(fact) for fact in facts), CAPTION))
        if item.status:
            lines.append(item.status.styled(TAG))
        text = Tile(joined(lines), anchor="middle", share=1, name="Resource")
        return Row((self._sign(item, deck, tall), text), gap=24, share=1)

    def _sign(self, item: Resource, deck: DeckFacts, tall: float) -> Element:
        if item.cover:
            alt = "" if item.decorative else str(item.alt or deck.labels["cover"].format(title=item.title.plain))
            return Image(Picture(item.cover, alt, fit="cover"), size=tall * 3 / 4, cross=tall)
        letter = next((c for c in item.title.plain if c.isalnum()), "\u2022").upper()
        style = TextStyle("lead", "on_primary", heading_font=True, align="center")
        return Tile(
            words(letter, style), "rect", fill="primary", anchor="middle", size=tall * 3 / 4, cross=tall, name="Sign"
        )
