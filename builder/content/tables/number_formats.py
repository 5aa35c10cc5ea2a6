"""Numbers of a workbook as their number format shows them, where that says more than the number: 0000, 0 %."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from builder.content.tables.cells import Exact
from builder.languages.formats import MEANT

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(0+)|([-/ ().:+])|(.)', re.DOTALL)

_NO_WORDS = ("/", ".")  # between zeros: a fraction, decimals


def shown(number: str, code: str) -> str:
    """Return a number as people see it where its format adds zeros (0344) or makes it a percentage (12.5%)."""
    if not isinstance(number, Exact):
        return number
    if pieces := _zeros(code):
        return _filled(pieces, number) if number.isdigit() else number
    if _is_percentage(code):
        try:
            share = f"{Decimal(number) * 100:f}"
        except InvalidOperation:
            return number
        return Exact((share.rstrip("0").rstrip(".") if "." in share else share) + "%")
    places = _decimals(code)
    worked_out = sum(map(str.isdigit, number)) > MEANT and "." in number
    if places is not None and worked_out:  # nobody sees the rest
        return Exact(f"{Decimal(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}")
    return number


@lru_cache(maxsize=512)
def _decimals(code: str) -> int | None:
    """Return how many decimals a format shows; None where it leaves that to the number, or shows something else."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].', "", _first(code))
    found = re.fullmatch(r"[^#0?.,EeyMmdhs/]*[#0?,]*[0](?:\.(0+))?[^#0?.,EeyMmdhs/]*", bare)
    return len(found[1] or "") if found else None


@lru_cache(maxsize=512)
def _zeros(code: str) -> tuple[str | int, ...]:
    """Return a format of zeros and words as its pieces, runs of zeros as how many they are: `00-00000000` is 2, "-", 8."""
    pieces: list[str | int] = []
    for quoted, escaped, run, sign, other in _TOKEN.findall(_first(code)):
        if other or (sign in _NO_WORDS and any(isinstance(each, int) for each in pieces)):
            return ()
        if run or quoted or escaped or sign:
            pieces.append(len(run) if run else quoted or escaped or sign)
    return tuple(pieces) if sum(each for each in pieces if isinstance(each, int)) > 1 else ()


def _filled(pieces: tuple[str | int, ...], digits: str) -> str:
    """Put digits into the zeros of a format, from the right; what is left over stands before them."""
    left = digits.zfill(sum(each for each in pieces if isinstance(each, int)))
    first = next(place for place, each in enumerate(pieces) if isinstance(each, int))
    written = ""
    for place in range(len(pieces) - 1, -1, -1):
        each = pieces[place]
        if isinstance(each, str):
            written = each + written
        elif place == first:
            written = left + written
        else:
            left, written = left[:-each], left[-each:] + written
    return written


@lru_cache(maxsize=512)
def _is_percentage(code: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.', "", _first(code))


def _first(code: str) -> str:
    """Return the section of a format that is for positive numbers."""
    found = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code)
    return found[0] if found else code
