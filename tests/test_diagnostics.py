"""Findings: fields that printers make sentences of."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import pytest

from builder.diagnostics import LISTED, Diagnostic, Position, Suggestion, nearest, suggest, to_install


def test_the_nearest_word_is_a_word_and_not_a_sentence() -> None:
    assert nearest("TITEL", ["text", "Title"]) == "Title"
    assert nearest("xyz", ["text", "title"]) is None


def test_a_suggestion_is_the_nearest_word_else_the_few_known_ones() -> None:
    assert str(suggest("titel", ["text", "title"])) == "did you mean 'title'?"
    assert str(suggest("xyz", ["text", "title"])) == "known here: text, title"
    assert not suggest("xyz", [f"word{number}" for number in range(LISTED + 1)])


def test_a_finding_comes_back_from_json_as_it_was() -> None:
    for hint in ("write it", suggest("titel", ["title"])):
        found = Diagnostic("unknown-key", "'titel' is no key", Position("a.yaml", 3, 1), hint, text="titel")
        again = Diagnostic.restored(json.loads(json.dumps(asdict(found))))
        assert (again, again.text, str(again)) == (found, "titel", str(found))
    assert found.as_json() == {
        "rule": "unknown-key", "severity": "error", "message": "'titel' is no key", "hint": "did you mean 'title'?",
        "file": "a.yaml", "line": 3, "column": 1,
    }  # fmt: skip
    assert isinstance(found.hint, Suggestion)


def test_what_installs_an_extra_does_so_for_this_python_in_every_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without quotes zsh takes the brackets for a pattern; another pip than this Python's installs where it is not looked for."""
    monkeypatch.setenv("VIRTUAL_ENV", sys.prefix)
    assert to_install("pdf") == 'pip install "fandeck[pdf]"'
    monkeypatch.delenv("VIRTUAL_ENV")
    assert to_install("pdf") == f'{sys.executable} -m pip install "fandeck[pdf]"'
