"""The press: Typst, kept ready in a process with its fonts, and with a folder that holds what documents are made of.

What a document has in common with those before it is in files that did not change: Typst then neither reads nor sets it
again. Every document is the same whether or not others came before it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from builder.content.pictures import as_png
from builder.fitting.fonts import SHIPPED
from builder.storage.bounded import Bounded

EXTRA, LIBRARIES = "pdf", ("typst",)
FORKS = False  # Typst keeps threads
STANDARDS = ["a-2a", "ua-1"]
OTHERS = 512  # files of other documents that are kept: of a long session's slides in a language or two


class Document(NamedTuple):
    """What is printed: Typst source, and when it says that it was made.

    sources: files that it includes; pictures: files named by what they hold, with what reads them.
    """

    source: str
    created: datetime
    sources: Mapping[str, str]
    pictures: Mapping[str, Callable[[], bytes]]


class Printed(NamedTuple):
    """A document, or its pages as pictures; against: why it is no PDF/UA and PDF/A, in Typst's words."""

    files: list[bytes]
    against: str = ""


class _Press:
    """Typst with some fonts and a folder of its own."""

    def __init__(self, folders: list[Path], *, of_machine: bool) -> None:
        import typst

        self._fonts: Any = typst.Fonts(include_system_fonts=of_machine, font_paths=list(folders))
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        import typst

        self._root = Path(tempfile.mkdtemp(prefix="fandeck-"))
        self._clear = weakref.finalize(self, _removed, self._root, os.getpid())
        self._laid: dict[str, str] = {}
        self._typst = typst.Compiler(
            b"", root=self._root, font_paths=self._fonts, package_path=self._root, package_cache_path=self._root
        )

    def printed(self, document: Document, kind: str, ppi: float) -> Printed:
        import typst

        with self._lock:
            self._lay(document)
            write: Any = self._typst.compile
            make = partial(write, document.source.encode(), format=kind, ppi=ppi, timestamp=document.created)
            to_standards = partial(make, pdf_standards=STANDARDS if kind == "pdf" else [])
            try:
                return _printed(to_standards())
            except typst.TypstError as error:
                if self._mended(document):
                    return _printed(to_standards())
                if kind != "pdf":
                    raise
                return _printed(make(), error.message)

    def _mended(self, document: Document) -> bool:
        """Write PNGs anew that Typst does not read, stricter than other programs; tells whether there were any."""
        found = [name for name in document.pictures if name.endswith(".png") and not self._reads(name)]
        for name in found:
            (self._root / name).write_bytes(as_png((self._root / name).read_bytes()))
        return bool(found)

    def _reads(self, picture: str) -> bool:
        import typst

        try:
            self._typst.compile(f'#image("{picture}")'.encode(), format="pdf")
        except typst.TypstError:
            return False
        return True

    def _lay(self, document: Document) -> None:
        """Put the files of a document into the folder, those that are not there as they are; begin anew where too many others are."""
        if len(self._laid.keys() - document.sources.keys() - document.pictures.keys()) > OTHERS:
            self._clear()
            self._begin()
        for name, source in document.sources.items():
            if self._laid.get(name) != source:
                (self._root / name).write_text(source, encoding="utf-8")
                self._laid[name] = source
        for name, read in document.pictures.items():
            if name not in self._laid:
                (self._root / name).write_bytes(read())
                self._laid[name] = ""


_presses: Bounded[tuple[Any, ...], _Press] = Bounded(2)


def printed(
    document: Document, folder: str, kind: str = "pdf", ppi: float = 144.0, *, of_machine: bool = False
) -> Printed:
    """Return a document as a PDF, or as pictures of its pages.

    folder: of the brand's own fonts, or empty; of_machine: with the fonts of this machine besides.
    """
    fonts = tuple(sorted((each.path, each.stat().st_mtime_ns) for each in os.scandir(folder))) if folder else ()
    folders = [SHIPPED, Path(folder)] if folder else [SHIPPED]
    press = _presses.made((os.getpid(), fonts, of_machine), lambda: _Press(folders, of_machine=of_machine))
    return press.printed(document, kind, ppi)


def _printed(made: bytes | list[bytes], against: str = "") -> Printed:
    return Printed(made if isinstance(made, list) else [made], against)


def _removed(folder: Path, process: int) -> None:
    """Remove a press's folder: its own process does that, not one that was forked from it."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
