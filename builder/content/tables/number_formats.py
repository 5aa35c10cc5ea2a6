"""Numbers of a workbook as their number format shows them, where that says more than the number: 0000, 0 %."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from builder.content.tables.cells import Exact

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(0+)|([-/ ().:+])|(.)', re.DOTALL)


def shown(number: str, code: str) -> str:
    """Return a number as people see it where its format adds zeros (0344) or makes it a percentage (12.5%)."""
    if not isinstance(number, Exact):
        return number
    width = _zeros(code)
    if width is not None:
        before, zeros, after = width
        return f"{before}{number.zfill(zeros)}{after}" if number.isdigit() else number
    if _is_percentage(code):
        try:
            share = f"{Decimal(number) * 100:f}"
        except InvalidOperation:
            return number
        return Exact((share.rstrip("0").rstrip(".") if "." in share else share) + "%")
    return number


@lru_cache(maxsize=512)
def _zeros(code: str) -> tuple[str, int, str] | None:
    """Return the zeros of a format that holds nothing else but words, with what stands before and after them."""
    before, zeros, after = "", 0, ""
    for quoted, escaped, run, sign, other in _TOKEN.findall(_first(code)):
        if other or (run and zeros):
            return None
        if run:
            zeros = len(run)
        elif zeros:
            after += quoted or escaped or sign
        else:
            before += quoted or escaped or sign
    return (before, zeros, after) if zeros > 1 else None


@lru_cache(maxsize=512)
def _is_percentage(code: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.', "", _first(code))


def _first(code: str) -> str:
    """Return the section of a format that is for positive numbers."""
    found = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code)
    return found[0] if found else code
