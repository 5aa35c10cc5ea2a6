"""What the windows that look at one deck see: its slides as drawings, its findings, kept over faults."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from builder.diagnostics import Diagnostic, UsageError
from builder.export import DeckContent, DeckPages, PageView
from builder.languages.language import language_of
from builder.pages.page import Media, Page, Run, texts_of
from builder.pages.svg import Written, svg_of
from builder.pages.web_fonts import FontFile, files_of
from builder.pipeline.results import Options
from builder.pipeline.sight import Viewer
from builder.projects.session import Session
from builder.server.preview.sources import framed

_TYPES = {"svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}
_PATIENCE = 0.2  # seconds that windows have for taking what they look at, before the others are made


class Choice(NamedTuple):
    """For whom, in which language and in which brand a deck is looked at; "" leaves it to the session."""

    audience: str = ""
    language: str = ""
    brand: str = ""

    @property
    def options(self) -> Options:
        """The same as a build takes it."""
        return Options(
            languages=(self.language,) if self.language else (),
            brands=(self.brand,) if self.brand else (),
            select=(self.audience,) if self.audience else (),
        )


class Drawn(NamedTuple):
    """A slide as it is shown; stale: its source has a fault now, and this is how it was before."""

    id: str
    source: str
    title: str
    section: str
    hidden: bool
    notes: tuple[str, ...]
    svg: str
    faces: tuple[FontFile, ...]
    stale: bool = False


class Board:
    """One deck on display. `media` and `fonts` hold what its drawings name; `session` is what its places are found in."""

    def __init__(self, viewer: Viewer, choice: Choice) -> None:
        self.viewer, self.choice = viewer, choice
        self.slides: list[Drawn] = []
        self.findings: tuple[Diagnostic, ...] = ()
        self.media: dict[str, tuple[str, bytes]] = {}
        self.fonts: dict[str, Path] = {}
        self.session: Session | None = None
        self.facts: dict[str, Any] = {"title": viewer.folder.name, "language": "", "rtl": False, "ratio": 16 / 9}
        self.turn = 0
        self._taken = threading.Event()
        self.looked_at = ""  # the source of the slide that a window showed last: it is made before the others
        self._made: dict[tuple[bytes, int], Drawn] = {}
        self._look: tuple[Any, ...] = ()
        self._pages: DeckPages | None = None

    def look(self) -> None:
        """See the deck as its files are now."""
        started = time.perf_counter()
        try:
            content, session, self.findings = self.viewer.see(self.choice.options, self.looked_at, self._glance)
        except UsageError as error:
            content, session, self.findings = None, None, (Diagnostic("choice", str(error)),)
        except OSError as error:  # a file that is being written or moved: the next change shows it
            content, session, self.findings = None, None, (Diagnostic("file-readable", str(error)),)
        self.session = session or self.session
        if content is not None:
            self._draw(content)
        elif any(each.severity == "error" for each in self.findings):
            self.slides = [each._replace(stale=True) for each in self.slides]
        self.facts["took"] = round((time.perf_counter() - started) * 1000)
        self.turn += 1

    def _pages_of(self, content: DeckContent) -> DeckPages:
        look = (content.brand.key, content.look)
        if look != self._look or self._pages is None:
            self._made, self._look = {}, look
            self._pages = DeckPages(content, hidden=True)
        self._pages.deck = content
        return self._pages

    def _glance(self, content: DeckContent) -> None:
        """Show what is looked at, where it changed, while the others are still being made."""
        places = {each.id: number for number, each in enumerate(self.slides)}
        pages, views, slides = self._pages_of(content), content.views[PageView.name], list(self.slides)
        for slide in content.slides:
            place = places.get(slide.id)
            if place is None or (views[slide.id], place + 1) in self._made:
                continue
            made = self._drawn(pages, views[slide.id], place + 1, slide.source_id, self.slides[place].section)
            self._made[views[slide.id], place + 1] = slides[place] = made
            self.fonts |= {face.name: face.path for face in made.faces}
        if slides != self.slides:
            self.slides = slides
            self._taken.clear()
            self.turn += 1
            self._taken.wait(_PATIENCE)  # else this thread's work holds up the one that sends

    def taken(self) -> None:
        """Go on with the slides that are not looked at: a window has the one that is."""
        self._taken.set()

    def _draw(self, content: DeckContent) -> None:
        language = content.properties.language
        self.facts |= {
            "title": content.properties.title,
            "language": language,
            "rtl": language_of(language).is_rtl,
            "ratio": round(content.brand.width / content.brand.height, 4),
        }
        pages, views = self._pages_of(content), content.views[PageView.name]
        made, drawn = {}, []
        for number, slide in enumerate(content.slides, 1):
            key = (views[slide.id], number)
            known = self._made.get(key)
            if known is None or (known.id, known.section) != (slide.id, slide.section):
                known = self._drawn(pages, views[slide.id], number, slide.source_id, slide.section)
            made[key] = known
            drawn.append(known)
        self._made = made
        faults = {each.slide for each in self.findings if each.severity == "error"}
        self.slides = _with_former(drawn, self.slides, faults)
        self.fonts = {face.name: face.path for each in self.slides for face in each.faces}
        shown = "".join(each.svg for each in self.slides)
        self.media = {name: each for name, each in self.media.items() if name in shown}

    def _drawn(self, pages: DeckPages, view: bytes, number: int, source: str, section: str) -> Drawn:
        page = pages.page(view)
        svg = svg_of(page, pages.drawing, number, Written(self._address, prefix=f"{page.id}-", sources=True))
        runs = [
            *_runs(page),
            *(run for text in pages.drawing.foot(page, number) for line in text.lines for run in line.runs),
        ]
        runs += [
            run
            for item in pages.drawing.ground(page.layout).items
            for text in texts_of(item)
            for line in text.lines
            for run in line.runs
        ]
        return Drawn(
            page.id, source, page.title, section, page.hidden, page.notes, svg,
            tuple(files_of(runs, pages.drawing.folder)),
        )  # fmt: skip

    def _address(self, media: Media) -> str:
        kind = media.kind or "png"
        name = f"{media.digest[:32]}.{kind}"
        if name not in self.media and self._pages is not None:
            self.media[name] = (_TYPES.get(kind, "application/octet-stream"), self._pages.data(media))
        return f"media/{name}"

    def state(self, sent: dict[str, str]) -> dict[str, Any]:
        """Return what a window is to show now; sent: the drawings that it has, by slide, which this brings up to date."""
        faults = [each.slide for each in self.findings if each.severity != "info"]
        changed = {each.id: each.svg for each in self.slides if sent.get(each.id) != each.svg}
        sent.update(changed)
        for gone in sent.keys() - {each.id for each in self.slides}:
            del sent[gone]
        return {
            **self.facts,
            "slides": [
                {
                    "id": each.id, "source": each.source, "title": each.title, "section": each.section, "hidden": each.hidden,
                    "stale": each.stale, "notes": each.notes, "findings": faults.count(each.source),
                }
                for each in self.slides
            ],
            "svg": changed,
            "findings": [framed(each, self.viewer.project) for each in self.findings],
            "fonts": [
                {"family": face.family, "weight": 700 if face.bold else 400, "italic": face.italic, "name": face.name}
                for face in dict.fromkeys(face for each in self.slides for face in each.faces)
            ],
        }  # fmt: skip


def _with_former(drawn: list[Drawn], former: list[Drawn], faults: set[str]) -> list[Drawn]:
    """Return slides in order, and among them the former ones of sources that have a fault now."""
    there = {each.source for each in drawn}
    made = list(drawn)
    places = {each.id: number for number, each in enumerate(made)}
    last = -1
    for each in former:
        if each.id in places:
            last = next((n for n, other in enumerate(made) if other.id == each.id), last)
        elif each.source in faults and each.source not in there:
            last += 1
            made.insert(last, each._replace(stale=True))
    return made


def _runs(page: Page) -> Iterator[Run]:
    for text in page.texts():
        for line in (*text.lines, *((text.marker,) if text.marker else ())):
            yield from line.runs
