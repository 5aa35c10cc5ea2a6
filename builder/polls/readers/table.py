"""Any table with a row for each respondent: Forms, Google Forms, Mentimeter's voters, LimeSurvey's full headings."""

from __future__ import annotations

import re

from builder.polls.ballots import Read
from builder.polls.matching import Known, normal
from builder.polls.readers._columns import Columns, add_ballots, cell, columns_of, person, person_column
from builder.polls.sheets import Sheet

ORDER = 60
_LOOKED_AT = 15  # rows in which a header may stand
_SESSION = frozenset(
    [
        "session",
        "sessie",
        "sitzung",
        "séance",
        "sesión",
        "sessão",
        "sessione",
        "sesja",
        "oturum",
        "сеанс",
        "جلسة",
        "סשן",
        "セッション",
        "세션",
        "会话",
    ]
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9-]{2,20})?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*|\d\d?[-/.]\d\d?[-/.]\d{4}.*")


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the answers; None where no heading is a question."""
    best: tuple[int, Read, Columns, int] | None = None
    for number, header in enumerate(sheet.rows[:_LOOKED_AT]):
        if not any(header):
            continue
        made = Read("table")
        body = [cells for cells in sheet.rows[number + 1 :] if any(cells)]
        columns = columns_of(header, body, known, made, (*place, number + 1))
        weight = len(columns.whole) + len(columns.split)
        if weight and (best is None or weight > best[0]):
            best = (weight, made, columns, number)
    return _filled(sheet, best[1], best[2], best[3], known, place) if best else None


def _filled(sheet: Sheet, made: Read, columns: Columns, head: int, known: Known, place: tuple[int, int]) -> Read:
    header = sheet.rows[head]
    rows = [((*place, number), cells) for number, cells in enumerate(sheet.rows[head + 1 :], head + 2) if any(cells)]
    made.rows = [row for row, _ in rows]
    sent = _sent_column([cells for _, cells in rows])
    finished = [(row, cells) for row, cells in rows if sent < 0 or cell(cells, sent)]
    mail = person_column([cells for _, cells in finished])
    people = [person(cell(cells, mail)) if mail >= 0 else "" for _, cells in finished]
    session = next((n for n, each in enumerate(header) if normal(each) in _SESSION), -1)
    showings = [(*place, normal(cell(cells, session)) if session >= 0 else "") for _, cells in finished]
    add_ballots(made, finished, columns, known, showings, people)
    return made


def _sent_column(rows: list[list[str]]) -> int:
    """Return the column with the date at which LimeSurvey's form was sent; -1 in other tables.

    There a number comes first, then that date, then the last page, then the language of the form.
    """
    if not rows or not all(_LANGUAGE.fullmatch(cell(row, 3)) and cell(row, 0).isdecimal() for row in rows):
        return -1
    return 1 if all(not cell(row, 1) or _DATE.fullmatch(cell(row, 1)) for row in rows) else -1
