"""Edit decks in LibreOffice as somebody would who has it open: run by the Python that has its `uno`.

/usr/bin/python3 in_impress.py DECK PROFILE JOBS.json     jobs: [[target, [[what, words, …], …]], …]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any


def office(profile: str) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice; returns its process and its desktop."""
    import uno

    pipe = f"pipe,name=fandeck{os.getpid()}"
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept={pipe};urp;"]
    )
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(300):
        try:
            there = resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
            return process, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def setting(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def shapes(page: Any) -> list[Any]:
    return [page.getByIndex(n) for n in range(page.Count)]


def pages(deck: Any) -> list[Any]:
    return [deck.DrawPages.getByIndex(n) for n in range(deck.DrawPages.Count)]


def page_with(deck: Any, words: str) -> Any:
    return next(p for p in pages(deck) if any(words in getattr(s, "String", "") for s in shapes(p)))


def paragraphs(shape: Any) -> list[Any]:
    found, there = [], shape.Text.createEnumeration()
    while there.hasMoreElements():
        found.append(there.nextElement())
    return found


def edit(deck: Any, what: str, words: str, *more: str) -> None:
    page = page_with(deck, words)
    if what == "say":
        for shape in shapes(page):
            for line in paragraphs(shape) if hasattr(shape, "Text") else []:
                if line.String == words:
                    line.String = more[0]
    elif what == "after":
        for shape in shapes(page):
            if words in getattr(shape, "String", ""):
                line = next(each for each in paragraphs(shape) if each.String == words)
                shape.Text.insertControlCharacter(line.End, 0, False)  # a paragraph break
                line.End.Text.insertString(next(p for p in paragraphs(shape) if not p.String).Start, more[0], False)
    elif what == "notes":
        notes = next(s for s in shapes(page.NotesPage) if s.ShapeType == "com.sun.star.presentation.NotesShape")
        notes.String = more[0]
    elif what == "duplicate":
        deck.duplicate(page)
    elif what == "remove":
        deck.DrawPages.remove(page)


def main() -> None:
    deck_file, profile, jobs = sys.argv[1:4]
    process, desktop = office(profile)
    try:
        for target, edits in json.loads(Path(jobs).read_text(encoding="utf-8")):
            deck = desktop.loadComponentFromURL(f"file://{deck_file}", "_blank", 0, (setting("Hidden", True),))
            for each in edits:
                edit(deck, *each)
            deck.storeToURL(f"file://{target}", (setting("FilterName", "Impress MS PowerPoint 2007 XML"),))
            deck.close(True)
    finally:
        with suppress(Exception):
            desktop.terminate()
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
