"""Feed damaged decks, YAML, catalogs and audience lists to their readers; whatever is no finding is a bug.

usage: python tools/fuzz.py verify|yaml|po|audiences|pull|import|diff|all [--seconds N] [--seed N] [--keep DIR] [--atheris]

Changes sound inputs: bytes are flipped, cut, doubled; elements of XML are removed, doubled, moved, given odd values. Each
crash is told with the shortest input kept in DIR. --atheris: let atheris (Google's coverage-guided fuzzer, if installed)
choose the bytes for yaml and po.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
Target = tuple[Callable[[random.Random], bytes], Callable[[bytes], object]]  # what changes an input, and what reads it
SLOW = 20.0  # seconds after which one input counts as a hang
ODD = [b"", b"0", b"-1", b"99999999999999999999", b"1e999", b"NaN", b"true", b"\xff\xfe", b"rId1", b"../../x", b"&#0;", b"{{", b"2147483648",
       "ø\u202e😀".encode(), b" ", b"%", b"1" * 400]  # fmt: skip
WORDS = [b"- ", b": ", b"&a ", b"*a", b"{", b"[", b"|\n", b"'", b'"', b"#", b"\t", b"!!x ", b"<<: ", b"? ", b"\xef\xbb\xbf", b"\x00", b"---\n",
         b"msgid ", b"msgctxt ", b"msgstr[9] ", b"#~ ", b"#, fuzzy\n", b"\\", b";", b",", b"=HYPERLINK(1)", b"{{ a.b }}", b"\r\n", b"\xa0"]  # fmt: skip


def changed(data: bytes, dice: random.Random) -> bytes:
    """Change some bytes."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        place = dice.randrange(len(made) + 1)
        match dice.randrange(6):
            case 0:
                made[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del made[place : place + dice.choice((1, 4, 40, 400))]
            case 2:
                made[place:place] = made[dice.randrange(len(made) + 1) :][: dice.choice((1, 8, 80, 800))]
            case 3:
                made[place:place] = dice.choice(WORDS)
            case 4:
                made[place:] = b"" if dice.random() < 0.1 else made[place:]
            case _:
                made[place:place] = dice.choice(ODD)
    return bytes(made)


def changed_xml(data: bytes, dice: random.Random) -> bytes:
    """Change elements and attributes, so that most of it stays well-formed."""
    for _ in range(dice.choice((1, 1, 2, 5))):
        match dice.randrange(5):
            case 0 | 1:
                values = list(re.finditer(rb'="([^"]*)"', data))
                if values:
                    found = dice.choice(values)
                    data = data[: found.start(1)] + dice.choice(ODD).replace(b'"', b"") + data[found.end(1) :]
            case 2:
                empty = list(re.finditer(rb"<[\w:]+(?: [^<>]*)?/>", data))
                if empty:
                    found = dice.choice(empty)
                    data = data[: found.start()] + found[0] * dice.choice((0, 2, 3)) + data[found.end() :]
            case 3:
                whole = list(re.finditer(rb"<(\w+:\w+)(?: [^<>]*)?>(?:(?!<\1[ >]).){0,3000}?</\1>", data, re.S))
                if whole:
                    found, other = dice.choice(whole), dice.choice(whole)
                    times = dice.choice((0, 0, 2))
                    data = data[: found.start()] + (other[0] if times == 2 else b"") + data[found.end() :]
            case _:
                names = list(re.finditer(rb"</?(\w+:\w+)", data))
                if names:
                    data = data.replace(dice.choice(names)[1] + b" ", dice.choice(names)[1] + b" ")
    return data


def deck() -> bytes:
    from tests.checks.sound import sound_deck

    with tempfile.TemporaryDirectory() as folder:
        return sound_deck(Path(folder)).read_bytes()


def verify_target() -> Target:
    """Change a deck: its archive, or one to three of its members."""
    from builder.checks import verify_bytes

    return changed_deck(deck()), lambda data: verify_bytes(data, "fuzz.pptx")


def changed_deck(sound: bytes) -> Callable[[random.Random], bytes]:
    """Return what changes a deck: its archive, or one to three of its members."""
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    parts = [n for n in members if "slideLayouts/" not in n] + ["ppt/slideLayouts/slideLayout5.xml"]

    def make(dice: random.Random) -> bytes:
        if dice.random() < 0.1:
            return changed(sound, dice)
        made = dict(members)
        for name in dice.sample(parts, dice.choice((1, 1, 2, 3))):
            if dice.random() < 0.05:
                del made[name]
            elif name.endswith((".xml", ".rels")) and dice.random() < 0.85:
                made[name] = changed_xml(made[name], dice)
            else:
                made[name] = changed(made[name], dice)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, data in made.items():
                package.writestr(name, data)
        return stream.getvalue()

    return make


def way_back_target(run: Callable[[Path, Path, Any], object]) -> Target:
    """Change a deck of a small session; run: what is done with the changed deck, the sound one, and the project."""
    from builder.diagnostics import ContentError, UsageError
    from builder.projects.project import Project
    from tests.roundtrip import edited

    made = edited.session(Path(tempfile.mkdtemp()))
    sound, file, project = made.deck(), Path(tempfile.mkdtemp()) / "fuzz.pptx", Project.at(made.root)

    def tried(data: bytes) -> None:
        file.write_bytes(data)
        with contextlib.suppress(ContentError, UsageError):
            run(file, sound, project)

    return changed_deck(sound.read_bytes()), tried


def pull_target() -> Target:
    """Bring damaged decks home; nothing is written."""
    from builder.roundtrip.merging.pull import pulled

    return way_back_target(lambda file, _, project: pulled([file], project).diff())


def import_target() -> Target:
    """Make sessions of damaged decks."""
    from builder.roundtrip.importing.session import imported

    return way_back_target(lambda file, _, project: imported(file, project, "fuzz"))


def diff_target() -> Target:
    """Compare damaged decks with the sound one."""
    from builder.roundtrip.comparing.difference import compared
    from builder.roundtrip.opening import opened

    return way_back_target(lambda file, sound, _: compared(opened(sound), opened(file)))


def yaml_target() -> Target:
    """Change the YAML of sessions."""
    from builder.diagnostics import ContentError, UsageError
    from builder.projects.session import load_session

    seeds = [p.read_bytes() for p in sorted((ROOT / "content").rglob("*.yaml"))]
    folder = Path(tempfile.mkdtemp()) / "content" / "proef"
    folder.mkdir(parents=True)

    def run(data: bytes) -> None:
        (folder / "session.yaml").write_bytes(data)
        with contextlib.suppress(ContentError, UsageError):
            load_session(folder)

    return lambda dice: changed(dice.choice(seeds), dice), run


def po_target() -> Target:
    """Change catalogs."""
    from builder.diagnostics import Findings
    from builder.translation.catalog import read_catalog

    seeds = [p.read_bytes() for p in sorted((ROOT / "content").rglob("*.po"))]
    seeds.append(
        b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgctxt "a/b"\nmsgid "Een"\nmsgstr "One"\n'
    )
    file = Path(tempfile.mkdtemp()) / "en.po"

    def run(data: bytes) -> None:
        file.write_bytes(data)
        read_catalog(file, "en.po", Findings())

    return lambda dice: changed(dice.choice(seeds), dice), run


def audiences_target() -> Target:
    """Change an audience list's rows or its definition."""
    from builder.audiences.lists import load_list
    from builder.diagnostics import ContentError, UsageError
    from builder.projects.project import Project

    folder = Path(tempfile.mkdtemp()) / "content" / "audiences"
    folder.mkdir(parents=True)
    rows = b"code;name;population;valid_to\r\n0344;Utrecht;374411;2030-01-01\r\n0363;'s-Gravenhage;1.000;\r\n"
    head = b'source: lijst.csv\nid: "{{ code }}"\nname: "{{ name }}"\nfields: {population: integer, valid_to: date}\ngroups: {large: "population >= 100000"}\n'

    def make(dice: random.Random) -> bytes:
        both = [head, rows]
        place = dice.randrange(2)
        both[place] = changed(both[place], dice)
        return both[0] + b"\x1e\x1e" + both[1]

    def run(data: bytes) -> None:
        definition, _, table = data.partition(b"\x1e\x1e")
        (folder / "lijst.yaml").write_bytes(definition)
        (folder / "lijst.csv").write_bytes(table)
        with contextlib.suppress(ContentError, UsageError):
            load_list("lijst", Project.at(folder.parents[1]))

    return make, run


TARGETS = {"verify": verify_target, "yaml": yaml_target, "po": po_target, "audiences": audiences_target,
           "pull": pull_target, "import": import_target, "diff": diff_target}  # fmt: skip


def fuzz(name: str, seconds: float, seed: int, keep: Path | None) -> dict[str, str]:
    """Run one target for some time; gives each crash once: its place, and the error."""
    make, run = TARGETS[name]()
    dice = random.Random(seed)
    crashes: dict[str, str] = {}
    end, times = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = make(dice)
        times += 1
        started = time.monotonic()
        try:
            run(data)
        except Exception as error:  # anything at all is a bug
            last = traceback.extract_tb(error.__traceback__)[-1]
            own = [f for f in traceback.extract_tb(error.__traceback__) if "builder" in f.filename][-1:] or [last]
            place = f"{Path(own[0].filename).name}:{own[0].lineno} {type(error).__name__}"
            if place not in crashes:
                crashes[place] = str(error)[:200]
                print(f"{name}: {place}: {crashes[place]}", flush=True)
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{name}-{len(crashes)}").write_bytes(data)
        if time.monotonic() - started > SLOW:
            crashes["slow"] = f"{time.monotonic() - started:.0f} s"
            print(f"{name}: an input took {crashes['slow']}", flush=True)
    print(f"{name}: {times} inputs, {len(crashes)} crashes", flush=True)
    return crashes


def guided(name: str, seconds: int) -> None:
    """Let atheris choose the bytes."""
    import atheris

    with atheris.instrument_imports(include=["builder"]):
        _, run = TARGETS[name]()
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}"], run)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        guided(options.what, options.seconds)
        return 0
    names = list(TARGETS) if options.what == "all" else [options.what]
    crashes = [fuzz(name, options.seconds, options.seed, options.keep) for name in names]
    return 1 if any(crashes) else 0


if __name__ == "__main__":
    sys.exit(main())
