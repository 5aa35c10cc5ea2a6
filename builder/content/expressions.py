"""Expressions in text: `{{ … }}` by Jinja2, in a sandbox, strict, from a closed list of means.

Markdown is parsed first and a value enters as plain text, so that nothing in a value is ever
interpreted. Expressions stand in the parsed text as placeholders (`hole`). Jinja2 is imported when
the first expression is compiled.
"""

from __future__ import annotations

import math
import operator as operators
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from builder.content.expression_faults import TooLong, explain_failure, mended
from builder.diagnostics import ContentError, Hint, Position, suggest

if TYPE_CHECKING:
    from decimal import Decimal

    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

_EXPRESSION = re.compile(r"\\\{\{|\{\{([^{}]{0,2000})\}\}")
_HOLE = re.compile("\ufdd0(\\d+)\ufdd1")  # read_yaml refuses these characters in content
_PATH = re.compile(r"(?<![\w.])([A-Za-z_]\w*)(?:\.(\w+))?")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?", re.ASCII)
LONGEST_NUMBER = 30  # characters; longer ones are text
MAX_DECIMALS = 10
MAX_TEXT = 20_000  # characters that one expression may give


class Template(NamedTuple):
    """A text with holes where its expressions were, and the expressions."""

    text: str
    expressions: tuple[str, ...]


@lru_cache(maxsize=8192)
def split(source: str) -> Template:
    """Take the expressions out of a text; `\\{{` stays as two braces."""
    if "{{" not in source:
        return Template(source, ())
    found: list[str] = []

    def hole(match: re.Match[str]) -> str:
        if match[1] is None:
            return "{{"
        found.append(match[1].strip())
        return f"\ufdd0{len(found) - 1}\ufdd1"

    return Template(_EXPRESSION.sub(hole, source), tuple(found))


def fill(text: str, values: list[str]) -> str:
    """Put values into the holes of a text."""
    return _HOLE.sub(lambda match: values[int(match[1])], text) if "\ufdd0" in text else text


def spans(text: str, values: list[str]) -> tuple[tuple[int, int], ...]:
    """Return from where to where the values stand when they are put into the holes of a text."""
    if "\ufdd0" not in text:
        return ()
    found, gained = list[tuple[int, int]](), 0
    for match in _HOLE.finditer(text):
        value = values[int(match[1])]
        start = match.start() + gained
        found.append((start, start + len(value)))
        gained += len(value) - len(match[0])
    return tuple(found)


def unclosed(source: str) -> bool:
    """True where `{{` has no `}}`."""
    return "{{" in _EXPRESSION.sub("", source)


