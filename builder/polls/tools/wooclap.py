"""Wooclap: its spreadsheet of questions."""

from __future__ import annotations

from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question
from builder.polls.workbooks import Cell, workbook

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "wooclap", ".xlsx", "Wooclap", False


def written(polls: Outgoing, note: Note) -> bytes:
    """Return the workbook: a question with a right answer is of type MCQ, another a poll."""
    most = max((len(each.choices) for each in polls.questions), default=2)
    header: list[Cell] = ["Type", "Title", "Correct", *(f"Choice {n}" for n in range(1, most + 1))]
    return workbook("Questions", [header, *map(_row, polls.questions)])


def _row(question: Question) -> list[Cell]:
    right = [str(n) for n, each in enumerate(question.choices, 1) if each.id in question.correct]
    texts = [choice.text for choice in question.choices]
    return ["MCQ" if right else "Poll", question.text, ",".join(right) or None, *texts]
