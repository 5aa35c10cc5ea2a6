"""Labels: the fixed words of a deck (Agenda, Questions, "1/2"), one file a language."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


class Labels:
    """The fixed words of one language; `labels["agenda"]`."""

    def __init__(self, language: str, words: dict[str, str]) -> None:
        self.language, self._words = language, words

    def __getitem__(self, name: str) -> str:
        return self._words[name]

    def part(self, number: int, count: int) -> str:
        """Number one part of a split slide: "(1/2)"."""
        return self["part"].format(number=number, count=count)


@lru_cache(maxsize=32)
def labels_of(language: str) -> Labels:
    """Find the labels for a BCP 47 tag: its own, its base language's, else English."""
    tag = language
    while True:
        path = FOLDER / f"{tag}.json"
        if path.is_file():
            return Labels(tag, json.loads(path.read_text(encoding="utf-8")))
        if "-" not in tag:
            return labels_of("en")
        tag = tag.rsplit("-", 1)[0]


def languages() -> list[str]:
    """List the languages that have labels."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@lru_cache(maxsize=64)
def culture_of(language: str) -> str:
    """Give the culture name that PowerPoint proofs by: `nl` is `nl-NL` (CLDR's likely subtags)."""
    parts = language.split("-")
    if len(parts) > 1 or language in _CULTURES:
        return _CULTURES.get(language, language)
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(language, ""))
    territory = likely.rsplit("_", 1)[-1] if "_" in likely else ""
    return f"{language}-{territory}" if territory else language


_CULTURES = {"nl": "nl-NL", "en": "en-GB"}  # spares reading CLDR for the usual ones
