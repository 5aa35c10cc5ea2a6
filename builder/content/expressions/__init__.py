"""Expressions in text: `{{ … }}` by Jinja2, in a sandbox, strict, from a closed list of means.

Markdown is parsed first and a value enters as plain text, so that nothing in a value is ever
interpreted. Expressions stand in the parsed text as placeholders (`hole`). Jinja2 is imported when
the first expression is compiled.
"""

from builder.content.expressions.holes import Template, fill, spans, split, unclosed
from builder.content.expressions.names import Names
from builder.content.expressions.syntax import check_expression, compared_paths, shown_quotes, shown_words
from builder.content.expressions.values import (
    LONGEST_NUMBER,
    Record,
    StoredFloat,
    TypedFloat,
    TypedInt,
    Unlike,
    entries_of,
    is_among,
    meant_by,
    same,
    value_of,
)

__all__ = [
    "LONGEST_NUMBER", "Names", "Record", "StoredFloat", "Template", "TypedFloat", "TypedInt", "Unlike", "check_expression",
    "compared_paths",
    "entries_of", "fill", "is_among", "meant_by", "same", "shown_quotes", "shown_words", "spans", "split", "unclosed", "value_of",
]  # fmt: skip