class Record:
    """A mapping whose entries expressions reach as attributes.

    shown: what it prints as; absent: where the empty cells are, by name, for the error that names them.
    """

    __slots__ = ("_absent", "_entries", "_shown")

    def __init__(self, entries: Mapping[str, Any], shown: str = "", absent: Mapping[str, str] | None = None) -> None:
        self._entries, self._shown, self._absent = dict(entries), shown, dict(absent or {})

    def __getattr__(self, name: str) -> Any:
        try:
            return self._entries[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> Any:
        return self._entries[name]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __str__(self) -> str:
        return self._shown

    def __reduce__(self) -> Any:
        return (Record, (self._entries, self._shown, self._absent))

    def __repr__(self) -> str:
        return f"Record({list(self._entries.items())!r}, {self._shown!r})"


class Unlike(Exception):
    """Two values that cannot be compared, as one is text and the other none; says why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def same(left: Any, right: Any) -> bool:
    """Return whether two values are equal; raises Unlike where one is text and the other a number or a truth value."""
    if left == right:
        return True
    for text, other in ((left, right), (right, left)):
        if type(text) is str and isinstance(other, (bool, int, float)) and not isinstance(other, _Typed):
            kind = "true or false" if isinstance(other, bool) else "a number"
            shown = str(other).lower() if isinstance(other, bool) else str(other)
            raise Unlike(
                f"'{text[:60]}' is text and {shown} is {kind}",
                "write both alike: text in quotes, numbers and true or false without",
            )
    return False


def is_among(value: Any, those: Any) -> bool:
    """Return whether a value is in a list, as `same` has it; or text in text."""
    if isinstance(those, str) or not hasattr(those, "__iter__"):
        return bool(value in those)
    unlike: Unlike | None = None
    for each in those:
        try:
            if same(value, each):
                return True
        except Unlike as error:
            unlike = unlike or error
    if unlike is not None:
        raise unlike
    return False


def entries_of(record: Record) -> dict[str, Any]:
    """Return the entries of a record, as names for expressions of their own."""
    return dict(record._entries)


class _Typed:
    """A number that prints as it was typed."""

    typed: str

    def __new__(cls, typed: str) -> Self:
        number = super().__new__(cls, typed)  # type: ignore[call-arg]
        number.typed = typed
        return number

    def __eq__(self, other: object) -> bool:
        if type(other) is str:
            return self._is_text(other)
        return bool(same) if (same := super().__eq__(other)) is not NotImplemented else same

    def __ne__(self, other: object) -> bool:
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    def __hash__(self) -> int:
        return super().__hash__()

    def _is_text(self, other: str) -> bool:
        """Compare with text: true where it is the same number in the same writing; raises Unlike in another writing."""
        if other == self.typed:
            return True
        if len(other) > LONGEST_NUMBER or not _NUMBER.fullmatch(other) or float(other) != self:
            return False
        message = f"the number {self.typed} cannot be compared with '{other}', which is text"
        raise Unlike(message, f"write {self.typed} in both places, with or without quotes")

    def __str__(self) -> str:
        return self.typed

    def __repr__(self) -> str:  # part of slides' keys: what prints differently must differ
        return self.typed

    def __reduce__(self) -> Any:
        return (type(self), (self.typed,))


class TypedInt(_Typed, int):
    """A whole number that prints as it was typed."""


class TypedFloat(_Typed, float):
    """A decimal number that prints as it was typed."""


def value_of(text: str) -> Any:
    """Return a plain scalar of `variables` with its type: number, true, false, or text."""
    if len(text) > LONGEST_NUMBER:
        return text
    if re.fullmatch(r"-?(0|[1-9]\d*)", text):
        return TypedInt(text)
    if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", text):
        return TypedFloat(text)
    return {"true": True, "false": False}.get(text, text)


class Names:
    """The names that expressions may use, in the deck's language."""

    def __init__(
        self,
        values: Mapping[str, Any],
        language: str,
        currency: str = "EUR",
        advice: Mapping[str, str] | None = None,
    ) -> None:
        """advice: what to do where a record lacks an attribute, by the record's name, with `{}` for the attribute."""
        self.values, self.language, self.currency = dict(values), language, currency
        self.advice = dict(advice or {})
        self._told: dict[str, str] = {}
        self._found: dict[tuple[str, bool], Any] = {}
        self._outcomes: dict[tuple[str, bool], str | None] = {}

    def with_name(self, name: str, value: Any) -> Names:
        """Return these names and one more, as `repeat` adds."""
        advice = {owner: text for owner, text in self.advice.items() if owner != name}
        return Names({**self.values, name: value}, self.language, self.currency, advice)

    def told(self, expression: str, *, lenient: bool = False) -> Any:
        """Return what an expression comes to, as part of a slide's key: its outcome, else all that it could depend on."""
        key = (expression, lenient)
        if key not in self._outcomes:
            try:
                value = self.evaluate(expression, None, lenient=lenient)
                self._outcomes[key] = repr(value)
            except ContentError:
                self._outcomes[key] = None
        outcome = self._outcomes[key]
        return self.paths(expression) if outcome is None else outcome

    def truth(self, expression: str) -> bool | None:
        """Return whether a `when` holds; None where it cannot be worked out."""
        try:
            return self.holds(expression, None)
        except ContentError:
            return None

    def holds(self, expression: str, at: Position | None) -> bool:
        """Return whether a condition holds; what is absent does not. Raises ContentError."""
        value = self.evaluate(expression, at, lenient=True)
        try:
            return bool(value)
        except Unlike as error:
            raise _unlike(expression, error, at) from error

    def paths(self, expression: str) -> dict[str, str]:
        """Return the values that an expression names: whole ones, or single attributes of records."""
        found: dict[str, str] = {}
        for name, attribute in _PATH.findall(expression):
            if name not in self.values:
                continue
            path = f"{name}.{attribute}"
            if path not in self._told:
                value = self.values[name]
                if attribute and isinstance(value, Record):
                    entry = value._entries.get(attribute, "\ufdd0absent")
                    column = getattr(entry, "column", None)  # a cell is compared as its column is
                    self._told[path] = repr(entry) if column is None else f"{entry!r} {column.facts.sort}"
                else:
                    self._told[path] = repr(value)
            found[path] = self._told[path]
        return dict(sorted(found.items()))

    def evaluate(self, expression: str, at: Position | None, *, lenient: bool = False) -> Any:
        """Evaluate one expression.

        lenient: an attribute that is not there counts as absent, as in `when`.
        Raises ContentError naming the place and what is wrong.
        """
        key = (expression, lenient)
        if key not in self._found:
            self._found[key] = self._evaluated(expression, at, lenient)
        return self._found[key]

    def _evaluated(self, expression: str, at: Position | None, lenient: bool) -> Any:
        from jinja2 import TemplateError, Undefined

        try:
            run = _compiled(expression, lenient)
        except ContentError as error:
            raise _placed(error, at) from None
        for name in run.names:
            if name not in self.values:
                raise ContentError.of(
                    "unknown-name",
                    f"there is no '{name}' to put here",
                    at,
                    suggest(name, self.values),
                )
        try:
            value = run.call(self._given())
            value = list(value) if hasattr(value, "__next__") else value  # what filters give is worked out here
            if isinstance(value, Undefined) and not lenient:
                raise ContentError.of(*_missing(value, expression), at, self._near(value, expression))
            return False if isinstance(value, Undefined) else value
        except TemplateError:
            absent = self._absent(expression)
            message = f"'{expression}': there is no '{absent}'" if absent else ""
            message = message or f"'{expression}' uses something that does not exist"
            raise ContentError.of("unknown-name", message, at, self._near(None, expression)) from None
        except Unlike as error:
            raise _unlike(expression, error, at) from error
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            message, hint = explain_failure(_environment(lenient), expression, self._given())
            raise ContentError.of("expression", message, at, hint) from error

    def _given(self) -> dict[str, Any]:
        return {**self.values, "__language": self.language, "__currency": self.currency}

    def _absent(self, expression: str) -> str:
        """Return the first attribute that an expression names and its record does not have."""
        for owner, attribute in _PATH.findall(expression):
            record = self.values.get(owner)
            if attribute and isinstance(record, Record) and attribute not in record._entries:
                return str(attribute)
        return ""

    def _near(self, value: Any, expression: str) -> Hint:
        """Suggest an attribute near to the one that is missing."""
        for owner, attribute in re.findall(r"([A-Za-z_]\w*)\.(\w+)", expression):
            record = self.values.get(owner)
            if isinstance(record, Record) and attribute not in record._entries:
                if attribute in record._absent:
                    return f"its cell is empty: {record._absent[attribute]}; fill it in, or use default()"
                near = suggest(attribute, record._entries)
                advice = self.advice.get(owner, "")
                return near if near.nearest or not advice else advice.replace("{}", attribute)
        return ""

    def _worked_out(self, value: float) -> str:
        from builder.languages import formats

        return formats.worked_out(value, self.language)

    def text(self, expression: str, at: Position | None) -> str:
        """Evaluate an expression to the text that is printed; what was worked out with the language's decimal mark."""
        value = self.evaluate(expression, at)
        if not isinstance(value, (str, int, float, bool, Record)) or (isinstance(value, Record) and not str(value)):
            raise ContentError.of(
                "expression", f"'{expression}' gives a list, not text", at, "pick one value or use join"
            )
        if value is True or value is False:
            value = "true" if value else "false"
        text = self._worked_out(value) if type(value) is float else str(value)
        if len(text) > MAX_TEXT:
            raise ContentError.of("expression", f"'{expression}' gives more than {MAX_TEXT} characters", at)
        return " ".join(text.split()) if "\n" in text else text


def check_expression(expression: str, known: set[str], at: Position | None) -> None:
    """Check an expression's form and its names without working it out; raises ContentError."""
    try:
        names = _compiled(expression, False).names
    except ContentError as error:
        raise _placed(error, at) from None
    for name in names:
        if name not in known:
            raise ContentError.of("unknown-name", f"there is no '{name}' to put here", at, suggest(name, known))


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
        tree = _environment(False).parse("{{ " + expression + " }}")
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
        tree = _environment(False).parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return frozenset()
    found: set[str] = set()
    choosing = [each for each in tree.find_all(nodes.Filter) if each.name in ("selectattr", "rejectattr")]
    for part in (*tree.find_all(nodes.Compare), *choosing):
        found |= {node.name for node in part.find_all(nodes.Name)}
        found |= {f"{n.node.name}.{n.attr}" for n in part.find_all(nodes.Getattr) if isinstance(n.node, nodes.Name)}
    return frozenset(found)


def _missing(value: Any, expression: str) -> tuple[str, str]:
    name = getattr(value, "_undefined_name", None) or expression
    return "unknown-name", f"'{expression}': there is no '{name}'"


def _unlike(expression: str, error: Unlike, at: Position | None) -> ContentError:
    message = f"'{expression}' cannot be worked out: {error.message}"
    return ContentError.of("expression", message, at, error.hint)


def _placed(error: ContentError, at: Position | None) -> ContentError:
    first = error.found[0]
    return ContentError.of(first.rule, first.message, at, first.hint)


class _Compiled(NamedTuple):
    call: Callable[[dict[str, Any]], Any]
    names: frozenset[str]


@lru_cache(maxsize=4096)
def _compiled(expression: str, lenient: bool) -> _Compiled:
    """Check an expression on Jinja2's own parsed tree and compile it."""
    from jinja2 import TemplateError, TemplateSyntaxError, nodes

    environment = _environment(lenient)
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
    return _Compiled(run, names)  # given as one mapping: a variable may be called 'self'


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
                "allowed: names, attributes, comparisons, and/or/not/in, + - * /, if-else, filters",
            )


