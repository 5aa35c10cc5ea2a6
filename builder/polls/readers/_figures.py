"""Which of the numbers beside answers say how often each was chosen: not their shares, points, ranks or what is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.polls.readers._columns import cell

_WHOLE = r"\d{1,3}(?P<mark>[.,'’ \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*|\d+"
_SHARE = r"[\d.,]+\s*%"
_COUNT = re.compile(rf"(?P<count>{_WHOLE})(?:[.,]0{{1,2}})?(?:\s*\(\s*{_SHARE}\s*\)|\s*[^\W\d_]{{1,20}}\.?)?")
_SHARED = re.compile(rf"{_SHARE}\s*\(\s*(?P<count>{_WHOLE})\s*\)")
_FIGURE = re.compile(r"[-+]?[\d.,'’\s]*\d[\d.,'’\s]*%?|%\s?\d+|[\d.,]+\s*(/|of|van|von|de|sur)\s*[\d.,]+")
# What counts are headed by. A number without such a heading may be points or seconds of one answer.
_COUNTED = re.compile(
    r"\b(votes?|counts?|responses?|answers|respondents|total|number|n|stemmen|aantal|keer|gekozen|antwoorden|stimmen|anzahl|antworten|votos|voix"
    r"|nombre|réponses|głosy|liczba|oy|sayı|голос\w*|кількість|ψήφοι|πλήθος|الأصوات|العدد|קולות|票数|得票数|票數|득표수)\b",
    re.I,
)
# What other numbers beside an answer are headed by: of these none is a count, whatever else the heading says.
_OTHER = re.compile(
    r"^(nr|no|id|#)\.?$|%|‰|\b(per ?cent\w*|procent\w*|prozent\w*|pour ?cent\w*|por ?cento|porcent\w*|share|aandeel|anteil|part|quota|ratio|fraction|procenty|yüzde"
    r"|correct\w*|right|juist|goed|richtig|points?|punten|punkte|puntos|score\w*|rank\w*|rang|plaats|position|time|tijd|zeit"
    r"|seconds?|seconden|average|mean|gemiddeld\w*|відсот\w*|процент\w*|ποσοστό|نسبة|אחוז\w*|割合|比例|百分比|비율)\b",
    re.I,
)


def count(text: str) -> int | None:
    """Return a whole number, however it is written: 1.234, 1,234, 1 234, 12.0, 12 (60%), 60% (12), 12 votes."""
    found = _COUNT.fullmatch(text) or _SHARED.fullmatch(text)
    return int(re.sub(r"\D", "", found["count"])) if found else None


def is_figure(text: str) -> bool:
    """True for any number or percentage."""
    return bool(_FIGURE.fullmatch(text)) or count(text) is not None


def is_counted(heading: str) -> bool:
    """True where a heading says that numbers are counts."""
    return bool(_COUNTED.search(heading)) and not _OTHER.search(heading)


def count_column(rows: Sequence[Sequence[str]], options: Sequence[int], above: Sequence[Sequence[str]]) -> int:
    """Return the column of counts beside answers; -1 where it is not certain.

    rows: of the answers; options: the column of each one's words; above: the rows over them, which may head the columns.
    """
    last = max(options)
    headed = next((row for row in reversed(above) if sum(map(bool, row)) > 1), [])
    taken = [[cell(row, column) for row in rows] for column in range(max(map(len, rows), default=0))]
    numbers = [n for n, texts in enumerate(taken) if any(texts) and all(not t or count(t) is not None for t in texts)]
    counted = [n for n in numbers if is_counted(cell(headed, n))]
    behind = [n for n in numbers if n > last and not _OTHER.search(cell(headed, n))]
    found = [n for n in counted if n > last] or counted or behind
    return found[0] if found and (counted or len(behind) == 1) else -1
