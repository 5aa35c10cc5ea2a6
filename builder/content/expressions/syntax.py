"""What may stand in an expression, looked up on Jinja2's own parsed tree: names, texts, comparisons."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.content.expressions.faults import as_filter, mended
from builder.content.expressions.sandbox import FILTERS, environment_of
from builder.diagnostics import ContentError, Position, suggest

if TYPE_CHECKING:
    from jinja2 import nodes


def check_expression(expression: str, known: set[str], at: Position | None) -> None:
    """Check an expression's form and its names without working it out; raises ContentError."""
    try:
        names = compiled(expression, False).names
    except ContentError as error:
        raise placed(error, at) from None
    for name in names:
        if name not in known:
            raise ContentError.of("unknown-name", f"there is no '{name}' to put here", at, suggest(name, known))


class Compiled(NamedTuple):
    """An expression ready to be called with names, and the names that it asks for."""

    call: Callable[[dict[str, Any]], Any]
    names: frozenset[str]


@lru_cache(maxsize=4096)
def compiled(expression: str, lenient: bool) -> Compiled:
    """Check an expression on Jinja2's own parsed tree and compile it."""
    from jinja2 import TemplateError, TemplateSyntaxError, nodes

    environment = environment_of(lenient)
    try:
        tree = environment.parse("{{ " + expression + " }}")
        _refuse_foreign(tree, expression)
        run = environment.compile_expression(expression, undefined_to_none=False)
    except TemplateSyntaxError:
        raise ContentError.of(
            "expression",
            f"'{expression}' is not an expression",
            None,
            _form_hint(expression),
        ) from None
    except TemplateError:  # of constants, which are worked out when they are compiled: the first of an empty text
        raise ContentError.of("expression", f"'{expression}' uses something that does not exist") from None
    names = frozenset(node.name for node in tree.find_all(nodes.Name))
    return Compiled(run, names)  # given as one mapping: a variable may be called 'self'


def _form_hint(expression: str) -> str:
    """Say how an expression is written that cannot be parsed."""
    better = mended(expression)
    if better != expression:
        return f"write: {better}"
    return "write a name such as {{ audience.name }}; for two literal braces write \\{{"


def _refuse_foreign(tree: nodes.Template, expression: str) -> None:
    from jinja2 import nodes as n

    allowed = (
        n.Template, n.Output, n.Name, n.Const, n.Getattr, n.Getitem, n.Compare, n.Operand, n.And,
        n.Or, n.Not, n.Add, n.Sub, n.Mul, n.Div, n.Neg, n.CondExpr, n.Filter, n.Test, n.List,
        n.Tuple, n.Keyword, n.TemplateData,
    )  # fmt: skip
    for node in tree.find_all(n.Node):
        if isinstance(node, n.Const) and node.value in (math.inf, -math.inf):
            raise ContentError.of(
                "expression", f"'{expression}' holds a number that is too large", None, "write it out"
            )
        if isinstance(node, n.Filter) and node.name not in FILTERS:
            raise ContentError.of("expression", f"there is no filter '{node.name}'", None, suggest(node.name, FILTERS))
        if isinstance(node, n.Test) and node.name not in ("defined", "undefined", "in"):
            raise ContentError.of("expression", f"there is no test '{node.name}'")
        if not isinstance(node, allowed):
            raise ContentError.of(
                "expression",
                f"'{expression}' does more than an expression may",
                None,
                _instead(node, expression),
            )


def _instead(node: nodes.Node, expression: str) -> str:
    """Say how something is written that is more than an expression may do."""
    from jinja2 import nodes as n

    if isinstance(node, n.Call) and (better := as_filter(expression, FILTERS)):
        return f"write: {better}"
    if isinstance(node, n.Concat):
        return "put texts behind one another with +, or write two expressions"
    return "allowed: names, attributes, comparisons, and/or/not/in, + - * /, if-else, filters"


def placed(error: ContentError, at: Position | None) -> ContentError:
    """Return an error, told at a place of its own."""
    first = error.found[0]
    return ContentError.of(first.rule, first.message, at, first.hint)


@lru_cache(maxsize=1024)
def _constants(expression: str) -> tuple[tuple[str, bool], ...]:
    """List the texts in an expression in their order, with whether it may show them: results of if-else, what is added, defaults."""
    if "'" not in expression and '"' not in expression:
        return ()
    from jinja2 import TemplateSyntaxError, nodes

    def walk(node: nodes.Node | None, shown: bool) -> Iterator[tuple[str, bool]]:
        if node is None:
            return
        if isinstance(node, nodes.Const):
            if isinstance(node.value, str):
                yield node.value, shown
        elif isinstance(node, nodes.CondExpr):  # as it is written: this, if that, else another
            yield from walk(node.expr1, shown)
            yield from walk(node.test, False)
            yield from walk(node.expr2, shown)
        elif isinstance(node, nodes.Filter):
            yield from walk(node.node, shown)
            for argument in (*node.args, *node.kwargs):
                yield from walk(argument, shown and node.name in ("default", "join"))
        else:
            passes = isinstance(node, (nodes.Output, nodes.Template, nodes.Add, nodes.Or, nodes.And, nodes.Keyword))
            for child in node.iter_child_nodes():
                yield from walk(child, shown and passes)

    try:
        tree = environment_of(False).parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return ()
    return tuple(walk(tree, True))


def shown_words(expression: str) -> tuple[str, ...]:
    """List the texts that an expression itself may show: `'more' if … else 'fewer'`, what is added or is a default."""
    return tuple(dict.fromkeys(word for word, shown in _constants(expression) if shown))


def shown_quotes(expression: str) -> frozenset[int]:
    """Return the places, among the quoted texts of an expression, of those that it may show."""
    return frozenset(place for place, (_, shown) in enumerate(_constants(expression)) if shown)


@lru_cache(maxsize=2048)
def compared_paths(expression: str) -> frozenset[str]:
    """List the names and attributes that an expression compares, or filters by: `audience.sector`."""
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = environment_of(False).parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return frozenset()
    found: set[str] = set()
    choosing = [each for each in tree.find_all(nodes.Filter) if each.name in ("selectattr", "rejectattr")]
    for part in (*tree.find_all(nodes.Compare), *choosing):
        found |= {node.name for node in part.find_all(nodes.Name)}
        found |= {f"{n.node.name}.{n.attr}" for n in part.find_all(nodes.Getattr) if isinstance(n.node, nodes.Name)}
    return frozenset(found)
