"""A block for each question with its answers and counts, as Mentimeter and Kahoot write them, below or beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.polls.ballots import Count, Read
from builder.polls.matching import Known
from builder.polls.readers._columns import cell
from builder.polls.readers._figures import count, count_column, is_counted, is_figure
from builder.polls.sheets import Sheet

ORDER = 50
_DEPTH = 40  # rows under a question in which its answers may stand
_BELOW = 12  # rows under the answers in which their counts may stand


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the counts; None where there is no question with answers and counts under it."""
    made = Read("blocks")
    named = [[known.called(text) if text else [] for text in row[:12]] for row in sheet.rows]
    starts = [
        (number, column, polls[0])
        for number, row in enumerate(named)
        for column, polls in enumerate(row)
        if len(polls) == 1 and sum(map(bool, row)) == 1 and sum(map(bool, sheet.rows[number])) <= 3
    ]
    for place_in_list, (number, column, poll) in enumerate(starts):
        later = [n for n, _, _ in starts[place_in_list + 1 :] if n > number]
        end = min(later[0] if later else len(sheet.rows), number + 1 + _DEPTH)
        block = sheet.rows[number + 1 : end]
        head = sheet.rows[number][column + 1 :]
        if any(each.isdecimal() for each in head):
            continue
        others = [each for n, each in enumerate(sheet.rows[number]) if n != column and each]
        under, beside = _under(block, poll, known), _row_of(block, poll, known)
        where = _Place(number + 2, sheet.rows[number], poll, known, place, sheet.name)
        if len(beside[1]) > len(under):
            _read_beside(made, block, *beside, where)
        elif under and (not others or under[0][1] != column or any(map(is_counted, others))):
            _read_under(made, block, under, where)
    return made if made.counts else None


class _Place(NamedTuple):
    """Where a block stands: its first row and the one over it, the poll that it is of, the file and the sheet."""

    first: int
    head: Sequence[str]
    poll: str
    known: Known
    place: tuple[int, int]
    sheet: str


def _under(block: Sequence[Sequence[str]], poll: str, known: Known) -> list[tuple[int, int]]:
    """Return row and column of answers under one another that have figures behind; none where one comes twice."""
    found: dict[int, list[tuple[int, str]]] = {}
    for number, row in enumerate(block):
        for column, text in enumerate(row[:12]):
            option = known.option(poll, text) if text else None
            if option and any(map(is_figure, row[column + 1 :])):
                found.setdefault(column, []).append((number, option))
    once = {column: rows for column, rows in found.items() if len({option for _, option in rows}) == len(rows)}
    best = max(once, key=lambda column: (len(once[column]), -column), default=-1)
    return [(number, best) for number, _ in once.get(best, [])]


def _row_of(block: Sequence[Sequence[str]], poll: str, known: Known) -> tuple[int, list[int]]:
    """Return the row that holds most answers beside one another, and their columns; none where there are not two.

    Where answers are numbers it has to hold all of them: a running number and an answer are no such row.
    """
    best, columns = 0, list[int]()
    for number, row in enumerate(block):
        found: dict[str, int] = {}
        for column, text in enumerate(row):
            if text and (option := known.option(poll, text)):
                found.setdefault(option, column)
        whole = len(found) == len(known.plain[poll].choices) or not any(is_figure(row[n]) for n in found.values())
        if whole and len(found) > max(len(columns), 1):
            best, columns = number, list(found.values())
    return best, columns


def _read_under(made: Read, block: Sequence[Sequence[str]], found: list[tuple[int, int]], where: _Place) -> None:
    """Read answers under one another, each with its count beside it."""
    start, end = found[0][0], found[-1][0]
    counts = count_column([block[n] for n, _ in found], [column for _, column in found], [where.head, *block[:start]])
    for number in range(start, len(block)):
        text, votes = cell(block[number], found[0][1]), count(cell(block[number], counts)) if counts >= 0 else None
        option = where.known.option(where.poll, text) if text else None
        if number > end and (votes is None or not option):
            break  # a total, or what belongs to another block
        if text and (votes is not None or option):
            told = text if counts >= 0 else " ".join(filter(None, block[number]))
            _add(made, where, where.first + number, told, votes or 0)


def _read_beside(made: Read, block: Sequence[Sequence[str]], number: int, columns: list[int], where: _Place) -> None:
    """Read answers beside one another, with a row of counts under them."""
    under = block[number + 1 : number + 1 + _BELOW]
    rows = [(below, shift) for below in under for shift in (0, -1, 1) if _are_counts(below, columns, shift)]
    rows.sort(key=lambda each: not is_counted(" ".join(each[0][: columns[0]])))
    for below, shift in rows[:1]:
        for column in columns:
            votes = count(cell(below, column + shift)) or 0
            _add(made, where, (where.first + number) * 1000 + column, block[number][column], votes)


def _are_counts(row: Sequence[str], columns: Sequence[int], shift: int) -> bool:
    """True for a row that has a number for some answer, and for none of them anything else."""
    texts = [cell(row, column + shift) if column + shift >= 0 else "" for column in columns]
    return any(texts) and all(not each or count(each) is not None for each in texts)


def _add(made: Read, where: _Place, number: int, text: str, votes: int) -> None:
    row = (*where.place, number)
    made.rows.append(row)
    made.filled.add(row)
    option = where.known.option(where.poll, text) or ""
    made.counts.append(Count(where.poll, row, (where.place[0], where.sheet), option, votes, None, text))
