"""Labels: the fixed words of a deck (Agenda, Questions, "1/2"), one file a language."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.languages.scripts import script_of

FOLDER = Path(__file__).parent / "words"
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

    def count(self, name: str, number: float, **values: str) -> str:
        """Give the form of a word that goes with a number; `{number}` is written as the language does."""
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
    """Find the labels for a BCP 47 tag: its own, its base language's, else English."""
    tag = next(tag for tag in (*_chain(language), LAST) if (FOLDER / f"{tag}.json").is_file())
    return Labels(tag, json.loads((FOLDER / f"{tag}.json").read_text(encoding="utf-8")), language)


def _chain(language: str) -> list[str]:
    """List the tags whose words will do, nearest first; traditional Chinese never falls back on simplified."""
    parts = language.replace("_", "-").split("-")
    tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    if script_of(language) == "Hant":
        return [tag for tag in tags if script_of(tag) == "Hant"] + ["zh-Hant"]
    if parts[0].lower() == "zh":
        return ["zh"]
    return tags


def languages() -> list[str]:
    """List the languages that have labels."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@lru_cache(maxsize=64)
def culture_of(language: str) -> str:
    """Give the culture name that PowerPoint proofs by: `nl` is `nl-NL` (CLDR's likely subtags)."""
    if language in _CULTURES:
        return _CULTURES[language]
    parts = language.split("-")
    if len(parts) > 1 and len(parts[-1]) != 4:
        return language
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(language.replace("-", "_"), ""))
    territory = likely.rsplit("_", 1)[-1] if "_" in likely else ""
    if not territory:
        return language
    written = "" if parts[0] == "zh" or parts[0] not in _SEVERAL_SCRIPTS else f"-{likely.split('_')[1]}"
    return f"{parts[0]}{written}-{territory}"


_CULTURES = {"nl": "nl-NL", "en": "en-GB", "no": "nb-NO", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_SEVERAL_SCRIPTS = ("az", "bs", "sr", "uz")  # Office names their script too: `sr-Cyrl-RS`
