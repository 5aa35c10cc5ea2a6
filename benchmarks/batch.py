"""Measure a batch, one deck per audience: fandeck beside loops of python-pptx and PptxGenJS, and pandoc.

usage: python benchmarks/batch.py decks [--shape shape38|webinar] [--audiences N] [--decks M] [--runs N]
       python benchmarks/batch.py growth|again|workers|languages [--audiences N] [--runs N]
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import csv
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batch_projects import LIST
from measure import environment, exponent, made, waited
from run import HERE, RIVALS, ROOT, find_pandoc, prepare, versions

SHAPES = {"shape38": "shape38", "webinar": "sociale-innovatie"}
GROWTH = [100, 1_000, 10_000]
PANDOC_DECKS = 5


@dataclass
class Batch:
    """Commands that make a batch of decks in a folder, with what is done before them, untimed."""

    name: str
    commands: list[list[str]]
    folder: Path
    decks: int
    before: Callable[[int], None] = lambda turn: None
    aim: float | None = None  # fandeck's time per deck as a share of this one's
    seconds: list[float] = field(default_factory=list)
    inner: list[float] = field(default_factory=list)  # as the program itself tells it, start-up left out
    megabytes: list[float] = field(default_factory=list)
    written: list[int] = field(default_factory=list)

    def run(self, turn: int, work: Path, *, sample: bool = False) -> None:
        """Run once; raises SystemExit with the program's own words where it fails."""
        self.before(turn)
        if hasattr(os, "sync"):
            os.sync()  # what the program before it left to be written is not charged to this one
        stood = {path: path.stat().st_mtime_ns for path in self.folder.glob("*.pptx")}
        seconds = peak = 0.0
        for command in self.commands:
            with (work / "said.txt").open("w+b") as said:
                started = time.perf_counter()
                process = subprocess.Popen(command, cwd=work, env=environment(ROOT), stdout=said, stderr=said)
                with Sampler(process.pid) if sample else contextlib.nullcontext() as sampler:
                    code, own = waited(process)
                    seconds += time.perf_counter() - started
                said.seek(0)
                text = said.read().decode(errors="replace")
            if code:
                raise SystemExit(f"{self.name} failed:\n{text[-3000:]}")
            peak = max(peak, own, sampler.peak if sampler else 0.0)
        told = re.search(r"^seconds: ([\d.]+)", text, re.M)
        self.seconds.append(seconds)
        self.inner.append(float(told[1]) if told else seconds)
        self.megabytes.append(peak)
        self.written.append(sum(stood.get(path) != path.stat().st_mtime_ns for path in self.folder.glob("*.pptx")))

    def per_deck(self, *, start_up: bool = True) -> list[float]:
        return [seconds / self.decks for seconds in (self.seconds if start_up else self.inner)]


