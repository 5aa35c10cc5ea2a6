"""The names that expressions may use, and what expressions come to with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder.content.expressions.faults import explain_failure
from builder.content.expressions.sandbox import MAX_TEXT, environment_of
from builder.content.expressions.syntax import compiled, placed
from builder.content.expressions.values import Record, StoredFloat, Unlike
from builder.diagnostics import ContentError, Hint, Position, suggest

_PATH = re.compile(r"(?<![\w.])([A-Za-z_]\w*)(?:\.(\w+))?")


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
            run = compiled(expression, lenient)
        except ContentError as error:
            raise placed(error, at) from None
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
            message, hint = explain_failure(environment_of(lenient), expression, self._given())
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

    def _written(self, value: float) -> str:
        """Write a number: one that was typed as it was, others with the decimal mark of the deck's language."""
        from builder.languages import formats

        if isinstance(value, StoredFloat):
            return formats.stored(value.typed, self.language)
        return formats.worked_out(value, self.language) if type(value) is float else str(value)

    def text(self, expression: str, at: Position | None) -> str:
        """Evaluate an expression to the text that is printed; numbers that nobody typed with the language's decimal mark."""
        value = self.evaluate(expression, at)
        if not isinstance(value, (str, int, float, bool, Record)) or (isinstance(value, Record) and not str(value)):
            raise ContentError.of(
                "expression", f"'{expression}' gives a list, not text", at, "pick one value or use join"
            )
        if value is True or value is False:
            value = "true" if value else "false"
        text = self._written(value) if isinstance(value, float) else str(value)
        if len(text) > MAX_TEXT:
            raise ContentError.of("expression", f"'{expression}' gives more than {MAX_TEXT} characters", at)
        return " ".join(text.split()) if "\n" in text else text


def _missing(value: Any, expression: str) -> tuple[str, str]:
    name = getattr(value, "_undefined_name", None) or expression
    return "unknown-name", f"'{expression}': there is no '{name}'"


def _unlike(expression: str, error: Unlike, at: Position | None) -> ContentError:
    message = f"'{expression}' cannot be worked out: {error.message}"
    return ContentError.of("expression", message, at, error.hint)
