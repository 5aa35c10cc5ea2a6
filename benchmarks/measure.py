"""Run programs in turn, each as a whole process; time, memory and what they made."""

from __future__ import annotations

import math
import os
import re
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Program:
    """A command with what is done before it, untimed."""

    name: str
    command: list[str]
    deck: Callable[[], Path]
    before: Callable[[int], None] = lambda turn: None
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def run(self, turn: int, environment: dict[str, str], folder: Path, *, timed: bool = True) -> None:
        """Run once; raises SystemExit with the program's own words where it fails."""
        self.before(turn)
        with (folder / "said.txt").open("w+b") as said:
            started = time.perf_counter()
            process = subprocess.Popen(self.command, cwd=folder, env=environment, stdout=said, stderr=said)
            code, peak = waited(process)
            seconds = time.perf_counter() - started
            said.seek(0)
            if code:
                raise SystemExit(f"{self.name} failed:\n{said.read().decode(errors='replace')}")
        if timed:
            self.seconds.append(seconds)
            self.megabytes.append(peak)


def waited(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Wait for a process; gives its exit code and its peak memory in MB (0 where the system does not tell)."""
    if not hasattr(os, "wait4"):
        return process.wait(), 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def environment(root: Path) -> dict[str, str]:
    """Give the children's environment: fandeck importable, bytecode written and used."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(root)}


def in_turn(programs: list[Program], runs: int, folder: Path, env: dict[str, str]) -> None:
    """Run A B C D, A B C D …; the first round is not counted: it fills caches and compiles modules."""
    for turn in range(runs + 1):
        for program in programs:
            program.run(turn, env, folder, timed=turn > 0)


def ratio(program: Program, base: Program) -> float:
    """Give the median of the ratios within each round."""
    return statistics.median(a / b for a, b in zip(program.seconds, base.seconds, strict=True))


def made(deck: Path) -> tuple[int, int]:
    """Count the slides of a deck, and those with words in their notes."""
    with zipfile.ZipFile(deck) as package:
        names = package.namelist()
        slides = [name for name in names if re.fullmatch(r"ppt/slides/[^/]+\.xml", name)]
        notes = [package.read(name) for name in names if re.fullmatch(r"ppt/notesSlides/[^/]+\.xml", name)]
    spoken = [re.findall(rb"<a:t>([^<]{20,})</a:t>", each) for each in notes]
    return len(slides), sum(bool(texts) for texts in spoken)


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Fit seconds = a * size ** exponent: least squares of the logarithms."""
    return statistics.linear_regression([math.log(n) for n in sizes], [math.log(t) for t in seconds]).slope