class Sampler(threading.Thread):
    """Look at a process and its children ten times a second; `peak` is their summed peak memory in MB.

    What forked processes share is counted for each of them: the sum is an upper bound.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.done = pid, 0.0, threading.Event()

    def __enter__(self) -> Sampler:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.join()

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.peak = max(self.peak, self.megabytes(self.pid))

    def megabytes(self, pid: int) -> float:
        """Sum VmHWM over a process and its descendants; 0 where the system does not tell."""
        try:
            found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.M)
            below = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")).split()
        except OSError:
            return 0.0
        return (int(found[1]) / 1e3 if found else 0.0) + sum(self.megabytes(int(child)) for child in below)


@dataclass
class Project:
    """A temporary project with a session and its list of audiences."""

    folder: Path
    session: str
    audiences: int

    @property
    def decks(self) -> Path:
        return self.folder / "output" / self.session

    @property
    def rows(self) -> Path:
        return self.folder / "content" / "audiences" / f"{LIST}.csv"

    def audience(self, number: int) -> tuple[str, str]:
        """Give the code and the name of an audience, by its place in the list, from 1."""
        with self.rows.open(encoding="utf-8", newline="") as lines:
            code, name, *_ = list(csv.reader(lines))[number]
        return code, name

    def build(self, *arguments: str) -> list[str]:
        """Give the command; a new language is `-l LANG` more, once its catalog is prepared."""
        return [sys.executable, "-m", "builder", "build", self.session, "--project", str(self.folder), *arguments]

    def everyone(self, workers: int = 1) -> list[str]:
        return self.build("-a", "all", "-j", str(workers))

    def emptied(self, turn: int = 0) -> None:
        """Leave the prepared brand in the store and nothing else; remove the decks."""
        shutil.rmtree(self.decks, ignore_errors=True)
        store = self.folder / "output" / ".fandeck" / "store.sqlite"
        with contextlib.closing(sqlite3.connect(store)) as connection:
            with connection:
                connection.execute("DELETE FROM entries WHERE kind <> 'brands'")
            connection.execute("VACUUM")

    def change(self, what: str) -> Callable[[int], None]:
        return lambda turn: prepare(HERE / "batch_projects.py", what, self.folder, turn)

    def cold(self, workers: int = 1) -> Batch:
        name = "fandeck" if workers == 1 else f"fandeck, {workers} workers"
        return Batch(name, [self.everyone(workers)], self.decks, self.audiences, self.emptied)


def make_project(place: Path, shape: str, audiences: int, *, build: bool = True) -> Project:
    """Write the project, and have fandeck make one deck: its brand is prepared then, its modules compiled."""
    project = Project(place / "project", SHAPES[shape], audiences)
    prepare(HERE / "batch_projects.py", "make", ROOT, project.folder, project.session, audiences)
    if build:
        done = subprocess.run(
            project.build("-a", project.audience(1)[0]), env=environment(ROOT), capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"fandeck failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return project


def rivals(project: Project, work: Path, count: int) -> list[Batch]:
    """Give the rivals that are installed here, their slides prepared; say which are not."""
    prepare(HERE / "slides.py", project.folder, project.session, work, project.rows, count)
    prepare(RIVALS / "plain_python_pptx.py", "--template", work / "template.pptx")

    def batch(name: str, aim: float, decks: int, *commands: list[str]) -> Batch:
        folder = work / name

        def emptied(turn: int) -> None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

        return Batch(name, list(commands), folder, decks, emptied, aim)

    script = [sys.executable, str(RIVALS / "plain_python_pptx.py"), "--batch", "decks", "template.pptx"]
    found = [batch("python-pptx script", 0.06, count, [*script, "python-pptx script"])]
    node = shutil.which("node")
    if node and (RIVALS / "pptxgenjs" / "node_modules" / "pptxgenjs").is_dir():
        command = [node, str(RIVALS / "pptxgenjs" / "build.mjs"), "decks"]
        found.append(batch("PptxGenJS, stored", 0.29, count, [*command, "PptxGenJS, stored"]))
        found.append(batch("PptxGenJS, deflated", 0.08, count, [*command, "PptxGenJS, deflated", "--deflate"]))
    else:
        print("PptxGenJS is skipped: it needs node, and `npm install` in benchmarks/rivals/pptxgenjs")
    pandoc = find_pandoc()
    if pandoc:
        commands = []
        for deck in sorted((work / "decks").glob("*.json"))[:PANDOC_DECKS]:
            prepare(RIVALS / "pandoc.py", deck, deck.with_suffix(".md"))
            source = str(deck.with_suffix(".md").relative_to(work))
            commands.append([pandoc, source, "--slide-level=2", "-o", f"pandoc/{deck.stem}.pptx"])
        found.append(batch("pandoc", 0.045, len(commands), *commands))
    else:
        print("pandoc is skipped: it needs `pip install pypandoc_binary`, or pandoc itself")
    return found


def says(deck: Path, text: str) -> int:
    """Count the slides of a deck that hold a text."""
    with zipfile.ZipFile(deck) as package:
        slides = [name for name in package.namelist() if re.fullmatch(r"ppt/slides/[^/]+\.xml", name)]
        return sum(text.encode() in package.read(name) for name in slides)


def deck_for(batch: Batch, code: str) -> Path:
    """Find the deck that a batch made for an audience."""
    found = [path for path in batch.folder.glob("*.pptx") if code.lower() in path.name.lower()]
    if len(found) != 1:
        raise SystemExit(f"{batch.name} made {len(found)} decks with {code} in their names, wanted one")
    return found[0]


def decks(options: argparse.Namespace, place: Path) -> dict[str, Any]:
    """Compare the time per deck with every program."""
    print(versions())
    result = {}
    for shape in [options.shape] if options.shape else list(SHAPES):
        folder, work = place / shape, place / shape / "work"
        project = make_project(folder, shape, options.audiences, build=not options.rivals_only)
        others = rivals(project, work, min(options.decks, options.audiences))
        programs = others if options.rivals_only else [project.cold(), *others]
        for program in others:  # fills the file cache; make_project did so for fandeck
            program.before(0)
            subprocess.run(program.commands[0], cwd=work, env=environment(ROOT), capture_output=True, check=True)
        for turn in range(1, options.runs + 1):
            for program in programs:
                program.run(turn, work)
        report(shape, project, programs, options.runs)
        result[shape] = [as_json(program) for program in programs]
    return result


def report(shape: str, project: Project, programs: list[Batch], runs: int) -> None:
    """Print one row per program."""
    print(f"\n| {shape}, {runs} rounds | decks | ms per deck | fastest to slowest | without start-up | fandeck is | "
          "without start-up | aim | peak MB | slides | with notes | KB |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    ours = next((each for each in programs if each.name == "fandeck"), None)
    counts = set()
    code, name = project.audience(min(each.decks for each in programs))  # the last that every program made
    for each in programs:
        if len(list(each.folder.glob("*.pptx"))) != each.decks:
            raise SystemExit(f"{each.name} made {len(list(each.folder.glob('*.pptx')))} decks, wanted {each.decks}")
        deck = deck_for(each, code)
        slides, notes = made(deck)
        counts.add((slides, notes, says(deck, name)))
        whole, inner = each.per_deck(), each.per_deck(start_up=False)
        times = f"{ms(statistics.median(whole))} | {ms(min(whole))} to {ms(max(whole))}"
        bare = ms(statistics.median(inner)) if inner != whole else ""
        shares = ["", ""]
        if ours and ours is not each:
            shares = [f"{share(ours.per_deck(), whole):.3f}", f"{share(ours.per_deck(), inner):.3f}" if bare else ""]
        facts = f"{statistics.median(each.megabytes):.0f} | {slides} | {notes} | {deck.stat().st_size // 1000}"
        print(f"| {each.name} | {each.decks} | {times} | {bare} | {' | '.join(shares)} | {each.aim or ''} | {facts} |")
    if len(counts) > 1:
        print(f"not the same slides, notes and slides with the name: {sorted(counts)}")


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def share(ours: list[float], theirs: list[float]) -> float:
    """Give the median of the ratios within each round."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def growth(options: argparse.Namespace, place: Path) -> dict[str, Any]:
    """Measure more and more audiences: time and memory."""
    print(f"| audiences ({options.runs} rounds, {options.jobs} workers) | s | ms per deck | peak MB | MB of decks |")
    print("|---|---|---|---|---|")
    result, medians, deck = {}, [], 200_000
    for size in options.sizes:
        folder = place / str(size)
        if shutil.disk_usage(place).free < 2 * size * deck:
            raise SystemExit(f"{size} decks of {deck // 1000} KB do not fit on the disk twice")
        batch = make_project(folder, options.shape or "shape38", size).cold(options.jobs)
        for turn in range(1, options.runs + 1):
            batch.run(turn, folder, sample=True)
        total = sum(path.stat().st_size for path in batch.folder.glob("*.pptx"))
        deck = total // size
        checked(batch, batch.written, size)
        medians.append(statistics.median(batch.seconds))
        memory = f"{statistics.median(batch.megabytes):.0f} | {total / 1e6:.0f}"
        print(f"| {size} | {medians[-1]:.2f} | {ms(medians[-1] / size)} | {memory} |", flush=True)
        result[size] = as_json(batch)
        shutil.rmtree(folder)
    if len(medians) > 1:
        print(f"| exponent | {exponent(options.sizes, medians):.3f} | | | |")
    return {"sizes": result}


