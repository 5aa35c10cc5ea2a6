"""A deck keeps to the fonts of its theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import A

FACT = Fact(
    "fonts-are-few",
    "content",
    "info",
    "Fonts named outside the theme do not change with the house style, and are missing on other computers.",
    ("design rule: two families at most; ECMA-376 part 1, 20.1.4.1.18 (fontScheme)",),
    "use the theme's fonts: Headings and Body in the list of fonts",
    Example("slide:Punten", "fonts of the theme", "five other fonts"),
)

_MOST = 4


def of_package(package: DeckPackage) -> Iterator[Fault]:
    """Find decks whose slides name many fonts of their own."""
    named = Counter(
        face
        for slide in package.slides
        for element in slide.root.iter(f"{A}latin")
        if (face := element.get("typeface", "")) and not face.startswith("+")
    )
    if len(named) > _MOST:
        yield Fault(f"the slides name {len(named)} fonts of their own: {', '.join(sorted(named)[:6])}")
