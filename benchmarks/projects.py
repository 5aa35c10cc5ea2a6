"""Temporary projects: a copy of the shipped one, and decks of any number of slides in its mix of shapes.

usage: python benchmarks/projects.py copy SOURCE PROJECT | grow PROJECT COUNT | change PROJECT WORD
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml
from slides import Deck, read, written

SESSION = "sociale-innovatie"
CHANGED = "drie-kanten"
TEXTS = {"title", "question", "subtitle", "text", "lead", "notes", "points", "caption", "prompt"}


def copy_project(source: Path, target: Path) -> None:
    """Copy the content; the brands are found beside fandeck itself."""
    shutil.copytree(source / "content", target / "content")


def change_title(project: Path, word: str) -> None:
    """End the title of one slide with another word."""
    for path in (project / "content" / SESSION / "slides").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        found = re.search(rf"^  id: {CHANGED}\n  title: .*$", text, re.M)
        if found:
            title = re.sub(r" versie \w+$", "", found[0]) + f" versie {word}"
            path.write_text(text.replace(found[0], title), encoding="utf-8")
            return
    raise SystemExit(f"the session has no slide '{CHANGED}' with a title on the line after its id")


def grow(project: Path, count: int) -> None:
    """Give the project's session so many slides: its own in turn, each with an id and texts of its own.

    Conditions, recaps and reveals are left out, so that one slide written is one slide made.
    """
    folder = project / "content" / SESSION
    data = read(folder / "session.yaml")
    deck = Deck(folder, project / "content" / "cases", folder, data)
    mix = [plain(slide) for slide in written(deck) if "when" not in slide]
    slides = []
    for n in range(count):
        slide, turn = mix[n % len(mix)], n // len(mix) + 1
        slides.append(numbered(slide, turn) | {"id": f"{slide['id']}-r{turn}"})
    text = yaml.safe_dump(data | {"slides": slides, "date": str(data["date"])}, allow_unicode=True, sort_keys=False)
    (folder / "session.yaml").write_text(text, encoding="utf-8")


def plain(slide: dict[str, Any]) -> dict[str, Any]:
    """Take a slide without what makes several of it."""
    kept = {key: value for key, value in slide.items() if key not in ("recap", "reveal", "repeat", "as")}
    return kept | ({"case": "parkeren"} if "repeat" in slide else {})


def numbered(value: Any, number: int, key: str = "") -> Any:
    """Give the texts of a slide a number; table headings stay, for `highlight` names one."""
    if isinstance(value, dict):
        heading = "width" in value
        return value if heading else {name: numbered(child, number, name) for name, child in value.items()}
    if isinstance(value, list):
        return [numbered(child, number, key) for child in value]
    if key == "section" and isinstance(value, str):
        return f"{value}-r{number}"
    return f"{value.rstrip()} {number}" if key in TEXTS and isinstance(value, str) else value


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "copy":
        copy_project(Path(given[0]), Path(given[1]))
    elif what == "grow":
        grow(Path(given[0]), int(given[1]))
    else:
        change_title(Path(given[0]), given[1])
