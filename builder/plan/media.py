"""Pictures and films: their facts, and how a slide shows them."""

from __future__ import annotations

from typing import ClassVar, Literal

from builder.diagnostics import Position
from builder.plan.parts import Compared


class ImageFile(Compared, frozen=True):
    """A picture's facts: pixels, kind, digest of its bytes; an SVG has a PNG beside it."""

    path: str
    digest: str
    kind: Literal["png", "jpeg", "gif", "svg", "emf", "wmf"]
    width: int
    height: int
    fallback: ImageFile | None = None
    data: bytes | None = None  # drawn here, in no file
    UNSAID: ClassVar[tuple[str, ...]] = ("data",)


class FilmFile(Compared, frozen=True):
    """A film that goes into the deck itself."""

    path: str
    digest: str
    kind: str  # its extension


class Picture(Compared, frozen=True):
    """A picture with its alternative text; no text means decorative."""

    image: ImageFile
    alt: str
    fit: Literal["contain", "cover"] = "cover"
    focus: tuple[float, float] = (0.5, 0.5)
    shape: Literal["rect", "ellipse", "round"] = "rect"
    slot: str = "picture"
    start: bool = False  # a picture narrower than its place stands at the start of it
    link: str = ""
    video: str | FilmFile = ""  # the picture is the poster of this film
    at: Position | None = None
