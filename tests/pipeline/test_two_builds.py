"""Two builds into one folder at once: one waits, nothing is lost, whoever is killed."""

from __future__ import annotations

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
from builder.storage.lock import alone_in
from tests.pipeline.projects import marked_project
from tests.tools.projects import ROOT

COUNT = 24


def started(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a build of everybody's decks."""
    command = [sys.executable, "-m", "builder", "build", "proef", "-a", "all", "-j", "1", "--project", str(project)]
    return subprocess.Popen(
        [*command, *arguments], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def listed(project: Path) -> list[str]:
    manifest = json.loads((project / "output" / "proef" / "manifest.json").read_text(encoding="utf-8"))
    return sorted(entry["file"] for entry in manifest["decks"])


def test_two_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    project = marked_project(tmp_path, COUNT)
    both = [started(project), started(project, "-b", "avond"), started(project)]
    errors = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0, 0], errors
    assert len(listed(project)) == len(list((project / "output" / "proef").glob("*.pptx")))
    result = build(["proef"], project, Options(select=("all",), jobs=1))
    assert {deck.status for deck in result.decks} <= {"built", "unchanged"}, result.findings


def test_who_waits_says_so_in_one_line(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 2)
    with alone_in(project / "output" / ".fandeck" / "proef.lock"):
        process = started(project)
        assert process.stderr is not None
        assert process.stderr.readline() == f"proef is being built by process {os.getpid()}: waiting\n"
        assert not list(project.glob("output/proef/*.pptx"))
    assert process.wait() == 0
    assert "waiting" not in process.stderr.read()
    process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal")
def test_killed_at_any_moment_the_other_goes_on(tmp_path: Path) -> None:
    project, chance = marked_project(tmp_path, COUNT), random.Random(3)
    for turn in range(6):
        both = [started(project, "--force"), started(project, "--force")]
        time.sleep(chance.uniform(0.2, 1.5))
        victim = both[turn % 2]
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
        other = both[1 - turn % 2]
        _, errors = other.communicate(timeout=120)
        assert other.returncode == 0, errors
        assert len(listed(project)) == COUNT
