"""What an export format is, and what it is given of a deck."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from msgspec import Struct, field

from builder.diagnostics import Findings

if TYPE_CHECKING:
    from builder.audiences.audience import Audience
    from builder.brands.prepared import PreparedBrand
    from builder.fitting.fitted import FittedSlide
    from builder.pptx.link import BaseParts, DeadLink, DeckProperties, Linked, Linker
    from builder.pptx.parts import CompiledSlide


class SlideFrame(NamedTuple):
    """What stands on every slide of a deck, beside its own content."""

    brand: PreparedBrand
    footer: str
    dates: tuple[str, ...]  # the date as the deck's language writes it, and shorter; none where the session has none


class SlideView(ABC):
    """Something made of each fitted slide beside its PowerPoint parts, and kept in the store by the slide's key.

    It may depend on the fitted slide and its frame alone, neither on the deck nor on lines of files.
    """

    name: ClassVar[str]  # under which it is kept

    @abstractmethod
    def make(self, slide: FittedSlide, frame: SlideFrame) -> bytes:
        """Return the view of one slide."""


class DeckContent(Struct, dict=True):
    """All that a deck is written from; what takes work is made when it is asked for, and once for all formats."""

    slides: list[CompiledSlide]  # in the order of the deck, hidden ones too
    properties: DeckProperties  # title, language, author, session, brand's name, created (ISO date), audience's id
    brand: PreparedBrand
    parts: BaseParts  # the brand's package, each part deflated
    look: BaseParts  # parts of it that are this audience's own: its accent in the theme, its logo on the master
    audience: Audience | None
    date: str  # as the deck's language writes it
    media: Callable[[str, str], bytes]  # the bytes of a picture by its digest and file, as a slide's `media` names it
    linker: Linker
    views: Mapping[str, Mapping[str, bytes]]  # by the name of the view, then by the slide's id
    clean: bool = False  # without what leads back to the source
    start: str = ""  # of the session, as hours:minutes
    findings: Findings = field(default_factory=Findings)  # a format adds what it has to tell

    @cached_property
    def linked(self) -> Linked:
        """The deck as a .pptx, linked when first asked for."""
        return self.linker.link(self.slides, self.properties, self.look, clean=self.clean)

    def dead_links(self, *, linked: bool) -> tuple[DeadLink, ...]:
        """Return the links that lead nowhere; linked: the .pptx is made anyhow."""
        from builder.pptx.link import dead_links

        return self.linked.dead if linked else tuple(dead_links(self.slides))

    def view(self, view: type[SlideView]) -> list[bytes]:
        """Return the view of each slide, in the order of the slides."""
        made = self.views[view.name]
        return [made[slide.id] for slide in self.slides]


class Format(ABC):
    """A sort of file that decks are written as."""

    suffix: ClassVar[str]  # of its files, such as ".pdf"; no two formats have the same
    options: ClassVar[Mapping[str, str]] = {}  # what each does; asked for as `-f NAME:OPTION=VALUE`
    extra: ClassVar[str] = ""  # `pip install fandeck[EXTRA]` installs what it needs
    libraries: ClassVar[tuple[str, ...]] = ()  # the modules of that extra
    links: ClassVar[bool] = False  # it is made from the linked .pptx
    views: ClassVar[tuple[type[SlideView], ...]] = ()  # what it needs of each slide
    forks: ClassVar[bool] = (
        True  # False: it is made with threads that stay, which a forked process would wait for forever
    )

    @property
    def name(self) -> str:
        """The format's name: that of its file."""
        return type(self).__module__.rsplit(".", 1)[-1]

    @abstractmethod
    def write(self, deck: DeckContent, settings: Mapping[str, str]) -> Iterable[bytes]:
        """Return the pieces of a deck's file, the same for the same deck; settings: the options that are asked for.

        Raises ContentError for what the author of the deck can mend.
        """

    def digest(self, deck: DeckContent, pieces: Iterable[bytes]) -> str:
        """Return the SHA-256 of a file's pieces."""
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
        return digest.hexdigest()


class Choice(NamedTuple):
    """A format that is asked for, with its options."""

    format: Format
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The format's name."""
        return self.format.name

    def file_name(self, stem: str) -> str:
        """Return the name of a deck's file."""
        return stem + self.format.suffix
