"""Where expressions are worked out: Jinja2's sandbox, strict, with exact arithmetic, comparisons and a closed list of filters."""

from __future__ import annotations

import math
import operator as operators
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from builder.content.expressions.faults import TooLong
from builder.content.expressions.values import Record, is_among, same

if TYPE_CHECKING:
    from decimal import Decimal

    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment


MAX_DECIMALS = 10
MAX_TEXT = 20_000  # characters that one expression may give
FILTERS = (
    "number", "percent", "currency", "date", "default", "selectattr", "rejectattr", "first", "last",
    "join", "length", "map", "list", "sort", "sum", "min", "max", "round", "abs", "upper", "lower",
    "unique", "int", "float",
)  # fmt: skip
_COMPARED = "compared"  # no filter that can be written: `_refuse_foreign` knows FILTERS only
_environments: dict[bool, SandboxedEnvironment] = {}


def environment_of(lenient: bool) -> SandboxedEnvironment:
    """Return the sandbox, made once; lenient: what is not there counts as absent, as in `when`."""
    if lenient in _environments:
        return _environments[lenient]
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from jinja2.utils import pass_context

    class Absent(StrictUndefined):
        """What is not there, in `when`: no comparison with it holds."""

        def _no(self, *_: object) -> bool:
            return False

        __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _no  # type: ignore[assignment]

        def __bool__(self) -> bool:  # type: ignore[override]
            return False

        def __hash__(self) -> int:  # type: ignore[override]
            return 0

        def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
            return iter(())

    class Bounded(ImmutableSandboxedEnvironment):
        """A sandbox in which arithmetic takes numbers only."""

        intercepted_binops = frozenset("+-*/")

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return isinstance(obj, Record) and super().is_safe_attribute(obj, attr, value)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            for side in (left, right):
                if isinstance(side, bool) or not isinstance(side, (int, float)):
                    if operator == "+" and isinstance(left, str) and isinstance(right, str):
                        break
                    raise TypeError
            if isinstance(left, str) or not (operator == "/" or isinstance(left, float) or isinstance(right, float)):
                return super().call_binop(context, operator, left, right)
            return _reckoned(operator, left, right)

        def _generate(self, source: nodes.Template, *more: Any, **options: Any) -> str:
            return super()._generate(_with_comparisons(source), *more, **options)

    environment = Bounded(undefined=Absent if lenient else StrictUndefined)
    keep = {name: environment.filters[name] for name in FILTERS if name in environment.filters}
    environment.filters.clear()
    environment.filters.update(keep)
    environment.filters["join"] = _joined
    environment.filters[_COMPARED] = _outcome
    for name in ("int", "float"):
        environment.filters[name] = _of_plain(environment.filters[name])
    for name in ("==", "eq", "equalto"):  # as selectattr asks for them
        environment.tests[name] = same
    for name in ("!=", "ne"):
        environment.tests[name] = _differ
    for name, choose in (("min", min), ("max", max)):
        environment.filters[name] = _of_cells(environment.filters[name], choose)
    environment.filters["round"] = _rounded
    environment.filters["sum"] = _summed
    for name in ("number", "percent", "currency", "date"):
        environment.filters[name] = pass_context(_localised(name))
    return environment


def _with_comparisons(tree: nodes.Template) -> nodes.Template:
    """Return a parsed expression in which == != in and not in are worked out by `_outcome`."""
    from jinja2 import nodes as n
    from jinja2.visitor import NodeTransformer

    class Comparisons(NodeTransformer):
        def visit_Compare(self, node: nodes.Compare) -> nodes.Expr:
            self.generic_visit(node)
            if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne", "in", "notin"):
                return node
            how = n.Const(node.ops[0].op, lineno=node.lineno)
            return n.Filter(node.expr, _COMPARED, [node.ops[0].expr, how], [], None, None, lineno=node.lineno)

    made: nodes.Template = Comparisons().visit(tree)
    if tree.environment is not None:
        made.set_environment(tree.environment)
    return made


