"""The fixed words of a deck."""

from __future__ import annotations

import json
import string

import pytest

from builder.languages.labels import FOLDER, culture_of, labels_of, languages
from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject


def words_of(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return words


def holes(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_dutch_and_english_are_there() -> None:
    assert {"nl", "en"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_language_has_all_words_with_the_same_holes(language: str) -> None:
    english, own = words_of("en"), words_of(language)
    assert own.keys() == english.keys()
    for key, text in own.items():
        assert text.strip(), key
        assert holes(text) == holes(english[key]), key


@pytest.mark.parametrize(
    ("tag", "found"), [("nl", "nl"), ("nl-BE", "nl"), ("en-GB", "en"), ("xx", "en"), ("nl-Latn-NL", "nl")]
)
def test_labels_are_those_of_the_nearest_language(tag: str, found: str) -> None:
    assert labels_of(tag).language == found


@pytest.mark.parametrize(
    ("tag", "culture"), [("nl", "nl-NL"), ("nl-BE", "nl-BE"), ("fr", "fr-FR"), ("ja", "ja-JP"), ("uk", "uk-UA")]
)
def test_powerpoint_gets_a_culture_that_it_can_proof(tag: str, culture: str) -> None:
    assert culture_of(tag) == culture


FIXED = "- {kind: agenda, id: a, items: [Een]}\n- {kind: questions, id: b}\n- {kind: closing, id: c}\n- {kind: people, id: d, people: [{name: Noor}]}\n"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_fixed_titles_are_in_the_decks_language(language: str, project: SmallProject) -> None:
    project.write(FIXED, f"title: Proef\nlanguage: {language}\nslides:\n")
    labels = words_of(language)
    titles = DeckFile(project.deck()).titles
    assert titles[0] == labels["agenda"]
    assert titles[1] == labels["questions"]
    assert titles[2] == labels["closing"]
    assert set(titles) <= set(labels.values())
