"""How hard the Dutch text is to read, as a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.content.yaml_nodes import Scalar, scalars_of

FACT = Fact(
    "language-is-plain",
    "content",
    "info",
    "Public bodies write for everyone: most readers follow language level B1 at once.",
    (
        "Douma 1960, De leesbaarheid van landbouwbladen: Flesch's reading ease for Dutch, 206.84 - 0.93 words a sentence - 77 syllables a word",
    ),
    "write shorter sentences, and everyday words",
    Example("session", "Wij helpen u graag.", "sentences of forty words with compounds of six syllables"),
)

_LEAST = 200  # words
_PLAIN = 45.0  # under this the text counts as hard
_TEXT_KEYS = ("text", "points", "lead", "notes", "caption", "subtitle", "description", "challenge", "result", "prompt")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.I)
_END = re.compile(r"[.!?:;]+(?:\s|$)|\n\s*\n")


def of_session(session: Any) -> Iterator[Fault]:
    """Tell the reading ease of a Dutch session whose text is hard."""
    if session.language.partition("-")[0] != "nl":
        return
    texts = [scalar.text for slide in session.slides for scalar in _texts(slide.node)]
    ease = reading_ease(texts)
    if ease is not None and ease < _PLAIN:
        yield Fault(
            f"the reading ease of the text is {ease:.0f} (100 is easy, under {_PLAIN:g} hard)",
            at=session.node.place("title"),
        )


def _texts(node: Any) -> Iterator[Scalar]:
    for key in _TEXT_KEYS:
        child = node.get(key)
        if child is not None:
            yield from scalars_of(child)


def reading_ease(texts: list[str]) -> float | None:
    """Return the reading ease of Dutch by Douma; None for too few words."""
    sentences = [words for text in texts for part in _END.split(text) if (words := _WORD.findall(part))]
    words = [word for each in sentences for word in each]
    if len(words) < _LEAST:
        return None
    syllables = sum(max(len(_VOWELS.findall(word)), 1) for word in words)
    return 206.84 - 0.93 * len(words) / len(sentences) - 77 * syllables / len(words)
