"""Numbers, percentages, amounts and dates as a language writes them (CLDR, by Babel)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.languages.language import language_of

if TYPE_CHECKING:
    from babel import Locale

MEANT = 12  # digits of a figure that somebody wrote; more come of working out
SHOWN = 3  # decimals of a figure that was worked out; digits, where it is smaller
_WHOLE = 1e15  # from here on a float has no decimals


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Find CLDR's locale for a BCP 47 tag; raises ValueError for a tag that is none."""
    from babel import Locale, UnknownLocaleError

    for tag in language_of(language).fallbacks:
        try:
            return Locale.parse(tag, sep="-")
        except UnknownLocaleError:
            continue
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


def digits(value: Any, language: str) -> str:
    """Write a number or a time without separators in the language's digits (CLDR's default numbering system)."""
    text = str(value)
    if not _has_own_digits(language):
        return text
    return text.translate(_digits_of(locale_of(language)))


def number(value: Any, language: str, decimals: int | None = None) -> str:
    """Write a number with the language's separators; decimals: digits after the mark, as it has them unless given."""
    from babel.numbers import format_decimal

    locale, amount = locale_of(language), _decimal(value)
    whole = str(locale.decimal_formats[None].pattern).partition(".")[0]
    places, sign = (decimals_of(amount), "#") if decimals is None else (decimals, "0")
    pattern = whole + ("." + sign * places if places else "")
    with _half_up():
        written = format_decimal(amount, format=pattern, locale=locale, numbering_system="default")
    return _native(written, locale)


def decimals_of(value: Any) -> int:
    """Return how many decimals a figure is shown with: all that it has; of one that was worked out, such as 1/3, three."""
    amount = _decimal(value)
    if not amount.is_finite():
        return 0
    shortest = amount.normalize().as_tuple()
    if len(shortest.digits) <= MEANT:
        return max(-int(shortest.exponent), 0)
    return max(SHOWN, SHOWN - 1 - int(amount.adjusted()))


def percent(value: Any, language: str, decimals: int = 0) -> str:
    """Write a fraction as a percentage: 0.25 is 25 %."""
    from babel.numbers import format_percent

    locale = locale_of(language)
    pattern = str(locale.percent_formats[None].pattern)
    if decimals:
        pattern = pattern.replace("0", "0." + "0" * decimals, 1) if "." not in pattern else pattern
    with _half_up():
        written = format_percent(_decimal(value), format=pattern, locale=locale, numbering_system="default")
    return _native(written, locale)


def worked_out(value: float, language: str) -> str:
    """Write what an expression comes to: what comes out even whole, a division with the decimals that say something.

    2/3 is 0,667 in Dutch, 1/3000 is 0,000333; nothing stands between thousands.
    """
    from decimal import ROUND_HALF_UP, Decimal

    amount = Decimal(f"{value:.{MEANT}g}")
    if len(amount.normalize().as_tuple().digits) >= MEANT and abs(value) < _WHOLE:
        places = Decimal(1).scaleb(-decimals_of(repr(value)))
        amount = Decimal(repr(value)).quantize(places, ROUND_HALF_UP).normalize()
    return marked(f"{amount:f}", language)


def stored(figure: str, language: str) -> str:
    """Write a figure or a percentage of a file, one that a formula came to without its noise; nothing between thousands.

    figure: digits, with a decimal point where needed.
    """
    bare, sign = (figure[:-1], "%") if figure.endswith("%") else (figure, "")
    if sum(map(str.isdigit, bare)) > MEANT and "." in bare:
        return worked_out(float(bare), language) + sign
    return marked(figure, language)


def marked(figure: str, language: str) -> str:
    """Write a figure that has a decimal point with the language's mark and digits, and nothing between thousands."""
    from babel.numbers import get_decimal_symbol

    return digits(figure.replace(".", get_decimal_symbol(locale_of(language))), language)


def percent_signs(language: str) -> tuple[str, str]:
    """Return what stands before a percentage and after it, with its space where the language has one."""
    before, _, rest = str(locale_of(language).percent_formats[None].pattern).partition("#")
    return before, rest.rpartition("0")[2]


