"""A web page: one file without a network, slides as drawings with real text, readable without JavaScript as a long page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from builder.export._base import DeckContent, Format
from builder.export._pages import DeckPages, PageView
from builder.languages.labels import labels_of
from builder.languages.language import language_of
from builder.pages.svg import Written, svg_of
from builder.pages.templating import rendered, safe


class Html(Format):
    """One page with all slides: arrow keys, overview, notes, a print style."""

    suffix = ".html"
    views: ClassVar = (PageView,)
    options: ClassVar = {"notes": "with the speaker's notes under each slide, and in a window of their own"}

    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> list[bytes]:
        """Return the page."""
        pages = DeckPages(deck)
        pages.tell()
        words = labels_of(deck.properties.language)
        slides = [
            {
                "id": page.id,
                "title": page.title,
                "notes": page.notes if "notes" in settings else (),
                "svg": safe(
                    svg_of(
                        page, pages.drawing, number, Written(pages.address, prefix=f"s{number}-", slides=pages.targets)
                    )
                ),
            }
            for number, page, _ in pages.pages
        ]
        width, height = deck.brand.width * deck.brand.unit, deck.brand.height * deck.brand.unit
        made = rendered(
            "deck.html",
            language=deck.properties.language,
            rtl=language_of(deck.properties.language).is_rtl,
            author=deck.properties.author,
            title=deck.properties.title,
            fonts=safe("\n".join(face.css() for face in pages.faces)),
            slides=slides,
            speaker=any(each["notes"] for each in slides),
            words=words,
            said=words.language,
            width=f"{width:g}",
            height=f"{height:g}",
            ratio=f"{width / height:.4f}",
        )
        return [made.encode()]
