"""Results taken into the YAML: read, matched, counted, and written beside the options that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.audiences.overrides import overrides_folder
from builder.content.edits import EditRefused, YamlFile
from builder.diagnostics import ContentError, Diagnostic, Findings, Position, UsageError
from builder.polls.ballots import Account, Ballot, Read, Row, Tally, Unknown, tallied
from builder.polls.matching import Known
from builder.polls.questions import Wording, audiences_of, questions_of
from builder.polls.readers import read_sheet
from builder.polls.sheets import Unreadable, sheets_of
from builder.polls.votes import Votes, is_database, url_of
from builder.projects.session import Session

if TYPE_CHECKING:
    from builder.audiences.audience import Audience

_NOTHING = Unknown("", (0, 0, 0))
_LISTED = 20  # words that are no answer, of one poll
_LONGEST = 80


@dataclass
class Imported:
    """What results come to: of each poll, of each file, and the YAML files as they are to be."""

    tallies: list[Tally] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    files: list[YamlFile] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    @property
    def changed(self) -> list[YamlFile]:
        return [each for each in self.files if each.is_changed]

    def diff(self) -> str:
        """Return what changes, as unified diffs."""
        return "".join(each.diff() for each in self.changed)

    def write(self) -> None:
        """Write what changes; raises ContentError where a file was changed meanwhile, and OSError."""
        for each in self.changed:
            try:
                each.write()
            except EditRefused as error:
                raise ContentError.of("yaml-edit", str(error), None, "look at the file, and import again") from None


def imported(session: Session, files: Sequence[str], chosen: Sequence[str] = (), *, add: bool = False) -> Imported:
    """Read result files; add: sums over all showings of a poll. Raises UsageError, ContentError."""
    audience = _one_audience(session, chosen)
    made = Imported()
    known = known_polls(session, audience)
    if not known.plain:
        made.findings.add(
            "no-polls", f"'{session.slug}' has no polls", session.node.at, "a slide with kind: poll is one"
        )
        return made
    reads = [_read_file(name, number, known, made) for number, name in enumerate(files)]
    if audience is None and any(read.unknown or read.nearly for listed in reads for read in listed):
        _add_audiences(session, known)
        again = Imported()
        reads = [_read_file(name, number, known, again) for number, name in enumerate(files)]
        made = again
    _count(known, reads, made, files, add)
    _write_down(session, audience, known, made)
    return made


def _one_audience(session: Session, chosen: Sequence[str]) -> Audience | None:
    audiences = list(audiences_of(session, chosen))
    if len(audiences) > 1:
        raise UsageError(f"results are of one audience; {len(audiences)} are chosen")
    return audiences[0]


def known_polls(session: Session, audience: Audience | None) -> Known:
    """Return the polls of a session as an audience reads them, in every language; raises ContentError."""
    from builder.translation.translated import languages_at_hand

    known = Known()
    for language in languages_at_hand(session):
        known.add(questions_of(session, Wording(audience, language)))
    return known


def _add_audiences(session: Session, known: Known) -> None:
    """Take in the wordings of every audience: the files do not say whose they are."""
    if not session.audience_lists:
        return
    from builder.translation.translated import languages_at_hand

    languages, cache = languages_at_hand(session), dict[Any, Any]()
    for audience in audiences_of(session, ("all",)):
        for language in languages:
            questions = questions_of(session, Wording(audience, language), cache)
            known.add(each for each in questions if each.id in known.plain)


def _read_file(name: str, number: int, known: Known, made: Imported) -> list[Read]:
    """Return what is in a file; what cannot be read is among the findings."""
    shown = Path(name).name if "://" not in name else "the database"
    try:
        if is_database(name):
            return [_read_votes(name, number)]
        sheets = sheets_of(Path(name), known.familiar)
    except Unreadable as error:
        made.findings.add("poll-file", f"{shown} {error.message}", None, error.hint, file=shown)
        return []
    found = [
        read for place, sheet in enumerate(sheets) if (read := read_sheet(sheet, known, (number, place))) is not None
    ]
    found = [read for read in found if read.polls or read.unknown or len(sheets) == 1]
    if not any(read.polls or each.candidates for read in found for each in (read.unknown or [_NOTHING])):
        hint = "is it of another session, or in a language without a catalog?"
        made.findings.add("poll-file", f"{shown} holds no question of this session", None, hint, file=shown)
    return found


def _read_votes(name: str, number: int) -> Read:
    votes = Votes(url_of(name))
    try:
        made = Read("fandeck")
        for line, each in enumerate(votes.all(), 1):
            row = (number, 0, line)
            made.rows.append(row)
            made.filled.add(row)
            made.ballots.append(Ballot(each.poll, row, (number,), each.voter, each.chosen))
        return made
    finally:
        votes.close()


def _count(known: Known, reads: list[list[Read]], made: Imported, files: Sequence[str], add: bool) -> None:
    """Count all that was read, and account for every row."""
    every = [read for listed in reads for read in listed]
    ballots = [each for read in every for each in read.ballots if each.poll in known.plain]
    counts = [each for read in every for each in read.counts]
    options = {name: [choice.id for choice in question.choices] for name, question in known.plain.items()}
    several = {name for name, question in known.plain.items() if question.multiple}
    tallies, fates = tallied(ballots, counts, options, several=several, add=add)
    made.tallies = tallies
    for number, listed in enumerate(reads):
        made.accounts.append(_account(Path(files[number]).name, listed, fates))
    _tell(known, every, made, add)


def _account(file: str, reads: list[Read], fates: dict[Row, str]) -> Account:
    account = Account(file, ", ".join(dict.fromkeys(read.reader for read in reads)) or "unreadable")
    for read in reads:
        for row in read.rows:
            account.read += 1
            fate = fates.get(row) or ("unmatched" if row in read.filled else "empty")
            setattr(account, fate, getattr(account, fate) + 1)
    return account


def _tell(known: Known, reads: list[Read], made: Imported, add: bool) -> None:
    """Note all that a person should know of what was counted and what was not."""
    found = made.findings
    for heading, candidates in dict.fromkeys(
        (each.heading, each.candidates) for read in reads for each in read.unknown
    ):
        shown = _shown(heading)
        if candidates:
            message = f"'{shown}' may be the question of {', '.join(candidates)}; nothing is written for it"
            found.add("poll-uncertain", message, None, "make the heading the question's words")
        else:
            found.add("poll-unknown", f"'{shown}' is no question of this session", None, severity="warning")
    for heading, poll in dict.fromkeys(each for read in reads for each in read.nearly):
        message = f"'{_shown(heading)}' is taken for the question, by its words and answers"
        found.add("poll-nearly", message, known.plain[poll].at, severity="info", slide=poll)
    for name, (told, rows) in _responses(reads).items():
        if told != sum(rows) and told not in rows:
            message = f"'{_shown(name)}': the file speaks of {told} responses and holds {sum(rows)}"
            found.add("poll-responses", message, None, severity="warning")
    for tally in made.tallies:
        _tell_of(tally, known, found, add)


def _responses(reads: list[Read]) -> dict[str, tuple[int, list[int]]]:
    """Return what files say of each poll's rows, and the rows of each of its tables."""
    found: dict[str, tuple[int, list[int]]] = {}
    for name, told, rows in (each for read in reads for each in read.responses):
        found.setdefault(name, (told, []))[1].append(rows)
    return found


