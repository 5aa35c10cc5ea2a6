"""How long checking takes beside python-pptx, and what other checkers find of the injected faults.

usage: python benchmarks/checks.py speed [DECK] [--runs N]
       python benchmarks/checks.py batch [--audiences N]
       python benchmarks/checks.py rivals [--json FILE]

The rivals (openxml-audit, ooxml-integrity, pptlint, pptx-lint, all from PyPI; Microsoft's validator from npm) are looked
for on PATH, and left out where they are not there.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
Findings = Callable[[Path], set[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "batch", "rivals"])
    parser.add_argument("deck", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--audiences", type=int, default=40)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fandeck-checks-") as folder:
        if options.what == "speed":
            speed(options.deck or webinar(Path(folder)), options.runs)
        elif options.what == "batch":
            batch(Path(folder), options.audiences)
        else:
            rivals(Path(folder), options.json)


def webinar(folder: Path, *more: str) -> Path:
    """Build the webinar."""
    command = [sys.executable, "-m", "builder", "build", "sociale-innovatie", "-b", "helder", "-o", str(folder), *more]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.rglob("*.pptx"))


def speed(deck: Path, runs: int) -> None:
    """Measure in one process, in turn; what is remembered of pictures and fonts is forgotten before each run."""
    from pptx import Presentation

    from builder.checks import Verifier

    data = deck.read_bytes()

    def opened_and_saved() -> None:
        Presentation(io.BytesIO(data)).save(io.BytesIO())

    programs: dict[str, Callable[[], object]] = {
        "python-pptx: open and save": opened_and_saved,
        "fandeck: package and structure": lambda: Verifier("package").deck(data, deck.name),
        "fandeck: all rules": lambda: Verifier().deck(data, deck.name),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(runs + 1):
        for name, program in programs.items():
            forget()
            gc.collect()
            started = time.perf_counter()
            program()
            if turn:
                times[name].append(time.perf_counter() - started)
    base = times["python-pptx: open and save"]
    print(f"| {runs} rounds, {deck.name} | median s | ratio |\n|---|---|---|")
    for name, measured in times.items():
        ratio = statistics.median(one / other for one, other in zip(measured, base, strict=True))
        print(f"| {name} | {statistics.median(measured):.3f} | {ratio:.2f} |")


def forget() -> None:
    """Empty what the checks remember between decks."""
    from builder.checks import pictures
    from builder.checks.rules import glyphs_are_in_font
    from builder.fitting import lines
    from builder.ooxml import fills

    fills.small.cache_clear()
    pictures._size.cache_clear()
    glyphs_are_in_font._font.cache_clear()
    glyphs_are_in_font._is_missing.cache_clear()
    lines._measured.clear()


def batch(folder: Path, audiences: int) -> None:
    """Measure the decks of a batch, each for itself and with one verifier."""
    from builder.checks import Verifier

    webinar(folder, "-a", "all")
    decks = [path.read_bytes() for path in sorted(folder.rglob("*.pptx"))[:audiences]]
    times = {}
    for shared in (False, True):
        started = time.perf_counter()
        verifier = Verifier(shared=shared)
        for number, data in enumerate(decks):
            verifier.deck(data, f"{number}.pptx")
        times[shared] = time.perf_counter() - started
    print(f"{len(decks)} decks: {times[False] / len(decks):.3f} s each for itself, {times[True] / len(decks):.3f} s shared, "
          f"{times[True] / times[False]:.2f} of the time")  # fmt: skip


def rivals(folder: Path, kept: Path | None) -> None:
    """Count the faults that each checker notices, and what it says of sound decks."""
    from builder.checks import facts
    from tests.checks.faults import FAULTS, broken
    from tests.checks.sound import sound_deck

    sound = sound_deck(folder / "sound")
    others = [webinar(folder / "webinar")]
    known = facts()
    programs = checkers()
    result: dict[str, dict[str, list[str]]] = {}
    before = {name: find(sound) for name, find in programs.items()}
    for fault in FAULTS:
        file = folder / "deck.pptx"
        file.write_bytes(broken(sound, fault))
        for name, find in programs.items():
            if find(file) - before[name]:
                result.setdefault(name, {}).setdefault(known[fault.rule].group, []).append(fault.name)
    groups = {g: sum(known[f.rule].group == g for f in FAULTS) for g in ("package", "accessibility", "content")}
    heads = " | ".join(f"{group} ({number})" for group, number in groups.items())
    print(f"| checker | {heads} | said of two sound decks |\n|---|---|---|---|---|")
    for name, find in programs.items():
        found = " | ".join(str(len(result.get(name, {}).get(group, []))) for group in groups)
        false = len(before[name]) + sum(len(find(deck)) for deck in others)
        print(f"| {name} | {found} | {false} |", flush=True)
    if kept:
        kept.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def checkers() -> dict[str, Findings]:
    """Give the checkers that are here, fandeck first."""
    from builder.checks import verify

    found: dict[str, Findings] = {"fandeck": lambda deck: {str(each).partition(": ")[2] for each in verify(deck)}}
    programs: dict[str, Findings] = {
        "openxml-audit": _audit, "ooxml-integrity": _integrity, "pptlint": _pptlint, "pptx-lint": _pptx_lint,
    }  # fmt: skip
    found |= {name: find for name, find in programs.items() if shutil.which(name)}
    if shutil.which("npm"):
        from tests.tools.sdk_validator import sdk_findings

        found["Microsoft's SDK validator"] = lambda deck: set(_safely(lambda: sdk_findings(deck)))
    return found


def _safely(find: Callable[[], list[str]]) -> list[str]:
    """A checker that cannot read a deck says so, which counts as noticing."""
    try:
        return find()
    except Exception as error:
        return [repr(error)[:80]]


def _output(*command: str | Path) -> str:
    made = subprocess.run([str(each) for each in command], capture_output=True, text=True, timeout=120)
    return made.stdout or made.stderr


def _audit(deck: Path) -> set[str]:
    told = _output("openxml-audit", "-o", "json", "-m", "0", deck)
    try:
        return {json.dumps(dict(each), sort_keys=True) for each in json.loads(told)[0]["errors"]}
    except (ValueError, KeyError, IndexError):
        return {"cannot be read"}


def _integrity(deck: Path) -> set[str]:
    lines = _output("ooxml-integrity", "check", "--no-config", deck).splitlines()
    return {f"{a} {b}" for a, b in zip(lines, [*lines[1:], ""], strict=True) if re.match(r"\s+\[(ERROR|WARN)", a)} or (
        {"cannot be read"} if "error(s)" not in "".join(lines) else set()
    )


def _pptlint(deck: Path) -> set[str]:
    report = deck.with_name("pptlint-report")
    command = ("pptlint", "check", deck, "--renderer", "wireframe", "--fail-on", "none", "--output", report)
    _output(*command)
    try:
        found = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))["findings"]
        report.with_suffix(".json").unlink()
    except (OSError, ValueError, KeyError):
        return {"cannot be read"}
    return {f"{each['rule_id']} {each['slide_index']} {each['evidence']}" for each in found}


def _pptx_lint(deck: Path) -> set[str]:
    told = re.sub(r"\x1b\[[0-9;]*m", "", _output("pptx-lint", deck))
    if "pptx-lint report" not in told:
        return {"cannot be read"}
    slide, found = "", set()
    for line in told.splitlines():
        slide = line if line.startswith("[Slide") else slide
        if "▲" in line or "✖" in line or "●" in line:
            found.add(f"{slide} {line.strip()}")
    return found


if __name__ == "__main__":
    main()
