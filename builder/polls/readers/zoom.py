"""Zoom, whatever the year: tables are found by their header row alone, which begins with `#`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from builder.polls.ballots import Ballot, Read, Row, Unknown
from builder.polls.matching import Known
from builder.polls.readers._columns import Columns, add_ballots, cell, person
from builder.polls.sheets import Sheet

ORDER = 10
_FIRST = 4  # columns before the questions: number, name, e-mail address, time
_NUMBER = re.compile(r"\d+")


class _Table(NamedTuple):
    title: str
    header: list[str]
    at: Row
    rows: list[tuple[Row, list[str]]]


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return what a poll report holds; None where no row begins with `#`."""
    tables = _tables(sheet, place)
    if not tables:
        return None
    made, told = Read("Zoom"), dict[str, int]()
    for table in tables:
        if _is_overview(table):
            told.update({cell(row, 1): int(cell(row, 3)) for _, row in table.rows if _NUMBER.fullmatch(cell(row, 3))})
            continue
        made.rows += [row for row, _ in table.rows]
        if any(table.header[_FIRST:]) and not _names_questions(table, known):
            _read_columns(table, known, made)
        else:
            _read_pairs(table, known, made)
        if table.title in told:
            filled = sum(any(cells[_FIRST:]) for _, cells in table.rows)
            made.responses.append((table.title, told[table.title], filled))
    return made


def _tables(sheet: Sheet, place: tuple[int, int]) -> list[_Table]:
    made: list[_Table] = []
    title = ""
    open_ = False
    for number, cells in enumerate(sheet.rows, 1):
        row, filled = (*place, number), [each for each in cells if each]
        if cell(cells, 0) == "#" and len(cells) >= _FIRST:
            made.append(_Table(title, cells, row, []))
            open_ = True
        elif open_ and _NUMBER.fullmatch(cell(cells, 0)):
            made[-1].rows.append((row, cells))
        elif filled:
            open_, title = False, filled[0] if len(filled) == 1 else ""
    return made


def _is_overview(table: _Table) -> bool:
    """True for the list of polls that were launched, which holds numbers of questions and responses."""
    if any(table.header[_FIRST:]) or not table.rows:
        return False
    return all(
        _NUMBER.fullmatch(cell(row, 2)) and _NUMBER.fullmatch(cell(row, 3)) and not any(row[_FIRST:])
        for _, row in table.rows
    )


def _names_questions(table: _Table, known: Known) -> bool:
    """True where the questions stand in the rows, under a heading such as `Question`."""
    asked = [cell(cells, _FIRST) for _, cells in table.rows]
    return bool(asked) and sum(bool(known.called(each)) for each in asked) * 2 > len(asked)


def _read_columns(table: _Table, known: Known, made: Read) -> None:
    """Read a table with a column for each question."""
    headings, cut = _headings(table.header, known)
    rows = [(row, _joined(cells, len(headings)) if cut else cells) for row, cells in table.rows]
    columns, near = Columns(), dict[str, bool]()
    for number, heading in enumerate(headings, _FIRST):
        if not heading:
            continue
        poll, nearly, candidates = known.poll_of(heading, [cell(cells, number) for _, cells in rows])
        if poll:
            columns.whole[number] = poll
            near |= {heading: nearly}
            made.nearly += [(heading, poll)] if nearly else []
        else:
            made.unknown.append(Unknown(heading, table.at, tuple(candidates)))
            columns.other.add(number)
    people = [person(cell(cells, 2)) for _, cells in rows]
    add_ballots(made, rows, columns, known, [table.at] * len(rows), people)


def _headings(header: Sequence[str], known: Known) -> tuple[list[str], bool]:
    """Return the questions of a header; a question with commas that was not quoted is put together again."""
    cells = list(header[_FIRST:])
    while cells and not cells[-1]:
        cells.pop()
    made, here, cut = list[str](), 0, False
    while here < len(cells):
        for end in range(len(cells), here, -1):
            whole = ", ".join(cells[here:end])
            if end == here + 1 or known.called(whole) or known.called(",".join(cells[here:end])):
                made.append(whole)
                cut = cut or end > here + 1
                here = end
                break
    return made, cut


def _joined(cells: list[str], questions: int) -> list[str]:
    """Return a row whose last answer was cut at its commas as the header was."""
    last = _FIRST + questions - 1
    rest = [each for each in cells[last:] if each]
    return [*cells[:last], ", ".join(rest)] if len(rest) > 1 else cells


def _read_pairs(table: _Table, known: Known, made: Read) -> None:
    """Read rows of questions with their answers beside them."""
    answers: dict[str, list[str]] = {}
    for _, cells in table.rows:
        for column in range(_FIRST, len(cells) - 1, 2):
            answers.setdefault(cells[column], []).append(cells[column + 1])
    polls: dict[str, str] = {}
    for heading in filter(None, answers):
        poll, nearly, candidates = known.poll_of(heading, answers[heading])
        polls[heading] = poll
        made.nearly += [(heading, poll)] if nearly else []
        if not poll:
            made.unknown.append(Unknown(heading, table.at, tuple(candidates)))
    for row, cells in table.rows:
        for column in range(_FIRST, len(cells) - 1, 2):
            heading, text = cells[column], cells[column + 1]
            if not (heading and text):
                continue
            made.filled.add(row)
            if poll := polls[heading]:
                chosen, rest = known.answers(poll, text)
                made.ballots.append(
                    Ballot(poll, row, table.at, person(cell(cells, 2)), tuple(chosen), tuple(rest), True)
                )
