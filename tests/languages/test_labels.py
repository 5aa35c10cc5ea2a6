"""The fixed words of a deck."""

from __future__ import annotations

import json
import string
from typing import Any

import pytest

from builder.languages.formats import locale_of
from builder.languages.labels import WORDS, labels_of, languages
from builder.languages.language import language_of
from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject


def words_of(language: str) -> dict[str, Any]:
    table: dict[str, dict[str, Any]] = json.loads(WORDS.read_text(encoding="utf-8"))
    return {word: forms[language] for word, forms in table.items() if language in forms}


def holes(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_promised_languages_are_there() -> None:
    assert {"nl", "en", "de", "fr", "fy", "pl", "tr", "ar", "uk"} <= set(languages())


COUNTED = ("respondents", "minutes", "and_more")  # words that go with a number
SAME_EVERYWHERE = {"part", "recap", "letters", "logo", "agenda", "contact", "questions", "section", "minutes"}


def forms(word: Any) -> dict[str, str]:
    return word if isinstance(word, dict) else {"other": word}


def test_every_word_is_there_in_every_language() -> None:
    table: dict[str, dict[str, Any]] = json.loads(WORDS.read_text(encoding="utf-8"))
    assert {word: sorted(forms) for word, forms in table.items() if sorted(forms) != languages()} == {}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_all_words_with_the_same_holes(language: str) -> None:
    english, own = words_of("en"), words_of(language)
    assert own.keys() == english.keys()
    for key, word in own.items():
        assert all(text.strip() for text in forms(word).values()), key
        assert holes(forms(word)["other"]) == holes(forms(english[key])["other"]), key
        assert set(forms(word)) == {"other"} or key in COUNTED, key


@pytest.mark.parametrize("language", sorted({*languages()} - {"en"}))
def test_words_are_of_the_language_itself(language: str) -> None:
    english, own = words_of("en"), words_of(language)
    same = {key for key in own if forms(own[key]) == forms(english[key])}
    assert same <= SAME_EVERYWHERE | {"neutral", "introduction", "respondents", "material", "page_notes"}, same


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", COUNTED)
def test_a_word_that_counts_has_the_forms_of_its_language(language: str, key: str) -> None:
    word = words_of(language)[key]
    if isinstance(word, dict):
        assert set(word) == {*locale_of(language).plural_form.tags, "other"}


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("nl", 1, "1 antwoord"), ("nl", 1250, "1.250 antwoorden"), ("pl", 2, "2 odpowiedzi"), ("pl", 1, "1 odpowiedź"),
        ("uk", 1, "1 відповідь"), ("uk", 3, "3 відповіді"), ("uk", 11, "11 відповідей"), ("uk", 21, "21 відповідь"),
        ("ar", 1, "إجابة واحدة"), ("ar", 2, "إجابتان"), ("ar", 7, "7 إجابات"), ("ar", 40, "40 إجابة"), ("ar-EG", 7, "٧ إجابات"),
        ("fr", 0, "0 réponse"), ("ja", 5, "回答数 5"),
    ],
)  # fmt: skip
def test_numbers_take_the_plural_of_the_language(language: str, number: int, text: str) -> None:
    assert labels_of(language).count("respondents", number) == text


@pytest.mark.parametrize("language", languages())
def test_options_have_ten_letters_of_the_alphabet(language: str) -> None:
    letters = labels_of(language).letters
    assert len(set(letters)) == 10
    assert "".join(letters) == "ABCDEFGHIJ" or language in ("ar", "he", "el", "uk")


def test_a_language_without_words_borrows_them_and_says_so(project: SmallProject) -> None:
    found = {}
    for language in ("nl", "nl-BE", "sq"):
        project.write(FIXED, f"title: Proef\nlanguage: {language}\nslides:\n")
        made = project.build()
        assert made.code == 0
        found[language] = [(f["severity"], f["message"]) for f in made.findings if f["rule"] == "fixed-words"]
    assert found["nl"] == []
    assert found["nl-BE"] == [("info", "there are no fixed words in 'nl-BE': those of 'nl' are used")]
    assert found["sq"] == [("warning", "there are no fixed words in 'sq': those of 'en' are used")]


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("en-GB", "en"),
        ("xx", "en"),
        ("nl-Latn-NL", "nl"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hans-CN", "zh"),
        ("ar-MA", "ar"),
    ],
)
def test_labels_are_those_of_the_nearest_language(tag: str, found: str) -> None:
    assert labels_of(tag).language == found


@pytest.mark.parametrize(
    ("tag", "culture"),
    [
        ("nl", "nl-NL"),
        ("nl-BE", "nl-BE"),
        ("fr", "fr-FR"),
        ("ja", "ja-JP"),
        ("uk", "uk-UA"),
        ("ar", "ar-EG"),
        ("zh-Hant", "zh-TW"),
        ("sr", "sr-Cyrl-RS"),
    ],
)
def test_powerpoint_gets_a_culture_that_it_can_proof(tag: str, culture: str) -> None:
    assert language_of(tag).culture == culture


FIXED = "- {kind: agenda, id: a, items: [Een]}\n- {kind: questions, id: b}\n- {kind: closing, id: c}\n- {kind: people, id: d, people: [{name: Noor}]}\n"


@pytest.mark.parametrize("language", ["nl", "en", "ar", "pl", "ja"])
def test_fixed_titles_are_in_the_decks_language(language: str, project: SmallProject) -> None:
    project.write(FIXED, f"title: Proef\nlanguage: {language}\nslides:\n")
    labels = words_of(language)
    titles = DeckFile(project.deck()).titles
    assert titles[0] == labels["agenda"]
    assert titles[1] == labels["questions"]
    assert titles[2] == labels["closing"]
    assert set(titles) <= {word for word in labels.values() if isinstance(word, str)}
