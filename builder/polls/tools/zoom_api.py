"""Zoom: the JSON that its programming interface takes, a poll for each question."""

from __future__ import annotations

import json
from typing import Any

from builder.checks.rules.poll_fits_tools import limits
from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "zoom-api", ".json", "Zoom", False


def written(polls: Outgoing, note: Note) -> bytes:
    """Return a list of polls as JSON."""
    made = [_poll(each) for each in polls.questions]
    longest = limits()["Zoom"]["title"]
    for each in polls.questions:
        if len(each.id) > longest:
            message = f"the id, which names the poll, has {len(each.id)} characters; Zoom takes {longest}"
            note("poll-limit", message, each, "give the slide a shorter id", each.slide_at)
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _poll(question: Question) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "name": question.text,
        "type": "multiple" if question.several else "single",
        "answers": [choice.text for choice in question.choices],
    }
    right = [choice.text for choice in question.choices if choice.id in question.correct]
    if right:
        asked["right_answers"] = right
    return {"title": question.id, "anonymous": True, "questions": [asked]}
