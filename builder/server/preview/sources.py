"""Where in the content something on a slide is written, and the lines around it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from builder.content.markdown import strip_marks
from builder.content.yaml_nodes import Node, Scalar, node_at, scalars_of
from builder.diagnostics import Diagnostic, Position
from builder.projects.project import Project
from builder.projects.session import Session

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.S)
_ALIKE = 0.6  # of words that are the same but for values
_AROUND = 1  # lines before and after the one that a finding is on
_LONGEST = 400
_LARGEST = 2_000_000


def place_of(session: Session, source: str, field: str, words: str = "") -> Position | None:
    """Return where words of a slide are written, or the nearest that is known; None for a slide that is not there.

    field: as pages name it, `points`; a list says the words of its items together, so the words themselves tell which.
    What a slide takes from the session or from a case is found there.
    """
    slide = next((each for each in session.slides if each.id == source), None)
    if slide is None:
        return None
    node = slide.node
    own = node_at(node, field) if field else None
    if isinstance(own, Scalar):
        return own.at
    if words:
        case = session.library.case_as_written(node.text(slide.kind.CASE_KEY) or "")
        places: tuple[Node | None, ...] = (own, node, case, session.facts_node)
        for place in places:
            found = _best(place, words) if place is not None else None
            if found is not None:
                return found.at
    return own.at if own is not None else node.at


def _best(node: Node, words: str) -> Scalar | None:
    """Return the text under a node that says these words, or nearly: values of expressions differ, marks are not shown."""
    wanted = _bare(words)
    best, most = None, _ALIKE
    for each in scalars_of(node):
        said = _bare(strip_marks(_EXPRESSION.sub("", each.text)))
        if not said:
            continue
        if said == wanted:
            return each
        alike = SequenceMatcher(None, said, wanted, autojunk=False).ratio()
        if said in wanted or wanted in said:
            alike = max(alike, 0.7)
        if alike > most:
            best, most = each, alike
    return best


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()[:_LONGEST]


def framed(found: Diagnostic, project: Project) -> dict[str, Any]:
    """Return a finding with the lines of its file around it, as plain data."""
    told = found.as_json()
    if found.at is not None:
        told["frame"] = _lines(project.root / found.at.file, found.at.line)
    return told


def _lines(path: Path, line: int) -> list[tuple[int, str]]:
    try:
        if path.stat().st_size > _LARGEST:
            return []
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    first = max(line - _AROUND, 1)
    return [(n, lines[n - 1][:_LONGEST]) for n in range(first, min(line + _AROUND, len(lines)) + 1)]
