"""The polls of a session as an audience reads them in a language: expressions worked out, texts without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.audiences.overrides import override_files, tailored
from builder.content import expressions
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, scalars_of
from builder.diagnostics import ContentError, Findings, Position, UsageError
from builder.projects.library import LibraryFiles
from builder.projects.session import Session, SlideSource
from builder.slide_kinds.poll import Poll

if TYPE_CHECKING:
    from builder.audiences.audience import Audience


@dataclass(frozen=True)
class Choice:
    """An answer: its id, its words, and where they stand."""

    id: str
    text: str
    at: Position


@dataclass(frozen=True)
class Question:
    """A poll. slide: the id of its slide; id: with the part of a repetition; seconds: to answer in, 0 where not given."""

    slide: str
    id: str
    text: str
    choices: tuple[Choice, ...]
    multiple: bool
    correct: tuple[str, ...]
    seconds: int
    at: Position
    slide_at: Position
    options_at: Position
    audience: str = ""
    language: str = ""

    @property
    def several(self) -> bool:
        """True where a tool has to take more than one answer: they may be chosen, or are right."""
        return self.multiple or len(self.correct) > 1

    @property
    def repeated(self) -> bool:
        """True where one source makes several polls."""
        return self.id != self.slide


class Wording(NamedTuple):
    """For whom and in which language a session is worded."""

    audience: Audience | None
    language: str


Cache = dict[tuple[str, tuple[Path, ...]], tuple[Session, expressions.Names]]  # by language and overrides


def questions_of(session: Session, wording: Wording, cache: Cache | None = None) -> list[Question]:
    """List the polls of a session in the order of the slides; raises ContentError with all that is wrong with them.

    cache: of many audiences, what they share is worded with the first of them, and then left out.
    """
    key = wording.language, override_files(session, wording.audience)
    known = cache is not None and key in cache
    said, names = cache[key] if cache is not None and known else _worded(session, wording)
    if cache is not None:
        cache[key] = said, names
    if known and wording.audience is not None:
        names = names.with_name("audience", wording.audience.record(wording.language))
    found = Findings()
    sources = [each for each in said.slides if not known or (each.kind is Poll and _names_audience(each.node))]
    made = [each for source in sources for each in _of_slide(said, source, names, wording, found)]
    found.stop_on_errors()
    return made


def _names_audience(node: Mapping) -> bool:
    return any("audience" in scalar.text for scalar in scalars_of(node))


def title_of(session: Session, wording: Wording) -> str:
    """Return the session's title for an audience in a language; raises ContentError."""
    said, names = _worded(session, wording)
    facts = said.facts(names, wording.language, Findings())
    return clean(facts.title.plain) if facts else session.slug


def audiences_of(session: Session, chosen: Sequence[str], lists: Sequence[str] = ()) -> Sequence[Audience | None]:
    """Return the audiences that are asked for; None is the plain deck. Raises UsageError, ContentError."""
    if not chosen:
        return (None,)
    from builder.audiences.lists import load_lists
    from builder.audiences.selection import select

    names = lists or session.audience_lists
    if not names:
        raise UsageError(f"'{session.slug}' names no list of audiences; write audiences: in session.yaml")
    return select(load_lists(names, session.project), chosen)


def languages_of(session: Session, asked: Sequence[str], audience: Audience | None = None) -> tuple[str, ...]:
    """Return the languages that are asked for, else the audience's own; raises UsageError for one without a catalog."""
    from builder.translation.translated import has_catalog, languages_at_hand

    if "all" in asked:
        return tuple(languages_at_hand(session))
    languages = tuple(dict.fromkeys(asked)) or (audience.languages if audience else ()) or (session.language,)
    for language in languages:
        if language != session.language and not has_catalog(session, language):
            raise UsageError(f"'{session.slug}' has no catalog for '{language}'")
    return languages


def _worded(session: Session, wording: Wording) -> tuple[Session, expressions.Names]:
    """Return a session in a language with an audience's changes, and the names for its expressions."""
    audience, language = wording
    said, read = session, None
    if language != session.language:
        from builder.translation.translated import Translation

        translation = Translation.of(session, language)
        if not translation.own:
            said, read = translation.translated(), translation.override
    said = tailored(said, override_files(session, audience), read)
    place = said.needs_audience() if audience is None else None
    if place is not None:
        raise ContentError.of(
            "audience-missing", "the session uses 'audience', and variables say nothing of it", place,
            "add variables: {audience: {id: plain, name: …}}, or choose an audience with -a",
        )  # fmt: skip
    names = said.names(language, said.brand)
    if audience is not None:
        names = names.with_name("audience", audience.record(language))
    return said, names


def _of_slide(
    session: Session, source: SlideSource, names: expressions.Names, wording: Wording, found: Findings
) -> Iterator[Question]:
    if source.kind is not Poll:
        return
    try:
        for own, suffix in _repetitions(source.node, names):
            when = source.node.get("when")
            if isinstance(when, Scalar) and not own.evaluate(when.text, when.at, lenient=True):
                continue
            library = LibraryFiles(session.library, found)
            poll = Reading(found, library, own).record(source.node, Poll)
            if isinstance(poll, Poll):
                made = _question(poll, source, wording)
                yield replace(made, id=f"{source.id}--{suffix}") if suffix else made
    except ContentError as error:
        found.extend(error.found)


def _repetitions(node: Mapping, names: expressions.Names) -> Iterator[tuple[expressions.Names, str]]:
    repeat = node.get("repeat")
    if not isinstance(repeat, Scalar):
        yield names, ""
        return
    items = names.evaluate(repeat.text, repeat.at, lenient=True) or []
    for number, item in enumerate(items, 1):
        identity = re.sub(r"[^a-z0-9]+", "-", str(getattr(item, "id", "") or number).lower()).strip("-")
        yield names.with_name(node.text("as") or "item", item), identity or str(number)


def _question(poll: Poll, source: SlideSource, wording: Wording) -> Question:
    node = source.node
    options = node.get("options")
    nodes: list[Node] = options.items if isinstance(options, Listing) else []
    ids = poll.ids()
    choices = tuple(
        Choice(identity, clean(option.text.plain), option.text.at or nodes[n].at)
        for n, (identity, option) in enumerate(zip(ids, poll.options, strict=True))
    )
    question = node.get("question")
    return Question(
        source.id, source.id, clean(poll.question.plain), choices, bool(poll.multiple), tuple(poll.correct_ids()),
        round((poll.duration or 0) * 60), poll.question.at or (question.at if question else node.at), node.at,
        node.place("options"), wording.audience.id if wording.audience else "", wording.language,
    )  # fmt: skip


def clean(text: str) -> str:
    """Return a text on one line, its spaces single."""
    return " ".join(text.split())
