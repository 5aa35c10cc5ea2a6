"""Numbers, percentages, amounts and dates as a language writes them (CLDR, by Babel)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Find CLDR's locale for a BCP 47 tag; raises ValueError for a tag that is none."""
    from babel import Locale, UnknownLocaleError

    parts = language.replace("_", "-").split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except UnknownLocaleError:
            parts.pop()
        except ValueError:
            break
    raise ValueError(f"'{language}' is not a language")


def is_language(tag: str) -> bool:
    """True for a BCP 47 tag that CLDR knows."""
    try:
        locale_of(tag)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """True for a day of the calendar, written as year-month-day."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def number(value: Any, language: str, decimals: int | None = None) -> str:
    """Write a number with the language's separators; decimals: digits after the mark."""
    from babel.numbers import format_decimal

    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    with _half_up():
        return format_decimal(_decimal(value), format=pattern, locale=locale_of(language))


def percent(value: Any, language: str, decimals: int = 0) -> str:
    """Write a fraction as a percentage: 0.25 is 25 %."""
    from babel.numbers import format_percent

    locale = locale_of(language)
    pattern = str(locale.percent_formats[None].pattern)
    if decimals:
        pattern = pattern.replace("0", "0." + "0" * decimals, 1) if "." not in pattern else pattern
    with _half_up():
        return format_percent(_decimal(value), format=pattern, locale=locale)


def percent_sign(language: str) -> str:
    """Give the sign as it stands behind a figure, with its space where the language has one."""
    pattern = str(locale_of(language).percent_formats[None].pattern)
    return pattern.rpartition("0")[2] or "%"


def currency(value: Any, language: str, code: str = "EUR", decimals: int | None = None) -> str:
    """Write an amount of money; whole amounts without cents unless decimals are asked for."""
    from babel.numbers import format_currency, get_currency_precision

    amount, locale = _decimal(value), locale_of(language)
    digits = decimals if decimals is not None else (0 if amount == int(amount) else get_currency_precision(code))
    pattern = str(locale.currency_formats["standard"].pattern)
    pattern = pattern.replace("0.00", "0" + ("." + "0" * digits if digits else ""))
    with _half_up():
        return format_currency(amount, code, format=pattern, locale=locale, currency_digits=False)


def date(value: Any, language: str, style: str = "long") -> str:
    """Write a date in full; text that is no ISO date stays as it is."""
    if not isinstance(value, datetime.date):
        try:
            value = datetime.date.fromisoformat(str(value))
        except ValueError:
            return str(value)
    from babel.dates import format_date

    return format_date(value, format=style, locale=locale_of(language))


@contextmanager
def _half_up() -> Iterator[None]:
    """Round halves away from zero, as PowerPoint and Excel do with the same figures in charts."""
    import decimal

    with decimal.localcontext() as context:
        context.rounding = decimal.ROUND_HALF_UP
        yield


def _decimal(value: Any) -> Any:
    from decimal import Decimal, InvalidOperation

    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"'{value}' is not a number") from None
