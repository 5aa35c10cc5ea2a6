"""What is wrong with a translation: placeholders, marks, links, numbers, spaces, length, terms, double meanings."""

from __future__ import annotations

from collections import Counter

from builder.translation.placeholders import names_in


def placeholder_faults(source: str, text: str) -> str:
    """Say which placeholders a translation lacks, has too often, or made up; nothing where they agree."""
    wanted, there = Counter(names_in(source)), Counter(names_in(text))
    if wanted == there or not (wanted or there):
        return ""
    if not wanted:
        return ""  # a text without expressions: braces are text
    lost, made = sorted((wanted - there).elements()), sorted((there - wanted).elements())
    parts = [f"{{{name}}} is lost" for name in lost] + [f"{{{name}}} does not stand in the source" for name in made]
    return "in this translation " + " and ".join(parts)
