"""One at a time in a folder: who comes second waits, and nobody waits for the dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from builder.storage.lock import alone_in
from tests.tools.projects import ROOT

HOLD = (
    "import sys, time; from pathlib import Path; from builder.storage.lock import alone_in\n"
    "with alone_in(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
)


def holder(file: Path, code: str = HOLD) -> subprocess.Popen[str]:
    """Start a process that holds a lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(file)], env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_who_comes_second_waits_and_knows_for_whom(tmp_path: Path) -> None:
    file, order = tmp_path / "deep" / "proef.lock", []
    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with alone_in(file):
            inside.set()
            leave.wait(10)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)

    def waits(process: int) -> None:
        order.append(f"waits for {process}")
        leave.set()

    with alone_in(file, waits):
        order.append("second")
    thread.join()
    assert order == [f"waits for {os.getpid()}", "first", "second"]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal")
def test_nobody_waits_for_a_process_that_was_killed(tmp_path: Path) -> None:
    file = tmp_path / "proef.lock"
    process = holder(file)
    told: list[int] = []

    def waits(number: int) -> None:
        told.append(number)
        process.send_signal(signal.SIGKILL)

    with alone_in(file, waits):
        process.wait()
        assert file.exists()
    assert told == [process.pid]
    assert not file.exists()
    with alone_in(file, lambda _: pytest.fail("nobody holds it")):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_worker_that_outlives_its_parent_holds_no_lock(tmp_path: Path) -> None:
    file, orphan = tmp_path / "proef.lock", tmp_path / "orphan"
    code = (
        "import os, sys, time; from pathlib import Path; from builder.storage.lock import alone_in\n"
        "with alone_in(Path(sys.argv[1])):\n"
        "    if os.fork() == 0:\n"
        f"        Path({str(orphan)!r}).write_text(str(os.getpid())); time.sleep(60); os._exit(0)\n"
        f"    while not Path({str(orphan)!r}).exists(): time.sleep(0.01)\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    process = holder(file, code)
    process.kill()
    process.wait()
    try:
        started = time.monotonic()
        with alone_in(file):
            assert time.monotonic() - started < 30  # the orphan sleeps for a minute
    finally:
        os.kill(int(orphan.read_text(encoding="utf-8")), signal.SIGKILL)


def test_where_no_file_can_be_made_there_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with alone_in(tmp_path / "file" / "proef.lock"):
        pass


def test_many_take_turns(tmp_path: Path) -> None:
    file, inside, most = tmp_path / "deep" / "proef.lock", [0], [0]

    def work() -> None:
        for _ in range(4):
            with alone_in(file):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.002)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert not file.exists()


def test_a_folder_that_goes_while_it_is_made_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who had the lock before removes the empty folder; that moment must not leave the next one without a lock."""
    file = tmp_path / "deep" / "proef.lock"
    honest, missed = Path.mkdir, [FileExistsError("gone again"), FileNotFoundError("gone")]

    def mkdir(path: Path, *arguments: int, **more: bool) -> None:
        if missed:
            raise missed.pop()
        honest(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with alone_in(file):
        assert file.read_text(encoding="ascii") == f"{os.getpid():<20}\n"


def test_the_lock_s_file_holds_the_number_of_whoever_has_it_and_others_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "proef.lock"
    before = os.umask(0)
    try:
        with alone_in(file):
            assert file.stat().st_mode & 0o777 == 0o666
    finally:
        os.umask(before)
    assert list(tmp_path.iterdir()) == []


def test_folders_that_hold_more_stay(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "proef.lock"
    with alone_in(file):
        (tmp_path / "a" / "other").touch()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["other"]


def test_who_has_an_unreadable_lock_is_not_known(tmp_path: Path) -> None:
    file, told = tmp_path / "proef.lock", []

    def waits(number: int) -> None:
        told.append(number)
        leave.set()

    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with alone_in(file):
            file.write_bytes(b"what?")
            inside.set()
            leave.wait(10)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    with alone_in(file, waits):
        pass
    thread.join()
    assert told == [0]
