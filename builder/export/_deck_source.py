"""A deck as Typst source, one file a slide, for every format that is printed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from builder.diagnostics import Diagnostic
from builder.export._pages import DeckPages, Numbered
from builder.export._press import Document, printed
from builder.fitting.fonts import is_at_hand
from builder.pages.page import Media
from builder.pages.typst_source import PREAMBLE, TypstPage, literal


class TypstDeck:
    """The pages of a deck as Typst source."""

    def __init__(self, pages: DeckPages) -> None:
        self.pages = pages
        self.pictures: dict[str, Callable[[], bytes]] = {}
        self.sources: dict[str, str] = {}

    def file(self, media: Media) -> str:
        """Return the name of a picture's file."""
        name = f"{media.digest[:20]}.{media.kind or 'png'}"
        self.pictures.setdefault(name, partial(self.pages.data, media))
        return name

    def head(self) -> str:
        """Return what a document begins with: title, author, language."""
        facts = self.pages.deck.properties
        language = facts.language.split("-")
        region = f", region: {literal(language[1])}" if len(language) == 2 and len(language[1]) == 2 else ""
        return (
            f"#set document(title: {literal(facts.title)}, author: {literal(facts.author)})\n"
            f"#set text(lang: {literal(language[0])}{region})\n{PREAMBLE}"
        )

    def slides(self) -> list[str]:
        """Return Typst's code for each page's content; titles are headings, those of sections above the others."""
        sections = any(each.page.section for each in self.pages.pages)
        return [
            self._slide(each, 1 if not sections or each.page.section or place == 0 else 2)
            for place, each in enumerate(self.pages.pages)
        ]

    def _slide(self, each: Numbered, level: int) -> str:
        """Return what includes a page; it is written once for all decks that show it in the same place.

        Its file is named by its id, so that where decks differ in a few words Typst reads only these anew.
        """
        leads = tuple(self.pages.targets.items()) if b'"#' in each.view else ()
        content, media = self.pages.written.made(
            ("typst", each.view, each.number, level, leads), lambda: self._written(each, level)
        )
        for picture in media:
            self.file(picture)
        name = f"{hashlib.sha256(each.page.id.encode()).hexdigest()[:20]}.typ"
        self.sources[name] = content
        return f'include "{name}"'

    def _written(self, each: Numbered, level: int) -> tuple[str, tuple[Media, ...]]:
        media: list[Media] = []

        def file(picture: Media) -> str:
            media.append(picture)
            return self.file(picture)

        page = TypstPage(each.page, self.pages.drawing, each.number, level, file, self.pages.targets)
        return page.content(), tuple(dict.fromkeys(media))

    def printed(self, source: str, kind: str = "pdf", ppi: float = 144.0) -> list[bytes]:
        """Return the document, or each of its pages as a picture."""
        foreign = self._foreign_letters()
        if foreign:
            self._tell_of_fonts(foreign)
        document = Document(source, self._created(), self.sources, self.pictures)
        made = printed(document, self.pages.deck.brand.font_folder, kind, ppi, of_machine=bool(foreign))
        if made.against:
            self._tell(made.against)
        return made.files

    def _foreign_letters(self) -> str:
        """Return some of the letters that no font at hand holds, such as ideographs: those of this machine are tried for them."""
        folder = self.pages.deck.brand.font_folder
        shown: frozenset[str] = frozenset().union(*map(self._letters, self.pages.pages))
        return "".join(sorted(each for each in shown if not is_at_hand(each, folder))[:4])

    def _letters(self, each: Numbered) -> frozenset[str]:
        """Return the letters of a page and its notes that not every font has."""

        def found() -> frozenset[str]:
            texts = (*(text.text for text in each.page.texts()), *each.page.notes)
            return frozenset(letter for letter in set("".join(texts)) if letter > "\u036f")

        return self.pages.letters.made(each.view, found)

    def _tell_of_fonts(self, letters: str) -> None:
        facts = self.pages.deck.properties
        self.pages.deck.findings.extend(
            [
                Diagnostic(
                    "font-of-machine",
                    f"letters such as {letters} are shown in whatever font this machine has for them",
                    file=facts.session,
                    hint="name a folder with a font that holds them under fonts: in brand.yaml, and it is the same everywhere",
                    severity="info",
                    language=facts.language,
                )
            ]
        )

    def _tell(self, reason: str) -> None:
        """Warn that a document is no PDF/UA and PDF/A, with what Typst gives as the reason."""
        self.pages.deck.findings.extend(
            [
                Diagnostic(
                    "pdf-standard",
                    f"the PDF is not PDF/UA-1 and PDF/A-2a: {reason}",
                    file=self.pages.deck.properties.session,
                    hint="letters that no font holds are the usual cause: name a folder with a font under fonts: in brand.yaml",
                    severity="warning",
                    language=self.pages.deck.properties.language,
                )
            ]
        )

    def _created(self) -> datetime:
        return datetime.fromisoformat(self.pages.deck.properties.created).replace(tzinfo=UTC)


def slides_source(deck: TypstDeck) -> str:
    """Return a document with one page for each slide, of the slide's size."""
    parts = [deck.head()]
    for (_, page, _), content in zip(deck.pages.pages, deck.slides(), strict=True):
        parts.append(f"#page(width: {page.width:.2f}pt, height: {page.height:.2f}pt)[#{content}]")
    return "\n".join(parts)
