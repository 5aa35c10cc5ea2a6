"""A batch goes on where it stopped: killed, failing here and there, changed in one place."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from tests.pipeline.projects import marked_project
from tests.tools.projects import ROOT, run_cli

ALL = Options(select=("all",), jobs=1)


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of an output folder, the store left out."""
    return {path.name: path.read_bytes() for path in sorted((folder / "proef").iterdir())}


def statuses(result: object) -> dict[str, str]:
    return {deck.audience: deck.status for deck in result.decks}  # type: ignore[attr-defined]


def test_only_what_changed_is_made_and_written(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 8)
    assert set(statuses(build(["proef"], project, ALL)).values()) == {"built"}
    assert set(statuses(build(["proef"], project, ALL)).values()) == {"unchanged"}
    rows = project / "content" / "audiences" / "gemeenten.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("7310003", "7320003"), encoding="utf-8")
    changed = statuses(build(["proef"], project, ALL))
    assert [name for name, status in changed.items() if status == "built"] == ["X0003"]
    session = project / "content" / "proef" / "session.yaml"
    session.write_text(session.read_text(encoding="utf-8").replace("voor iedereen", "voor allen"), encoding="utf-8")
    assert set(statuses(build(["proef"], project, ALL)).values()) == {"built"}


def test_one_bad_audience_fails_alone_with_its_row(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 6)
    rows = project / "content" / "audiences" / "gemeenten.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace(",7310002,", ",,"), encoding="utf-8")
    result = build(["proef"], project, ALL)
    assert statuses(result) == {f"X000{n}": "failed" if n == 2 else "built" for n in range(6)}
    told = [each for each in result.findings if each.severity == "error"]
    assert told
    assert all(each.audience == "X0002" for each in told)
    assert any("gemeenten.csv, line 4" in str(each.hint) for each in told)
    assert any(each.at and each.at.file == "content/proef/session.yaml" for each in told)


def test_a_deck_that_nobody_is_in_the_list_for_is_told_and_pruned(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 4)
    build(["proef"], project, ALL)
    rows = project / "content" / "audiences" / "gemeenten.csv"
    lines = rows.read_text(encoding="utf-8").splitlines()
    rows.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    gone = build(["proef"], project, ALL).gone
    assert [path.name.split("-")[1] for path in gone] == ["X0003"]
    assert gone[0].exists()
    build(["proef"], project, Options(select=("all",), jobs=1, prune=True))
    assert not gone[0].exists()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal")
def test_killed_at_any_moment_and_built_again_the_result_is_the_same(tmp_path: Path) -> None:
    wanted_project = marked_project(tmp_path / "heel", 30)
    build(["proef"], wanted_project, ALL)
    wanted = contents(wanted_project / "output")
    project = marked_project(tmp_path / "stuk", 30)
    command = [
        sys.executable,
        "-m",
        "builder",
        "build",
        "proef",
        "-a",
        "all",
        "-q",
        "-j",
        "1",
        "--project",
        str(project),
    ]
    chance, killed = random.Random(7), 0
    started = time.perf_counter()
    assert run_cli("build", "proef", "-a", "all", "-j", "1", "--force", "--project", wanted_project).code == 0
    whole = time.perf_counter() - started
    for _ in range(20):
        process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.1, 0.6) * whole)
        if process.poll() is None:
            killed += 1
            process.send_signal(signal.SIGKILL)
        process.wait()
        for path in (project / "output" / "proef").glob("*.pptx") if (project / "output" / "proef").exists() else []:
            assert path.read_bytes() == wanted[path.name], "no half deck has a deck's name"
    assert killed >= 2  # what one run left done, the next need not do again
    assert run_cli("build", "proef", "-a", "all", "-j", "1", "--project", project).code == 0
    assert contents(project / "output") == wanted


