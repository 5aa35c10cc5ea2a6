"""How long after a file is saved its slide is seen in a real browser: fandeck preview, by sorts of edits.

    python benchmarks/preview.py [--edits 30] [--slides 50] [--memory 0]

Prints a table: median and 95th percentile in milliseconds, from before writing the file to the drawing changed in
Chromium, and the memory of the server after so many edits.
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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SESSION = "sociale-innovatie"
CATALOG = "a catalog"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--slides", type=int, default=50, help="of the session; above 50, it is repeated")
    parser.add_argument("--memory", type=int, default=0, help="edits after which memory is told")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("content", "templates"):
            shutil.copytree(ROOT / name, root / name)
        _repeat(root / "content" / SESSION, chosen.slides)
        server = subprocess.Popen(
            [sys.executable, "-m", "builder", "preview", SESSION, "--no-open", "--project", str(root)],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with sync_playwright() as tool:
                browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                _open(page, address)
                page.select_option("[name=audience]", label="Utrecht")
                page.wait_for_timeout(3000)
                sorts = edits(root)
                for name, edit in sorts.items():
                    if name == CATALOG:
                        page.select_option("[name=language]", label="English")
                        page.wait_for_timeout(3000)
                    path = edit[0](0)[0]
                    before = path.read_bytes()
                    _tell(name, [_timed(page, edit, number) for number in range(chosen.edits)])
                    path.write_bytes(before)  # a catalog would no longer know a sentence that stays changed
                    page.wait_for_timeout(2000)
                if chosen.memory:
                    _memory(page, server.pid, sorts["a word, in an include"], chosen.memory)
                browser.close()
        finally:
            server.terminate()
            server.wait(10)


def edits(root: Path) -> dict[str, tuple[Callable[[int], Path], str]]:
    """Return what is edited: a function that returns the file to write and its text, and the slide that shows it."""
    content = root / "content" / SESSION

    def words(path: Path, old: str, new: str) -> Callable[[int], Any]:
        text = path.read_text(encoding="utf-8")
        assert old in text, (path, old)
        return lambda number: (path, text.replace(old, new.format(number), 1).encode())

    return {
        "a word, in an include": (words(content / "slides/opening.yaml", "title: Welkom", "title: Welkom {0}"), "welkom"),
        "the session's title": (words(content / "session.yaml", "title: Goed", "title: Goed {0}"), "titel"),
        "an override": (words(content / "audiences/GM0344.yaml", "title: De vraag", "title: De {0}e vraag"), "eigen-vraag"),
        "a picture": (
            words(content / "images/team-aan-tafel.svg", "</svg>", '<rect width="{0}" height="9"/></svg>'), "welkom",
        ),
        "a chart's table (CSV)": (words(content / "data/verzuim-voorbeeld.csv", "6,8;6,7", "6,8;6,{0}"), "effecten-cijfers"),
        "a case": (words(root / "content/cases/handhaving.yaml", "title: ", "title: N{0} "), "handhaving"),
        "a list (CSV)": (
            words(root / "content/audiences/municipalities.csv", "de gemeente Utrecht,", "de gemeente Utrecht {0},"), "titel",
        ),
        "brand.yaml": (words(root / "templates/helder/brand.yaml", 'primary: "#0F', 'primary: "#{0:02d}'), "titel"),
        CATALOG: (words(content / "locales/en.po", '"Welcome – today', '"Welcome {0} – today'), "welkom"),
    }  # fmt: skip


def _timed(page: Any, edit: tuple[Callable[[int], Any], str], number: int) -> float:
    make, slide = edit
    path, text = make(number + 1)
    page.click(f"#outline a[data-id={slide}]")  # what is looked at
    page.wait_for_function("() => document.querySelector('#source').textContent")
    page.wait_for_timeout(300)
    page.evaluate(
        "slide => { const e = document.getElementById('slide-' + slide); window.seen = 0;"
        " window.watcher?.disconnect(); window.watcher = new MutationObserver(() => { window.seen ||= Date.now(); });"
        " window.watcher.observe(e, {childList: true}); }",
        slide,
    )
    before = time.time() * 1000
    path.write_bytes(text)
    page.wait_for_function("() => window.seen > 0", timeout=20_000, polling=20)
    return float(page.evaluate("window.seen")) - before


def _open(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("article.now svg", timeout=60_000)


def _tell(name: str, took: list[float]) -> None:
    ordered = sorted(took)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{name:24} median {statistics.median(took):6.0f} ms   95th percentile {p95:6.0f} ms", flush=True)


def _memory(page: Any, process: int, edit: tuple[Callable[[int], Any], str], number: int) -> None:
    for turn in range(number + 1):
        if turn % max(number // 4, 1) == 0:
            status = Path(f"/proc/{process}/status").read_text()
            held = next(line for line in status.splitlines() if line.startswith("VmRSS"))
            print(f"after {turn} edits: {int(held.split()[1]) / 1024:.0f} MiB", flush=True)
        _timed(page, edit, 1000 + turn)


def _repeat(session: Path, slides: int) -> None:
    """Repeat a part of the session under other ids until it has about so many slides."""
    text = (session / "slides/kwaliteit-van-de-arbeid.yaml").read_text(encoding="utf-8")
    own = text.count("\n- kind:") + 1
    listed = ""
    for number in range(max(0, (slides - 50) // own)):
        name = f"slides/meer-{number}.yaml"
        copy = text.replace("\n  id: ", f"\n  id: k{number}-").replace("kind: section", "kind: statement\n  text: x")
        (session / name).write_text(copy, encoding="utf-8")
        listed += f"  - include: {name}\n"
    path = session / "session.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + listed, encoding="utf-8")


if __name__ == "__main__":
    main()
