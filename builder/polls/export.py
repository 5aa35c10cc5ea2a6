"""Polls written for a tool: one file for each audience and language, every limit of the tool looked at."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from builder.checks.rules.poll_fits_tools import limits
from builder.diagnostics import Diagnostic, Findings, Position, UsageError, suggest
from builder.polls import tools
from builder.polls.questions import Question, Wording, audiences_of, languages_of, questions_of, title_of
from builder.projects.session import Session
from builder.slide_kinds.poll import Poll
from builder.storage.file_names import file_stem

if TYPE_CHECKING:
    from builder.audiences.audience import Audience


@dataclass(frozen=True)
class Outgoing:
    """Polls on their way out.

    titles: the session's, by language; by_language: the questions in each language, the source's own first.
    """

    slug: str
    titles: dict[str, str]
    by_language: dict[str, list[Question]]

    @property
    def language(self) -> str:
        return next(iter(self.by_language))

    @property
    def title(self) -> str:
        """The session's title in the first language."""
        return self.titles[self.language]

    @property
    def questions(self) -> list[Question]:
        """The questions in the first language."""
        return self.by_language[self.language]


class Tool(Protocol):
    """A poll tool: a module in `polls/tools`.

    LIMITS: its name in `poll_limits.json`; ALL_LANGUAGES: one file holds them all; written: returns the file's bytes.
    """

    NAME: str
    SUFFIX: str
    LIMITS: str
    ALL_LANGUAGES: bool

    def written(self, polls: Outgoing, note: Note) -> bytes: ...


class Note(Protocol):
    """Notes that a question cannot go out as it is."""

    def __call__(
        self, rule: str, message: str, question: Question, hint: str = "", at: Position | None = None, severity: Any = "error"
    ) -> None: ...  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """A file to write, with what it holds."""

    name: str
    data: bytes
    audience: str
    languages: tuple[str, ...]
    questions: int


@lru_cache(maxsize=1)
def tool_names() -> tuple[str, ...]:
    """List the tools that there are."""
    return tuple(sorted(each.name.replace("_", "-") for each in pkgutil.iter_modules(tools.__path__)))


def tool_of(name: str) -> Tool:
    """Return a tool by its name; raises UsageError."""
    if name not in tool_names():
        raise UsageError(f"there is no tool '{name}': {suggest(name, tool_names())}")
    module: Any = importlib.import_module(f"builder.polls.tools.{name.replace('-', '_')}")
    return module  # type: ignore[no-any-return]


def exported(
    session: Session, name: str, chosen: Sequence[str] = (), asked: Sequence[str] = (), findings: Findings | None = None
) -> list[Exported]:
    """Return the files for a tool; what it cannot take goes to the findings. Raises UsageError, ContentError."""
    tool, found = tool_of(name), findings if findings is not None else Findings()
    made: list[Exported] = []
    for audience in audiences_of(session, chosen):
        if tool.ALL_LANGUAGES:
            everything = languages_of(session, asked or ("all",), audience)
            made.append(_one(session, tool, audience, everything, found))
        else:
            for language in languages_of(session, asked, audience):
                made.append(_one(session, tool, audience, (language,), found))
    if not any(source.kind is Poll for source in session.slides):
        found.add("no-polls", f"'{session.slug}' has no polls", session.node.at, "a slide with kind: poll is one")
    return made


def _one(
    session: Session, tool: Tool, audience: Audience | None, languages: tuple[str, ...], found: Findings
) -> Exported:
    wordings = {each: Wording(audience, each) for each in languages}
    worded = {each: questions_of(session, wording) for each, wording in wordings.items()}
    titles = {each: title_of(session, wording) for each, wording in wordings.items()}
    identity = audience.id if audience else ""
    left_out: set[str] = set()

    def note(
        rule: str, message: str, question: Question, hint: str = "", at: Position | None = None, severity: Any = "error"
    ) -> None:
        left_out.update([question.id] if rule == "poll-left-out" else [])
        found.extend([Diagnostic(
            rule, message, at or question.at, hint, severity, slide=question.slide, audience=identity, language=question.language,
        )])  # fmt: skip

    for question in (each for questions in worded.values() for each in questions):
        _look_at(question, tool, note)
    polls = Outgoing(session.slug, titles, worded)
    data = tool.written(polls, note)
    language = "" if tool.ALL_LANGUAGES else languages[0]
    name = file_stem((session.slug, "polls", identity, language, tool.NAME)) + tool.SUFFIX
    return Exported(name, data, identity, languages, len(polls.questions) - len(left_out))


def _look_at(question: Question, tool: Tool, note: Note) -> None:
    """Note what is over a limit of a tool; nothing is cut."""
    limit = limits().get(tool.LIMITS, {})
    most = limit.get("question", 0)
    if most and len(question.text) > most:
        note(
            "poll-limit",
            f"the question has {len(question.text)} characters; {tool.LIMITS} takes {most}",
            question,
            "make it shorter",
        )
    most = limit.get("option", 0)
    for choice in question.choices:
        if most and len(choice.text) > most:
            message = f"the option has {len(choice.text)} characters; {tool.LIMITS} takes {most}"
            note("poll-limit", message, question, "make it shorter", choice.at)


def write(files: Sequence[Exported], folder: Path) -> list[Path]:
    """Write files beside their places and rename; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for each in files:
        path = folder / each.name
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(each.data)
        beside.replace(path)
        paths.append(path)
    return paths
