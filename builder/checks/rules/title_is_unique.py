"""Titles tell slides apart."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.deck import DeckPackage
from builder.ooxml.slide import shape_name, text_of

FACT = Fact(
    "title-is-unique",
    "accessibility",
    "warning",
    "People who go through a deck by its titles cannot tell two slides with one title apart.",
    ("WCAG 2.1 2.4.2 Page Titled", "EN 301 549 10.2.4.2", "Microsoft Accessibility Checker: duplicate slide title"),
    "word one of the titles differently, or number them: (1/2), (2/2)",
    Example("slide:Tabel", "<a:t>Tabel</a:t>", "<a:t>Punten</a:t>"),
)


def of_package(package: DeckPackage) -> Iterator[Fault]:
    """Find titles that an earlier slide has too."""
    seen: dict[str, str] = {}
    for slide in package.slides:
        title = " ".join(text_of(slide.title).split()) if slide.title is not None else ""
        if not title or slide.root.get("show") in ("0", "false"):
            continue
        earlier = seen.setdefault(title.casefold(), slide.name)
        if earlier != slide.name:
            yield Fault(
                f"the title '{title}' is also that of slide {earlier}",
                shape_name(slide.title),
                slide=slide.name,
                text=title,
            )