def _tell_of(tally: Tally, known: Known, found: Findings, add: bool) -> None:
    at = known.plain[tally.poll].at
    words = list(dict.fromkeys(_shown(each) for each in tally.unmatched if each))
    if words:
        listed = "; ".join(words[:_LISTED]) + (f" and {len(words) - _LISTED} more" if len(words) > _LISTED else "")
        message = f"{len(tally.unmatched)} answers are not among the options and are not counted: {listed}"
        found.add("poll-unmatched", message, at, severity="warning", slide=tally.poll)
    if tally.showings > 1 and not add:
        message = f"the poll was held {tally.showings} times; the last answer of each person counts"
        message += f", and {tally.dropped} earlier answers without a person do not" if tally.dropped else ""
        found.add("poll-showings", message, at, "--sum adds them up", severity="warning", slide=tally.poll)


def _shown(text: str) -> str:
    """Return words for a message: short, on one line, and without what may be an address."""
    words = " ".join("…" if "@" in word else word for word in text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _write_down(session: Session, audience: Audience | None, known: Known, made: Imported) -> None:
    """Write each result into its YAML file, where it is certain."""
    edited: dict[str, YamlFile] = {}
    for tally in made.tallies:
        question = known.plain[tally.poll]
        if not tally.sound:
            continue
        if tally.sound * 2 < tally.answers:
            message = f"of {tally.answers} answers only {tally.sound} are among the options; nothing is written"
            _note(made, "poll-uncertain", message, question.at, tally.poll)
            continue
        if question.repeated:
            _note(
                made,
                "poll-repeated",
                "one source makes several polls, and their results have no place in it",
                question.at,
                tally.poll,
            )
            continue
        try:
            if audience is None:
                _into_session(session, tally, edited)
            else:
                _into_override(session, audience, tally, edited)
        except EditRefused as error:
            _note(made, "yaml-edit", str(error), question.at, tally.poll)
        except OSError as error:
            _note(made, "file-readable", f"cannot be read: {error.strerror or error}", question.at, tally.poll)
    made.files = list(edited.values())


def _note(made: Imported, rule: str, message: str, at: Position, slide: str) -> None:
    made.findings.extend([Diagnostic(rule, message, at, slide=slide)])


def _fields(tally: Tally) -> dict[str, Any]:
    fields: dict[str, Any] = {"results": dict(tally.counts)}
    if tally.respondents:
        fields["respondents"] = tally.respondents
    return fields


def _into_session(session: Session, tally: Tally, edited: dict[str, YamlFile]) -> None:
    """Write a result beside the options of its slide, in the file that the slide stands in."""
    node = next(each.node for each in session.slides if each.id == tally.poll)
    name = node.at.file
    if name not in edited:
        edited[name] = YamlFile.read(session.project.root / name, name)
    file = edited[name]
    path = replace(file, text=file.original.decode().removeprefix("\ufeff")).path_at(node.at.line, node.at.column)
    edited[name] = _put(file, path, tally)


def _into_override(session: Session, audience: Audience, tally: Tally, edited: dict[str, YamlFile]) -> None:
    """Write a result into an audience's own file, which is begun where it is not there."""
    path = overrides_folder(session) / f"{audience.id}.yaml"
    name = session.project.named(path)
    if not session.project.inside(path):
        raise EditRefused("not-there", (), name)
    if name not in edited:
        edited[name] = YamlFile.read(path, name) if path.is_file() else YamlFile.new(path, name)
    file = edited[name]
    if file.has(("slides", tally.poll)):
        edited[name] = _put(file, ("slides", tally.poll), tally)
    elif file.has(("slides",)):
        edited[name] = file.insert(("slides", tally.poll), _fields(tally))
    else:
        edited[name] = file.put(("slides",), {tally.poll: _fields(tally)})


def _put(file: YamlFile, path: tuple[str | int, ...], tally: Tally) -> YamlFile:
    """Write the fields of a result into a slide; those that do not hold any more are taken out."""
    made = file
    fields = _fields(tally)
    after = "options"
    for name, value in fields.items():
        made = made.put((*path, name), value, after=after)
        after = name
    if "respondents" not in fields and made.has((*path, "respondents")):
        made = made.remove((*path, "respondents"))
    return made
