"""What a group or an audience gets differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from tests.pipeline.projects import marked_project
from tests.tools.packages import DeckFile
from tests.tools.projects import run_cli, write_files

ALL = Options(select=("all",), jobs=1)


def test_overrides_merge_insert_move_and_remove(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 6)
    write_files(
        project / "content" / "proef" / "audiences",
        {
            "group-groot.yaml": "variables: {koffie: thee}\nslides:\n  vast: {text: Een zin voor grote gemeenten.}\n",
            "X0005.yaml": (
                "slides:\n  vast: {after: titel}\n  plaatje: {remove: true}\n"
                "  peiling: {options: {ja: {text: Zeker wel}}}\n"
                "  eigen: {after: slot, kind: bullets, title: Van onszelf, points: [een, twee]}\n"
            ),
            "X0001.yaml": "slides:\n  punten: {notes: null}\n",
        },
    )
    result = build(["proef"], project, ALL)
    assert result.ok, result.findings
    decks = {deck.audience: DeckFile(deck.file) for deck in result.decks}
    plain, own, other = decks["X0000"].titles, decks["X0005"].titles, decks["X0001"]
    assert own[1] == "Een zin voor grote gemeenten."
    assert own[-1] == "Van onszelf"
    assert "Plaatje" not in own
    assert "Deze zin is voor iedereen." in plain
    text = b"".join(decks["X0005"].members.values()).decode("utf-8", "replace")
    assert "Zeker wel" in text
    assert "en thee." in text
    notes = [name for name in other.names if name.startswith("ppt/notesSlides/notes")]
    assert len(notes) == len([name for name in decks["X0000"].names if name.startswith("ppt/notesSlides/notes")]) - 1


@pytest.mark.parametrize(
    ("override", "rule", "line", "hint"),
    [
        ("slides:\n  puntn: {title: x}\n", "unknown-slide", 2, "punten"),
        ("slides:\n  nieuw: {kind: statement, text: x}\n", "missing-field", 2, "after"),
        ("slides:\n  nieuw: {kind: statement, text: x, after: slto}\n", "unknown-slide", 2, "slot"),
        ("slides:\n  peiling: {options: {jaa: {text: x}}}\n", "unknown-item", 2, "ja"),
        ("slide: {}\n", "unknown-key", 1, "slides"),
        ("slides: [een]\n", "wrong-type", 1, ""),
        ("slides:\n  punten: {titel: x}\n", "unknown-key", 2, "title"),
        ("variables: {9x: 1}\n", "variable-name", 1, ""),
    ],
)
def test_a_broken_override_fails_its_deck_alone(tmp_path: Path, override: str, rule: str, line: int, hint: str) -> None:
    project = marked_project(tmp_path, 3)
    write_files(project / "content" / "proef" / "audiences", {"X0001.yaml": override})
    result = build(["proef"], project, ALL)
    assert [deck.status for deck in result.decks] == ["built", "failed", "built"]
    found = [each for each in result.decks[1].findings if each.rule == rule]
    assert found, result.findings
    assert found[0].at is not None
    assert (found[0].at.file, found[0].at.line) == ("content/proef/audiences/X0001.yaml", line)
    assert hint in str(found[0].hint)


def test_an_override_for_nobody_is_told(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    write_files(
        project / "content" / "proef" / "audiences", {"X0009.yaml": "slides: {}\n", "group-grot.yaml": "slides: {}\n"}
    )
    result = build(["proef"], project, ALL)
    told = [each for each in result.findings if each.rule == "override-unused"]
    assert len(told) == 2
    assert any("groot" in str(each.hint) for each in told)


def test_check_reads_lists_and_overrides_where_no_audience_is_chosen(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    assert run_cli("check", "proef", "--project", project).code == 0
    write_files(project / "content" / "proef" / "audiences", {"X0001.yaml": "slides:\n  puntn: {title: x}\n"})
    told = run_cli("check", "proef", "--json", "--project", project)
    assert told.code == 1
    assert [each["rule"] for each in told.findings] == ["unknown-slide"]
    rows = project / "content" / "audiences" / "gemeenten.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("7310002", "veel"), encoding="utf-8")
    told = run_cli("check", "proef", "--json", "--project", project)
    assert {each["file"] for each in told.findings} == {
        "content/proef/audiences/X0001.yaml", "content/audiences/gemeenten.csv",
    }  # fmt: skip