FILTERS = (
    "number", "percent", "currency", "date", "default", "selectattr", "rejectattr", "first", "last",
    "join", "length", "map", "list", "sort", "sum", "min", "max", "round", "abs", "upper", "lower",
    "unique", "int", "float",
)  # fmt: skip

_COMPARED = "compared"  # no filter that can be written: `_refuse_foreign` knows FILTERS only


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


_environments: dict[bool, SandboxedEnvironment] = {}


def _environment(lenient: bool) -> SandboxedEnvironment:
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
    environment.filters["round"] = _rounded
    environment.filters["sum"] = _summed
    for name in ("number", "percent", "currency", "date"):
        environment.filters[name] = pass_context(_localised(name))
    return environment


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

    number = _exact(value if isinstance(value, (int, float)) else float(value))
    made = number.quantize(Decimal(1).scaleb(-min(max(int(decimals), 0), MAX_DECIMALS)), ROUND_HALF_UP)
    return float(made) if decimals else int(made)


def _plain(value: Any) -> Any:
    """Return what is read as a number or a day: of a cell, the one that it is in its column."""
    return getattr(value, "plain", value)


def _of_plain(convert: Callable[..., Any]) -> Callable[..., Any]:
    return lambda value, *options: convert(_plain(value), *options)


def _localised(name: str) -> Callable[..., str]:
    def format_value(context: Any, value: Any, *options: Any) -> str:
        from builder.languages import formats

        language = context.parent["__language"] if "__language" in context.parent else context["__language"]
        options = tuple(min(max(o, 0), MAX_DECIMALS) if isinstance(o, int) else o for o in options)
        if name == "currency" and not options:
            options = (context["__currency"],)
        formatted: str = getattr(formats, name)(_plain(value), language, *options)
        return formatted

    return format_value
