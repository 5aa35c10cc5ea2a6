"""What CLDR says of a language as a whole: its name, its plural forms, its direction."""

from __future__ import annotations

from builder.languages.formats import locale_of


def name_of(language: str) -> str:
    """Give a language's English name, as messages call it; the tag where CLDR has none."""
    try:
        return locale_of(language).english_name or language
    except ValueError:
        return language


def canonical(language: str) -> str:
    """Write a BCP 47 tag as it is usual: `nl`, `en-GB`, `zh-Hant`."""
    first, *rest = language.replace("_", "-").split("-")
    forms = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(forms.get(len(part), str)(part) for part in rest)])


def plural_forms(language: str) -> str:
    """Give gettext's Plural-Forms line for a language, from CLDR's rules."""
    from babel.messages.plurals import get_plural

    try:
        return str(get_plural(locale_of(language)).plural_forms)
    except ValueError:
        return "nplurals=2; plural=(n != 1);"


def is_right_to_left(language: str) -> bool:
    """True for a language that is written from right to left."""
    try:
        return bool(locale_of(language).text_direction == "rtl")
    except ValueError:
        return False


def script_of(language: str) -> str:
    """Give the script that a language is usually written in, as ISO 15924 names it: `Latn`, `Arab`, `Hans` (CLDR)."""
    from babel.core import get_global

    parts = language.split("-")
    named = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    likely = get_global("likely_subtags")
    full = str(likely.get("_".join(parts[:2])) or likely.get(parts[0]) or "")
    return named.title() or next((part for part in full.split("_") if len(part) == 4 and part.isalpha()), "Latn")
