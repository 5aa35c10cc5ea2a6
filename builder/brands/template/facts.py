"""What is known of a template: its masters, layouts and placeholders, in the brand's points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from builder.brands.prepared import Box, Level
from builder.ooxml.colour import Palette
from builder.ooxml.slide import FOOTERS
from builder.ooxml.theme import Theme


@dataclass(eq=False)
class Holder:
    """A placeholder of a layout with all that it inherits."""

    type: str  # "obj" where it has none
    idx: int
    name: str
    box: Box
    levels: tuple[Level, ...]
    insets: tuple[float, float, float, float]
    anchor: str
    ink: str  # the RGB of its text
    fill: str  # the RGB of its own fill; empty: none
    align: str  # l, ctr, r
    body: str  # attributes that a slide has to write so that text keeps to its place
    vertical: bool = False
    hidden: bool = False
    # What it inherits does not serve: its size stands in its prompt only, or its lines have a fixed height.
    unsized: bool = False
    prompt: str = ""
    autofits: bool = False  # its text shrinks where it does not fit
    stretched: bool = False  # its box is larger than that of the layout, which is one line high
    stands_in: bool = False  # a layout without a title has it where its title would stand
    double: bool = False  # another has its index: a slide cannot inherit from it, only look like it

    @property
    def area(self) -> float:
        return self.box.w * self.box.h

    @property
    def size(self) -> float:
        return self.levels[0].size

    @property
    def bulleted(self) -> bool:
        return bool(self.levels[0].bullet)


@dataclass(eq=False)
class LayoutFacts:
    """A layout as it is: where its placeholders stand and what stands behind them."""

    part: str
    name: str
    type: str
    master: int
    order: int  # over all masters
    holders: list[Holder]
    palette: Palette
    colour_map: str
    element: Any = field(repr=False)
    shows_master: bool = True
    texts: str = ""  # words that stand on it, prompts aside
    number: int = 0  # in its master

    @property
    def footers(self) -> list[Holder]:
        return [holder for holder in self.holders if holder.type in FOOTERS]


@dataclass(eq=False)
class MasterFacts:
    """A master: its part, theme and colours."""

    part: str
    theme: Theme
    palette: Palette
    element: Any = field(repr=False)
    title: Box | None = None
    body: Box | None = None


@dataclass(eq=False)
class SlideFacts:
    """An example slide of the template: its layout, and how much it says."""

    layout: str
    words: int
    placeholders: int
    headline: Headline | None = None  # what its largest words stand in, where the title's placeholder says nothing


class Headline(NamedTuple):
    """The placeholder that an example's headline stands in, and what its words have of themselves: size (points), colour (RGB)."""

    idx: int
    size: float
    ink: str = ""


@dataclass(eq=False)
class TemplateFacts:
    """A template: measures in the brand's points, `unit` points of the slide each."""

    width: float
    height: float
    unit: float
    masters: list[MasterFacts]
    layouts: list[LayoutFacts]
    slides: list[SlideFacts]
    real: tuple[float, float] = (960, 540)  # points

    @property
    def showcase(self) -> bool:
        """True where the slides show the layouts, each about once, rather than being a deck."""
        used = {slide.layout for slide in self.slides}
        return len(self.slides) < 4 or len(used) >= 0.85 * len(self.slides)
