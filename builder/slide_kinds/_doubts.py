"""What a chart is told that it shows, and hardly means: a total among its parts, a note as a category, shares of one as percentages."""

from __future__ import annotations

import datetime
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.content.tables.notation import day
from builder.plan import Series

FIRST_DAY = datetime.date(1900, 3, 1)  # of an axis of time: before it workbooks count a day that never was

_TOTALS = re.compile(
    r"\W*(totaal|total|totals|sum|som|gesamt|insgesamt|summe|totale|somme|suma|razem|toplam|yhteensä|totalt|sammanlagt|i alt|összesen|celkem|spolu"
    r"|ukupno|skupaj|итого|всего|всього|разом|σύνολο|المجموع|الإجمالي|סה[״\"]כ|合計|总计|總計|합계)\W*",
    re.I,
)
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/(\d{4}|\d\d)")
_NOTE = re.compile(r"[:*\u2020\u00b9]|\S+\s+\S+\s+\S+")
_NUMBER_ALONE = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
_YEAR = re.compile(r"(19|20|21)\d\d", re.ASCII)


def doubts(
    categories: Sequence[str], series: Sequence[Series], rows: Sequence[Sequence[str]], *, percent: bool
) -> Iterator[tuple[int, str, str]]:
    """Yield what is doubtful: the place of a category (-1: of none), what it is, what to do. rows: of the file, where there is one."""
    place = _total_among(categories, series)
    if place >= 0:
        yield place, f"'{categories[place]}' is the sum of the others, and stands among them", "leave the total out"
    for place in notes_below(rows):
        yield (
            place,
            f"'{rows[place][0]}' has no figures, and stands among the categories",
            "leave notes out of the table",
        )
    typed = any(cell[-1:] == "%" for row in rows for cell in row[1:])
    if percent and not typed and _are_shares_of_one(series):
        yield -1, 'the figures add up to 1, and unit: "%" shows them as less than one percent', "write 50 for a half"
    for name, times in sorted(Counter(categories).items()):
        if times > 1 and name:
            place = categories.index(name)
            yield (
                place,
                f"{'two' if times == 2 else times} categories are called '{name}'",
                "give each a name of its own",
            )
    for name, times in sorted(Counter(each.name for each in series).items()):
        if times > 1:
            yield -1, f"{'two' if times == 2 else times} series are called '{name}'", "give each a name of its own"


def _total_among(categories: Sequence[str], series: Sequence[Series]) -> int:
    """Return the place of a category that is called a total, and is the sum of the others; -1 where none is."""
    for place, name in enumerate(categories):
        if len(categories) > 2 and _TOTALS.fullmatch(name) and all(_is_sum(each.values, place) for each in series):
            return place
    return -1


def _is_sum(values: Sequence[float | None], place: int) -> bool:
    if place >= len(values) or values[place] is None:
        return False
    others = math.fsum(each or 0 for n, each in enumerate(values) if n != place)
    return others != 0 and math.isclose(others, values[place] or 0, rel_tol=1e-3)


def notes_below(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the last rows that hold nothing but words such as `Source: …`; a month without figures yet is no note."""
    found: list[int] = []
    for place in range(len(rows) - 1, 0, -1):
        if any(rows[place][1:]):
            break
        found += [place] if _NOTE.search(rows[place][0]) else []
    return found[::-1]


def _are_shares_of_one(series: Sequence[Series]) -> bool:
    """True where the figures of every series are fractions that add up to 1."""
    listed = [[each for each in s.values if each is not None] for s in series]
    return bool(listed) and all(
        len(v) > 1 and min(v) >= 0 and math.isclose(math.fsum(v), 1, abs_tol=0.0051) for v in listed
    )


def uneven_times(categories: Sequence[str]) -> str:
    """Return what is wrong with categories that are times and stand as text, evenly: years or months with gaps, slashes."""
    if len(categories) > 2 and all(map(_SLASHED.fullmatch, categories)):
        return "the categories are dates with slashes, of which nobody knows whether day or month comes first"
    for called, place_of in _TIMES.items():
        places = [place_of(each.strip()) for each in categories]
        if len(places) < 3 or None in places:
            continue
        known = [each for each in places if each is not None]
        if called == "days" and min(known) >= FIRST_DAY.toordinal() and len(set(known)) == len(known):
            return ""  # on an axis of time
        if len({later - sooner for sooner, later in itertools.pairwise(known)}) > 1:
            return f"the {called} are not equally far apart, and stand so"
    return ""


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text) else None


def _quarter(text: str) -> int | None:
    found = _QUARTER.fullmatch(text)
    return int(found[1] or found[4]) * 4 + int(found[2] or found[3]) if found else None


def _month(text: str) -> int | None:
    if found := _MONTH.fullmatch(text):
        return int(found[1] or found[4]) * 12 + int(found[2] or found[3])
    named = _NAMED_MONTH.fullmatch(text)
    number = next((n for n, names in enumerate(_MONTHS) if named and named[1].lower().startswith(names)), None)
    return int(named[2]) * 12 + number if named and number is not None else None


def _ordinal(text: str) -> int | None:
    found = day(text)
    return None if found is None else datetime.date.fromisoformat(found).toordinal()


_QUARTER = re.compile(r"((?:19|20|21)\d\d)[- ]?[QK]([1-4])|[QK]([1-4])[- ']{0,2}((?:19|20|21)\d\d)", re.I)
_MONTH = re.compile(r"((?:19|20|21)\d\d)[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/.]((?:19|20|21)\d\d)")
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,10})\.?[ '-]{1,2}((?:19|20|21)\d\d)")
# in Dutch, English, German and French
_MONTHS = (
    ("jan",), ("feb", "f\u00e9v"), ("mrt", "maa", "mar", "m\u00e4r"), ("apr", "avr"), ("mei", "may", "mai"), ("jun", "juin"), ("jul", "juil"),
    ("aug", "ao\u00fb"), ("sep",), ("okt", "oct"), ("nov",), ("dec", "d\u00e9c", "dez"),
)  # fmt: skip
_TIMES = {"years": _year, "quarters": _quarter, "months": _month, "days": _ordinal}


def percent_twice(figure: str) -> tuple[str, str] | None:
    """Return what is doubtful about a figure that `format: percent` multiplies by 100, and what to do; None where nothing is.

    figure: digits with a decimal point; a percentage has its sign already.
    """
    if not _NUMBER_ALONE.fullmatch(figure) or abs(float(figure)) < 10:
        return None
    number = float(figure)
    return f"'{figure}' is shown as {number * 100:g} %", f'write {number / 100:g}, or "{figure}%"'
