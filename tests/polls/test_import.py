"""Results taken into the YAML: counted exactly, every row accounted for, and nothing else changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.polls import result_files as files
from tests.polls.counted_files import counted
from tests.polls.project import PollProject
from tests.polls.result_files import Case, cases, csv_of, mail, person, zoom_2021

OPTIONS = {
    "bekend": ["nieuw", "beetje", "goed"], "toets": ["A", "B", "C", "D"], "wensen": ["tijd", "geld", "beide", "rust", "anders"],
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> PollProject:
    return PollProject(tmp_path_factory.mktemp("polls"))


def test_there_are_sixty_files() -> None:
    every = [*cases(), *counted()]
    assert len({each.id for each in every}) == len(every) >= 60


@pytest.mark.parametrize("case", [*cases(), *counted()], ids=lambda case: case.id)
def test_results(case: Case, project: PollProject, tmp_path: Path) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.data)
    made = project.poll("import", "proef", path, "--json", "--dry-run", *case.arguments)
    told = made.json
    changed = "".join(line[1:].strip() + "\n" for line in told["diff"].splitlines() if line.startswith("+"))
    found = {each["poll"]: each for each in told["polls"] if f"{each['poll']}" and sum(each["results"].values())}
    counts = {poll: (list(each["results"].values()), each["respondents"]) for poll, each in found.items()}
    if "poll-uncertain" in case.rules:
        assert told["diff"] == ""
    else:
        assert counts == case.polls, told
        for poll, (numbers, _) in case.polls.items():
            assert list(found[poll]["results"]) == OPTIONS[poll]
            assert (
                "".join(f"{name}: {number}\n" for name, number in zip(OPTIONS[poll], numbers, strict=True)) in changed
            )
    (account,) = told["files"] or [dict.fromkeys(("read", "counted", "duplicate", "empty", "unmatched"), 0)]
    rows = tuple(account[name] for name in ("read", "counted", "duplicate", "empty", "unmatched"))
    assert rows == case.rows, told
    assert rows[0] == sum(rows[1:])
    rules = {each["rule"] for each in told["findings"] if each["severity"] != "info"} | (case.rules & {"poll-nearly"})
    assert rules == case.rules, told
    assert made.code == (1 if {"poll-file", "poll-uncertain"} & case.rules else 0)
    for personal in ("example.nl", "EXAMPLE.NL", "Jan, de", "x@y.nl", "speler", "Piet"):
        assert personal not in made.out + made.err


def write(root: Path, *tables: tuple[str, list[list[object]]]) -> Path:
    path = root / "uitslag.csv"
    path.write_bytes(csv_of(zoom_2021(*tables)))
    return path


def test_results_stand_beside_the_options_and_nothing_else_changes(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    before = project.session.read_text(), project.part.read_text()
    path = write(tmp_path, (files.BEKEND, [person(1, files.NIEUW)]), (files.WENSEN, [person(1, files.TIJD)]))
    dry = project.poll("import", "proef", path, "--dry-run")
    assert dry.code == 0 and "+    results:" in dry.out
    assert (project.session.read_text(), project.part.read_text()) == before
    made = project.poll("import", "proef", path, "--yes")
    assert made.code == 0 and made.out == dry.out
    after = '"**Goed** & wel"}\n    results:\n      nieuw: 1\n      beetje: 0\n      goed: 0\n    respondents: 1\n    duration: 2\n'
    assert project.session.read_text() == before[0].replace('"**Goed** & wel"}\n    duration: 2\n', after)
    assert "text: Iets anders}\n  results:\n    tijd: 1\n" in project.part.read_text()
    assert project.part.read_text().startswith("# de andere peilingen\n")
    again = project.poll("import", "proef", path, "--yes")
    assert again.code == 0 and "nothing changes" in again.err
    assert project.run("build", "proef").code == 0


def test_results_of_an_audience_go_into_its_override(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    before = project.session.read_bytes()
    path = write(tmp_path, (files.UTRECHT, [person(1, files.NIEUW), person(2, files.GOED)]))
    assert project.poll("import", "proef", path, "-a", "U", "--yes").code == 0
    override = tmp_path / "content" / "proef" / "audiences" / "U.yaml"
    assert (
        override.read_text()
        == "slides:\n  bekend:\n    results:\n      nieuw: 1\n      beetje: 0\n      goed: 1\n    respondents: 2\n"
    )
    override.write_text("# van Utrecht\nslides:\n  # de toets\n  toets: {duration: 1}\n")
    assert project.poll("import", "proef", path, "-a", "U", "--yes").code == 0
    assert override.read_text().startswith(
        "# van Utrecht\nslides:\n  # de toets\n  toets: {duration: 1}\n  bekend:\n    results:\n"
    )
    assert project.session.read_bytes() == before
    assert project.run("build", "proef", "-a", "U").code == 0
    assert project.poll("import", "proef", path, "-a", "all", "--yes").code == 2


def test_several_files(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    first = write(tmp_path, (files.BEKEND, [person(n, files.NIEUW) for n in range(3)]))
    second = first.rename(tmp_path / "eerste.csv")
    first = write(tmp_path, (files.BEKEND, [person(n, files.GOED) for n in range(2, 4)]))
    made = project.poll("import", "proef", second, first, "--json", "--dry-run").json
    assert made["polls"][0]["results"] == {"nieuw": 2, "beetje": 0, "goed": 2}
    assert [each["duplicate"] for each in made["files"]] == [1, 0]
    made = project.poll("import", "proef", second, first, "--json", "--dry-run", "--sum").json
    assert made["polls"][0]["results"] == {"nieuw": 3, "beetje": 0, "goed": 2}


def test_the_same_question_twice_is_told(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    project.part.write_text(
        project.part.read_text() + "- {kind: poll, id: nog-eens, question: Wat wilt u?, options: [Niets, Alles]}\n"
    )
    made = project.poll("import", "proef", write(tmp_path, (files.WENSEN, [person(1, files.RUST)])), "--json").json
    assert {each["poll"] for each in made["polls"] if sum(each["results"].values())} == {"wensen"}
    project.part.write_text(project.part.read_text().replace("[Niets, Alles]", "[Rust, Alles]"))
    made = project.poll("import", "proef", write(tmp_path, (files.WENSEN, [person(1, files.RUST)])), "--json")
    assert made.code == 1 and not made.json["diff"]
    assert any("wensen, nog-eens" in each["message"] for each in made.json["findings"])


def test_answers_that_are_numbers(tmp_path: Path) -> None:
    """Numbers that are answers are told from those that count them, and a running number is no question."""
    project = PollProject(tmp_path, english=False)
    asked = "- {kind: poll, id: cijfer, question: Welk cijfer?, options: ['1', '2', '3', '4']}\n"
    project.part.write_text(project.part.read_text() + asked)
    sheets: list[list[list[object]]] = [
        [["Welk cijfer?"], ["Antwoord", "Stemmen"], [1, 2], [2, 1], [3, 4], [4, 3]],
        [["Vraag", "Antwoord", "Stemmen"], *(["Welk cijfer?", n, votes] for n, votes in enumerate((2, 1, 4, 3), 1))],
        [["Quiz", "Welk cijfer?"], ["Answers", 1, 2, 3, 4], ["Number of answers received", 2, 1, 4, 3]],
        [
            ["Id", "Naam", "Welk cijfer?"],
            *([n, "x", n] for n, votes in enumerate((2, 1, 4, 3), 1) for _ in range(votes)),
        ],
    ]
    for rows in sheets:
        path = tmp_path / "r.xlsx"
        path.write_bytes(files.xlsx_of({"Blad": rows}))
        made = project.poll("import", "proef", path, "--json", "--dry-run")
        found = {each["poll"]: list(each["results"].values()) for each in made.json["polls"]}
        assert (made.code, found["cijfer"]) == (0, [2, 1, 4, 3]), rows


def test_a_file_that_is_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    from builder.diagnostics import ContentError
    from builder.polls.results import imported
    from builder.projects.project import Project
    from builder.projects.session import load_session

    project = PollProject(tmp_path, english=False)
    path = write(tmp_path, (files.BEKEND, [person(1, files.NIEUW)]))
    made = imported(load_session("proef", Project.at(tmp_path)), [str(path)])
    project.session.write_text(project.session.read_text() + "# later\n")
    with pytest.raises(ContentError):
        made.write()
    assert project.session.read_text().endswith("# later\n") and "results" not in project.session.read_text()


def test_a_million_cells_are_bounded(tmp_path: Path, project: PollProject) -> None:
    path = tmp_path / "groot.csv"
    rows = "".join(f"{n},Naam,{mail(n)},tijd,{files.GOED}\n" for n in range(20_000))
    path.write_text('#,User Name,User Email,Submitted Date/Time,"' + files.BEKEND.replace('"', '""') + '"\n' + rows)
    made = project.poll("import", "proef", path, "--json", "--dry-run").json
    assert made["polls"][0]["results"]["goed"] == made["files"][0]["counted"] == 20_000
