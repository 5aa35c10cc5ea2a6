"""A row for each option with its count, the question before it or only where it changes: as Slido's and others' summaries."""

from __future__ import annotations

import re

from builder.polls.ballots import Count, Read, Row, Unknown
from builder.polls.matching import Known
from builder.polls.readers._columns import cell
from builder.polls.sheets import Sheet

ORDER = 35
_WIDTH = 12  # columns that are looked at
_FIGURE = re.compile(r"[\d.,\s%()]+")


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the counts; None where no rows hold a question, one of its options and a number."""
    made = Read("counts")
    poll, question, seen = "", -1, set[tuple[str, str]]()
    beside: dict[str, list[str]] = {}  # by poll, what else is told in words: alike in rows of counts, not in answers
    for number, cells in enumerate(sheet.rows, 1):
        for column in range(min(len(cells), _WIDTH)):
            named = known.called(cells[column]) if cells[column] else []
            if len(named) == 1:
                poll, question = named[0], column
                break
        found = _option(cells, question, poll, known) if poll else None
        if found is None:
            poll = _left_over(made, poll, question, cells, (*place, number), known, (place[0], sheet.name))
            continue
        option, votes, text = found
        if (poll, option) in seen:
            return None  # twice: a list of answers, not of their counts
        seen.add((poll, option))
        words = [
            each
            for n, each in enumerate(cells)
            if n != question and each and each != text and not _FIGURE.fullmatch(each)
        ]
        if beside.setdefault(poll, words) != words:
            return None
        row = (*place, number)
        made.rows.append(row)
        made.filled.add(row)
        if votes < 0:
            made.counts.append(Count(poll, row, (place[0], sheet.name), "", 0, None, " ".join(filter(None, cells))))
        else:
            made.counts.append(Count(poll, row, (place[0], sheet.name), option, votes, None, text))
    return made if len(made.counts) > 1 else None


def _left_over(
    made: Read, poll: str, question: int, cells: list[str], row: Row, known: Known, showing: tuple[object, ...]
) -> str:
    """Account for a row without a known option; returns the poll that the next rows belong to."""
    if not any(cells):
        return poll
    if not made.counts:
        return ""  # a question over its answers, or a heading: other readers know these
    made.rows.append(row)
    made.filled.add(row)
    asked = cell(cells, question)
    if not poll or (asked and not known.called(asked)):
        if asked and asked not in {each.heading for each in made.unknown}:
            made.unknown.append(Unknown(asked, row))
        return ""
    made.counts.append(Count(poll, row, showing, "", 0, None, " ".join(filter(None, cells))))
    return poll


def _option(cells: list[str], question: int, poll: str, known: Known) -> tuple[str, int, str] | None:
    """Return the option in a row, its count, and its words: the first number behind the words; -1: only a percentage."""
    for column in range(question + 1, min(len(cells), _WIDTH)):
        option = known.option(poll, cells[column]) if cells[column] else None
        if option:
            votes = next((each for each in cells[column + 1 :] if each.isdecimal()), "")
            if not votes and not any("%" in each for each in cells[column + 1 :]):
                return None
            return option, int(votes or -1), cells[column]
    return None
