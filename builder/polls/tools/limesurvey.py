"""LimeSurvey: a survey structure as tab-separated values, with every language in one file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from builder.polls.codes import question_codes, subquestion_code
from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "limesurvey", ".txt", "LimeSurvey", True
COLUMNS = (
    "id",
    "related_id",
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "mandatory",
    "other",
)
Row = dict[str, str]


def written(polls: Outgoing, note: Note) -> bytes:
    """Return the file: rows of each language with the same names, as UTF-8 with a mark."""
    rows = [*_survey(polls)]
    lines = ["\t".join(COLUMNS), *("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    return ("\ufeff" + "\n".join(lines) + "\n").encode()


def _survey(polls: Outgoing) -> Iterator[Row]:
    languages = list(polls.by_language)
    settings = {"language": languages[0], "additional_languages": " ".join(languages[1:]), "format": "G"}
    for name, value in settings.items():
        yield {"class": "S", "name": name, "text": value}
    for language in languages:
        yield {"class": "SL", "name": "surveyls_survey_id", "text": "1", "language": language}
        yield {
            "class": "SL",
            "name": "surveyls_title",
            "text": _said(polls.titles[language]),
            "language": language,
        }
    codes = question_codes([each.id for each in polls.questions])
    for language, questions in polls.by_language.items():
        yield {
            "id": "1",
            "class": "G",
            "type/scale": "G0",
            "name": _said(polls.titles[language]),
            "relevance": "1",
            "language": language,
        }
        for number, question in enumerate(questions):
            yield from _question(question, codes[question.id], 10 + number, language)


def _question(question: Question, code: str, identity: int, language: str) -> Iterator[Row]:
    kind, below = ("M", "SQ") if question.multiple else ("L", "A")
    yield {
        "id": str(identity), "class": "Q", "type/scale": kind, "name": code, "relevance": "1",
        "text": _said(question.text), "language": language, "mandatory": "N", "other": "N",
    }  # fmt: skip
    for number, choice in enumerate(question.choices, 1):
        name = subquestion_code(number) if question.multiple else f"A{number}"
        own = (
            {"id": str(identity * 1000 + number)} if question.multiple else {}
        )  # else it counts from 1, into the questions
        yield {
            **own, "related_id": str(identity), "class": below, "type/scale": "0", "name": name, "relevance": "1",
            "text": _said(choice.text), "language": language,
        }  # fmt: skip


def _said(text: str) -> str:
    """Return a text as HTML that LimeSurvey takes as it is.

    It reads `{x}` as an expression, drops quotation marks round a whole cell, and takes a backslash before one as PHP does.
    """
    return re.sub(r"([{}])", r"\\\1", html.escape(text).replace("&#x27;", "'"))
