"""The expressions of a text taken out of it, with holes in their places, and values put into the holes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_EXPRESSION = re.compile(r"\\\{\{|\{\{([^{}]{0,2000})\}\}")
_HOLE = re.compile("\ufdd0(\\d+)\ufdd1")  # read_yaml refuses these characters in content


class Template(NamedTuple):
    """A text with holes where its expressions were, and the expressions."""

    text: str
    expressions: tuple[str, ...]


@lru_cache(maxsize=8192)
def split(source: str) -> Template:
    """Take the expressions out of a text; `\\{{` stays as two braces."""
    if "{{" not in source:
        return Template(source, ())
    found: list[str] = []

    def hole(match: re.Match[str]) -> str:
        if match[1] is None:
            return "{{"
        found.append(match[1].strip())
        return f"\ufdd0{len(found) - 1}\ufdd1"

    return Template(_EXPRESSION.sub(hole, source), tuple(found))


def fill(text: str, values: list[str]) -> str:
    """Put values into the holes of a text."""
    return _HOLE.sub(lambda match: values[int(match[1])], text) if "\ufdd0" in text else text


def spans(text: str, values: list[str]) -> tuple[tuple[int, int], ...]:
    """Return from where to where the values stand when they are put into the holes of a text."""
    if "\ufdd0" not in text:
        return ()
    found, gained = list[tuple[int, int]](), 0
    for match in _HOLE.finditer(text):
        value = values[int(match[1])]
        start = match.start() + gained
        found.append((start, start + len(value)))
        gained += len(value) - len(match[0])
    return tuple(found)


def unclosed(source: str) -> bool:
    """True where `{{` has no `}}`."""
    return "{{" in _EXPRESSION.sub("", source)
