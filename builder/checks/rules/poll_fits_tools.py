"""A poll keeps within the limits of the tools that polls are held with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.content.yaml_nodes import Listing, Mapping, Scalar

FACT = Fact(
    "poll-fits-tools",
    "content",
    "info",
    "A question or option that is too long is cut off, or refused, when the poll is put into the tool.",
    ("builder/checks/rules/poll_limits.json: limits of the tools, each with where it is known from",),
    "make it shorter, or ask it in another tool",
    Example("session", "question: Wat telt?", "question: a sentence of 140 characters"),
)

_LIMITS = Path(__file__).with_name("poll_limits.json")


@lru_cache(maxsize=1)
def limits() -> dict[str, dict[str, Any]]:
    """Return the known limits by tool."""
    found: dict[str, dict[str, Any]] = json.loads(_LIMITS.read_text(encoding="utf-8"))["tools"]
    return found


def of_session(session: Any) -> Iterator[Fault]:
    """Find polls over a limit of a tool."""
    for slide in session.slides:
        if not slide.kind.IS_VOTED_ON:
            continue
        question = slide.node.text("question") or ""
        options = slide.node.get("options")
        texts = [(_text(each), each.at) for each in options.items] if isinstance(options, Listing) else []
        for tool, limit in limits().items():
            if len(question) > limit.get("question", 10**6):
                message = f"the question has {len(question)} characters; {tool} takes {limit['question']}"
                yield Fault(message, slide=slide.id, at=slide.node.place("question"))
            if len(texts) > limit.get("options", 10**6):
                message = f"the poll has {len(texts)} options; {tool} takes {limit['options']}"
                yield Fault(message, slide=slide.id, at=slide.node.place("options"))
            for text, at in texts:
                if len(text) > limit.get("option", 10**6):
                    yield Fault(
                        f"the option has {len(text)} characters; {tool} takes {limit['option']}", slide=slide.id, at=at
                    )


def _text(node: Any) -> str:
    return (node.text("text") or "") if isinstance(node, Mapping) else node.text if isinstance(node, Scalar) else ""
