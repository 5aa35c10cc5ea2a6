"""What a user can mend: findings with a place, a rule, a message and a hint.

A bug raises an ordinary exception. Everything that somebody who writes content can put right is a
`Diagnostic`; stages collect them in `Findings`, so that one run reports all of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Position(NamedTuple):
    """A place in a source file; line and column count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


LISTED = 24  # so many known words are listed where none is near


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could stand in place of an unknown word: the nearest known one, else all where they are few."""

    nearest: str = ""
    known: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nearest or self.known)

    def __str__(self) -> str:
        if self.nearest:
            return f"did you mean '{self.nearest}'?"
        return "known here: " + ", ".join(self.known) if self.known else ""


def to_install(extra: str) -> str:
    """Return the command that installs an extra for the Python that runs, as every shell takes it."""
    is_active = os.path.realpath(os.environ.get("VIRTUAL_ENV") or os.devnull) == os.path.realpath(sys.prefix)
    return f'{"pip" if is_active else f"{sys.executable} -m pip"} install "fandeck[{extra}]"'


Hint = str | Suggestion  # what to do about a finding


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do about it."""

    rule: str
    message: str
    at: Position | None = None
    hint: Hint = ""
    severity: Severity = "error"
    slide: str = ""
    shape: str = ""
    audience: str = ""
    language: str = ""
    file: str = ""
    text: str = field(default="", compare=False)  # the words that it is about, which lead to their line of YAML

    @classmethod
    def restored(cls, fields: dict[str, Any]) -> Diagnostic:
        """Return a finding from its fields as JSON keeps them (`dataclasses.asdict`)."""
        at, hint = fields["at"], fields["hint"]
        if isinstance(hint, dict):
            hint = Suggestion(hint["nearest"], tuple(hint["known"]))
        return cls(**{**fields, "at": Position(*at) if at else None, "hint": hint})

    def __str__(self) -> str:
        place = str(self.at) if self.at else self.file
        where = ", ".join(
            f"{name} {value}"
            for name, value in (
                ("slide", self.slide if not self.at else ""),
                ("shape", self.shape),
                ("audience", self.audience),
                ("language", self.language),
            )
            if value
        )
        head = f"{place}: " if place else ""
        tail = f" ({where})" if where else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        label = "" if self.severity == "error" else f"{self.severity}: "
        return f"{head}{label}{self.message}{tail} [{self.rule}]{hint}"

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the fields of the `--json` output, without the unknown ones."""
        fields: dict[str, Any] = {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "hint": str(self.hint),
            "file": self.at.file if self.at else self.file,
            "line": self.at.line if self.at else None,
            "column": self.at.column if self.at else None,
            "slide": self.slide,
            "shape": self.shape,
            "audience": self.audience,
            "language": self.language,
        }
        return {name: value for name, value in fields.items() if value not in (None, "")}


class Findings:
    """The findings of a run, in the order in which they were made."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(
        self,
        rule: str,
        message: str,
        at: Position | None = None,
        hint: Hint = "",
        *,
        severity: Severity = "error",
        slide: str = "",
        file: str = "",
    ) -> None:
        """Note one finding; the same finding is kept once."""
        self._found[Diagnostic(rule, message, at, hint, severity, slide, file=file)] = None

    def extend(self, more: Iterable[Diagnostic]) -> None:
        """Take over findings made elsewhere."""
        self._found.update(dict.fromkeys(more))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> list[Diagnostic]:
        """Those that stop a deck."""
        return [each for each in self._found if each.severity == "error"]

    @property
    def warnings(self) -> list[Diagnostic]:
        """Those that a person should look at."""
        return [each for each in self._found if each.severity == "warning"]

    def stop_on_errors(self) -> None:
        """Raise `ContentError` with all errors found so far, if there are any."""
        if self.errors:
            raise ContentError(list(self._found))


class ContentError(Exception):
    """Content that cannot be built; carries every finding."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self.found = list(found)
        super().__init__("\n".join(str(each) for each in self.found))

    @classmethod
    def of(cls, rule: str, message: str, at: Position | None = None, hint: Hint = "") -> ContentError:
        """Make an error of one finding."""
        return cls([Diagnostic(rule, message, at, hint)])


class UsageError(Exception):
    """A wrong call: an unknown session, brand or language, or options that contradict."""


def strict(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Turn warnings into errors, as `--strict` asks."""
    return [replace(each, severity="error") if each.severity == "warning" else each for each in found]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the word that a mistyped one was meant to be; None where none is near."""
    from difflib import get_close_matches

    by_small_letters = {each.lower(): each for each in sorted(set(words), reverse=True)}
    near = get_close_matches(word.lower(), sorted(by_small_letters), n=1, cutoff=0.6)
    return by_small_letters[near[0]] if near else None


def suggest(word: str, words: Iterable[str]) -> Suggestion:
    """Return what could stand in place of an unknown word."""
    known = tuple(sorted(set(words)))
    return Suggestion(nearest(word, known) or "", known if len(known) <= LISTED else ())
