"""LimeSurvey's responses by codes: `bekend` = A1, `wensen[SQ001]` = Y. With full headings, the table of answers reads them."""

from __future__ import annotations

import re

from builder.polls.ballots import Read
from builder.polls.matching import Known
from builder.polls.readers._columns import Columns, add_ballots, cell, person, person_column
from builder.polls.sheets import Sheet

ORDER = 30
_CODED = re.compile(r"([A-Za-z][A-Za-z0-9]*)\[(SQ\d{3})\]")


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the answers; None where the header holds none of our codes."""
    header = sheet.rows[0] if sheet.rows else []
    columns, codes = Columns(), known.by_code()
    for number, heading in enumerate(header):
        found = _CODED.fullmatch(heading)
        if found and (poll := codes.get(found[1].lower())) and (option := known.coded(poll, found[2])):
            columns.split[number] = (poll, option)
        elif heading.lower() in codes and not known.called(heading):
            columns.whole[number] = codes[heading.lower()]
    if not columns or not ({"id", "submitdate", "lastpage", "seed"} & {each.lower() for each in header}):
        return None
    made = Read("LimeSurvey")
    sent = [each.lower() for each in header].index("submitdate") if "submitdate" in map(str.lower, header) else -1
    rows = [((*place, number), cells) for number, cells in enumerate(sheet.rows[1:], 2) if any(cells)]
    made.rows = [row for row, _ in rows]
    finished = [(row, cells) for row, cells in rows if sent < 0 or cell(cells, sent)]
    mail = person_column([cells for _, cells in finished])
    people = [person(cell(cells, mail)) if mail >= 0 else "" for _, cells in finished]
    add_ballots(made, finished, columns, known, [place] * len(finished), people)
    return made
