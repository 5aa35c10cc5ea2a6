"""LimeSurvey: a survey structure as tab-separated values, with every language in one file."""

from __future__ import annotations

import html
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
    lines = ["\t".join(COLUMNS), *("\t".join(_cell(row.get(column, "")) for column in COLUMNS) for row in rows)]
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
            "text": html.escape(polls.titles[language], quote=False),
            "language": language,
        }
    codes = question_codes([each.id for each in polls.questions])
    for language, questions in polls.by_language.items():
        yield {
            "id": "1",
            "class": "G",
            "type/scale": "G0",
            "name": html.escape(polls.titles[language], quote=False),
            "relevance": "1",
            "language": language,
        }
        for number, question in enumerate(questions):
            yield from _question(question, codes[question.id], 10 + number, language)


def _question(question: Question, code: str, identity: int, language: str) -> Iterator[Row]:
    kind, below = ("M", "SQ") if question.multiple else ("L", "A")
    yield {
        "id": str(identity), "class": "Q", "type/scale": kind, "name": code, "relevance": "1",
        "text": html.escape(question.text, quote=False), "language": language, "mandatory": "N", "other": "N",
    }  # fmt: skip
    for number, choice in enumerate(question.choices, 1):
        name = subquestion_code(number) if question.multiple else f"A{number}"
        yield {
            "related_id": str(identity), "class": below, "type/scale": "0", "name": name, "relevance": "1",
            "text": html.escape(choice.text, quote=False), "language": language,
        }  # fmt: skip


def _cell(text: str) -> str:
    text = text.replace("\t", " ")
    return '"' + text.replace('"', '""') + '"' if '"' in text or "\n" in text else text
