"""A Dask cluster of two workers makes the same decks, also where one of them is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from tests.pipeline.projects import marked_project
from tests.pipeline.test_runs import contents
from tests.tools.projects import ROOT, run_cli

pytest.importorskip("distributed")


class Cluster:
    """A scheduler and two workers, each a process of its own in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.folder = folder
        folder.mkdir()
        self.scheduler = self._start("scheduler", "--port", self.address.rpartition(":")[2], "--no-dashboard")
        self.workers = [
            self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
            for name in ("een", "twee")
        ]

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, *arguments]
        return subprocess.Popen(
            command, cwd=self.folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path / "cluster")
    yield made
    made.stop()


def test_a_cluster_makes_the_same_decks_and_outlives_a_worker(
    tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builder.pipeline.workers as shares

    monkeypatch.setattr(shares, "SHARE", 3)
    here, there = marked_project(tmp_path / "hier", 40), marked_project(tmp_path / "daar", 40)
    build(["proef"], here, Options(select=("all",), jobs=1))
    done = threading.Event()

    def kill_one() -> None:
        end = time.time() + 60
        while time.time() < end and len(list((there / "output" / "proef").glob("*.pptx"))) < 5:
            time.sleep(0.02)
        cluster.workers[0].send_signal(signal.SIGKILL)
        done.set()

    threading.Thread(target=kill_one, daemon=True).start()
    result = build(["proef"], there, Options(select=("all",), cluster=cluster.address))
    assert done.wait(60)
    assert result.ok, result.findings
    assert len(result.decks) == 40
    assert contents(there / "output") == contents(here / "output")


def test_no_scheduler_is_wrong_usage(tmp_path: Path) -> None:
    project = marked_project(tmp_path, 3)
    told = run_cli("build", "proef", "-a", "all", "--cluster", "tcp://127.0.0.1:9", "--project", project)
    assert told.code == 2
    assert "127.0.0.1:9" in told.err
