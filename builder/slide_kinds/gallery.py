"""Two to six pictures of equal size."""

from __future__ import annotations

from typing import ClassVar

from builder.fields import Plain, Record, Say, needed, optional, record
from builder.plan import Drawing, Element, ImageFile, Picture, RichText, Row, SlidePlan, Stack, Tile
from builder.plan import Image as ImageElement
from builder.slide_kinds._base import LABEL, LABEL_STRONG, DeckFacts, SlideKind
from builder.slide_kinds._parts import spread
from builder.slide_kinds._records import check_alt


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
        beside = len(self.images) == 4
        items: list[Element] = [_beside(each) if beside else _below(each) for each in self.images]
        columns = {2: 2, 3: 3, 4: 2, 5: 3, 6: 3}[len(items)]
        root = spread(items, columns, gap=18, row_gap=18, share=1)
        return [self.slide(deck, "canvas", [Drawing(root, name="Gallery")])]


def _picture(each: GalleryImage) -> Picture:
    return Picture(each.image, str(each.alt or ""), fit="cover", shape="round")


def _below(each: GalleryImage) -> Stack:
    caption = each.caption.styled(LABEL) if each.caption else RichText(())
    return Stack((ImageElement(_picture(each), share=1), Tile(caption, name="Caption")), gap=8, share=1)


def _beside(each: GalleryImage) -> Row:
    caption = each.caption.styled(LABEL_STRONG) if each.caption else RichText(())
    return Row(
        (ImageElement(_picture(each), size=204), Tile(caption, anchor="middle", share=1, name="Caption")),
        gap=16,
        share=1,
    )
