"""Labels: the fixed words of a deck (Agenda, Questions, "1/2"), a table by word and language."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.languages.language import language_of

WORDS = Path(__file__).parent / "words.json"
LAST = "en"  # whose words are used where a language has none


class Labels:
    """The fixed words of one language; `labels["agenda"]`.

    A word that counts has forms by CLDR's plural categories: `labels.count("respondents", 3)`.
    """

    def __init__(self, language: str, words: dict[str, Any], asked: str = "") -> None:
        """language: that of the words; asked: the one that they stand in for, whose digits they take."""
        self.language, self.asked, self._words = language, asked or language, words

    def __getitem__(self, name: str) -> str:
        word: str = self._words[name]
        return word

    def __contains__(self, name: str) -> bool:
        return name in self._words

    def count(self, name: str, number: float, **values: str) -> str:
        """Return the form of a word that goes with a number; `{number}` is written as the language does."""
        from builder.languages.formats import number as written
        from builder.languages.formats import plural

        forms = self._words[name]
        if isinstance(forms, dict):
            forms = forms.get(plural(number, self.language)) or forms["other"]
        text: str = forms.format(number=written(number, self.asked), **values)
        return text

    def part(self, number: int, count: int) -> str:
        """Number one part of a split slide: "(1/2)"."""
        from builder.languages.formats import digits

        return self["part"].format(number=digits(number, self.asked), count=digits(count, self.asked))

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that the options of a poll go by, in the order of the language's alphabet."""
        return tuple(self["letters"].split())


@lru_cache(maxsize=32)
def labels_of(language: str) -> Labels:
    """Return the labels for a BCP 47 tag: its own, its base language's, else English."""
    tag = next((tag for tag in _chain(language) if tag in languages()), LAST)
    return Labels(tag, {word: forms[tag] for word, forms in _table().items()}, language)


def _chain(language: str) -> list[str]:
    """List the tags whose words will do, nearest first; traditional Chinese never falls back on simplified."""
    tag = language_of(language)
    if tag.script == "Hant":
        return [each for each in tag.fallbacks if language_of(each).script == "Hant"] + ["zh-Hant"]
    return ["zh"] if tag.base == "zh" else list(tag.fallbacks)


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    """Return every fixed word by its name, then by language."""
    table: dict[str, dict[str, Any]] = json.loads(WORDS.read_text(encoding="utf-8"))
    return table


def languages() -> list[str]:
    """List the languages that have labels."""
    return sorted(next(iter(_table().values())))
