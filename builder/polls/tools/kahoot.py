"""Kahoot: its spreadsheet for importing questions, with the header in row 8."""

from __future__ import annotations

from builder.checks.rules.poll_fits_tools import limits
from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question
from builder.polls.workbooks import Cell, workbook

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "kahoot", ".xlsx", "Kahoot", False
_TIMES = (5, 10, 20, 30, 60, 90, 120, 240)
_USUAL_TIME = 30
_COLUMNS: int = limits()["Kahoot"]["sheet_options"]
HEADER = (
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, _COLUMNS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def written(polls: Outgoing, note: Note) -> bytes:
    """Return the workbook; a poll with more than four options does not go into it."""
    rows: list[list[Cell]] = [[], [None, "Quiz template"], [None, polls.title], [], [], [], [], [None, *HEADER]]
    taken = [each for each in polls.questions if len(each.choices) <= _COLUMNS]
    for number, question in enumerate(taken, 1):
        rows.append(_row(number, question))
        if not question.correct:
            note(
                "poll-no-answer", "there is no right answer, and Kahoot needs one: all count as right", question,
                "give correct: where one is right", severity="info",
            )  # fmt: skip
    for question in polls.questions:
        if len(question.choices) > _COLUMNS:
            message = (
                f"the poll has {len(question.choices)} options; Kahoot's file takes {_COLUMNS}, and it is left out"
            )
            note("poll-left-out", message, question, "ask it in two polls, or in another tool", question.options_at)
    return workbook("Sheet1", rows)


def _row(number: int, question: Question) -> list[Cell]:
    texts: list[Cell] = [choice.text for choice in question.choices]
    texts += [None] * (_COLUMNS - len(texts))
    right = [n for n, each in enumerate(question.choices, 1) if each.id in question.correct or not question.correct]
    return [number, question.text, *texts, _time(question.seconds), ",".join(map(str, right))]


def _time(seconds: int) -> int:
    """Return the time limit nearest to the slide's duration."""
    return min(_TIMES, key=lambda each: abs(each - seconds)) if seconds else _USUAL_TIME
