"""What a build answers for: errors of verify in decks on templates, each told at the first deck that shows the slide."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from builder import checks
from builder.diagnostics import Diagnostic
from builder.ooxml import deck as deck_module
from builder.pipeline.answering import Answering
from builder.storage.store import MemoryStore


def error(slide: str, severity: Any = "error") -> Diagnostic:
    return Diagnostic("rule", f"wrong on {slide or 'the deck'}", slide=slide, severity=severity)


def slide(name: str, layout: str = "one") -> Any:
    rel = SimpleNamespace(type=".../slideLayout", target=layout)
    return SimpleNamespace(id=name, parts=[SimpleNamespace(rels=[rel])])


class Looked:
    """Decks that were looked at, and what is found in each."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, found: list[Diagnostic]) -> None:
        self.found, self.names = found, list[str]()
        monkeypatch.setattr(deck_module, "DeckPackage", lambda data: data)
        monkeypatch.setattr(checks, "Verifier", lambda grave: SimpleNamespace(package=self.package))
        self.answering = Answering(MemoryStore(Path("/nonexistent")), "brand")

    def package(self, data: object, name: str) -> list[Diagnostic]:
        self.names.append(name)
        return self.found

    def errors(self, name: str, *slides: Any) -> list[str]:
        properties = SimpleNamespace(source=name)
        deck: Any = SimpleNamespace(slides=list(slides), properties=properties, linked=SimpleNamespace(data=b""))
        return [each.message for each in self.answering.errors(deck, name)]


def test_errors_alone_count_each_at_its_slide_those_of_the_deck_at_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(monkeypatch, [error("2"), error("1", "warning"), error(""), error("3", "info")])
    assert looked.errors("a", slide("x"), slide("y"), slide("z")) == ["wrong on the deck", "wrong on 2"]
    assert looked.errors("b", slide("y")) == ["wrong on 2"]  # the same slide in another deck, known by now
    assert looked.errors("c", slide("z")) == [] and looked.names == ["a"]


def test_a_deck_is_looked_at_where_one_of_its_slides_or_layouts_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(monkeypatch, [])
    looked.errors("a", slide("x"))
    looked.errors("b", slide("x"))
    looked.errors("c", slide("x"), slide("y"))
    looked.errors("d", slide("y", "another layout"))
    assert looked.names == ["a", "c", "d"]


def test_what_was_found_sound_before_is_not_looked_at_again_what_had_faults_is(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(monkeypatch, [])
    looked.errors("a", slide("x"))
    looked.answering._seen.clear()
    looked.errors("a", slide("x"))
    assert looked.names == ["a"]
    looked.found = [error("1")]
    for _ in range(2):
        looked.answering._seen.clear()
        assert looked.errors("b", slide("y")) == ["wrong on 1"]
    assert looked.names == ["a", "b", "b"]
