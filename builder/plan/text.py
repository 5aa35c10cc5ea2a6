"""Text before it has a size: runs of one look, paragraphs, and where in the source they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Position
from builder.plan.parts import Compared

Align = Literal["start", "center", "end"]


class Run(Struct, frozen=True):
    """Text of one look; `link` is an address, or `#slide-id`; `lang` where it is not the slide's language; `code` as typed.

    field: the path of the field that it was written in, "" for words of the program; values: from where to where in it
    values of expressions stand.
    """

    text: str
    bold: bool = False
    italic: bool = False
    script: Literal["", "sup", "sub"] = ""
    link: str = ""
    lang: str = ""
    strike: bool = False
    code: bool = False
    field: str = ""
    values: tuple[tuple[int, int], ...] = ()


class TextStyle(Struct, frozen=True):
    """How a text looks, in roles that the brand fills in; no colour: that of its placeholder."""

    size: str = "body"
    colour: str = "text"
    bold: bool = False
    italic: bool = False
    heading_font: bool = False
    align: Align = "start"
    space_before: float = 0  # points


class Paragraph(Struct, frozen=True):
    """Runs with a level (0 is the outermost); a line feed in a run is a line break; number: that of a marker in a list."""

    runs: tuple[Run, ...]
    level: int = 0
    marker: Literal["inherit", "none", "bullet", "number"] = "inherit"
    style: TextStyle | None = None
    number: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class RichText(Compared, frozen=True):
    """Paragraphs, and where in the source they stand.

    meant: where it is one value of an expression, the number or day that this is, with a decimal point or as
    year-month-day, "" where it is none; None where people typed it.
    """

    paragraphs: tuple[Paragraph, ...]
    at: Position | None = None
    field: str = ""
    meant: str | None = None
    UNSAID: ClassVar[tuple[str, ...]] = ("at", "field")

    def __bool__(self) -> bool:
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                if run.text and not run.text.isspace():
                    return True
        return False

    @property
    def plain(self) -> str:
        """The words without marks; paragraphs and line breaks become spaces."""
        return " ".join(p.text.replace("\n", " ") for p in self.paragraphs)

    @property
    def figure(self) -> str:
        """What is read as a number or a day: the value itself, where an expression gives one."""
        return self.plain if self.meant is None else self.meant

    def styled(self, style: TextStyle, *, marker: Literal["inherit", "none"] = "inherit") -> RichText:
        """Return the same text in a style."""
        paragraphs = tuple(replace(p, style=style, marker=marker) for p in self.paragraphs)
        return replace(self, paragraphs=paragraphs)

    def coloured(self, style: TextStyle) -> RichText:
        """Return the same text in a style, its marks and numbers left as they are."""
        return replace(self, paragraphs=tuple(replace(p, style=style) for p in self.paragraphs))

    def unmarked(self) -> RichText:
        """Return the same text without bullets."""
        return replace(self, paragraphs=tuple(replace(p, marker="none") for p in self.paragraphs))

    def suffixed(self, suffix: str) -> RichText:
        """Return the same text with words at its end, held together by a non-breaking space."""
        *before, last = self.paragraphs
        runs = (*last.runs, Run("\u00a0" + suffix))
        return replace(self, paragraphs=(*before, replace(last, runs=runs)))

    def linked(self, link: str) -> RichText:
        """Return the same text, every run leading to an address."""
        paragraphs = tuple(
            replace(p, runs=tuple(replace(run, link=run.link or link) for run in p.runs)) for p in self.paragraphs
        )
        return replace(self, paragraphs=paragraphs)


def words(text: str, style: TextStyle | None = None, *, link: str = "", bold: bool = False) -> RichText:
    """Make a text of one run."""
    return RichText((Paragraph((Run(text, bold=bold, link=link),), style=style),))


def joined(texts: Iterable[RichText]) -> RichText:
    """Put texts under one another; the place is that of the first."""
    parts = [text for text in texts if text]
    if not parts:
        return RichText(())
    paragraphs = tuple(p for part in parts for p in part.paragraphs)
    origin = next((part for part in parts if part.at), parts[0])
    return RichText(paragraphs, origin.at, origin.field)
