"""Two to six pictures of equal size."""

from __future__ import annotations

from typing import ClassVar

from builder.content.fields import Plain, Record, Say, needed, optional, record
from builder.plan import Drawing, Element, ImageFile, Picture, RichText, Row, SlidePlan, Stack, Tile
from builder.plan import Image as ImageElement
from builder.slide_kinds._base import LABEL, LABEL_STRONG, DeckFacts, SlideKind
from builder.slide_kinds._records import check_alt

TALLEST = 1.3  # times the height that whole pictures need: more would cut off more of them


@record
class GalleryImage(Record):
    """One picture of a gallery."""

    CALLED: ClassVar[str] = "a picture of a gallery"
    image: ImageFile = needed("the picture", translate=False)
    alt: Plain | None = optional("what the picture tells")
    decorative: bool = optional("true where the picture tells nothing", False, translate=False)
    caption: RichText | None = optional("a line with the picture")

    def check(self, say: Say) -> None:
        check_alt(say, self.image, self.alt, self.decorative)


@record
class Gallery(SlideKind):
    """Equal tiles with captions on one line."""

    EXAMPLE: ClassVar[str] = """
kind: gallery
id: drie-plekken
title: Drie plekken waar het begon
images:
  - {image: images/desk.png, alt: Een bureau, caption: Aan het bureau}
  - {image: images/board.png, alt: Een bord met briefjes, caption: Bij het bord}
  - {image: images/shelf.png, alt: Een winkelschap, caption: In de winkel}
"""

    images: list[GalleryImage] = needed("two to six pictures", at_least=2, at_most=6)

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        columns = {2: 2, 3: 3, 4: 4, 5: 3, 6: 3}[len(self.images)]
        rows: list[Element] = []
        for start in range(0, len(self.images), columns):
            row = self.images[start : start + columns]
            fill = [Tile(share=1)] * (columns - len(row))
            pictures = [ImageElement(_picture(each), share=1, whole=True) for each in row]
            rows.append(
                Stack((Row((*pictures, *fill), gap=24, share=1), *self._captions(row, columns)), gap=8, share=1)
            )
        root = Stack(tuple(rows), gap=18)
        return [self.slide(deck, "canvas", [Drawing(root, name="Gallery", grow=TALLEST, anchor="middle")])]

    @staticmethod
    def _captions(row: list[GalleryImage], columns: int) -> tuple[Row, ...]:
        """Return the captions of a row, all as high as the highest, so that its pictures are equal."""
        if not any(each.caption for each in row):
            return ()
        style = LABEL_STRONG if columns == 4 else LABEL
        tiles = [
            Tile(each.caption.styled(style) if each.caption else RichText(()), share=1, name="Caption") for each in row
        ]
        return (Row((*tiles, *[Tile(share=1)] * (columns - len(row))), gap=24, align="top"),)


def _picture(each: GalleryImage) -> Picture:
    return Picture(each.image, str(each.alt or ""), fit="cover")
