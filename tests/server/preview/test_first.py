"""The slide that is looked at is made, and shown, before the others; lists of audiences are read again where they changed."""

from __future__ import annotations

from pathlib import Path

from builder.export import DeckContent, PageView
from builder.pipeline.results import Options
from builder.pipeline.sight import Viewer
from builder.projects.project import Project
from builder.server.preview.board import Board, Choice
from tests.server.preview.previewed import project


def viewer(root: Path) -> Viewer:
    return Viewer("proef", Project(project(root)), (PageView,))


def test_what_is_looked_at_is_told_first(tmp_path: Path) -> None:
    told: list[DeckContent] = []
    sight = viewer(tmp_path).see(Options(), "punten", told.append)
    assert [[slide.id for slide in each.slides] for each in told] == [["punten"]]
    assert sight.content is not None
    assert [slide.id for slide in sight.content.slides] == ["titel", "punten", "beeld"]
    assert sight.content.views["page"]["punten"] == told[0].views["page"]["punten"]


def test_it_is_shown_while_the_others_are_as_they_were(tmp_path: Path) -> None:
    board = Board(viewer(tmp_path), Choice())
    board.look()
    board.looked_at = "beeld"
    before = {each.id: each.svg for each in board.slides}
    seen: list[dict[str, str]] = []

    class Wait:
        """Stands for the wait until a window has taken what is shown first."""

        def clear(self) -> None: ...

        def wait(self, _: float) -> None:
            seen.append({each.id: each.svg for each in board.slides})

    board._taken = Wait()  # type: ignore[assignment]
    session = tmp_path / "content/proef/session.yaml"
    session.write_text(session.read_text().replace("brand: helder", "brand: avond"))
    board.look()
    after = {each.id: each.svg for each in board.slides}
    assert seen == [before | {"beeld": after["beeld"]}]
    assert all(after[each] != before[each] for each in before)
    assert board.turn == 3
    session.write_text(session.read_text() + "\n")
    board.look()  # nothing of it changed, and nothing is told
    assert len(seen) == 1


def test_lists_are_read_again_only_where_they_may_have_changed(tmp_path: Path) -> None:
    made = viewer(tmp_path)
    options = Options(select=("0344",))
    words = tmp_path / "content/proef/slides/deel.yaml"
    table = tmp_path / "content/audiences/gemeenten.csv"

    def name() -> str:
        content = made.see(options).content
        assert content is not None and content.audience is not None
        return content.audience.name

    assert name() == "Utrecht"
    table.write_text("code,naam\n0344,Utrechtse Heuvelrug\n")
    made.changed([words])
    assert name() == "Utrecht"  # words alone are said to have changed
    made.changed([table])
    assert name() == "Utrechtse Heuvelrug"
    listed = tmp_path / "content/audiences/gemeenten.yaml"
    listed.write_text(listed.read_text().replace('"{{ naam }}"', '"Stad {{ naam }}"'))
    made.changed([listed])
    assert name() == "Stad Utrechtse Heuvelrug"
