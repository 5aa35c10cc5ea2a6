"""A catalog edited as text: one translation replaced, every other line as it was."""

from __future__ import annotations

import re

from builder.translation.catalog import width_of
from builder.translation.placeholders import masked, names_in

_STRING = re.compile(r'\s*"')


def with_translation(text: str, line: int, said: str) -> str | None:
    """Return a catalog in which the entry at a line (from 1) says something else; None where that cannot be.

    said: with expressions, as content has them. Their placeholders must be those that stand there.
    """
    import polib

    lines = text.splitlines(keepends=True)
    start = next((n for n in range(max(line - 1, 0), len(lines)) if re.match(r"msgstr(\[0\])?\s", lines[n])), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and _STRING.match(lines[end]):
        end += 1
    old = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', "".join(lines[start:end])))
    wanted = masked(said).text
    if sorted(names_in(polib.unescape(old))) != sorted(names_in(wanted)):
        return None
    written = polib.POEntry(msgid="x", msgstr=wanted).__unicode__(width_of(text))
    made = written[written.index("msgstr") :].rstrip("\n")
    ending = "\r\n" if lines[start].endswith("\r\n") else "\n"
    return "".join([*lines[:start], made.replace("\n", ending) + ending, *lines[end:]])
