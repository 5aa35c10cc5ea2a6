"""How long after a word is saved Marp and Slidev show it in the same browser, beside fandeck preview.

    npm install --prefix RIVALS @marp-team/marp-cli @slidev/cli @slidev/theme-default
    python benchmarks/preview_rivals.py RIVALS [--edits 30] [--slides 50]

The same words on as many slides: a title and four points each. From before the file is written until the page's text has
the new word; looked for every 5 ms. What is not installed is left out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
WORD = "begin"
POINTS = (
    "Een punt over het werk",
    "Nog een punt, iets langer dan het eerste",
    "Wie het doet, weet het",
    "En dan verder",
)
PORTS = {"marp": 18_181, "slidev": 18_182}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rivals", type=Path)
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--slides", type=int, default=50)
    chosen = parser.parse_args()
    binaries = chosen.rivals.resolve() / "node_modules" / ".bin"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        root = Path(folder)
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, started in (("fandeck", _fandeck), ("marp", _marp), ("slidev", _slidev)):
            if name != "fandeck" and not (binaries / name).exists():
                print(f"{name}: not installed")
                continue
            with started(root / name, chosen.slides, binaries) as (path, address):
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                _shows(page, address)
                text = path.read_text(encoding="utf-8")
                took = [_timed(page, path, text, number) for number in range(chosen.edits + 1)][1:]
                page.close()
            ordered = sorted(took)
            p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
            print(f"{name:10} median {statistics.median(took):6.0f} ms   95th percentile {p95:6.0f} ms", flush=True)
        browser.close()


def _timed(page: Page, path: Path, text: str, number: int) -> float:
    wanted = f"woord{number}"
    page.wait_for_timeout(400)
    start = time.perf_counter()
    path.write_text(text.replace(WORD, wanted, 1), encoding="utf-8")
    while time.perf_counter() - start < 30:
        with suppress(Error):  # the page is loading anew
            if page.evaluate("word => document.body.innerHTML.includes(word)", wanted):
                return (time.perf_counter() - start) * 1000
        page.wait_for_timeout(5)
    raise TimeoutError(path)


def _shows(page: Page, address: str) -> None:
    for _ in range(120):
        with suppress(Error):
            page.goto(address)
            page.wait_for_function("word => document.body.innerHTML.includes(word)", arg=WORD, timeout=5_000)
            page.wait_for_timeout(2_000)
            return
        time.sleep(0.5)
    raise TimeoutError(address)


@contextmanager
def _served(command: list[str], folder: Path, **more: Any) -> Iterator[subprocess.Popen[str]]:
    server = subprocess.Popen(command, cwd=folder, text=True, stdin=subprocess.PIPE, **more)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(20)


@contextmanager
def _fandeck(folder: Path, slides: int, binaries: Path) -> Iterator[tuple[Path, str]]:
    path = folder / "content" / "proef" / "session.yaml"
    path.parent.mkdir(parents=True)
    points = "".join(f"  - {each!r}\n" for each in POINTS)
    made = [f"- kind: bullets\n  id: dia-{n}\n  title: {_title(n)}\n  points:\n{points}" for n in range(1, slides + 1)]
    path.write_text("title: Proef\nlanguage: nl\nslides:\n" + "".join(made), encoding="utf-8")
    command = [sys.executable, "-m", "builder", "preview", "proef", "--no-open", "--project", str(folder)]
    with _served(command, folder, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as server:
        assert server.stdout is not None
        yield path, server.stdout.readline().strip()


def _markdown(folder: Path, slides: int, head: str) -> Path:
    folder.mkdir(parents=True)
    points = "\n".join(f"- {each}" for each in POINTS)
    path = folder / "slides.md"
    path.write_text(
        head + "\n---\n\n".join(f"# {_title(n)}\n\n{points}\n" for n in range(1, slides + 1)), encoding="utf-8"
    )
    return path


@contextmanager
def _marp(folder: Path, slides: int, binaries: Path) -> Iterator[tuple[Path, str]]:
    path = _markdown(folder, slides, "---\nmarp: true\n---\n\n")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with _served([str(binaries / "marp"), "-s", "."], folder, env={**os.environ, "PORT": str(PORTS["marp"])}, **quiet):
        yield path, f"http://localhost:{PORTS['marp']}/slides.md"


@contextmanager
def _slidev(folder: Path, slides: int, binaries: Path) -> Iterator[tuple[Path, str]]:
    path = _markdown(folder, slides, "---\ntheme: default\n---\n\n")
    (folder / "node_modules").symlink_to(binaries.parent)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with _served([str(binaries / "slidev"), "slides.md", "--port", str(PORTS["slidev"])], folder, **quiet):
        yield path, f"http://localhost:{PORTS['slidev']}/1"


def _title(number: int) -> str:
    return f"Dia {number}" if number > 1 else f"Het {WORD}"


if __name__ == "__main__":
    main()
