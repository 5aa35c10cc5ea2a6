"""How much of a deck `fandeck import` keeps: word recall, kinds, lines, and whether the session builds.

    python benchmarks/import_recall.py DECK.pptx…

Words are those of the deck's own XML (slides without footers, tables, diagrams, charts, notes), read by lxml alone and counted as often
as they stand there; recall is the share of them that the session's YAML has, beside MarkItDown's where it is installed. Rebuilt: the
share of what the deck says to our own reader that the deck made from it shows.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from builder.content.markdown import strip_marks
from builder.content.yaml_nodes import read_yaml, scalars_of
from builder.diagnostics import ContentError, Findings, UsageError
from builder.ooxml.namespaces import A, C, P
from builder.projects.project import Project
from builder.roundtrip.current import current_deck
from builder.roundtrip.importing.page import Page
from builder.roundtrip.importing.session import imported
from builder.roundtrip.opening import opened
from builder.roundtrip.seen import SeenDeck, seen_deck

ROOT = Path(__file__).resolve().parents[1]


def said(deck: SeenDeck) -> Counter[str]:
    """Count the words of a deck."""
    words: Counter[str] = Counter()
    for slide in deck.slides:
        page = Page(slide, deck)
        for text in (
            *(p.text for s in slide.shapes for p in s.every_paragraph),
            *page.diagram_words,
            *(p.text for p in slide.notes),
        ):
            words.update(_words(text))
        for shape in slide.shapes:
            if shape.chart:
                words.update(w for c in shape.chart.categories for w in _words(c))
                words.update(w for name, _ in shape.chart.series for w in _words(name))
    return words


def written_in(file: Path) -> Counter[str]:
    """Count the words in the XML of a deck's slides and of what belongs to them."""
    words: Counter[str] = Counter()
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        for name in sorted(names):
            if not re.fullmatch(r"ppt/slides/[^/]+\.xml", name):
                continue
            words.update(_in_shapes(etree.fromstring(archive.read(name))))
            for target in _related(archive, name):
                if target not in names or not target.endswith(".xml"):
                    continue
                if "/notesSlides/" in target:
                    words.update(_in_shapes(etree.fromstring(archive.read(target))))
                elif "/diagrams/data" in target:
                    words.update(_words(_texts(etree.fromstring(archive.read(target)))))
                elif re.search(r"/charts/chart[^/]*\.xml$", target):
                    chart = etree.fromstring(archive.read(target))
                    categories = list(chart.iter(f"{C}cat"))[:1]  # each series has them again
                    for part in (*categories, *chart.findall(f".//{C}ser/{C}tx")):
                        words.update(w for v in part.iter(f"{C}v") for w in _words(v.text or ""))
    return words


def _in_shapes(root: Any) -> Iterator[str]:
    for body in (*root.iter(f"{P}txBody"), *root.iter(f"{A}txBody")):
        holder = body.getparent().find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if holder is None or holder.get("type") not in ("dt", "ftr", "sldNum", "hdr"):
            for paragraph in body.iter(f"{A}p"):
                yield from _words(_texts(paragraph))


def _texts(root: Any) -> str:
    """Return the words under an element; a field (a date, a number) is none of them."""
    return "".join(
        " " if e.tag != f"{A}t" else (e.text or "")
        for e in root.iter(f"{A}t", f"{A}br", f"{A}p")
        if e.getparent().tag != f"{A}fld"
    )


def _related(archive: zipfile.ZipFile, part: str) -> list[str]:
    folder, _, name = part.rpartition("/")
    try:
        rels = etree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    except KeyError:
        return []
    return [posixpath.normpath(posixpath.join(folder, each.get("Target", "")).lstrip("/")) for each in rels]


def by_markitdown(file: Path, written: Counter[str]) -> str:
    """Return MarkItDown's recall of the same words, where it is installed."""
    program = shutil.which("markitdown")
    if program is None:
        return "-"
    made = subprocess.run([program, str(file)], capture_output=True, text=True, timeout=120)
    if made.returncode:
        return "failed"
    return f"{recall(written, Counter(_words(re.sub(r'[*_#|]', ' ', made.stdout)))):.3f}"


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def recall(wanted: Counter[str], found: Counter[str]) -> float:
    total = sum(wanted.values())
    return sum((wanted & found).values()) / total if total else 1.0


def measure(file: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "templates").symlink_to(ROOT / "templates")
        project = Project.at(root)
        started = time.perf_counter()
        deck = opened(file)
        made = imported(file, project, "deck")
        seconds = time.perf_counter() - started
        made.write()
        found: Counter[str] = Counter()
        node = read_yaml(made.folder / "session.yaml", "session.yaml", Findings())
        if node is not None:
            found.update(w for s in scalars_of(node) for w in _words(strip_marks(s.text)))
        wanted, written = said(deck), written_in(file)
        rebuilt = "no"
        try:
            again = seen_deck(current_deck(project, "deck", "", "", "").package)
            rebuilt = f"{recall(wanted, said(again)):.3f}"
        except (ContentError, UsageError) as error:
            rebuilt = f"no: {str(getattr(error, 'found', [error])[0])[:90]}"
        kinds = ", ".join(f"{n} {k}" for k, n in Counter(made.kinds).most_common())
        return (
            f"{recall(written, found):.3f}  {by_markitdown(file, written)}  {rebuilt}  {len(deck.slides)} slides, {sum(wanted.values())} words, "
            f"{made.text.count(chr(10))} lines, {len(made.doubts)} doubts, {seconds:.1f} s  ({kinds})"
        )


def main() -> None:
    print("recall  MarkItDown's  rebuilt")
    for name in sys.argv[1:]:
        try:
            print(f"{Path(name).name[:40]:40}  {measure(Path(name))}", flush=True)
        except (ContentError, UsageError) as error:
            print(f"{Path(name).name[:40]:40}  refused: {error}", flush=True)


if __name__ == "__main__":
    main()
