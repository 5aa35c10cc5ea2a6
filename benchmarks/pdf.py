"""PDFs: what one adds to a deck, and how many a second a batch makes; beside another checkout in turn, and LibreOffice.

    python benchmarks/pdf.py [--beside CHECKOUT] [--audiences SEL] [--runs N] [-j N] [--office]

Seconds by the clock depend on what else a machine does; those of the processors say more. Both are told, as medians, and
the ratio is the median of the ratios within each round. Nothing is in the store before a run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SESSION = "sociale-innovatie"


class Took(NamedTuple):
    """Seconds by the clock and of all processors."""

    clock: float
    processor: float


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, help="another checkout of fandeck, such as of the commit before")
    parser.add_argument("--audiences", default="all", help="whom the batch is for, as -a takes it; default: all")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--office", action="store_true", help="also have LibreOffice convert the deck")
    chosen = parser.parse_args()
    programs = {"here": ROOT} | ({"beside": chosen.beside.resolve()} if chosen.beside else {})
    with tempfile.TemporaryDirectory(prefix="fandeck-pdf-") as folder:
        project = Path(folder) / "project"
        for name in ("content", "templates"):
            shutil.copytree(ROOT / name, project / name)
        one_deck(programs, project, chosen.runs, office=chosen.office)
        batch(programs, project, chosen)


def one_deck(programs: dict[str, Path], project: Path, runs: int, *, office: bool) -> None:
    """Measure a deck without and with its PDF."""
    took: dict[str, list[Took]] = {}
    for _ in range(runs + 1):
        for name, root in programs.items():
            for formats in ("pptx", "pptx,pdf"):
                took.setdefault(f"{name} {formats}", []).append(_built(root, project, "-f", formats))
        if office:
            took.setdefault("LibreOffice", []).append(_converted(project))
    print("| one deck | s | processor s |\n|---|---|---|")
    for name, times in took.items():
        print(f"| {name} | {_median(times[1:], 'clock'):.2f} | {_median(times[1:], 'processor'):.2f} |")
    for name in programs:
        pairs = list(zip(took[f"{name} pptx"][1:], took[f"{name} pptx,pdf"][1:], strict=True))
        more = [Took(with_it.clock - alone.clock, with_it.processor - alone.processor) for alone, with_it in pairs]
        print(f"| {name}: what the PDF adds | {_median(more, 'clock'):.2f} | {_median(more, 'processor'):.2f} |")


def batch(programs: dict[str, Path], project: Path, chosen: argparse.Namespace) -> None:
    """Measure a PDF for each audience."""
    took: dict[str, list[Took]] = {name: [] for name in programs}
    count = 0
    for _ in range(chosen.runs):
        for name, root in programs.items():
            took[name].append(_built(root, project, "-f", "pdf", "-a", chosen.audiences, "-j", str(chosen.jobs)))
            count = len(list((project / "output").rglob("*.pdf")))
    print(
        f"\n| {count} PDFs, {chosen.jobs} workers | s | a second | processor s | each, ms | ratio |\n|---|---|---|---|---|---|"
    )
    for name, times in took.items():
        clock, processor = _median(times, "clock"), _median(times, "processor")
        ratio = statistics.median(a.processor / b.processor for a, b in zip(times, took["here"], strict=True))
        print(
            f"| {name} | {clock:.1f} | {count / clock:.1f} | {processor:.1f} | {processor / count * 1000:.0f} | {ratio:.2f} |"
        )


def _built(root: Path, project: Path, *arguments: str) -> Took:
    """Build the session with nothing known."""
    for name in ("output", ".fandeck"):
        shutil.rmtree(project / name, ignore_errors=True)
    command = [sys.executable, "-m", "builder", "build", SESSION, "--project", str(project), *arguments]
    return _timed(command, project, {**os.environ, "PYTHONPATH": str(root)})


def _converted(project: Path) -> Took:
    deck = next((project / "output").rglob("*.pptx"))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(project / "office"), str(deck)]
    return _timed(command, project, dict(os.environ))


def _timed(command: list[str], folder: Path, environment: dict[str, str]) -> Took:
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return Took(time.perf_counter() - started, usage.ru_utime + usage.ru_stime)


def _median(times: list[Took], what: str) -> float:
    return statistics.median(getattr(each, what) for each in times)


if __name__ == "__main__":
    main()
