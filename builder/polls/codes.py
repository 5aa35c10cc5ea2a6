"""The codes that LimeSurvey knows questions and answers by: letters and figures, 20 at most for a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 20


def question_codes(ids: Sequence[str]) -> dict[str, str]:
    """Return a code of its own for each id, begun with a letter."""
    made: dict[str, str] = {}
    for identity in ids:
        code = re.sub(r"[^A-Za-z0-9]", "", identity)
        code = (code if code[:1].isalpha() else f"q{code}")[:_LONGEST]
        number = 2
        while code in made.values():
            tail = f"x{number}"
            code, number = code[: _LONGEST - len(tail)] + tail, number + 1
        made[identity] = code
    return made


def subquestion_code(number: int) -> str:
    """Return the code of an answer to a question that takes several; numbers begin with 1."""
    return f"SQ{number:03}"
