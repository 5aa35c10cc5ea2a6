"""What a check says of itself, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from builder.diagnostics import Position, Severity

Group = Literal["package", "accessibility", "content", "look"]


class Example(NamedTuple):
    """A piece of a sound deck, and what stands in its place where the fact does not hold.

    part: a member of the package, or `slide:<title>`, `rels:<title>` (the slide's relationships), `chart`, `package`
    (members, not text); `session` for the YAML of the slides.
    """

    part: str
    passes: str
    fails: str


@dataclass(frozen=True, slots=True)
class Fact:
    """The fact that a check looks at: its rule, why it matters, where it is demanded, and how it is mended."""

    rule: str
    group: Group
    severity: Severity
    reason: str
    norms: tuple[str, ...]
    mend: str
    example: Example
    consequences: tuple[str, ...] = ()  # rules that the failing example breaks too


class Fault(NamedTuple):
    """What is wrong, in which shape or part; the slide's number is filled in where a check looks at one slide."""

    message: str
    shape: str = ""
    part: str = ""  # a slide's part gives the slide's number
    slide: str = ""
    severity: Severity | None = None  # where it is milder than its rule
    at: Position | None = None  # the line of a source
    text: str = ""  # the words of the slide that it is about: they lead to their line of YAML
