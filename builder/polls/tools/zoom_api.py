"""Zoom: the JSON that its programming interface takes, a poll for each question."""

from __future__ import annotations

import json
from typing import Any

from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "zoom-api", ".json", "Zoom", False


def written(polls: Outgoing, note: Note) -> bytes:
    """Return a list of polls as JSON."""
    made = [_poll(each) for each in polls.questions]
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _poll(question: Question) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "name": question.text,
        "type": "multiple" if question.multiple else "single",
        "answers": [choice.text for choice in question.choices],
    }
    right = [choice.text for choice in question.choices if choice.id in question.correct]
    if right:
        asked["right_answers"] = right
    return {"title": question.id, "anonymous": True, "questions": [asked]}
