"""A row for each option with its count, the question before it or only where it changes: as Slido's and others' summaries."""

from __future__ import annotations

from builder.polls.ballots import Count, Read, Row, Unknown
from builder.polls.matching import Known
from builder.polls.readers._columns import cell
from builder.polls.readers._figures import count, count_column, is_counted, is_figure
from builder.polls.sheets import Sheet

ORDER = 35
_WIDTH = 12  # columns that are looked at


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the counts; None where no rows hold a question, one of its options and a number."""
    made = Read("counts")
    poll, question, seen, listed, bare = "", -1, set[tuple[str, str]](), list[int](), list[Count]()
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
        option, column, figures = found
        row = (*place, number)
        if not figures:
            bare.append(Count(poll, row, (place[0], sheet.name), "", 0, None, " ".join(filter(None, cells))))
            continue
        if (poll, option) in seen:
            return None  # twice: a list of answers, not of their counts
        seen.add((poll, option))
        words = [each for n, each in enumerate(cells) if n not in (question, column) and each and not is_figure(each)]
        if beside.setdefault(poll, words) != words:
            return None
        made.rows.append(row)
        made.filled.add(row)
        listed.append(column)
        made.counts.append(Count(poll, row, (place[0], sheet.name), option, 0, None, cells[column]))
    if len(listed) < 2:
        return None
    told = [each for each in made.counts if each.chosen]
    rows = [sheet.rows[each.row[2] - 1] for each in told]
    column = count_column(rows, listed, sheet.rows[: told[0].row[2] - 1])
    sure = column >= 0 and _is_summary(sheet, told, rows, question, known)
    made.rows += [each.row for each in bare]
    made.filled.update(each.row for each in bare)
    made.counts += bare
    made.counts = [_counted(each, sheet.rows[each.row[2] - 1], column if sure else -1) for each in made.counts]
    return made


def _counted(told: Count, cells: list[str], column: int) -> Count:
    """Return a count with its votes; where they are not certain, with all that its row says."""
    if not told.chosen:
        return told
    if column < 0:
        return told._replace(chosen="", rest=" ".join(filter(None, cells)))
    return told._replace(votes=count(cell(cells, column)) or 0)


def _is_summary(sheet: Sheet, told: list[Count], rows: list[list[str]], question: int, known: Known) -> bool:
    """True where numbers are surely counts: so headed, or with shares beside, all options there, or the question once."""
    above = [text for cells in sheet.rows[: told[0].row[2] - 1] for text in cells]
    if any(map(is_counted, above)) or any("%" in text for cells in rows for text in cells):
        return True
    if any(not cell(cells, question) for cells in rows):
        return True
    polls = {each.poll for each in told}
    return all(sum(each.poll == poll for each in told) == len(known.plain[poll].choices) for poll in polls)


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


def _option(cells: list[str], question: int, poll: str, known: Known) -> tuple[str, int, bool] | None:
    """Return the option that a row names, its column, and whether a figure stands beside it."""
    for column, text in enumerate(cells[:_WIDTH]):
        option = known.option(poll, text) if text and column != question else None
        if option:
            return option, column, any(is_figure(each) for n, each in enumerate(cells) if n not in (question, column))
    return None
