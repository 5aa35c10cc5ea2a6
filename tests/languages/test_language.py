"""A language told from its tag."""

from __future__ import annotations

import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers

from builder.languages.formats import locale_of
from builder.languages.language import language_of

ALL = sorted({each.split("_")[0] for each in locale_identifiers()})


@pytest.mark.parametrize("tag", ALL)
def test_script_and_direction_are_those_of_cldr(tag: str) -> None:
    """The table that spares CLDR at every start agrees with it."""
    likely = str(get_global("likely_subtags").get(tag, ""))
    script = next((part for part in likely.split("_") if len(part) == 4), "Latn")
    assert language_of(tag).script == script
    assert language_of(tag).is_rtl == (locale_of(tag).text_direction == "rtl")


def test_a_language_falls_back_on_its_parents() -> None:
    assert language_of("nl_Latn-BE").fallbacks == ("nl-Latn-BE", "nl-Latn", "nl")
    assert language_of("nl-be").nearest(["en", "NL"]) == "NL"
    assert language_of("nl-be").nearest(["nl", "nl-BE"]) == "nl-BE"
    assert language_of("fr").nearest(["nl"]) is None


@pytest.mark.parametrize(("typed", "usual"), [("NL", "nl"), ("en_gb", "en-GB"), ("ZH-hant-tw", "zh-Hant-TW")])
def test_a_tag_has_one_usual_form(typed: str, usual: str) -> None:
    assert language_of(typed).canonical == usual
