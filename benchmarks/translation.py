"""Measure the merging of a catalog: 10,000 texts of which 800 changed.

usage: python benchmarks/translation.py [--texts N] [--changed N] [--runs N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polib

from builder.diagnostics import Position
from builder.translation.catalog import width_of
from builder.translation.merge import About, merged
from builder.translation.texts import Text

WORDS = [
    "samen",
    "werken",
    "aan",
    "goed",
    "werk",
    "vraagt",
    "tijd",
    "en",
    "ruimte",
    "van",
    "iedereen",
    "die",
    "mee",
    "wil",
    "doen",
    "aan",
    "de",
    "proef",
]


def texts_of(count: int, changed: int) -> list[Text]:
    """Invent texts; the first so many have another ending."""
    made = []
    for number in range(count):
        words = [WORDS[(number * 7 + place * (number % 11 + 1)) % len(WORDS)] for place in range(6 + number % 9)]
        source = f"{' '.join(words)} {number}{' anders' if number < changed else ''}"
        at = Position(f"content/groot/slides/{number // 200}.yaml", number % 200 + 1, 1)
        made.append(
            Text(
                f"dia-{number // 8}/steps[s{number % 8}].text",
                source,
                at,
                "what the step says",
                slide=f"dia-{number // 8}",
                kind="process",
            )
        )
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=800)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    about = About({}, {})
    first = merged(texts_of(options.texts, 0), None, about, "groot", "en").file
    for entry in first:
        entry.msgstr = entry.msgid.upper()
    text = str(first)
    now = texts_of(options.texts, options.changed)
    seconds: dict[str, list[float]] = {"read": [], "merge": [], "write": []}
    for _ in range(options.runs):
        started = time.perf_counter()
        old = polib.pofile(text, wrapwidth=width_of(text), check_for_duplicates=False)
        read = time.perf_counter()
        result = merged(now, old, about, "groot", "en")
        done = time.perf_counter()
        str(result.file)
        for name, moment, before in (
            ("read", read, started),
            ("merge", done, read),
            ("write", time.perf_counter(), done),
        ):
            seconds[name].append(moment - before)
    if (result.kept, result.fuzzy, result.new) != (options.texts - options.changed, options.changed, 0):
        raise SystemExit(f"{result.kept} kept, {result.fuzzy} fuzzy, {result.new} new")
    print(f"| {options.texts} texts, {options.changed} changed, {options.runs} runs | s | fastest to slowest |")
    print("|---|---|---|")
    for name, found in [*seconds.items(), ("all", [sum(each) for each in zip(*seconds.values(), strict=True)])]:
        print(f"| {name} | {statistics.median(found):.3f} | {min(found):.3f} to {max(found):.3f} |")


if __name__ == "__main__":
    main()
