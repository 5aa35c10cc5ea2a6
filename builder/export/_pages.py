"""The pages of a deck: what the formats that are no PowerPoint are made from."""

from __future__ import annotations

import base64
from functools import cached_property, partial
from typing import Any, ClassVar, NamedTuple

from builder.diagnostics import Diagnostic
from builder.export._base import DeckContent, SlideFrame, SlideView
from builder.fitting.fitted import FittedSlide
from builder.pages.brand_drawing import BaseParts, BrandDrawing
from builder.pages.kept import packed, unpacked
from builder.pages.make import page_of
from builder.pages.page import Media, Page, Run, texts_of
from builder.pages.web_fonts import FontFace, faces_of
from builder.storage.bounded import Bounded

_KINDS = {"svg": "svg+xml", "jpg": "jpeg"}


class PageView(SlideView):
    """A slide's page, kept beside its PowerPoint parts."""

    name: ClassVar[str] = "page"

    def make(self, slide: FittedSlide, frame: SlideFrame) -> bytes:
        """Return the page of one slide."""
        return packed(page_of(slide, frame.brand, frame.footer, frame.dates))


class Numbered(NamedTuple):
    """A page with the number of its slide; view: the bytes that it was kept as."""

    number: int
    page: Page
    view: bytes = b""


class _Shared:
    """What decks of one look have in common: what is drawn under their slides, their pages, their letters, and what was written of them."""

    def __init__(self, deck: DeckContent) -> None:
        self.parts = deck.parts  # held, so that no others can have their identity
        self.drawing = BrandDrawing(deck.brand, deck.parts, deck.look)
        self.pages: Bounded[bytes, Page] = Bounded(PAGES)
        self.written: Bounded[tuple[Any, ...], Any] = Bounded(PAGES)
        self.letters: Bounded[bytes, frozenset[str]] = Bounded(PAGES)


PAGES = 192  # of a look that are held: those of a long deck, and what its audiences have otherwise
_looks: Bounded[tuple[int, BaseParts], _Shared] = Bounded(2)


def _shared(deck: DeckContent) -> _Shared:
    """Return what a deck has in common with those before it: a batch makes decks of a look one after the other."""
    return _looks.made((id(deck.parts), deck.look), lambda: _Shared(deck))


class DeckPages:
    """The pages of a deck in order, and what they are drawn with; hidden: those of hidden slides too."""

    def __init__(self, deck: DeckContent, *, hidden: bool = False) -> None:
        self.deck = deck
        views, shared = deck.views[PageView.name], _shared(deck)
        self.drawing, self.written, self.letters = shared.drawing, shared.written, shared.letters
        self.pages = [
            Numbered(number, shared.pages.made(view, partial(unpacked, view)), view)
            for number, slide in enumerate(deck.slides, 1)
            if hidden or not slide.hidden
            for view in (views[slide.id],)
        ]

    @staticmethod
    def page(view: bytes) -> Page:
        """Return the page that a view holds."""
        return unpacked(view)

    @cached_property
    def targets(self) -> dict[str, str]:
        """Return the page that a link to an id leads to: its own, else the first that is made of that source slide."""
        found: dict[str, str] = {}
        shown = {page.id for _, page, _ in self.pages}
        for slide in self.deck.slides:
            if slide.id in shown:
                found.setdefault(slide.source_id, slide.id)
        return found | {each: each for each in shown}

    def tell(self) -> None:
        """Add to the deck's findings what of its layouts cannot be drawn, once for each layout."""
        for layout in dict.fromkeys(page.layout for _, page, _ in self.pages):
            missing = self.drawing.ground(layout).missing
            if missing:
                self.deck.findings.extend(
                    [
                        Diagnostic(
                            "not-drawn",
                            f"of {layout.rpartition('/')[2]} is not drawn as it is: {', '.join(missing)}",
                            file=f"brand {self.deck.properties.brand}",
                            hint="the .pptx shows it; elsewhere a box stands in its place",
                            severity="info",
                        )
                    ]
                )

    def data(self, media: Media) -> bytes:
        """Return the bytes of a picture."""
        return self.drawing.pictures[media.digest] if media.part else self.deck.media(media.digest, media.path)

    def address(self, media: Media) -> str:
        """Return a picture as an address that holds it."""
        kind = media.kind or "png"
        data = base64.b64encode(self.data(media)).decode("ascii")
        return f"data:image/{_KINDS.get(kind, kind)};base64,{data}"

    @cached_property
    def faces(self) -> list[FontFace]:
        """Return the fonts of the deck with the letters that it shows."""
        runs: list[Run] = []
        for number, page, _ in self.pages:
            runs += [run for text in self.drawing.foot(page, number) for line in text.lines for run in line.runs]
        for layout in dict.fromkeys(page.layout for _, page, _ in self.pages):
            for item in self.drawing.ground(layout).items:
                runs += [run for text in texts_of(item) for line in text.lines for run in line.runs]
        return faces_of((page for _, page, _ in self.pages), runs, self.deck.brand.font_folder)
