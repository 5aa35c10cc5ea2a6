"""Measure fandeck beside pandoc, PptxGenJS and a plain python-pptx script.

usage: python benchmarks/run.py webinar|growth [--runs N] [--json FILE]
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import importlib.metadata
import importlib.util
import json
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from measure import Program, environment, exponent, in_turn, made, ratio

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RIVALS = HERE / "rivals"
SESSION = "sociale-innovatie"
SIZES = (100, 250, 500, 1000)
PLAIN = "python-pptx script"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["webinar", "growth"])
    parser.add_argument("--runs", type=int, help="counted rounds; default 9 for webinar, 3 for growth")
    parser.add_argument("--json", type=Path, help="write every single measurement here")
    options = parser.parse_args()
    runs = options.runs or (9 if options.what == "webinar" else 3)
    compileall.compile_dir(ROOT / "builder", quiet=2)
    with tempfile.TemporaryDirectory(prefix="fandeck-benchmark-") as folder:
        result = (webinar if options.what == "webinar" else growth)(Path(folder), runs)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def prepare(*arguments: object) -> None:
    """Run a preparation in a process of its own, so that this one stays small: children inherit its peak memory."""
    subprocess.run([sys.executable, *map(str, arguments)], check=True)


def prepare_project(folder: Path, count: int = 0) -> Path:
    """Copy the project, with a deck of `count` slides where that is not 0, and write the neutral slides."""
    project, work = folder / "project", folder / "work"
    prepare(HERE / "projects.py", "copy", ROOT, project)
    if count:
        prepare(HERE / "projects.py", "grow", project, count)
    prepare(HERE / "slides.py", project, SESSION, work)
    prepare(RIVALS / "plain_python_pptx.py", "--template", work / "template.pptx")
    return project


def fandeck(project: Path) -> list[Program]:
    """Give fandeck's three programs; they belong in this order in every round."""
    command = [sys.executable, "-m", "builder", "build", SESSION, "--project", str(project)]
    output = project / "output"

    def deck() -> Path:
        return next((output / SESSION).glob("*.pptx"))

    def emptied(turn: int) -> None:
        shutil.rmtree(output / SESSION, ignore_errors=True)
        store = output / ".fandeck" / "store.sqlite"
        if store.is_file():
            with contextlib.closing(sqlite3.connect(store)) as connection, connection:
                connection.execute("DELETE FROM entries WHERE kind <> 'brands'")

    def changed(turn: int) -> None:
        prepare(HERE / "projects.py", "change", project, f"v{turn}")

    return [
        Program("fandeck, cold", command, deck, emptied),
        Program("fandeck, nothing changed", command, deck),
        Program("fandeck, one slide changed", command, deck, changed),
    ]


def plain(work: Path) -> Program:
    command = [sys.executable, str(RIVALS / "plain_python_pptx.py"), "deck.json", "template.pptx", "plain.pptx"]
    return Program(PLAIN, command, lambda: work / "plain.pptx")


def others(work: Path) -> list[Program]:
    """Give the rivals that are installed here; say which are not."""
    found = []
    node = shutil.which("node")
    if node and (RIVALS / "pptxgenjs" / "node_modules" / "pptxgenjs").is_dir():
        build = [node, str(RIVALS / "pptxgenjs" / "build.mjs"), "deck.json"]
        found.append(Program("PptxGenJS, stored", [*build, "js.pptx"], lambda: work / "js.pptx"))
        found.append(Program("PptxGenJS, deflated", [*build, "jsd.pptx", "--deflate"], lambda: work / "jsd.pptx"))
    else:
        print("PptxGenJS is skipped: it needs node, and `npm install` in benchmarks/rivals/pptxgenjs")
    pandoc = find_pandoc()
    if pandoc:
        prepare(RIVALS / "pandoc.py", work / "deck.json", work / "deck.md")
        command = [pandoc, "deck.md", "--slide-level=2", "-o", "pandoc.pptx"]
        found.append(Program("pandoc", command, lambda: work / "pandoc.pptx"))
    else:
        print("pandoc is skipped: it needs `pip install pypandoc_binary`, or pandoc itself")
    return found


def find_pandoc() -> str | None:
    """Find pandoc: the one of pypandoc_binary, else the system's."""
    spec = importlib.util.find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for path in Path(folder).glob("files/pandoc*"):
            return str(path)
    return shutil.which("pandoc")


def versions() -> str:
    """Name what was measured, and on what."""
    parts = [f"Python {platform.python_version()}", f"python-pptx {importlib.metadata.version('python-pptx')}"]
    package = RIVALS / "pptxgenjs" / "node_modules" / "pptxgenjs" / "package.json"
    if package.is_file() and shutil.which("node"):
        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
        parts += [f"PptxGenJS {json.loads(package.read_text(encoding='utf-8'))['version']}", f"node {node}"]
    pandoc = find_pandoc()
    if pandoc:
        parts.append(
            subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
        )
    return ", ".join([*parts, platform.system()])


def webinar(folder: Path, runs: int) -> dict[str, Any]:
    """Measure the webinar with every program."""
    project, work = prepare_project(folder), folder / "work"
    base = plain(work)
    programs = [*fandeck(project), base, *others(work)]
    print(versions())
    in_turn(programs, runs, work, environment(ROOT))
    print(f"\n| {runs} rounds | median s | fastest to slowest | ratio | peak MB | slides | with notes | KB |")
    print("|---|---|---|---|---|---|---|---|")
    for each in programs:
        slides, notes = made(each.deck())
        seconds = f"{statistics.median(each.seconds):.3f} | {min(each.seconds):.3f} to {max(each.seconds):.3f}"
        memory = f"{statistics.median(each.megabytes):.0f}"
        size = each.deck().stat().st_size // 1000
        print(f"| {each.name} | {seconds} | {ratio(each, base):.2f} | {memory} | {slides} | {notes} | {size} |")
    return {"versions": versions(), "programs": [as_json(each) for each in programs]}


def growth(folder: Path, runs: int) -> dict[str, Any]:
    """Measure decks of more and more slides: fandeck against the python-pptx script."""
    print(versions())
    print(f"\n| slides ({runs} rounds) | fandeck s | python-pptx s | ratio | fandeck MB | python-pptx MB |")
    print("|---|---|---|---|---|---|")
    medians: list[tuple[float, float]] = []
    measured = {}
    for size in SIZES:
        place = folder / str(size)
        project, work = prepare_project(place, size), place / "work"
        ours, base = fandeck(project)[0], plain(work)
        in_turn([ours, base], runs, work, environment(ROOT))
        if made(ours.deck()) != made(base.deck()) or made(base.deck())[0] != size:
            raise SystemExit(f"these are not the same slides: {made(ours.deck())}, {made(base.deck())}, wanted {size}")
        medians.append((statistics.median(ours.seconds), statistics.median(base.seconds)))
        memory = [f"{statistics.median(each.megabytes):.0f}" for each in (ours, base)]
        print(
            f"| {size} | {medians[-1][0]:.2f} | {medians[-1][1]:.2f} | {ratio(ours, base):.2f} | {' | '.join(memory)} |"
        )
        measured[size] = [as_json(ours), as_json(base)]
    exponents = [exponent(list(SIZES), [pair[n] for pair in medians]) for n in (0, 1)]
    print(f"| growth exponent | {exponents[0]:.2f} | {exponents[1]:.2f} | | | |")
    return {"versions": versions(), "sizes": measured, "exponents": exponents}


def as_json(program: Program) -> dict[str, Any]:
    return {"name": program.name, "seconds": program.seconds, "megabytes": program.megabytes}


if __name__ == "__main__":
    main()