def test_a_folder_that_cannot_be_written_to_is_a_clear_error(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    target = tmp_path / "vast"
    target.write_text("dit is geen map", encoding="utf-8")
    told = run_cli("build", "proef", "-a", "all", "-o", target, "--project", project)
    assert told.code == 1
    assert "Traceback" not in told.err


def test_a_picture_that_vanishes_midway_fails_what_needs_it(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 4)
    picture = project / "content" / "proef" / "images" / "p.png"
    seen = []

    def tell(deck: object, total: int) -> None:
        seen.append(total)
        picture.unlink(missing_ok=True)

    result = build(["proef"], project, ALL, tell)
    assert seen == [4, 4, 4, 4]
    assert result.decks[0].status == "built"
    for deck in result.decks:
        assert deck.status == "built" or any("p.png" in each.message for each in deck.findings)


def test_two_processes_make_the_same_decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builder.pipeline.workers as shares

    one = marked_project(tmp_path / "een", 30)
    two = marked_project(tmp_path / "twee", 30)
    build(["proef"], one, ALL)
    monkeypatch.setattr(shares, "STARTING", 0.0)
    monkeypatch.setattr(shares, "FORKING", 0.0)
    monkeypatch.setattr(shares, "SHARE", 5)
    result = build(["proef"], two, Options(select=("all",), jobs=2))
    assert result.ok
    assert contents(one / "output") == contents(two / "output")
    assert set(statuses(build(["proef"], two, Options(select=("all",), jobs=2))).values()) == {"unchanged"}


def test_a_batch_goes_to_another_file_system(tmp_path: Path) -> None:
    pytest.importorskip("upath")
    from upath import UPath

    project = marked_project(tmp_path, 3)
    here = build(["proef"], project, ALL)
    told = run_cli("build", "proef", "-a", "all", "-o", "memory://decks", "--json", "--project", project)
    assert told.code == 0, told.err
    folder = UPath("memory://decks/proef")
    for deck in here.decks:
        assert (folder / deck.file.name).read_bytes() == deck.file.read_bytes()
    assert (folder / "manifest.json").read_bytes() == (here.decks[0].file.parent / "manifest.json").read_bytes()
    again = run_cli("build", "proef", "-a", "all", "-o", "memory://decks", "--json", "--project", project)
    assert {deck["status"] for deck in again.json["decks"]} == {"unchanged"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file sizes are POSIX's")
def test_a_full_disk_is_a_clear_error_and_leaves_no_half_deck(tmp_path: Path) -> None:
    import resource

    project = marked_project(tmp_path, 4)
    build(["proef"], project, Options())
    deck = next((project / "output" / "proef").glob("*.pptx"))
    most = deck.stat().st_size - 2000
    made = subprocess.run(
        [sys.executable, "-m", "builder", "build", "proef", "-a", "all", "--project", str(project)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert made.returncode == 1
    assert "cannot be written" in made.stderr
    assert "Traceback" not in made.stderr
    left = sorted(path.name for path in (project / "output" / "proef").iterdir())
    assert [name for name in left if name.endswith((".pptx", ".part"))] == [deck.name]


def test_more_processes_know_the_decks_of_a_killed_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builder.pipeline.workers as shares

    monkeypatch.setattr(shares, "STARTING", 0.0)
    monkeypatch.setattr(shares, "FORKING", 0.0)
    project = marked_project(tmp_path, 24)
    build(["proef"], project, ALL)
    folder = project / "output" / "proef"
    noted = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["decks"]
    for name in ("manifest.json", "manifest.csv"):
        (folder / name).unlink()
    (folder / ".manifest-4000000-4000001.journal").write_text(
        "".join(json.dumps(each) + "\n" for each in noted), "utf-8"
    )
    session = project / "content" / "proef" / "session.yaml"
    session.write_text(session.read_text(encoding="utf-8").replace("voor iedereen", "voor allen"), encoding="utf-8")
    result = build(["proef"], project, Options(select=("all",), jobs=2))
    assert result.ok, result.findings
    assert set(statuses(result).values()) == {"built"}
    assert not list(folder.glob(".manifest-*"))


def _ended_before_the_manifest(project: Path, at: str) -> None:
    """Build, and end as if killed: before `note_unchanged`, or between it and the manifest."""
    code = (
        "import os, sys; import builder.storage.manifest as m, builder.pipeline.run as p\n"
        f"{at} = lambda *a, **k: os._exit(9)\n"
        "from builder.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "build", "proef", "-a", "all", "-q", "-j", "1", "--project", str(project)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr


@pytest.mark.parametrize("at", ["p.note_unchanged", "m.Manifest.write"])
def test_a_run_that_ends_before_its_manifest_deceives_no_later_one(tmp_path: Path, at: str) -> None:
    project = marked_project(tmp_path, 3)
    build(["proef"], project, ALL)
    wanted = contents(project / "output")
    session = project / "content" / "proef" / "session.yaml"
    before = session.read_text(encoding="utf-8")
    session.write_text(before.replace("Deze zin is voor iedereen.", "Een andere zin."), encoding="utf-8")
    _ended_before_the_manifest(project, at)
    one = build(["proef"], project, Options(select=("X0000",), jobs=1))  # another run, that asks for one deck only
    assert one.ok
    session.write_text(before, encoding="utf-8")
    result = build(["proef"], project, ALL)
    assert result.ok, [each.message for each in result.findings]
    assert contents(project / "output") == wanted


def test_what_decks_share_is_made_once_however_much_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.pipeline import source_making

    project = marked_project(tmp_path, 40)
    rows = project / "content" / "audiences" / "gemeenten.csv"
    head, *lines = rows.read_text(encoding="utf-8").splitlines()
    rows.write_text("\n".join([f"{head},soort", *(f"{line},dorp" for line in lines)]) + "\n", encoding="utf-8")
    session = project / "content" / "proef" / "session.yaml"
    more = "".join(
        f'  - {{kind: statement, id: s{n}, text: "Een {{{{ audience.soort }}}} nummer {n}"}}\n' for n in range(150)
    )
    text = session.read_text(encoding="utf-8").replace("population: 5}", "population: 5, soort: x}")
    session.write_text(text + more, encoding="utf-8")
    made: list[str] = []
    own = source_making.SourceMaking.made

    def counted(
        self: source_making.SourceMaking, source: source_making.SlideSource, sections: source_making.Sections
    ) -> source_making.Made:
        made.append(source.id)
        return own(self, source, sections)

    monkeypatch.setattr(source_making.SourceMaking, "made", counted)
    assert build(["proef"], project, ALL).ok
    assert sum(each.startswith("s") and each[1:].isdigit() for each in made) == 150


def test_a_deck_elsewhere_is_read_each_time() -> None:
    from builder.storage.entries import Entry
    from builder.storage.manifest import DistantManifest
    from builder.storage.places import folder_of

    folder = folder_of("memory://ergens/anders")
    manifest = DistantManifest(folder)
    manifest.put(Entry("a.pptx", "a", "nl", "helder", 1, 0, hashlib.sha256(b"een").hexdigest(), "k"), [b"een"])
    assert manifest.untouched("a.pptx")
    (folder / "a.pptx").write_bytes(b"twee")
    assert not manifest.untouched("a.pptx")
    (folder / "a.pptx").unlink()
    assert not manifest.untouched("a.pptx")