def number_code(language: str, decimals: int = 0, sign: str = "") -> str:
    """Return the code by which charts and workbooks write numbers.

    sign: `%` for fractions that are shown as percentages, `unit` for figures that are percentages already.
    ECMA-376 part 1, 18.8.31; `[$-2000401]` asks for Arabic-Indic digits, where they are the language's.
    """
    before, after = percent_signs(language) if sign else ("", "")
    code = ("0" if sign == "%" else "#,##0") + ("." + "0" * decimals if decimals else "")
    if sign == "unit":
        before, after = (f'"{each}"' if each else "" for each in (before, after))
    return f"{_shape(language)}{before}{code}{after}"


def figures_code(values: Iterable[float], language: str, sign: str = "") -> str:
    """Return the code by which a chart writes its figures, with the decimals that they have.

    Two decimals stand under one another; where a figure has more, each has its own. `[$-413]` asks for Dutch marks,
    where a program does not take those of its own language.
    """
    figures = list(values)
    places = max(map(decimals_of, figures), default=0)
    code = number_code(language, places, sign)
    if places > 2 and all(len(_decimal(value).normalize().as_tuple().digits) <= MEANT for value in figures):
        code = number_code(language, 0, sign).replace("#,##0", "General")
    has_marks = places or any(abs(value) >= 1000 for value in figures)
    return code if not has_marks or code.startswith("[") else _mark_of(language) + code


def share_code(language: str, places: int) -> str:
    """Return the code by which a chart writes fractions as percentages with so many decimals."""
    code = number_code(language, places, "%")
    return code if not places or code.startswith("[") else _mark_of(language) + code


def by_code(value: float, code: str, language: str) -> str:
    """Write a figure as a chart does by one of these codes, in a program of that language."""
    bare = re.sub(r"\[\$[^]]*\]", "", code)
    signs = _QUOTED.sub("", bare)
    before, digits, after = re.split(r"(General|[#,]*0(?:\.0+)?)", bare, maxsplit=1)
    decimals = None if digits == "General" else len(digits.partition(".")[2])
    written = number(value * 100 if "%" in signs else value, language, decimals)
    return "".join(_QUOTED.findall(before)) + written + "".join(_QUOTED.findall(after)) + ("%" if "%" in signs else "")


_QUOTED = re.compile(r'"([^"]*)"')


def _shape(language: str) -> str:
    """Return the mark for the language's own digits, where it has any."""
    return _SHAPES.get(locale_of(language).default_numbering_system, "") if _has_own_digits(language) else ""


def currency(value: Any, language: str, code: str = "EUR", decimals: int | None = None) -> str:
    """Write an amount of money; whole amounts without cents unless decimals are asked for."""
    from babel.numbers import format_currency, get_currency_precision

    amount, locale = _decimal(value), locale_of(language)
    digits = decimals if decimals is not None else (0 if amount == int(amount) else get_currency_precision(code))
    pattern = str(locale.currency_formats["standard"].pattern)
    pattern = pattern.replace("0.00", "0" + ("." + "0" * digits if digits else ""))
    with _half_up():
        written = format_currency(
            amount, code, format=pattern, locale=locale, currency_digits=False, numbering_system="default"
        )
    return _native(written, locale)


def date(value: Any, language: str, style: str = "long") -> str:
    """Write a date in full; text that is no ISO date stays as it is."""
    if not isinstance(value, datetime.date):
        try:
            value = datetime.date.fromisoformat(str(value))
        except ValueError:
            return str(value)
    from babel.dates import format_date

    return digits(format_date(value, format=style, locale=locale_of(language)), language)


@lru_cache(maxsize=64)
def _day_pattern(language: str, unit: str) -> str:
    """Return how CLDR writes a day, a month with its year, or a year."""
    locale = locale_of(language)
    if unit == "years":
        return "y"
    return str(locale.datetime_skeletons["yMMM"] if unit == "months" else locale.date_formats["medium"].pattern)


