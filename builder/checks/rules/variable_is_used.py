"""Every variable of a session is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.content.yaml_nodes import Mapping, scalars_of

FACT = Fact(
    "variable-is-used",
    "content",
    "warning",
    "A variable that nothing uses is a leftover or a slip: what should show it shows something else.",
    ("the session's own names",),
    "use it in {{ … }}, or remove it",
    Example("session", "variables: {team: Zuid} and {{ team }}", "variables: {team: Zuid}, and no {{ team }}"),
)


def of_session(session: Any) -> Iterator[Fault]:
    """Find variables that no expression of the session, its overrides or its audiences names."""
    variables = session.node.get("variables")
    if not isinstance(variables, Mapping):
        return
    said = " ".join(_expressions(session))
    for name in variables.entries:
        if name != "audience" and not re.search(rf"\b{re.escape(name)}\b", said):
            yield Fault(f"nothing uses the variable '{name}'", at=variables.place(name))


def _expressions(session: Any) -> Iterator[str]:
    for slide in session.slides:
        yield from (scalar.text for scalar in scalars_of(slide.node))
    yield from (
        s.text
        for key, node in session.node.entries.items()
        if key not in ("slides", "variables")
        for s in scalars_of(node)
    )
    folder = Path(session.folder)
    for file in (*folder.glob("audiences/*.yaml"), *folder.parent.glob("cases/*.yaml")):
        try:
            yield file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
