"""Moodle's GIFT: questions that have a right answer."""

from __future__ import annotations

import re

from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "gift", ".gift.txt", "Moodle", False


def written(polls: Outgoing, note: Note) -> bytes:
    """Return the questions with a right answer; the others are noted."""
    blocks = [f"// {polls.title}\n"]
    for question in polls.questions:
        if question.correct:
            blocks.append(_block(question))
        else:
            note(
                "poll-left-out", f"'{question.id}' is not in the file: GIFT is for questions with a right answer", question,
                "give correct:, or take it along as QTI", severity="warning",
            )  # fmt: skip
    return "\n".join(blocks).encode()


def _block(question: Question) -> str:
    right = sum(each.id in question.correct for each in question.choices)
    wrong = len(question.choices) - right
    lines = []
    for choice in question.choices:
        is_right = choice.id in question.correct
        if question.several:
            mark = f"~%{_share(right)}%" if is_right else f"~%-{_share(wrong)}%"
        else:
            mark = "=" if is_right else "~"
        lines.append(f"\t{mark}{_escaped(choice.text)}")
    return f"::{_escaped(question.id)}::[plain]{_escaped(question.text)} {{\n" + "\n".join(lines) + "\n}\n"


def _share(count: int) -> str:
    """Return a hundredth part as Moodle lists it: 33.33333."""
    return f"{100 / count:.5f}".rstrip("0").rstrip(".")


def _escaped(text: str) -> str:
    return re.sub(r"([~=#{}:\\])", r"\\\1", text)
