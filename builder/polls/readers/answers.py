"""A row for each player and question, as in Kahoot's raw report: one column names the question, one holds the answer."""

from __future__ import annotations

from collections import Counter

from builder.polls.ballots import Ballot, Read, Unknown
from builder.polls.matching import Known
from builder.polls.readers._columns import cell, person, person_column
from builder.polls.sheets import Sheet

ORDER = 40
_LOOKED_AT = 15  # rows in which a header may stand


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the answers; None where no column holds questions."""
    rows = sheet.rows
    width = max(map(len, rows), default=0)
    asked = [[known.called(cell(row, column)) for row in rows] for column in range(min(width, 40))]
    questions = [sum(bool(each) for each in column) for column in asked]
    if not questions or max(questions) < 2:
        return None
    column = questions.index(max(questions))
    if len({tuple(each) for each in asked[column] if each}) == max(questions):
        return None  # each question once: a list of questions, not of answers
    first = next(number for number, each in enumerate(asked[column]) if each)
    below = asked[column][first:]
    if (
        first == 0
        or first > _LOOKED_AT
        or sum(bool(each) for each in below) * 2 <= len([r for r in rows[first:] if any(r)])
    ):
        return None
    if len(rows) > first + 1 and not any(asked[column][first + 1 : first + 3]):
        return None
    answer = _answer_column(rows, first, column, asked[column], known, width)
    if answer < 0:
        return None
    made, unknown = Read("Kahoot"), set[str]()
    times = _number_column(rows[first:], column, asked[column][first:])
    mail = person_column(rows[first:])
    for number, cells in enumerate(rows[first:], first):
        if not any(cells):
            continue
        row, polls, text = (*place, number + 1), asked[column][number], cell(cells, answer)
        made.rows.append(row)
        heading = cell(cells, column)
        if text:
            made.filled.add(row)
        if len(polls) == 1 and text:
            chosen, rest = known.answers(polls[0], text)
            made.ballots.append(
                Ballot(
                    polls[0],
                    row,
                    (*place, cell(cells, times) if times >= 0 else ""),
                    person(cell(cells, mail)) if mail >= 0 else "",
                    tuple(chosen),
                    tuple(rest),
                )
            )
        elif heading and heading not in unknown and len(polls) != 1:
            unknown.add(heading)
            made.unknown.append(Unknown(heading, row, tuple(polls)))
    return made


def _number_column(rows: list[list[str]], question: int, asked: list[list[str]]) -> int:
    """Return the column of the questions' numbers where one question was asked several times; -1 where none was.

    Each number then stands in several rows of a question; one that counts rows or people does not.
    """
    for column in range(question):
        found: dict[tuple[str, ...], Counter[str]] = {}
        for row, polls in zip(rows, asked, strict=True):
            if polls:
                found.setdefault(tuple(polls), Counter())[cell(row, column)] += 1
        numbers = [each for counted in found.values() for each in counted]
        several = [counted for counted in found.values() if len(counted) > 1]
        if several and all(map(str.isdecimal, numbers)) and all(min(each.values()) > 1 for each in several):
            return column
    return -1


def _answer_column(
    rows: list[list[str]], first: int, question: int, asked: list[list[str]], known: Known, width: int
) -> int:
    """Return the last column that holds answers: those before it list what could be chosen."""
    for column in range(width - 1, -1, -1):
        if column == question:
            continue
        pairs = [
            (asked[n], cell(rows[n], column)) for n in range(first, len(rows)) if asked[n] and cell(rows[n], column)
        ]
        fitting = sum(bool(known.answers(polls[0], text)[0]) for polls, text in pairs[:500])
        if fitting and fitting * 2 >= len(pairs[:500]):
            return column
    return -1