def _outcome(left: Any, right: Any, how: str) -> bool:
    """Work out a comparison; with what is not there it goes as Jinja2 has it."""
    from jinja2 import Undefined

    if how in ("eq", "ne"):
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return bool(left == right if how == "eq" else left != right)
        return same(left, right) is (how == "eq")
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return bool(left in right) is (how == "in")
    return is_among(left, right) is (how == "in")


def _differ(left: Any, right: Any) -> bool:
    return not same(left, right)


def _reckoned(operator: str, left: float, right: float) -> float:
    """Work out two numbers as they are written: 0.1 + 0.2 is 0.3. A division that comes out whole gives a whole number."""
    made: Decimal = _RECKON[operator](_exact(left), _exact(right))
    if not math.isfinite(float(made)):
        raise OverflowError
    return int(made) if operator == "/" and made == made.to_integral_value() else float(made)


_RECKON: dict[str, Callable[..., Any]] = {
    "+": operators.add,
    "-": operators.sub,
    "*": operators.mul,
    "/": operators.truediv,
}


def _exact(value: float) -> Decimal:
    """Return a number as its shortest digits say it."""
    from decimal import Decimal

    return Decimal(float.__repr__(value) if isinstance(value, float) else int(value))


def _summed(values: Any, attribute: str | None = None, start: float = 0) -> Any:
    """Add numbers up, as they are written."""
    total: Any = start
    for each in values:
        number = getattr(each, attribute) if attribute else each
        if isinstance(number, (bool, str)) or not isinstance(number, (int, float)):
            raise TypeError
        whole = isinstance(total, int) and isinstance(number, int)
        total = total + number if whole else _reckoned("+", total, number)
    return total


def _joined(values: Any, between: str = "", attribute: str | None = None) -> str:
    """Join texts, as long as the result is no longer than a text may be."""
    parts = [str(getattr(each, attribute) if attribute else each) for each in values]
    if sum(map(len, parts)) + len(str(between)) * len(parts) > MAX_TEXT:
        raise TooLong
    return str(between).join(parts)


def _rounded(value: Any, decimals: int = 0) -> Any:
    """Round a number, to a whole one unless decimals are asked for."""
    from decimal import ROUND_HALF_UP, Decimal

    number = _exact(value if isinstance(value, (int, float)) else float(_plain(value)))
    made = number.quantize(Decimal(1).scaleb(-min(max(int(decimals), 0), MAX_DECIMALS)), ROUND_HALF_UP)
    return float(made) if decimals else int(made)


def _of_cells(usual: Callable[..., Any], choose: Callable[..., Any]) -> Callable[..., Any]:
    """Make a filter that picks the least or the greatest, of cells as the numbers that they are in their columns."""
    from jinja2.utils import pass_environment

    def pick(environment: Any, values: Any, *options: Any, **named: Any) -> Any:
        listed = list(values)
        if options or named or not any(hasattr(each, "column") for each in listed):
            return usual(environment, listed, *options, **named)
        return choose(listed, key=lambda each: float(_plain(each)))

    return pass_environment(pick)


def _bounded(option: Any) -> Any:
    """Return how many decimals a filter is asked for, within bounds; other options as they are."""
    return min(max(option, 0), MAX_DECIMALS) if isinstance(option, int) else option


def _plain(value: Any) -> Any:
    """Return what is read as a number or a day: of a cell, the one that it is in its column."""
    return getattr(value, "plain", value)


def _of_plain(convert: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, *options: convert(_plain(value), *options)


def _localised(name: str) -> Callable[..., str]:
    def format_value(context: Any, value: Any, *options: Any, **named: Any) -> str:
        from builder.languages import formats

        language = context.parent["__language"] if "__language" in context.parent else context["__language"]
        options = tuple(map(_bounded, options))
        named = {key: _bounded(option) for key, option in named.items()}
        if name == "currency" and not options:
            named.setdefault("code", context["__currency"])
        formatted: str = getattr(formats, name)(_plain(value), language, *options, **named)
        return formatted

    return format_value
