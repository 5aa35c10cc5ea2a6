"""Our own table of counts: `poll, option, votes`, and where it is known `respondents`."""

from __future__ import annotations

from builder.polls.ballots import Count, Read, Unknown
from builder.polls.matching import Known, normal
from builder.polls.readers._columns import cell
from builder.polls.readers._figures import count
from builder.polls.sheets import Sheet

ORDER = 20
_NAMES = ("poll", "option", "votes")


def read(sheet: Sheet, known: Known, place: tuple[int, int]) -> Read | None:
    """Return the counts; None where the header is another."""
    for number, header in enumerate(sheet.rows[:15]):
        names = [normal(each) for each in header]
        if all(each in names for each in _NAMES):
            return _counts(sheet, number, names, known, place)
    return None


def _counts(sheet: Sheet, head: int, names: list[str], known: Known, place: tuple[int, int]) -> Read:
    made, unknown = Read("counts"), set[str]()
    polls, options, votes = (names.index(each) for each in _NAMES)
    people = names.index("respondents") if "respondents" in names else -1
    for number, cells in enumerate(sheet.rows[head + 1 :], head + 2):
        if not any(cells):
            continue
        row, name, text = (*place, number), cell(cells, polls), cell(cells, options)
        made.rows.append(row)
        if not cell(cells, votes):
            continue
        made.filled.add(row)
        found = [name] if name in known.plain else known.called(name)
        if len(found) != 1:
            if name not in unknown:
                made.unknown.append(Unknown(name, row, tuple(found)))
                unknown.add(name)
            continue
        poll = found[0]
        ids = {choice.id for choice in known.plain[poll].choices}
        chosen = text if text in ids else known.option(poll, text) or ""
        number_of, told = count(cell(cells, votes)), count(cell(cells, people)) if people >= 0 else None
        made.counts.append(
            Count(poll, row, place[:1], chosen if number_of is not None else "", number_of or 0, told, text)
        )
    return made
