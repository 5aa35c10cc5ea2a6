"""The decks of `check`: looked at without writing them, findings led back to the line of YAML they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.checks import FAULTS, LOOKS, Seen, Verifier, session_findings
from builder.content.yaml_nodes import Mapping, scalars_of
from builder.diagnostics import ContentError, Diagnostic, Position
from builder.ooxml.deck import DeckPackage
from builder.projects.session import load_session

if TYPE_CHECKING:
    from builder.pipeline.results import Deck
    from builder.pipeline.source_slides import SlideMaker
    from builder.pptx.link import Linked
    from builder.pptx.parts import CompiledSlide
    from builder.projects.project import Project
    from builder.projects.session import Session


class Inspection:
    """Looks at decks as they come; slides that several share are looked at once.

    seen: is given each deck that something was found in, with the findings as they stand in the deck and as they are told.
    """

    def __init__(self, seen: Seen | None = None) -> None:
        self._verifier = Verifier(*FAULTS, *LOOKS, shared=True)
        self._seen = seen

    def deck(self, linked: Linked, deck: Deck, slides: Sequence[CompiledSlide], maker: SlideMaker) -> list[Diagnostic]:
        """Look at a deck."""
        package = DeckPackage(linked.data, min(maker.brand.smallest.values()) * maker.brand.unit)
        plain = self._verifier.package(package, deck.name)
        placed = [_placed(each, deck, slides, maker.session) for each in plain]
        if self._seen is not None and plain:
            self._seen(package, plain, placed)
        return placed


def session_diagnostics(name: str, project: Project) -> list[Diagnostic]:
    """Look at a session as it is written; nothing where it cannot be read, which its decks tell."""
    try:
        return session_findings(load_session(name, project))
    except ContentError:
        return []


def _placed(found: Diagnostic, deck: Deck, slides: Sequence[CompiledSlide], session: Session) -> Diagnostic:
    """Lead a finding back to the slide's id and line; what belongs to no slide stays with the deck."""
    foreign = deck.language if deck.language != session.language else ""
    number = int(found.slide) if found.slide.isdigit() else 0
    if not 0 < number <= len(slides):
        return replace(found, audience=deck.audience, language=foreign)
    slide = slides[number - 1]
    node = next((each.node for each in session.slides if each.id == slide.source_id), None)
    return replace(
        found,
        at=_line_of(node, found.text) if node is not None else None,
        slide=slide.id,
        file="" if node is not None else found.file,
        audience=deck.audience,
        language=foreign,
    )


def _line_of(node: Mapping, text: str) -> Position:
    """Return the place of a text of a slide, else that of the slide itself."""
    if text:
        for scalar in scalars_of(node):
            if text in " ".join(scalar.text.split()):
                return scalar.at
    return node.at


def merged(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Tell once what several decks have in common: whoever it is for, in whichever brand and language."""
    same: dict[Diagnostic, list[Diagnostic]] = {}
    for each in found:
        same.setdefault(replace(each, audience="", language="", file="" if each.at else each.file), []).append(each)
    return [alike[0] if len(alike) == 1 else common(alike) for alike in same.values()]


def common(alike: list[Diagnostic]) -> Diagnostic:
    """Return a finding without what its fellows differ in."""
    first = alike[0]
    return replace(
        first,
        audience=first.audience if len({each.audience for each in alike}) == 1 else "",
        language=first.language if len({each.language for each in alike}) == 1 else "",
    )
