"""A block for each question with its answers and counts, as Mentimeter and Kahoot write them, below or beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from builder.polls.ballots import Count, Read
from builder.polls.matching import Known
from builder.polls.readers._columns import cell
from builder.polls.sheets import Sheet

ORDER = 50
_DEPTH = 40  # rows under a question in which its answers may stand
_BELOW = 12  # rows under the answers in which their counts may stand


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the counts; None where there is no question with answers and counts under it."""
    made = Read("blocks")
    starts = [
        (number, column, polls[0])
        for number, row in enumerate(sheet.rows)
        for column, text in enumerate(row[:12])
        if text and len(polls := known.called(text)) == 1 and sum(1 for each in row if each) <= 3
    ]
    for place_in_list, (number, column, poll) in enumerate(starts):
        later = [n for n, _, _ in starts[place_in_list + 1 :] if n > number]
        end = min(later[0] if later else len(sheet.rows), number + 1 + _DEPTH)
        block = sheet.rows[number + 1 : end]
        head = sheet.rows[number][column + 1 :]
        if not any(each.isdecimal() for each in head):
            _beside(made, block, number + 2, poll, known, place, sheet.name) or _below(
                made, block, number + 2, poll, known, place, sheet.name
            )
    return made if made.counts else None


def _below(
    made: Read, block: Sequence[Sequence[str]], first: int, poll: str, known: Known, place: tuple[int, int], name: str
) -> bool:
    """Read answers under one another, each with its count to the right."""
    found = [
        (number, column)
        for number, row in enumerate(block)
        for column, text in enumerate(row[:12])
        if text and known.option(poll, text) and _count_after(row, column) is not None
    ]
    if not found:
        return False
    column = found[0][1]
    for number in range(found[0][0], len(block)):
        text, votes = cell(block[number], column), _count_after(block[number], column)
        if not text or votes is None:
            if number > found[-1][0]:
                break
            continue
        if number > found[-1][0] and not known.option(poll, text):
            break  # a total, or what belongs to another block
        _add(made, poll, (*place, first + number), known, text, votes, (place[0], name))
    return True


def _beside(
    made: Read, block: Sequence[Sequence[str]], first: int, poll: str, known: Known, place: tuple[int, int], name: str
) -> bool:
    """Read answers beside one another, with a row of counts under them."""
    for number, row in enumerate(block):
        columns = [column for column, text in enumerate(row) if text and known.option(poll, text)]
        if len(columns) < 2:
            continue
        for below in block[number + 1 : number + 1 + _BELOW]:
            shift = next(
                (s for s in (0, -1, 1) if all(cell(below, c + s).isdecimal() for c in columns if c + s >= 0)), None
            )
            if shift is not None:
                for column in columns:
                    where = (*place, (first + number) * 1000 + column)
                    _add(made, poll, where, known, row[column], int(cell(below, column + shift)), (place[0], name))
                return True
    return False


def _count_after(row: Sequence[str], column: int) -> int | None:
    found = next((each for each in row[column + 1 :] if each), "")
    return int(found) if found.isdecimal() else None


def _add(
    made: Read, poll: str, row: tuple[int, int, int], known: Known, text: str, votes: int, showing: tuple[object, ...]
) -> None:
    made.rows.append(row)
    made.filled.add(row)
    made.counts.append(Count(poll, row, showing, known.option(poll, text) or "", votes, None, text))