def day(value: datetime.date, language: str, unit: str = "days") -> str:
    """Write a day shortly, or the month or the year that it is in."""
    from babel.dates import format_date

    return digits(format_date(value, format=_day_pattern(language, unit), locale=locale_of(language)), language)


def day_code(language: str, unit: str = "days") -> str:
    """Return the code by which charts and workbooks write days as `day` does, whatever the language of the program.

    `[$-413]` asks for the language of Dutch dates (ECMA-376 part 1, 18.8.31; MS-LCID).
    """
    code = _FIELD.sub(_code_of, _day_pattern(language, unit))
    return (_shape(language) or _mark_of(language)) + code


_FIELD = re.compile(r"'([^']*)'|(y+)|([ML]+)|(d+)|([^ ./,'yMLd-]+)")


def _code_of(found: re.Match[str]) -> str:
    if found[2]:
        return "yyyy"
    return found[3].replace("L", "M").lower() if found[3] else found[4] or f'"{found[1] or found[5]}"'


def _mark_of(language: str) -> str:
    """Return the mark for a language in codes; nothing for one that has no number of its own (MS-LCID)."""
    from locale import windows_locale

    culture = language_of(language).culture.replace("-", "_")
    numbers = {name: number for number, name in reversed(windows_locale.items())}
    near = next((name for name in numbers if name.startswith(f"{language_of(language).base}_")), "")
    number = numbers.get(culture) or numbers.get(near)
    return f"[$-{number:X}]" if number else ""


@lru_cache(maxsize=256)
def time(minutes: float, language: str) -> str:
    """Write a time of the day, given in minutes since midnight, as the language's clock does."""
    from babel.dates import format_time

    hour, minute = int(minutes) // 60 % 24, int(minutes) % 60
    written = format_time(datetime.time(hour, minute), format="short", locale=locale_of(language_of(language).culture))
    return digits(written, language)


def plural(value: float, language: str) -> str:
    """Return the plural category that goes with a number: zero, one, two, few, many or other."""
    return str(locale_of(language).plural_form(_decimal(value)))


def listed(texts: Iterable[str], language: str) -> str:
    """Write a list as a sentence does: "one, two and three"."""
    from babel.lists import format_list

    return format_list(list(texts), locale=locale_of(language))


def _has_own_digits(language: str) -> bool:
    return language_of(language).base in _OWN_DIGITS


def _native(written: str, locale: Locale) -> str:
    """Put the language's digits and signs into what Babel wrote, with the marks that keep a sign at its figure."""
    symbols = locale.number_symbols[locale.default_numbering_system]
    written = written.replace("-", symbols["minusSign"]).replace("%", symbols["percentSign"])
    return written.translate(_digits_of(locale))


@lru_cache(maxsize=32)
def _digits_of(locale: Locale) -> dict[int, str]:
    """Return the table from ASCII digits to those of a locale's default numbering system."""
    zero = _ZEROS.get(locale.default_numbering_system, "0")
    return {} if zero == "0" else {ord("0") + n: chr(ord(zero) + n) for n in range(10)}


# Languages of which some locale has digits of its own; for the others CLDR need not be read.
_OWN_DIGITS = (
    "ar", "as", "az", "bgc", "bgn", "bho", "bn", "ccp", "ckb", "dz", "fa", "ff", "ks", "lrc", "mni", "mr", "my", "mzn", "ne",
    "pa", "ps", "raj", "sa", "sat", "sd", "sdh", "ur", "uz",
)  # fmt: skip
_ZEROS = {
    "arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "cakm": "\U00011136", "deva": "\u0966", "mtei": "\uabf0",
    "mymr": "\u1040", "olck": "\u1c50", "tibt": "\u0f20", "adlm": "\U0001e950",
}  # fmt: skip
_SHAPES = {"arab": "[$-2000401]", "arabext": "[$-3000429]", "deva": "[$-4000439]", "beng": "[$-5000445]"}


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
