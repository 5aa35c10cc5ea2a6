"""Tables with a row for each respondent and a column for each question, whoever wrote them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.polls.ballots import Ballot, Read, Row, Unknown
from builder.polls.matching import NO_WORDS, Known, normal

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_BETWEEN = re.compile(r"\s*[:|>/_]\s*|\s+[-–—]\s+")  # a question and one of its answers in one heading


@dataclass
class Columns:
    """Where answers stand. whole: the poll of a column; split: the poll and option of a column for one option."""

    whole: dict[int, str] = field(default_factory=dict)
    split: dict[int, tuple[str, str]] = field(default_factory=dict)
    other: set[int] = field(default_factory=set)  # questions that no poll asks

    def __bool__(self) -> bool:
        return bool(self.whole or self.split)


def cell(row: Sequence[str], column: int) -> str:
    """Return a cell of a row; "" beyond its end."""
    return row[column] if column < len(row) else ""


def person_column(rows: Sequence[Sequence[str]]) -> int:
    """Return the column that holds e-mail addresses; -1 where none does."""
    width = max(map(len, rows), default=0)
    found = [sum(bool(_MAIL.fullmatch(cell(row, column))) for row in rows) for column in range(width)]
    most = max(found, default=0)
    return found.index(most) if most else -1


def person(text: str) -> str:
    """Return a mark for a person that says nothing of who it is; "" for nobody in particular."""
    if not _MAIL.fullmatch(text):
        return ""
    return hashlib.sha256(text.casefold().encode()).hexdigest()[:24]


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]], known: Known, made: Read, row: Row) -> Columns:
    """Find the columns of polls by their headings; what is not certain is noted in what was read."""
    columns, codes = Columns(), known.by_code()
    for number, heading in enumerate(header):
        if not heading:
            continue
        cells = [cell(each, number) for each in rows]
        if split := _option_column(heading, known, codes):
            columns.split[number] = split
            continue
        poll, nearly, candidates = known.poll_of(heading, cells)
        if poll and poll not in columns.whole.values():
            columns.whole[number] = poll
            made.nearly += [(heading, poll)] if nearly else []
        elif candidates and not poll:
            made.unknown.append(Unknown(heading, row, tuple(candidates)))
            columns.other.add(number)
        elif not poll and heading.rstrip(" *)").endswith(("?", "؟", "？")):
            made.unknown.append(Unknown(heading, row))
            columns.other.add(number)
    made.unknown = [each for each in made.unknown if not _is_number_of_rows(each, columns, known)]
    return columns


def _is_number_of_rows(unknown: Unknown, columns: Columns, known: Known) -> bool:
    """True for a column whose cells happen to be answers of a poll that has its column, as a running number is to one of grades."""
    others = [each for each in unknown.candidates if each not in columns.whole.values()]
    return (
        bool(unknown.candidates)
        and not others
        and not any(known.is_like(unknown.heading, each) for each in unknown.candidates)
    )


def _option_column(heading: str, known: Known, codes: dict[str, str]) -> tuple[str, str] | None:
    whole = heading.rstrip()
    if not whole.endswith("]"):
        return _joined_option(heading, known)
    for bracket in re.finditer(r"\s*\[", whole):  # of code, question and answer, or within the words of either
        head, option = whole[: bracket.start()], whole[bracket.end() : -1]
        named = known.called(head)
        for poll in named if len(named) == 1 else [codes[head.lower()]] if head.lower() in codes else []:
            identity = known.option(poll, option) or known.coded(poll, option)
            if identity:
                return poll, identity
    return None


def _joined_option(heading: str, known: Known) -> tuple[str, str] | None:
    """Return the poll and the option of a heading that names both: `Question - answer`."""
    for between in _BETWEEN.finditer(heading):
        named = known.called(heading[: between.start()])
        identity = known.option(named[0], heading[between.end() :]) if len(named) == 1 else None
        if identity:
            return named[0], identity
    return None


def add_ballots(
    made: Read, rows: Sequence[tuple[Row, Sequence[str]]], columns: Columns, known: Known,
    showing: Sequence[tuple[object, ...]], people: Sequence[str], *, relaunched: bool = False,
) -> None:  # fmt: skip
    """Take in the answers of rows; showing, people: of each row."""
    for number, (row, cells) in enumerate(rows):
        for column, poll in columns.whole.items():
            text = cell(cells, column)
            if not text:
                continue
            made.filled.add(row)
            chosen, rest = known.answers(poll, text)
            if not chosen and (coded := known.coded(poll, text)):
                chosen, rest = [coded], []
            made.ballots.append(
                Ballot(poll, row, showing[number], people[number], tuple(chosen), tuple(rest), relaunched)
            )
        _add_split(made, row, cells, columns, (showing[number], people[number]), relaunched)
        if any(cell(cells, column) for column in columns.other):
            made.filled.add(row)


def _add_split(
    made: Read, row: Row, cells: Sequence[str], columns: Columns, who: tuple[tuple[object, ...], str], relaunched: bool
) -> None:
    chosen: dict[str, list[str]] = {}
    for column, (poll, option) in columns.split.items():
        text = normal(cell(cells, column))
        if text and text not in NO_WORDS:
            chosen.setdefault(poll, []).append(option)
    for poll, options in chosen.items():
        made.filled.add(row)
        made.ballots.append(Ballot(poll, row, who[0], who[1], tuple(options), (), relaunched))
