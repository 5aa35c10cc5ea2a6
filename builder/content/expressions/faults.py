"""What is wrong with an expression, in our words: neither Python's nor Jinja2's own text is shown, or read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

LONGEST_SHOWN = 40  # characters of a value in a message
_QUOTED = r"""('[^']*'|"[^"]*")"""
# what other languages write, and what is written here; in this order
_FOREIGN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    ("[\u201c\u201d\u201e]", '"'),
    ("[\u2018\u2019]", "'"),
    (r"\s*&&?\s*", " and "),
    (r"\s*\|\|\s*", " or "),
    (r"!==?|<>", "!="),
    (r"!(?!=)\s*", "not "),
    (r"===?", "=="),
    (r"(?<![<>=!])=(?!=)", "=="),
    (r"\b(AND|OR|NOT|IN)\b", lambda found: found[0].lower()),
    (r"(?<![\w.,])(\d+),(\d+)(?![\w.,])", r"\1.\2"),
    (r"\$(?=[A-Za-z_])", ""),
    (r"(?<=\w)->(?=[A-Za-z_])", "."),
)
# what spans quotes: a choice and a default, as other languages write them
_CHOICES = (
    (r"(.+?)\s*\?\?\s*(.+)", r"\1 | default(\2)"),
    (r"(.+?)\s*\?\s*([^?]+?)\s*:\s*(.+)", r"\2 if \1 else \3"),
)
# functions of other languages, and the filters that do the same
_FUNCTIONS = {"len": "length", "count": "length", "str": "", "string": "", "lcase": "lower", "ucase": "upper"}
_TAKES = {
    **dict.fromkeys(("number", "percent", "currency", "round", "abs", "int", "float"), "a number"),
    **dict.fromkeys(("join", "first", "last", "sort", "sum", "min", "max", "map", "unique", "list"), "a list"),
    **dict.fromkeys(("selectattr", "rejectattr"), "a list"),
    "date": "a date such as 2026-12-10",
}


class TooLong(ValueError):
    """What an expression gives is longer than a text may be."""


def mended(expression: str) -> str:
    """Return an expression with what other languages write as it is written here; as it was where nothing is known."""
    parts = re.split(_QUOTED, expression)
    for number in range(0, len(parts), 2):
        for pattern, instead in _FOREIGN:
            parts[number] = re.sub(pattern, instead, parts[number])
    whole = "".join(parts).strip()
    for pattern, choice in _CHOICES:
        whole = re.sub(f"^{pattern}$", choice, whole)
    return whole


def as_filter(expression: str, filters: Collection[str]) -> str:
    """Return a call of a function or a method as the filter that does the same; "" where none does."""
    method = re.fullmatch(r"([\w.]+)\.(\w+)\(\)", expression.strip())
    function = re.fullmatch(r"(\w+)\(([^()]+)\)", expression.strip())
    if method:
        called, value = method[2], method[1]
    elif function:
        called, value = function[1], function[2].strip()
        value = f"[{value}]" if "," in value else value
    else:
        return ""
    name = _FUNCTIONS.get(called.lower(), called.lower())
    if not name:
        return value
    return f"{value} | {name}" if name in filters else ""


def explain_failure(environment: Environment, expression: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Say why an expression cannot be worked out with its values: message and hint."""
    from jinja2 import TemplateError, nodes

    found = _innermost(environment, expression, values)
    if found is None:
        return f"'{expression}' cannot be worked out with these values", ""
    node, error = found
    if isinstance(error, TooLong):
        return f"'{expression}' gives a text that is too long", "pick fewer values"
    if isinstance(error, ZeroDivisionError):
        return f"'{expression}' divides by zero", "say what stands there then: … if … else …"

    def shown(part: nodes.Expr) -> str:
        try:
            return described(_value(environment, part, values))
        except TemplateError:  # a list of what is not there
            return "nothing"

    def typed(part: nodes.Expr) -> str:
        """Return how the column of a cell gets its type; "" for what is no such cell."""
        try:
            column = getattr(_value(environment, part, values), "column", None)
        except TemplateError:
            return ""
        return "" if column is None or column.declared else str(column.mend)

    if isinstance(node, nodes.BinExpr):
        sides = f"{shown(node.left)} and {shown(node.right)}"
        grouped = (
            f"put what the filter takes in brackets: (…) | {node.right.name}"
            if isinstance(node.right, nodes.Filter)
            else ""
        )
        return (
            f"'{expression}': {node.operator} takes numbers, and stands between {sides}",
            grouped or typed(node.left) or typed(node.right) or "write numbers without quotes",
        )
    if isinstance(node, nodes.Compare):
        sides = f"{shown(node.expr)} with {shown(node.ops[0].expr)}"
        return f"'{expression}' compares {sides}", "compare numbers with numbers, and text with text in quotes"
    if isinstance(node, nodes.Filter) and node.node is not None:
        takes = _TAKES.get(node.name, "")
        message = f"'{expression}': the filter '{node.name}' cannot take {shown(node.node)}"
        return message, f"it takes {takes}" if takes else ""
    return f"'{expression}' cannot be worked out with these values", ""


def described(value: Any) -> str:
    """Return a value with what it is: `the text 'abc'`, `the number 3`."""
    from jinja2 import Undefined

    if value is None or isinstance(value, Undefined):
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text '{value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + '…'}'"
    return "a list" if isinstance(value, (list, tuple)) else "a group of values"


def _innermost(
    environment: Environment, expression: str, values: Mapping[str, Any]
) -> tuple[nodes.Expr, Exception] | None:
    """Find the smallest part of an expression that cannot be worked out, and what happens when it is tried."""
    from jinja2 import TemplateError

    for part in _parts(environment.parse("{{ " + expression + " }}")):
        try:
            _value(environment, part, values)
        except TemplateError:  # of a value that is not there, which is told elsewhere
            continue
        except Exception as error:  # whatever a part fails with, the whole failed with
            return part, error
    return None


def _parts(node: nodes.Node) -> Iterator[nodes.Expr]:
    """Go through the parts of a parsed expression, smaller ones first."""
    from jinja2 import nodes

    for child in node.iter_child_nodes():
        yield from _parts(child)
    if isinstance(node, nodes.Expr):
        yield node


def _value(environment: Environment, part: nodes.Expr, values: Mapping[str, Any]) -> Any:
    from jinja2 import nodes
    from jinja2.environment import TemplateExpression

    body: list[nodes.Node] = [nodes.Assign(nodes.Name("result", "store"), part, lineno=1)]
    template = environment.from_string(nodes.Template(body, lineno=1))
    value: Any = TemplateExpression(template, undefined_to_none=False)(values)
    return list(value) if hasattr(value, "__next__") else value
