"""A language as content names it by a BCP 47 tag: its script and direction, what it falls back on, its culture.

Read from the tag alone, without CLDR, which costs at every start; tests hold the table of scripts against CLDR.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from msgspec import Struct

# Languages not written in Latin, by the ISO 15924 code of their script (CLDR's likely subtags).
_SCRIPTS = {
    "Arab": "apc ar ary bal bgn bqi brh ckb fa ks lrc mzn ps sd sdh skr trw ug ur", "Armn": "hy", "Beng": "as bn mni",
    "Cakm": "ccp", "Cans": "csw iu", "Cher": "chr", "Copt": "cop",
    "Cyrl": "ab ady ba be bg bua ce cu cv kaa kbd kk ky mdf mk mn myv os ru sah sr tg tt tyv uk xdq",
    "Deva": "bgc bho brx doi hi kok mai mr ne raj sa suz xnr", "Ethi": "am byn gez ti tig wal", "Geor": "ka", "Grek": "el",
    "Gujr": "gu", "Guru": "pa", "Hans": "zh cmn wuu", "Hant": "yue", "Hebr": "he iw yi", "Hmnp": "hnj mww", "Jpan": "ja",
    "Khmr": "km", "Knda": "kn", "Kore": "ko", "Laoo": "lo", "Mlym": "ml", "Mymr": "my shn", "Nkoo": "nqo", "Olck": "sat",
    "Orya": "or", "Osge": "osa", "Rohg": "rhg", "Sinh": "si", "Syrc": "syr", "Taml": "ta", "Tavt": "blt", "Telu": "te",
    "Tfng": "shi zgh", "Thaa": "dv", "Thai": "th", "Tibt": "bo dz", "Vaii": "vai", "Yiii": "ii",
}  # fmt: skip
_OF_LANGUAGE = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
_SAME_SCRIPT = {"Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan", "Aran": "Arab"}
_TRADITIONAL = ("TW", "HK", "MO")  # territories that write traditional Chinese
_RIGHT_TO_LEFT = ("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg")
_EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore", "Hani")
_COMMAS = {"Arab": "\u060c ", "Thaa": "\u060c ", "Hans": "、", "Hant": "、", "Jpan": "、"}
_SEMICOLONS = {"Arab": "\u061b ", "Thaa": "\u061b ", "Hans": "；", "Hant": "；", "Jpan": "；"}
_CULTURES = {"nl": "nl-NL", "en": "en-GB", "no": "nb-NO", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_SEVERAL_SCRIPTS = ("az", "bs", "sr", "uz")  # Office names their script too: `sr-Cyrl-RS`
_PSEUDO = ("XA", "XB")  # regions that CLDR sets apart for testing


class Language(Struct, frozen=True, dict=True):
    """One language; make it with `language_of`, which remembers it."""

    tag: str

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The subtags as they were typed; `nl_BE` is `nl-BE`."""
        return tuple(self.tag.replace("_", "-").split("-"))

    @property
    def base(self) -> str:
        """The language without script and region, in small letters."""
        return self.parts[0].lower()

    @cached_property
    def canonical(self) -> str:
        """The tag as it is usually written: `nl`, `en-GB`, `zh-Hant`."""
        forms = {2: str.upper, 4: str.title}
        return "-".join([self.base, *(forms.get(len(part), str)(part) for part in self.parts[1:])])

    @cached_property
    def fallbacks(self) -> tuple[str, ...]:
        """The tag and its parents, nearest first: `nl-Latn-BE`, `nl-Latn`, `nl`."""
        return tuple("-".join(self.parts[:count]) for count in range(len(self.parts), 0, -1))

    def nearest(self, known: Iterable[str]) -> str | None:
        """Return the known tag to use: its own, else that of the nearest parent; capitals do not count."""
        by_tag = {each.lower(): each for each in known}
        return next((by_tag[tag.lower()] for tag in self.fallbacks if tag.lower() in by_tag), None)

    @cached_property
    def script(self) -> str:
        """The ISO 15924 code of the script it is written in: the one named, else the usual one."""
        written = next((part.title() for part in self.parts[1:] if len(part) == 4 and part.isalpha()), "")
        if written:
            return _SAME_SCRIPT.get(written, written)
        if self.base == "zh" and any(part.upper() in _TRADITIONAL for part in self.parts[1:]):
            return "Hant"
        return _OF_LANGUAGE.get(self.base, "Latn")

    @property
    def is_rtl(self) -> bool:
        """True where it is written from right to left."""
        return self.script in _RIGHT_TO_LEFT

    @property
    def is_east_asian(self) -> bool:
        """True for Chinese, Japanese and Korean."""
        return self.script in _EAST_ASIAN

    @property
    def is_pseudo(self) -> bool:
        """True for a language made for testing."""
        return self.parts[-1] in _PSEUDO

    @property
    def comma(self) -> str:
        """What stands between the items of a list, with its space."""
        return _COMMAS.get(self.script, ", ")

    @property
    def semicolon(self) -> str:
        """What stands between items that hold commas, with its space."""
        return _SEMICOLONS.get(self.script, "; ")

    @cached_property
    def culture(self) -> str:
        """The culture that PowerPoint proofs by: `nl-NL` for `nl` (CLDR's likely subtags)."""
        if self.tag in _CULTURES:
            return _CULTURES[self.tag]
        if len(self.parts) > 1 and len(self.parts[-1]) != 4:
            return self.tag
        from babel.core import get_global

        likely = str(get_global("likely_subtags").get("_".join(self.parts), ""))
        territory = likely.rsplit("_", 1)[-1] if "_" in likely else ""
        if not territory:
            return self.tag
        script = f"-{likely.split('_')[1]}" if self.parts[0] in _SEVERAL_SCRIPTS else ""
        return f"{self.parts[0]}{script}-{territory}"


@lru_cache(maxsize=256)
def language_of(tag: str) -> Language:
    """Return the language that a BCP 47 tag names."""
    return Language(tag)