def checked(batch: Batch, written: list[int], wanted: int) -> None:
    if set(written) != {wanted}:
        raise SystemExit(f"{batch.name} wrote {written} decks, wanted {wanted}")


def again(options: argparse.Namespace, place: Path) -> dict[str, Any]:
    """Measure the batch once more: with nothing changed, with one row changed, with one slide changed."""
    project = make_project(place, "shape38", options.audiences)
    everyone, count = [project.everyone(options.jobs)], options.audiences
    first = project.cold(options.jobs)
    changes = [
        (Batch("nothing changed", everyone, project.decks, count), 0),
        (Batch("one row changed", everyone, project.decks, count, project.change("row")), 1),
        (Batch("one slide changed", everyone, project.decks, count, project.change("slide")), count),
    ]  # a new language belongs here, with its catalog made in `before`: [project.build("-a", "all", "-l", …)]
    for turn in range(1, options.runs + 1):
        first.run(turn, place)
        for batch, _ in changes:
            batch.run(turn, place)
    print(f"| {count} audiences, {options.runs} rounds | s | fastest to slowest | ratio | decks written | peak MB |")
    print("|---|---|---|---|---|---|")
    for batch, wanted in [(first, count), *changes]:
        times = f"{statistics.median(batch.seconds):.3f} | {min(batch.seconds):.3f} to {max(batch.seconds):.3f}"
        written = "/".join(map(str, sorted(set(batch.written))))
        ratio = f"{share(batch.seconds, first.seconds):.3f}"
        print(f"| {batch.name} | {times} | {ratio} | {written} | {statistics.median(batch.megabytes):.0f} |")
        checked(batch, batch.written, wanted)
    return {"programs": [as_json(first), *(as_json(batch) for batch, _ in changes)]}


