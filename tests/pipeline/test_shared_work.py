"""What is the same for every audience is made once, and never shows in what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.fitting.arrange import _arranged
from builder.pipeline.jobs import deck_runs
from builder.pipeline.results import Options as Asked
from builder.pipeline.run import Options, build
from builder.pipeline.workers import LEAST, _wave
from builder.projects.project import Project
from builder.projects.session import load_session
from tests.pipeline.projects import SESSION, marked_project
from tests.tools.packages import DeckFile
from tests.tools.projects import run_process

ALL = Options(select=("all",), jobs=1)


def test_a_deck_of_a_batch_is_the_one_that_is_built_alone(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 12)
    made = {deck.audience: deck.file.read_bytes() for deck in build(["proef"], project, ALL).decks}
    for identity in ("X0001", "X0011"):
        alone = tmp_path / "alleen" / identity
        told = run_process("build", "proef", "-a", identity, "-o", alone, "--force", "--project", project)
        assert told.code == 0, told.err
        (file,) = (alone / "proef").glob("*.pptx")
        assert file.read_bytes() == made[identity]


def test_a_drawing_that_is_the_same_for_all_is_arranged_once(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 10)
    _arranged.cache_clear()
    assert build(["proef"], project, ALL).ok
    info = _arranged.cache_info()
    assert info.misses <= 4 < info.hits  # the programme and the poll, not one of each for every audience


def test_links_and_ids_of_a_drawing_are_those_of_its_own_slide(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    twice = SESSION.replace(
        "  - {kind: section, id: deel",
        "  - {kind: agenda, id: nogmaals, title: Nogmaals, items: [{text: Begin, section: deel}, Einde]}\n"
        "  - {kind: section, id: deel",
    )
    (project / "content" / "proef" / "session.yaml").write_text(twice, encoding="utf-8")
    for deck in build(["proef"], project, ALL).decks:
        parts = DeckFile(deck.file).members
        first, second = (parts[f"ppt/slides/slide-{name}.xml"].decode() for name in ("programma", "nogmaals"))
        assert "ppaction://hlinksldjump" in first and "ppaction://hlinksldjump" in second
        ids = [xml.split("a16:creationId")[3:] for xml in (first, second)]
        assert ids[0] and not set(ids[0]) & set(ids[1])  # every shape has an id of its own in the deck
        for name in ("programma", "nogmaals"):
            assert b"slide-deel.xml" in parts[f"ppt/slides/_rels/slide-{name}.xml.rels"]


def test_a_fault_in_an_equal_drawing_stands_at_its_own_line(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 2)
    text = "woord " * 400
    slides = "".join(
        f'  - {{kind: process, id: stap{n}, title: Stappen, steps: [{{title: Een, text: "{text}"}}, Twee, Drie]}}\n'
        for n in (1, 2)
    )
    session = project / "content" / "proef" / "session.yaml"
    session.write_text(session.read_text(encoding="utf-8") + slides, encoding="utf-8")
    found = build(["proef"], project, ALL).findings
    lines = {(each.slide, each.at.line) for each in found if each.rule == "text-fits" and each.at is not None}
    last = len(session.read_text(encoding="utf-8").splitlines())
    assert lines == {("stap1", last - 1), ("stap2", last)}


def test_jobs_and_audiences_are_made_when_asked_for(tmp_path: Path) -> None:
    project = Project.at(marked_project(tmp_path, 9))
    session = load_session("proef", project)
    (run,) = deck_runs(session, Asked(select=("all",), brands=("helder",)), tmp_path, set())
    assert len(run) == 9
    assert run[4] is not run[4]
    assert [job.audience.id for job in run[2:4] if job.audience] == ["X0002", "X0003"]
    assert [job.stem for job in run] == [run[number].stem for number in range(9)]


@pytest.mark.parametrize(("total", "workers"), [(1, 2), (7, 2), (192, 2), (500, 4)])
def test_shares_grow_smaller_and_leave_nothing_out(total: int, workers: int) -> None:
    parts = [list(part) for part in _wave(range(total), workers)]  # type: ignore[arg-type]
    assert [number for part in parts for number in part] == list(range(total))
    sizes = [len(part) for part in parts]
    assert sizes == sorted(sizes, reverse=True) and sizes[-1] <= LEAST


def test_decks_of_a_batch_share_their_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.pptx import link

    made: list[int] = []
    own = link.head
    monkeypatch.setattr(link, "head", lambda segments: made.append(1) or own(segments))
    project = marked_project(tmp_path, 9)  # three of them have an accent or a logo of their own, or a slide more
    assert build(["proef"], project, ALL).ok
    assert len(made) <= 5 < 9
