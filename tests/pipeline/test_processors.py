"""Slides made in several processes: in their order, with what went wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builder.pipeline import processors, slides
from builder.pipeline.run import Options, build
from tests.pipeline.projects import marked_project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks")


@pytest.mark.parametrize(("total", "count"), [(0, 2), (1, 3), (7, 2), (24, 4)])
def test_results_come_in_the_order_of_the_items(total: int, count: int) -> None:
    assert list(processors.shared_out(lambda n: n * n, range(total), count)) == [n * n for n in range(total)]


def test_what_goes_wrong_in_a_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(processors.shared_out(lambda n: 1 // n, [1, 2, 0, 4], 2))


def test_a_process_that_is_killed_is_no_silence() -> None:
    import os

    with pytest.raises(ChildProcessError, match="ended from outside"):
        list(processors.shared_out(lambda n: os.kill(os.getpid(), 9), [1], 1))


def test_a_long_deck_is_the_same_from_one_process_and_from_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = []
    for name, least in (("one", 10_000), ("several", 6)):
        project = marked_project(tmp_path / name, 1)
        session = project / "content" / "proef" / "session.yaml"
        more = "".join(f'  - {{kind: statement, id: s{n}, text: "Zin nummer {n}"}}\n' for n in range(30))
        session.write_text(session.read_text(encoding="utf-8") + more, encoding="utf-8")
        used = []
        monkeypatch.setattr(slides, "SHARED_FROM", least)
        monkeypatch.setattr(slides, "MADE_FIRST", 3)
        monkeypatch.setattr(slides, "processors", lambda: 3)
        own = processors.shared_out
        monkeypatch.setattr(slides, "shared_out", lambda *a, own=own, used=used: used.append(1) or own(*a))
        (deck,) = build(["proef"], project, Options()).decks
        decks.append(deck.file.read_bytes())
        assert bool(used) == (name == "several")
    assert decks[0] == decks[1]
