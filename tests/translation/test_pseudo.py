"""Pseudo-languages: every text of the webinar was extracted, and its decks hold longer and right-to-left text."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from builder.languages.labels import labels_of
from builder.pipeline.run import Options, build
from builder.projects.project import Project
from builder.translation.commands import make_pseudo
from builder.translation.pseudo import pseudo
from tests.tools.packages import A, C, DeckFile
from tests.tools.projects import ROOT

NAMES = {"noor", "verzonnen", "daan", "bedacht", "samira", "voorbeeld"}  # people's, which are not translated


@pytest.fixture(scope="module")
def webinar_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(ROOT / "content", root / "content")
    for path in (root / "content" / "sociale-innovatie" / "locales").glob("*.po"):
        path.unlink()
    return root


def words_of(deck: DeckFile) -> set[str]:
    """Give the words of a deck: on slides, in notes, charts, alternative texts, sections and properties."""
    found: list[str] = []
    for name in deck.names:
        if not re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml$|ppt/presentation.xml|docProps/core.xml", name):
            continue
        root = deck.xml(name)
        found += [element.text or "" for element in root.iter(f"{A}t", f"{C}v")]
        found += [element.get("descr", "") for element in root.iter() if element.get("descr")]
        if "docProps" in name:
            found += [element.text or "" for element in root if element.tag.endswith(("title", "subject"))]
        if name == "ppt/presentation.xml":
            found += [element.get("name", "") for element in root.iter() if element.tag.endswith("}section")]
    text = " ".join(found)
    text = re.sub(r"\S+@\S+|https?://\S+|\b[\w.-]+\.(?:nl|org|com)\b\S*", " ", text)
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text)}


def test_no_word_of_the_source_is_left(webinar_copy: Path) -> None:
    project = Project.at(webinar_copy)
    source = build(["sociale-innovatie"], project, Options())
    make_pseudo("sociale-innovatie", project)
    made = build(["sociale-innovatie"], project, Options(languages=("en-XA", "ar-XB")))
    assert made.ok, made.findings
    dutch = words_of(DeckFile(source.decks[0].file))
    changed = {word for word in dutch if pseudo(word, "en-XA")[1:-1].rstrip(" ·") != word}
    assert len(changed) > 1000
    for deck, language in zip(made.decks, ("ar-XB", "en-XA"), strict=True):
        assert deck.language == language
        own = " ".join(map(str, labels_of(language)._words.values())).lower() + " december am"
        fixed = set(re.findall(r"[^\W\d_]+", own))
        left = words_of(DeckFile(deck.file)) & changed - fixed - NAMES
        assert left == set(), language


@pytest.mark.parametrize("language", ["en-XA", "ar-XB", "el-XA", "uk-XA", "zh-XA", "ja-XA", "he-XB"])
def test_marks_placeholders_links_and_lists_stay(language: str) -> None:
    text = "**Een** {naam} op [de *site*](https://x.nl/een)\n\n- twee\n- drie {{}}"
    said = pseudo(text, language)
    assert re.findall(r"\*+|\{+\w*\}+|\]\([^)]*\)|(?m:^- )", said) == re.findall(
        r"\*+|\{+\w*\}+|\]\([^)]*\)|(?m:^- )", text
    )
    assert "Een" not in said


def test_the_accented_one_is_a_third_longer_unless_the_limit_says_less() -> None:
    text = "Een zin van gewone lengte voor een dia"
    said = pseudo(text, "en-XA")
    assert said[0] == "["
    assert said[-1] == "]"
    assert 1.35 <= len(said) / len(text) < 1.5
    assert len(pseudo(text, "en-XA", 42)) <= 42
    assert unicodedata.normalize("NFC", said) == said


def test_the_other_one_reads_from_the_right() -> None:
    directions = [unicodedata.bidirectional(letter) for letter in pseudo("Goedemorgen", "ar-XB") if letter.isalpha()]
    assert set(directions) <= {"R", "AL"}
