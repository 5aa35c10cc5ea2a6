"""Tests run for mutants: those that come by a line, the quickest first, each time in a fork that has the libraries.

A first run notes which lines of the modules named each test comes by, and each fixture (whose lines count for every
test that asks for it). What other processes do is seen where they are forked, not where they are started anew; so a
line that no test comes by is tried with all tests of the room.
"""

from __future__ import annotations

import importlib
import json
import mmap
import os
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

LIBRARIES = ("lxml.etree", "hypothesis", "PIL.Image", "pptx", "msgspec", "yaml", "markdown_it", "uharfbuzz", "babel.core",
             "openpyxl", "polib", "click", "rich.console", "jinja2", "joblib", "segno")  # fmt: skip
OPTIONS = [
    "-n0",
    "-q",
    "-x",
    "-p",
    "no:cacheprovider",
    "-m",
    "not office and not sdk and not browser and not load and not node",
]
RED, HUNG = 1, -1

Reached = dict[str, dict[str, list[int]]]  # of a test, of a file: the lines that it comes by


class Noted:
    """A plugin of pytest that notes which lines of some files each test comes by, and how long it takes."""

    def __init__(self, copy: Path, files: list[str], report: Path) -> None:
        self.files, self.report = files, report
        self.first: dict[str, int] = {}
        total = 0
        for file in files:
            self.first[str(copy / file)] = total
            total += len((copy / file).read_text(encoding="utf-8").splitlines()) + 2
        self.hits = mmap.mmap(-1, max(total, 1))  # shared with what is forked
        self.fixtures: dict[str, set[int]] = defaultdict(set)
        self.tests: dict[str, set[int]] = {}
        self.seconds: dict[str, float] = defaultdict(float)
        self.preparing: dict[str, float] = {}  # seconds of a fixture, which each test that asks for it may have to wait

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> Any:
        first = self.first.get(frame.f_code.co_filename)
        if first is None:
            return None
        hits = self.hits

        def line(inner: FrameType, event: str, _given: object) -> Any:
            if event == "line":
                hits[first + inner.f_lineno] = 1
            return line

        hits[first + frame.f_lineno] = 1
        return line

    def _taken(self) -> set[int]:
        found = {place for place, hit in enumerate(self.hits[:]) if hit}
        self.hits[:] = bytes(len(self.hits))
        return found

    def pytest_collection_finish(self) -> None:
        self._taken()
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        before, started = self._taken(), time.perf_counter()
        yield
        own = self._taken()
        taken = time.perf_counter() - started
        self.preparing[fixturedef.argname] = max(taken, self.preparing.get(fixturedef.argname, 0.0))
        self.fixtures[fixturedef.argname] |= own
        for place in before | own:
            self.hits[place] = 1

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._taken()
        yield
        names = getattr(item, "fixturenames", ())
        self.tests[item.nodeid] = self._taken().union(*(self.fixtures[name] for name in names))
        self.seconds[item.nodeid] += sum(self.preparing.get(name, 0.0) for name in names)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration if report.when == "call" else 0

    def pytest_sessionfinish(self) -> None:
        sys.settrace(None)
        starts = sorted((first, Path(file).name, file) for file, first in self.first.items())
        reached: Reached = {}
        for test, places in self.tests.items():
            of: dict[str, list[int]] = defaultdict(list)
            for place in sorted(places):
                first, _, file = max(start for start in starts if start[0] <= place)
                of[self.files[list(self.first).index(file)]].append(place - first)
            reached[test] = of
        self.report.write_text(json.dumps({"reached": reached, "seconds": self.seconds}), encoding="utf-8")


class Quickest:
    """A plugin that runs the quickest tests first."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self.seconds.get(item.nodeid, 0.0))


def forked(work: Callable[[], int], limit: float, log: Path) -> int:
    """Do work in a fork, in a session of its own; return its code, or HUNG where it took longer than the limit."""
    child = os.fork()
    if not child:
        code = 70
        with suppress(BaseException):
            os.setsid()
            stream = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(stream, 1)
            os.dup2(stream, 2)
            code = work()
        os._exit(code)
    end, pause = time.monotonic() + limit, 0.01
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done or time.monotonic() > end:
            break
        time.sleep(pause)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)  # and what it left behind
    if not done:
        os.waitpid(child, 0)
        return HUNG
    return os.waitstatus_to_exitcode(status)


class Room:
    """The tests of a room in a copy of the repository."""

    def __init__(self, copy: Path, tests: list[str], files: list[str]) -> None:
        self.copy, self.tests = copy, tests
        self.log, self.temporary = copy / "log.txt", copy / "temporary"
        report = copy / "reached.json"
        started = time.perf_counter()
        code = self._pytest(tests, [Noted(copy, files, report)], 3600, learn=True)
        self.sound = code == 0
        self.took = time.perf_counter() - started
        if self.sound:
            noted = json.loads(report.read_text(encoding="utf-8"))
            self.reached: Reached = noted["reached"]
            self.seconds: dict[str, float] = noted["seconds"]

    def said(self) -> str:
        """Return what pytest wrote last."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def those_by(self, file: str, lines: range) -> list[str]:
        """Return the tests that come by one of some lines."""
        return [test for test, of in self.reached.items() if any(line in lines for line in of.get(file, ()))]

    def notice(self, tests: list[str], least: float, times: float) -> bool:
        """Return whether one of some tests goes red or hangs."""
        limit = max(least, times * sum(self.seconds.get(test, self.took) for test in tests))
        return self._pytest(tests, [Quickest(self.seconds)], limit) != 0

    def _pytest(self, tests: list[str], plugins: list[object], limit: float, *, learn: bool = False) -> int:
        def work() -> int:
            os.chdir(self.copy)
            os.environ["PYTHONPATH"] = str(self.copy)
            sys.path.insert(0, str(self.copy))
            sys.dont_write_bytecode = not learn  # what is written belongs to the modules as they are
            return int(pytest.main([*OPTIONS, "--basetemp", str(self.temporary), *tests], plugins))

        return forked(work, limit, self.log)


def load_libraries() -> None:
    """Import what forks need, once."""
    for name in LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(name)
