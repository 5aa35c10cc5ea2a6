"""Every kind, in every brand, with texts half to ten times as long: it fits, is split, or says why not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from builder.pipeline.run import Options, build
from builder.projects.examples import write_examples
from builder.slide_kinds import kind_names, kind_of
from tests.tools.packages import DeckFile

SENTENCES = {
    "nl": "samen werken aan goed werk vraagt ruimte overleg en een beetje moed van iedereen in de gemeente",
    "en": "working together on good work asks for room advice and some courage from everyone in town",
    "de": "gemeinsam an guter Arbeit gestalten verlangt Spielraum Beratung und etwas Mut von allen Leuten",
    "pl": "wspólna praca nad dobrą pracą wymaga swobody rozmowy i odrobiny odwagi od każdego w gminie",
    "el": "η κοινή δουλειά για καλή εργασία θέλει χώρο συζήτηση και λίγο θάρρος από όλους στον δήμο",
}
WORDS = {language: sentence.split() for language, sentence in SENTENCES.items()}
FACTORS = (0.5, 1, 2, 4, 10)
KEPT = {"kind", "id", "image", "photo", "cover", "poster", "url", "link", "website", "email", "date", "type", "style",
        "duration", "recap", "section", "year", "phone", "tone", "image_side", "current", "unit", "width", "icon", "trend", "value", "until", "edges", "group"}  # fmt: skip
ALLOWED = {"text-fits"}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def lengthened(value: Any, factor: float, language: str, key: str = "") -> Any:
    """Replace each text by one of the language, so many times as long as the example's."""
    if key in KEPT:
        return value
    if isinstance(value, dict):
        return {k: lengthened(v, factor, language, k) for k, v in value.items() if k != "highlight"}
    if isinstance(value, list):
        return [lengthened(item, factor, language, key) for item in value]
    if not isinstance(value, str):
        return value
    wanted, text, number = max(int(len(value) * factor), 3), "", 0
    while len(text) < wanted:
        text = f"{text} {WORDS[language][number % len(WORDS[language])]}".strip()
        number += 1
    return text


def stressed(project: Path, language: str, without: set[str]) -> None:
    """Write a session with every kind's example at every length."""
    folder = write_examples(project)
    data = yaml.load((folder / "session.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    slides = []
    for kind in kind_names():
        example = yaml.load(kind_of(kind).EXAMPLE, Loader=yaml.CSafeLoader)
        for factor in FACTORS:
            slide = lengthened(example, factor, language) | {"id": f"{kind}-x{str(factor).replace('.', '')}"}
            if slide["id"] not in without:
                slides.append(slide)
    data |= {"slides": slides, "language": language, "date": "2026"}
    (folder / "session.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def boxes(slide: etree._Element) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Give name and place of each text on a slide that has a place of its own."""
    found = []
    for shape in slide.iter(f"{P}sp"):
        place = shape.find(f"{P}spPr/{A}xfrm")
        if place is None or not any((t.text or "").strip() for t in shape.iter(f"{A}t")):
            continue
        off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
        assert off is not None and ext is not None
        x, y, w, h = int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy"))
        found.append((shape.find(f".//{P}cNvPr").get("name"), (x, y, x + w, y + h)))
    return found


@pytest.mark.parametrize("language", sorted(WORDS))
def test_long_texts_fit_are_split_or_refused(language: str, tmp_path: Path) -> None:
    stressed(tmp_path, language, set())
    options = Options(brands=("helder", "avond"))
    first = build([], tmp_path, options)
    assert {each.rule for each in first.findings if each.severity == "error"} <= ALLOWED
    # categories are named by a few words only, and two may have the same name
    told = [each for each in first.findings if each.rule != "chart-doubt"]
    refused = {each.slide.partition("--")[0] for each in told}
    assert not {slide for slide in refused if slide.endswith(("-x05", "-x1"))}, "the usual lengths fit"
    assert len(refused) < 0.5 * len(FACTORS) * len(kind_names())
    stressed(tmp_path, language, refused)
    made = build([], tmp_path, options)
    assert made.ok, made.findings
    for deck in made.decks:
        file = DeckFile(deck.file)
        for slide in file.slides:
            for (one, a), (other, b) in combinations(boxes(slide), 2):
                over = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                assert min(over) <= 12700, f"{one} and {other} overlap"
            sizes = [int(r.get("sz")) for r in slide.iter(f"{A}rPr") if r.get("sz")]
            assert all(size >= 1200 for size in sizes)
