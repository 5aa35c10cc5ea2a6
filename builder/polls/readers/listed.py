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
# What a column of counts is headed by. A number without such a heading may be points or seconds of one answer.
_COUNTED = re.compile(
    r"\b(votes?|counts?|responses?|answers|respondents|total|number|n|stemmen|aantal|keer|gekozen|antwoorden|stimmen|anzahl|antworten|votos|voix"
    r"|nombre|réponses|głosy|liczba|oy|sayı|голос\w*|кількість|ψήφοι|πλήθος|الأصوات|العدد|קולות|票数|得票数|票數|득표수)\b",
    re.I,
)


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
    if len(made.counts) < 2:
        return None
    if not _is_summary(sheet, made, question, known):
        made.counts = [
            each._replace(chosen="", votes=0, rest=" ".join(filter(None, sheet.rows[each.row[2] - 1])))
            for each in made.counts
        ]
    return made


def _is_summary(sheet: Sheet, made: Read, question: int, known: Known) -> bool:
    """True where numbers are surely counts: so headed, or with shares beside, all options there, or the question once."""
    rows = [sheet.rows[each.row[2] - 1] for each in made.counts]
    above = [text for cells in sheet.rows[: made.counts[0].row[2] - 1] for text in cells]
    if any(_COUNTED.search(text) for text in above) or any("%" in text for cells in rows for text in cells):
        return True
    if any(not cell(cells, question) for cells in rows):
        return True
    polls = {each.poll for each in made.counts}
    return all(sum(each.poll == poll for each in made.counts) == len(known.plain[poll].choices) for poll in polls)


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
