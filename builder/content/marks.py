"""Runs written as the small Markdown that they would be read from: the way back of `markdown.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from builder.plan import Run

_MARK = re.compile(r"([*\[\]\\^~])")


def markdown_of(runs: Iterable[Run]) -> str:
    """Return runs as marked text; what is no mark is escaped where it would be read as one."""
    made = list[str]()
    for link, linked in groupby(runs, key=lambda run: run.link):
        inner = "".join(_bold(bold, list(group)) for bold, group in groupby(linked, key=lambda run: run.bold))
        made.append(f"[{inner}]({_address(link)})" if link else inner)
    return "".join(made)


def escaped(text: str) -> str:
    """Return text without marks: what would be read as one has a backslash before it."""
    text = _MARK.sub(r"\\\1", text) if _MARK.search(text) else text
    return text.replace("{{", "\\{{").replace("\n", "\\\n")


def _bold(bold: bool, runs: list[Run]) -> str:
    return _around(
        "".join(_italic(italic, list(group)) for italic, group in groupby(runs, key=lambda r: r.italic)),
        "**" if bold else "",
    )


def _italic(italic: bool, runs: list[Run]) -> str:
    return _around("".join(map(_script, runs)), "*" if italic else "")


def _script(run: Run) -> str:
    mark = {"sup": "^", "sub": "~"}.get(run.script, "")
    return _around(escaped(run.text), mark)


def _around(text: str, mark: str) -> str:
    """Put marks around text, inside the spaces at its ends, where marks would not be read."""
    if not mark or not text.strip():
        return text
    inner = text.strip()
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def _address(link: str) -> str:
    return f"<{link}>" if re.search(r"[()\s]", link) else link
