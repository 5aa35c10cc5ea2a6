"""Expressions as translators see them: `{{ audience.name }}` is `{audience_name}`, a calculation `{value_1}`.

Words inside an expression that it may show (`'more' if … else 'fewer'`) are texts of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from builder.content.expressions import shown_quotes, shown_words, split

_HOLE = re.compile("\ufdd0(\\d+)\ufdd1")
_PATH = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_FIELD = re.compile(r"\{\{|\}\}|\{([A-Za-z_]\w*)\}")


class Masked(NamedTuple):
    """A text with named placeholders, and the expression of each.

    Where there is one, braces that are text are doubled, as Python's format writes them.
    """

    text: str
    expressions: dict[str, str]


@lru_cache(maxsize=8192)
def masked(source: str) -> Masked:
    """Name each expression of a text."""
    template = split(source)
    if not template.expressions:
        return Masked(template.text if "{{" in source else source, {})
    names: dict[str, str] = {}  # by expression
    for expression in template.expressions:
        if expression not in names:
            names[expression] = _name_of(expression, set(names.values()))
    text = template.text.replace("{", "{{").replace("}", "}}")
    text = _HOLE.sub(lambda match: "{" + names[template.expressions[int(match[1])]] + "}", text)
    return Masked(text, {name: expression for expression, name in names.items()})


def _name_of(expression: str, taken: set[str]) -> str:
    """Name an expression by what it shows; a calculation is a value with a number."""
    path = expression.partition("|")[0].strip()
    if _PATH.fullmatch(path) and not re.search(r"[|].*\(.*[|]", expression):
        name, number = path.replace(".", "_"), 2
        wanted = name
        while wanted in taken:
            wanted, number = f"{name}_{number}", number + 1
        return wanted
    number = 1
    while f"value_{number}" in taken:
        number += 1
    return f"value_{number}"


def unmasked(text: str, expressions: dict[str, str]) -> str:
    """Put the expressions back where their names stand; two braces that are text become `\\{{`, and stay text.

    A name that is no placeholder stays as it is: `names_in` finds it before.
    """
    if not expressions:
        return text.replace("{{", "\\{{")
    held: list[str] = []

    def back(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        expression = expressions.get(match[1])
        if expression is None:
            return match[0]
        held.append("{{ " + expression + " }}")
        return f"\ufdd0{len(held) - 1}\ufdd1"

    said = _FIELD.sub(back, text).replace("{{", "\\{{")
    return _HOLE.sub(lambda match: held[int(match[1])], said)


def names_in(text: str) -> list[str]:
    """List the placeholders of a translation, each as often as it stands there."""
    return [match[1] for match in _FIELD.finditer(text) if match[1] is not None]


def words_in(expression: str) -> tuple[str, ...]:
    """List the words that an expression may show, as `'more' if … else 'fewer'` does."""
    return tuple(word for word in shown_words(expression) if re.search(r"[^\W\d_]{2}", word))


def with_words(expression: str, words: dict[str, str]) -> str:
    """Return an expression with other words to show; what it compares stays as it is."""
    shown = shown_quotes(expression)
    if not shown:
        return expression
    made, place = [], 0
    for number, match in enumerate(_QUOTE.finditer(expression)):
        quote, word = match[0][0], match[0][1:-1]
        if number in shown and word in words:
            safe = words[word].replace("\\", "\\\\").replace(quote, "\\" + quote)
            safe = safe.replace("{", "").replace("}", "")  # braces would end the expression
            made += [expression[place : match.start()], quote + safe + quote]
            place = match.end()
    return "".join([*made, expression[place:]])


_QUOTE = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
