"""What CLDR says of a language as a whole: its name, its plural forms."""

from __future__ import annotations

from builder.languages.formats import locale_of


def name_of(language: str) -> str:
    """Return a language's English name, as messages call it; the tag where CLDR has none."""
    try:
        return locale_of(language).english_name or language
    except ValueError:
        return language


def own_name(language: str) -> str:
    """Return a language's name as its speakers write it; the tag where CLDR has none."""
    try:
        return locale_of(language).display_name or language
    except ValueError:
        return language


def plural_forms(language: str) -> str:
    """Return gettext's Plural-Forms line for a language, from CLDR's rules."""
    from babel.messages.plurals import get_plural

    try:
        return str(get_plural(locale_of(language)).plural_forms)
    except ValueError:
        return "nplurals=2; plural=(n != 1);"
