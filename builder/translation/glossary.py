"""The glossary, `content/glossary.csv`: how a term is called in each language.

Its header names languages (`nl,en,de`); a cell may hold several forms, with `|` between them, the first of which is the one to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.content.tables.reading import read_table
from builder.diagnostics import Findings, Position
from builder.languages.language import language_of
from builder.projects.project import Project

FILE = "glossary.csv"


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms of one language with what they are called in another."""

    terms: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = ()

    def missed(self, source: str, text: str) -> Iterator[tuple[str, str]]:
        """Give the terms of a source that its translation calls otherwise, with the glossary's word."""
        source, said = (re.sub(r"\{\w+\}", " ", each) for each in (source, text.casefold()))
        for pattern, term, forms in self.terms:
            if pattern.search(source) and not any(form.casefold() in said for form in forms):
                yield term, forms[0]


def read_glossary(project: Project, source: str, language: str, findings: Findings) -> Glossary:
    """Read the project's glossary for two languages; an empty one where there is none."""
    path = project.content / FILE
    if not path.is_file() or not project.inside(path):
        return Glossary()
    at = Position(project.named(path), 1, 1)
    table = read_table(path, at.file, findings, use="data")
    if table is None:
        return Glossary()
    header = [name.strip() for name in table.header]
    mine = next((tag for tag in language_of(source).fallbacks if tag in header), "")
    other = next((tag for tag in language_of(language).fallbacks if tag in header), "")
    if not mine:
        findings.add(
            "unknown-column",
            f"the glossary has no column '{source}'",
            at,
            "its header names languages: nl,en,de",
            severity="warning",
        )
    if not mine or not other:
        return Glossary()
    terms = []
    for row in table.rows:
        words, said = _forms(row.cells[header.index(mine)]), _forms(row.cells[header.index(other)])
        if words and said:
            pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.I)
            terms.append((pattern, words[0], said))
    return Glossary(tuple(terms))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|") if form.strip())
