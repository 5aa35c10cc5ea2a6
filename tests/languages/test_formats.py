"""Numbers, percentages, amounts, dates and times as languages write them."""

from __future__ import annotations

import pytest

from builder.languages import formats
from builder.languages.language import language_of

LRM, RLM, NBSP, NNBSP = "\u200e", "\u200f", "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "number", "percent", "amount", "date", "time"),
    [
        ("nl", "-12.345,5", "26%", f"€{NBSP}1.234,50", "10 december 2026", "09:30"),
        ("de", "-12.345,5", f"26{NBSP}%", f"1.234,50{NBSP}€", "10. Dezember 2026", "09:30"),
        ("fr", f"-12{NNBSP}345,5", f"26{NBSP}%", f"1{NNBSP}234,50{NBSP}€", "10 décembre 2026", "09:30"),
        ("fy", "-12.345,5", "26%", f"€{NBSP}1.234,50", "10 Desimber 2026", "09:30"),
        ("pl", f"-12{NBSP}345,5", "26%", f"1{NBSP}234,50{NBSP}€", "10 grudnia 2026", "09:30"),
        ("tr", "-12.345,5", "%26", "€1.234,50", "10 Aralık 2026", "09:30"),
        ("uk", f"-12{NBSP}345,5", "26%", f"1{NBSP}234,50{NBSP}EUR", f"10 грудня 2026{NNBSP}р.", "09:30"),
        ("ar", f"{LRM}-12,345.5", f"26{LRM}%{LRM}", f"{RLM}1,234.50{NBSP}€", "10 ديسمبر 2026", "9:30 ص"),
        ("ar-EG", "\u061c-١٢٬٣٤٥٫٥", "٢٦٪\u061c", f"{RLM}١٬٢٣٤٫٥٠{NBSP}€", "١٠ ديسمبر ٢٠٢٦", "٩:٣٠ ص"),
        ("he", f"{LRM}-12,345.5", "26%", f"{RLM}1,234.50{NBSP}{RLM}€", "10 בדצמבר 2026", "9:30"),
        ("ja", "-12,345.5", "26%", "€1,234.50", "2026年12月10日", "9:30"),
    ],
)  # fmt: skip
def test_values_are_written_as_cldr_says(
    language: str, number: str, percent: str, amount: str, date: str, time: str
) -> None:
    assert formats.number("-12345.5", language) == number
    assert formats.percent(0.256, language) == percent
    assert formats.currency("1234.5", language) == amount
    assert formats.date("2026-12-10", language) == date
    assert formats.time(9 * 60 + 30, language) == time


@pytest.mark.parametrize(
    ("language", "share", "figure"),
    [
        ("nl", "0%", '#,##0.0"%"'), ("de", f"0{NBSP}%", f'#,##0.0"{NBSP}%"'), ("tr", "%0", '"%"#,##0.0'),
        ("ar-EG", "[$-2000401]0%", '[$-2000401]#,##0.0"%"'),
    ],
)  # fmt: skip
def test_charts_write_percentages_as_the_language_does(language: str, share: str, figure: str) -> None:
    assert formats.number_code(language, sign="%") == share
    assert formats.number_code(language, 1, "unit") == figure


def test_digits_are_those_of_the_locale() -> None:
    assert [formats.digits(12, each) for each in ("nl", "ar", "ar-EG", "ar-MA", "fa", "ja")] == [
        "12", "12", "١٢", "12", "۱۲", "12",
    ]  # fmt: skip


def test_lists_are_punctuated_as_the_script_asks() -> None:
    assert [language_of(each).comma for each in ("nl", "ar", "fa", "zh", "ja", "ko", "he")] == [
        ", ",
        "، ",
        "، ",
        "、",
        "、",
        ", ",
        ", ",
    ]
    assert language_of("ar").semicolon == "؛ "
    assert formats.listed(["a", "b", "c"], "nl") == "a, b en c"


@pytest.mark.parametrize(
    ("tag", "script", "rtl"),
    [
        ("nl", "Latn", False), ("ar", "Arab", True), ("ar-Latn", "Latn", False), ("he-IL", "Hebr", True), ("zh", "Hans", False),
        ("zh-TW", "Hant", False), ("zh-Hant", "Hant", False), ("pa-Arab", "Arab", True), ("uk", "Cyrl", False), ("el", "Grek", False), ("ur", "Arab", True),
    ],
)  # fmt: skip
def test_a_tag_tells_its_script(tag: str, script: str, rtl: bool) -> None:
    assert (language_of(tag).script, language_of(tag).is_rtl) == (script, rtl)
