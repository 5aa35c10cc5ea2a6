"""Text to paste: for Zoom, Forms, Slido, Mentimeter and whatever takes a question and its answers."""

from __future__ import annotations

from builder.languages.labels import labels_of
from builder.polls.export import Note, Outgoing
from builder.polls.questions import Question

NAME, SUFFIX, LIMITS, ALL_LANGUAGES = "text", ".txt", "", False


def written(polls: Outgoing, note: Note) -> bytes:
    """Return one poll after another: the question, what may be chosen, and each answer on a line."""
    return ("\n\n".join(map(_block, polls.questions)) + "\n").encode()


def _block(question: Question) -> str:
    labels = labels_of(question.language)
    lines = [question.text]
    lines += [f"({labels['multiple']})"] if question.multiple else []
    lines += [choice.text for choice in question.choices]
    right = [choice.text for choice in question.choices if choice.id in question.correct]
    lines += [f"({labels['correct']}: {'; '.join(right)})"] if right else []
    return "\n".join(lines)