def workers(options: argparse.Namespace, place: Path) -> dict[str, Any]:
    """Measure two workers beside one."""
    project = make_project(place, options.shape or "shape38", options.audiences)
    one, two = project.cold(), project.cold(2)
    for turn in range(1, options.runs + 1):
        for batch in (one, two):
            batch.run(turn, place, sample=True)
    print(f"| {options.audiences} audiences, {options.runs} rounds | s | fastest to slowest | ratio | peak MB |")
    print("|---|---|---|---|---|")
    for batch in (one, two):
        checked(batch, batch.written, options.audiences)
        times = f"{statistics.median(batch.seconds):.2f} | {min(batch.seconds):.2f} to {max(batch.seconds):.2f}"
        facts = f"{share(batch.seconds, one.seconds):.2f} | {statistics.median(batch.megabytes):.0f}"
        print(f"| {batch.name} | {times} | {facts} |")
    return {"programs": [as_json(one), as_json(two)]}


def languages(options: argparse.Namespace, place: Path) -> dict[str, Any]:
    """Measure a language that is new, every language at once, and once more with nothing changed; beside python-pptx."""
    shape = options.shape or "webinar"
    project, work = make_project(place, shape, options.audiences), place / "work"
    locales = project.folder / "content" / project.session / "locales"
    if not list(locales.glob("*.po")):
        command = [
            sys.executable,
            "-m",
            "builder",
            "translate",
            "pseudo",
            project.session,
            "--project",
            str(project.folder),
        ]
        subprocess.run(command, env=environment(ROOT), check=True, capture_output=True)
    names, count = ["nl", *sorted(path.stem for path in locales.glob("*.po"))], options.audiences
    every = [word for name in names for word in ("-l", name)]

    def built_in_dutch(turn: int) -> None:
        project.emptied()
        subprocess.run(project.everyone(), env=environment(ROOT), check=True, capture_output=True)

    dutch = project.cold()
    one = Batch("a new language", [[*project.everyone(), "-l", names[1]]], project.decks, count, built_in_dutch)
    four = Batch(
        f"{len(names)} languages", [[*project.everyone(), *every]], project.decks, count * len(names), project.emptied
    )
    two = Batch(
        "2 languages", [[*project.everyone(), "-l", "nl", "-l", names[1]]], project.decks, count * 2, project.emptied
    )
    again = Batch("2 languages, nothing changed", two.commands, project.decks, count * 2)
    script = rivals(project, work, min(options.decks, count))[0]
    programs = [dutch, one, four, two, again, script]
    script.before(0)
    subprocess.run(script.commands[0], cwd=work, env=environment(ROOT), capture_output=True, check=True)
    for turn in range(1, options.runs + 1):
        for program in programs:
            program.run(turn, work)
    print(
        f"| {shape}, {options.runs} rounds | decks | s | ms per deck | of the source's | of python-pptx's | decks written | peak MB |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for each in programs:
        facts = f"{statistics.median(each.seconds):.2f} | {ms(statistics.median(each.per_deck()))}"
        ratios = f"{share(each.per_deck(), dutch.per_deck()):.3f} | {share(each.per_deck(), script.per_deck()):.3f}"
        written = "/".join(map(str, sorted(set(each.written))))
        print(
            f"| {each.name} | {each.decks} | {facts} | {ratios} | {written} | {statistics.median(each.megabytes):.0f} |"
        )
    print(f"nothing changed takes {share(again.seconds, two.seconds):.3f} of building both")
    return {"programs": [as_json(each) for each in programs]}


def as_json(batch: Batch) -> dict[str, Any]:
    kept = ("name", "decks", "seconds", "inner", "megabytes", "written")
    return {name: getattr(batch, name) for name in kept}


WHAT = {"decks": decks, "growth": growth, "again": again, "workers": workers, "languages": languages}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--shape", choices=SHAPES, help="default: both for decks, shape38 for the others")
    parser.add_argument("--audiences", type=int, help="default 342; 1,000 for workers")
    parser.add_argument("--decks", type=int, default=20, help="how many each loop of a rival makes; pandoc: 5")
    parser.add_argument("--sizes", type=int, nargs="+", default=GROWTH, help="of growth")
    parser.add_argument("--runs", type=int, help="rounds; default 5, of growth 1, of workers 3")
    parser.add_argument("-j", "--jobs", type=int, default=1, help="workers, of growth and again")
    parser.add_argument("--rivals-only", action="store_true", help="leave fandeck out of decks")
    parser.add_argument("--json", type=Path, help="write every single measurement here")
    options = parser.parse_args()
    options.runs = options.runs or {"growth": 1, "workers": 3, "languages": 3}.get(options.what, 5)
    options.audiences = options.audiences or (1_000 if options.what == "workers" else 342)
    compileall.compile_dir(ROOT / "builder", quiet=2)
    with tempfile.TemporaryDirectory(prefix="fandeck-batch-") as folder:
        result = WHAT[options.what](options, Path(folder))
    if options.json:
        text = json.dumps({"versions": versions()} | result, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
