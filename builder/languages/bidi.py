"""Latin names, numbers and addresses inside text that runs from right to left.

The Unicode bidirectional algorithm (UAX #9) puts a sign at the edge of a Latin word on the wrong side ("++C"), and turns
the groups of a telephone number round. A left-to-right mark (U+200E) on that edge keeps it: marks are honoured by every
program, isolates (U+2066 to U+2069) are shown as boxes by some.
"""

from __future__ import annotations

import re

MARK = "\u200e"
# A telephone number: groups of digits that belong together, read from the left.
_NUMBER = r"(?<![\w\u200e])(?:\+\d[\d ()\u00a0-]{5,}\d|0\d{1,4}[ \u00a0-]\d[\d \u00a0-]{3,}\d)(?!\w)"
# A Latin word, name or address with a sign that belongs to it: "@name", ".NET", "C++", an address that ends in a slash.
_END = r"(?=[\s.,;:!?)\]}\u00bb\u060c\u061b\u061f]|$)"
_WORD = (
    r"(?:(?<!\S)[#@$.])?[A-Za-z\u00c0-\u024f](?:[\w.+/@:#&%?=~'\u2019-]*\w)?"
    rf"(?:[+/#%=&~]+{_END})?"
)
_FOUND = re.compile(f"{_NUMBER}|{_WORD}")


def marked(text: str) -> str:
    """Keep what is read from the left together in a text that is read from the right."""
    return _FOUND.sub(_kept, text)


def _kept(found: re.Match[str]) -> str:
    text = found.group()
    before = "" if text[0].isalpha() else MARK
    after = "" if text[-1].isalnum() else MARK
    return f"{before}{text}{after}"


def unmarked(text: str) -> str:
    """Return text without the marks."""
    return text.replace(MARK, "")
