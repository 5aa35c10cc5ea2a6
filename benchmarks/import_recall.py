"""How much of a deck `fandeck import` keeps: word recall, kinds, lines, and whether the session builds.

    python benchmarks/import_recall.py DECK.pptx…

Words are those of slides, tables, charts and notes, counted as often as they stand there; recall is the share of them that the
session's YAML has. Rebuilt: the share that the deck made from it shows.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from builder.content.markdown import strip_marks
from builder.content.yaml_nodes import read_yaml, scalars_of
from builder.diagnostics import ContentError, Findings, UsageError
from builder.projects.project import Project
from builder.roundtrip.current import current_deck
from builder.roundtrip.importing import imported
from builder.roundtrip.opening import opened
from builder.roundtrip.page import Page
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
        for path in (made.folder / "session.yaml", *made.cases):
            node = read_yaml(path, path.name, Findings())
            if node is not None:
                found.update(w for s in scalars_of(node) for w in _words(strip_marks(s.text)))
        wanted = said(deck)
        rebuilt = "no"
        try:
            again = seen_deck(current_deck(project, "deck", "", "", "").package)
            rebuilt = f"{recall(wanted, said(again)):.3f}"
        except (ContentError, UsageError) as error:
            rebuilt = f"no: {str(getattr(error, 'found', [error])[0])[:90]}"
        kinds = ", ".join(f"{n} {k}" for k, n in Counter(made.kinds).most_common())
        return (
            f"{recall(wanted, found):.3f}  {rebuilt}  {len(deck.slides)} slides, {sum(wanted.values())} words, "
            f"{made.text.count(chr(10))} lines, {len(made.doubts)} doubts, {seconds:.1f} s  ({kinds})"
        )


def main() -> None:
    print("recall  rebuilt")
    for name in sys.argv[1:]:
        try:
            print(f"{Path(name).name[:40]:40}  {measure(Path(name))}", flush=True)
        except (ContentError, UsageError) as error:
            print(f"{Path(name).name[:40]:40}  refused: {error}", flush=True)


if __name__ == "__main__":
    main()
