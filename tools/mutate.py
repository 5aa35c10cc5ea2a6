"""Change one thing of a module at a time and see whether a test notices: `just mutate builder/fitting/fit.py …`

    python tools/mutate.py MODULE… [--tests PATH…] [--sample N] [--seed S] [--quick] [--json FILE]

Comparisons, arithmetic, conditions, constants, least and most are changed in a copy of the repository; after each
change the tests of the module's room are run until one fails, first those that come by its line, the quickest at the
head. What no test notices is listed with its line: a promise without a test, or code that does nothing. It takes minutes to hours, and is no part of `just check`.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mutant_tests import Room, load_libraries

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("builder", "templates", "tests", "content", "tools", "docs", "pyproject.toml", "README.md")
MORE_TESTS = {
    "plan": ("fitting",),
    "pipeline": ("export", "translation", "audiences"),
}  # of another room, where a module's promises are kept there
LEAST_TIME, TIMES = 30.0, 4.0  # seconds at least, and times of an undisturbed run, before a mutant counts as hung

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
RECKONED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}
SPEED = {
    "AHEAD", "AT_ONCE", "COMMITTED", "FACTS_REMEMBERED", "FORKING", "KEPT", "LISTINGS", "LOOKED", "LOOKS", "MEASURED",
    "PICTURES_HELD", "SHARE", "STARTING", "TRIED", "TRIES", "WAVE", "WIDTHS", "_KNOWN_LIMIT", "maxsize",
}  # fmt: skip
"""How much stays in memory, how often is looked or written, when processes pay: no result depends on it."""
GUARDS = {"strict", "frozen", "slots"}  # of zip and of classes: against ourselves
LARGE = 10_000  # a number from here on is doubled: one more of it is nothing
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One change: where it is, what stands there, and what is put in its place."""

    file: str
    line: int
    start: int  # characters from the beginning of the file
    stop: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before}  ->  {self.after}"


def changes(node: ast.AST) -> Iterator[ast.expr]:
    """Go through what may stand in place of an expression."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARED:
        yield ast.Compare(node.left, [COMPARED[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BinOp) and type(node.op) in RECKONED:
        yield ast.BinOp(node.left, RECKONED[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SWAPPED:
        yield ast.Call(ast.Name(SWAPPED[node.func.id]), node.args, node.keywords)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield ast.Constant(node.value * 2 if abs(node.value) >= LARGE else node.value + 1)


def named(targets: list[ast.expr]) -> set[str]:
    """Return the names that an assignment binds."""
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def skipped(tree: ast.Module) -> set[int]:
    """Return the identities of nodes that decide no result: annotations, decorators, sizes of what memory keeps."""
    found: set[int] = set()
    for node in ast.walk(tree):
        apart: list[ast.AST | None] = []
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            apart += node.decorator_list
        if isinstance(node, ast.FunctionDef):
            apart += [node.returns, *(each.annotation for each in (*node.args.args, *node.args.kwonlyargs))]
        if isinstance(node, ast.AnnAssign):
            apart.append(node.annotation)
        if isinstance(node, ast.keyword) and node.arg in GUARDS | SPEED:
            apart.append(node.value)
        if isinstance(node, ast.Assign) and node.col_offset == 0 and named(node.targets) & SPEED:
            apart.append(node.value)
        if isinstance(node, ast.JoinedStr):  # Python 3.11 does not know where in it an expression stands
            apart.append(node)
        found |= {id(inner) for each in apart if each is not None for inner in ast.walk(each)}
    return found


def mutants_of(path: Path) -> list[Mutant]:
    """List the changes that may be made to a module."""
    text = path.read_text(encoding="utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = text.splitlines()
    tree = ast.parse(text)
    apart = skipped(tree)
    made: list[Mutant] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr) or id(node) in apart or node.end_lineno is None:
            continue
        for changed in changes(node):
            start = starts[node.lineno - 1] + len(lines[node.lineno - 1].encode()[: node.col_offset].decode())
            stop = starts[node.end_lineno - 1] + len(
                lines[node.end_lineno - 1].encode()[: node.end_col_offset].decode()
            )
            after = ast.unparse(ast.fix_missing_locations(changed))
            before = " ".join(text[start:stop].split())
            made.append(Mutant(path.relative_to(ROOT).as_posix(), node.lineno, start, stop, before, f"({after})"))
    return sorted(made, key=lambda each: each.start)


def tests_of(module: str) -> list[str]:
    """Return the tests of a module's room."""
    room = Path(module).parts[1]
    found = [f"tests/{room}", *(f"tests/{more}" for more in MORE_TESTS.get(room, ()))]
    return [each for each in found if (ROOT / each).exists()]


def copy_to(copy: Path) -> None:
    """Copy what tests need."""
    for each in COPIED:
        source = ROOT / each
        if source.is_dir():
            shutil.copytree(source, copy / each, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / each)


def survives(mutant: Mutant, room: Room, copy: Path, *, every: bool) -> bool:
    """Make a change in the copy, and return whether no test notices; every: tests that do not come by it as well."""
    file = copy / mutant.file
    text, times = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(text[: mutant.start] + mutant.after + text[mutant.stop :], encoding="utf-8")
    os.utime(file, ns=(0, 0))  # so that nothing compiled of the unchanged module is taken for it
    first = text.count("\n", 0, mutant.start) + 1
    near = room.those_by(mutant.file, range(first, text.count("\n", 0, mutant.stop) + 2))
    try:
        if near and room.notice(near, LEAST_TIME, TIMES):
            return False
        return not ((every or not near) and room.notice(room.tests, LEAST_TIME, TIMES))
    finally:
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def main() -> int:
    """Try the mutants of the modules named; exit 0 whatever survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", type=Path)
    parser.add_argument("--tests", nargs="+", default=[], help="instead of those of the module's room")
    parser.add_argument("--sample", type=int, default=0, help="try so many, chosen by chance; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="only tests that come by the line")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    mutants = [mutant for module in asked.modules for mutant in mutants_of((ROOT / module).resolve())]
    if asked.sample:
        mutants = sorted(random.Random(asked.seed).sample(mutants, min(asked.sample, len(mutants))))
    survivors: list[Mutant] = []
    rooms: dict[str, Room] = {}
    load_libraries()
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        copy = Path(name).resolve()
        copy_to(copy)
        for number, mutant in enumerate(mutants, 1):
            tests = asked.tests or tests_of(mutant.file)
            key = " ".join(tests)
            if key not in rooms:
                files = sorted({each.file for each in mutants if (asked.tests or tests_of(each.file)) == tests})
                rooms[key] = Room(copy, tests, files)
                if not rooms[key].sound:
                    print(f"{rooms[key].said()}\n{key}: red before anything was changed")
                    return 1
                print(f"{key}: {rooms[key].took:.0f} s undisturbed", flush=True)
            started = time.perf_counter()
            survived = survives(mutant, rooms[key], copy, every=not asked.quick)
            if survived:
                survivors.append(mutant)
            print(
                f"{number}/{len(mutants)} {'SURVIVED' if survived else 'killed'} "
                f"{time.perf_counter() - started:4.0f} s  {mutant}",
                flush=True,
            )
    killed = len(mutants) - len(survivors)
    print(f"{killed} of {len(mutants)} killed ({killed / max(len(mutants), 1):.0%})")
    if asked.json:
        report = {"tried": len(mutants), "killed": killed, "survivors": [each._asdict() for each in survivors]}
        asked.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
