"""Answers as read, and what they come to: every row accounted for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Row = tuple[int, int, int]  # of the file, the sheet, the line


class Ballot(NamedTuple):
    """One answer. person: "" where nobody can be told apart; showing: one time that the poll was held; rest: words that are no answer."""

    poll: str
    row: Row
    showing: tuple[object, ...]
    person: str
    chosen: tuple[str, ...]
    rest: tuple[str, ...] = ()
    relaunched: bool = False  # one table holds all showings: a person's second answer is to another


class Count(NamedTuple):
    """What a file says itself: how often an answer was chosen; chosen: "" for what is no answer."""

    poll: str
    row: Row
    showing: tuple[object, ...]
    chosen: str
    votes: int
    respondents: int | None = None
    rest: str = ""


class Unknown(NamedTuple):
    """A heading that no poll was found for, with those that it may be."""

    heading: str
    row: Row
    candidates: tuple[str, ...] = ()


@dataclass
class Read:
    """What a reader found in a sheet. rows: all that hold data; responses: what the file says of a poll's rows."""

    reader: str
    rows: list[Row] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    nearly: list[tuple[str, str]] = field(default_factory=list)  # headings taken for a poll that is nearly theirs
    responses: list[tuple[str, int, int]] = field(default_factory=list)  # name, told, read
    filled: set[Row] = field(default_factory=set)  # rows that hold an answer to anything

    @property
    def polls(self) -> set[str]:
        return {each.poll for each in self.ballots} | {each.poll for each in self.counts}


@dataclass
class Account:
    """The rows of one file: read is the sum of the others."""

    file: str
    reader: str
    read: int = 0
    counted: int = 0
    duplicate: int = 0
    empty: int = 0
    unmatched: int = 0


@dataclass
class Tally:
    """The result of one poll."""

    poll: str
    counts: dict[str, int]
    respondents: int
    unmatched: list[str] = field(default_factory=list)
    showings: int = 1
    dropped: int = 0  # answers of earlier showings that cannot be told apart
    answers: int = 0
    sound: int = 0  # answers that are answers


def tallied(
    ballots: Sequence[Ballot], counts: Sequence[Count], options: dict[str, list[str]], *, several: set[str], add: bool
) -> tuple[list[Tally], dict[Row, str]]:
    """Count; returns the result of each poll, and what became of each row (counted, duplicate or unmatched).

    options: the ids of each poll's answers; several: polls that take more than one answer; add: sums up all showings.
    """
    fates: dict[Row, str] = {}
    made: list[Tally] = []
    for poll, ids in options.items():
        own = [each for each in ballots if each.poll == poll]
        told = [each for each in counts if each.poll == poll]
        if own:
            made.append(_of_ballots(poll, ids, own, fates, poll in several, add))
            for each in told:  # what the file says itself was counted here from its rows
                _fate(fates, each.row, "duplicate")
        elif told:
            made.append(_of_counts(poll, ids, told, fates, poll in several, add))
    return made, fates


def _of_ballots(
    poll: str, ids: list[str], ballots: list[Ballot], fates: dict[Row, str], several: bool, add: bool
) -> Tally:
    tally = Tally(poll, dict.fromkeys(ids, 0), 0)
    sound: list[Ballot] = []
    for each in ballots:
        if each.chosen and (several or len(each.chosen) == 1):
            sound.append(each)
            tally.unmatched += each.rest
        else:
            tally.unmatched += each.rest or (" + ".join(each.chosen),)
            _fate(fates, each.row, "unmatched")
    tally.answers, tally.sound = len(ballots), len(sound)
    showings = list(dict.fromkeys(each.showing for each in sound))
    tally.showings = len(showings)
    for each in _last(sound, showings, add, fates, tally):
        _fate(fates, each.row, "counted")
        tally.respondents += 1
        for identity in each.chosen:
            tally.counts[identity] += 1
    return tally


def _last(
    ballots: list[Ballot], showings: list[tuple[object, ...]], add: bool, fates: dict[Row, str], tally: Tally
) -> Iterable[Ballot]:
    """Return the ballots that count: the last of each person, and of nobody in particular those of the last showing."""
    kept: dict[tuple[object, ...], Ballot] = {}
    for number, each in enumerate(ballots):
        if not each.person:
            key: tuple[object, ...] = ("", number)
            if not add and each.showing != showings[-1]:
                _fate(fates, each.row, "duplicate")
                tally.dropped += 1
                continue
        elif add:
            key = (each.showing, each.person, number if each.relaunched else 0)
        else:
            key = (each.person,)
        if key in kept:
            _fate(fates, kept[key].row, "duplicate")
        kept[key] = each
    return kept.values()


def _of_counts(
    poll: str, ids: list[str], counts: list[Count], fates: dict[Row, str], several: bool, add: bool
) -> Tally:
    tally = Tally(poll, dict.fromkeys(ids, 0), 0)
    showings = list(dict.fromkeys(each.showing for each in counts if each.chosen))
    tally.showings = len(showings)
    used = showings if add else showings[-1:]
    respondents: dict[tuple[object, ...], int] = defaultdict(int)
    sums: Counter[tuple[object, ...]] = Counter()
    for each in counts:
        if not each.chosen:
            tally.unmatched.append(each.rest)
            _fate(fates, each.row, "unmatched")
        elif each.showing not in used:
            tally.dropped += each.votes
            _fate(fates, each.row, "duplicate")
        else:
            tally.counts[each.chosen] += each.votes
            sums[each.showing] += each.votes
            respondents[each.showing] = max(respondents[each.showing], each.respondents or 0)
            _fate(fates, each.row, "counted")
    tally.sound = sum(sums.values())
    tally.answers = tally.sound + sum(each.votes for each in counts if not each.chosen)
    tally.respondents = sum(respondents[each] or (0 if several else sums[each]) for each in used)
    return tally


_ORDER = {"counted": 2, "duplicate": 1, "unmatched": 0}


def _fate(fates: dict[Row, str], row: Row, fate: str) -> None:
    """Note what became of a row; what counted for one poll counts."""
    known = fates.get(row)
    if known is None or _ORDER[fate] > _ORDER[known]:
        fates[row] = fate
