"""Expressions as translators see them, and back."""

from __future__ import annotations

import pytest

from builder.translation.checks import placeholder_faults
from builder.translation.placeholders import masked, unmasked, with_words, words_in


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Zonder iets", "Zonder iets"),
        ("{{ audience.name }} telt {{ audience.population | number }}", "{audience_name} telt {audience_population}"),
        ("{{ a | number }} is {{ a | percent }} en {{ a | number }}", "{a} is {a_2} en {a}"),
        ("{{ minuten + 5 }} van {{ 2 * minuten }}", "{value_1} van {value_2}"),
        ("{{ naam }} {x}", "{naam} {{x}}"),
        ("\\{{ letterlijk }}", "{{ letterlijk }}"),
    ],
)
def test_each_expression_has_a_name_and_comes_back(source: str, text: str) -> None:
    made = masked(source)
    assert made.text == text
    assert masked(unmasked(made.text, made.expressions)) == made


def test_a_translation_may_move_placeholders() -> None:
    made = masked("{{ audience.name }} in {{ year }}")
    assert unmasked("{year}: {audience_name}", made.expressions) == "{{ year }}: {{ audience.name }}"


def test_braces_in_a_text_without_expressions_stay_text() -> None:
    assert unmasked("two {{ braces }}", {}) == "two \\{{ braces }}"


def test_words_in_expressions_are_texts_and_conditions_are_not() -> None:
    expression = "'meer' if audience.id == 'plain' else 'minder dan ' + audience.name"
    assert words_in(expression) == ("meer", "minder dan ")
    said = with_words(expression, {"meer": "l'un", "minder dan ": "less than "})
    assert said == "'l\\'un' if audience.id == 'plain' else 'less than ' + audience.name"


def test_what_a_translator_writes_in_words_of_an_expression_stays_a_word() -> None:
    said = with_words("'meer' if a else 'minder'", {"meer": "' + audience.secret + '}}{{"})
    assert "audience.secret" in words_in(said)[0]  # still within the quotation marks
    assert "}}" not in said


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("{a} en {b}", "{b} and {a}", ""),
        ("{a} en {a}", "{a}", "{a} is lost"),
        ("{a}", "{a} {c}", "{c} does not stand"),
        ("geen {{", "none {{", ""),
        ("geen", "none {c}", "{c} does not stand"),
        ("geen", "none {{", "{{ is text"),
    ],
)
def test_placeholders_are_compared_each_as_often(source: str, text: str, fault: str) -> None:
    found = placeholder_faults(source, text)
    assert (fault in found) if fault else found == ""
