"""One HTML page for a run: every finding with its slide drawn, and the shape marked. Stands alone, no script, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from builder.checks.fact import Fact
from builder.checks.settings import Judged
from builder.diagnostics import Diagnostic
from builder.ooxml.deck import DeckPackage
from builder.pages.templating import rendered, safe
from builder.reports.drawing import drawing

FOLDER = Path(__file__).parent / "templates"

MOST_PICTURES = 400  # of a page
_WORDS = {"error": "error", "warning": "warning", "info": "information"}


class Pictures:
    """The slides that findings are on, drawn while their decks are open."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, ...], str] = {}

    def see(self, package: DeckPackage, found: Sequence[Diagnostic], told: Sequence[Diagnostic]) -> None:
        """Draw the slide of each finding; told: the same findings as the report names them."""
        slides = {slide.name: slide for slide in package.slides}
        for each, as_told in zip(found, told, strict=True):
            slide = slides.get(each.slide)
            key = _key(as_told)
            if slide is not None and key not in self._drawn and len(self._drawn) < MOST_PICTURES:
                self._drawn[key] = drawing(slide, {each.shape} - {""})

    def of(self, found: Diagnostic) -> str:
        """Return the picture of a finding; "" where there is none."""
        return self._drawn.get(_key(found), "")


def _key(found: Diagnostic) -> tuple[str, ...]:
    return ("" if found.at else found.file, found.slide, found.shape)


class _Shown(NamedTuple):
    """A finding with the picture of its slide, and the norms that its rule comes from."""

    found: Diagnostic
    drawing: Any
    norms: tuple[str, ...]


def page(judged: Judged, pictures: Pictures, facts: Mapping[str, Fact], title: str) -> str:
    """Return the page's HTML."""
    counts: Counter[str] = Counter(each.severity for each in judged.found)
    groups: dict[str, list[_Shown]] = {}
    for each in judged.found:
        fact = facts.get(each.rule)
        shown = _Shown(each, safe(pictures.of(each)), tuple(fact.norms) if fact else ())
        groups.setdefault(fact.group if fact else "source", []).append(shown)
    return rendered(
        "page.html",
        FOLDER,
        title=title,
        counts=[f"{counts[severity]} × {word}" for severity, word in _WORDS.items() if counts[severity]],
        groups=sorted(groups.items()),
        allowed=judged.allowed,
        words=_WORDS,
    )
