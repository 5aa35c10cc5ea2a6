"""Scripts: what a language is written in, which way that runs, and how its lists are punctuated.

Read from the tag alone, without CLDR, which costs at every start; codes are those of ISO 15924.
"""

from __future__ import annotations

from functools import lru_cache

# Languages not written in Latin, Greek or Cyrillic, which the fonts of every brand hold.
_SCRIPTS = {
    "Arab": ("ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ks"),
    "Hebr": ("he", "iw", "yi"),
    "Thaa": ("dv",),
    "Hans": ("zh", "cmn", "wuu"),
    "Hant": ("yue",),
    "Jpan": ("ja",),
    "Kore": ("ko",),
    "Thai": ("th",),
    "Deva": ("hi", "mr", "ne", "sa"),
    "Beng": ("bn", "as"),
    "Taml": ("ta",),
    "Geor": ("ka",),
    "Armn": ("hy",),
}
_OF_LANGUAGE = {language: script for script, languages in _SCRIPTS.items() for language in languages}
_TRADITIONAL = ("TW", "HK", "MO")  # territories that write traditional Chinese
_RIGHT_TO_LEFT = ("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg")
_EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore", "Hani")
_COMMAS = {"Arab": "\u060c ", "Thaa": "\u060c ", "Hans": "、", "Hant": "、", "Jpan": "、"}
_SEMICOLONS = {"Arab": "\u061b ", "Thaa": "\u061b ", "Hans": "；", "Hant": "；", "Jpan": "；"}


@lru_cache(maxsize=256)
def script_of(language: str) -> str:
    """Give the script of a BCP 47 tag; Latin where nothing else is known: Greek and Cyrillic count as that here."""
    first, *rest = language.replace("_", "-").split("-")
    written = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    if written:
        return {"Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan", "Aran": "Arab"}.get(written, written)
    if first.lower() == "zh" and any(part.upper() in _TRADITIONAL for part in rest):
        return "Hant"
    return _OF_LANGUAGE.get(first.lower(), "Latn")


def is_rtl(language: str) -> bool:
    """True for languages written from right to left."""
    return script_of(language) in _RIGHT_TO_LEFT


def is_east_asian(language: str) -> bool:
    """True for Chinese, Japanese and Korean."""
    return script_of(language) in _EAST_ASIAN


def comma(language: str) -> str:
    """Give what stands between the items of a list, with its space."""
    return _COMMAS.get(script_of(language), ", ")


def semicolon(language: str) -> str:
    """Give what stands between items that hold commas, with its space."""
    return _SEMICOLONS.get(script_of(language), "; ")
