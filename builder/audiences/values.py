"""The values of a row in expressions, and a setting of a list filled in with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from builder.audiences.definition import Setting
from builder.content import expressions
from builder.diagnostics import ContentError


class Values:
    """The values of a row for expressions, made when the first expression needs them.

    used: the names that expressions use; None where all may be.
    """

    def __init__(self, present: Mapping[str, Any], empty: Iterable[str], used: Iterable[str] | None = None) -> None:
        self.present, self.empty, self.used = present, empty, used
        self._names: dict[tuple[str, bool], expressions.Names] = {}

    def names(self, language: str, *, lenient: bool = False) -> expressions.Names:
        key = (language, lenient)
        if key not in self._names:
            nothing = _nothing()[lenient]
            used = {*self.empty, *self.present} if self.used is None else self.used
            self._names[key] = expressions.Names({name: self.present.get(name, nothing) for name in used}, language)
        return self._names[key]


def filled_in(setting: Setting, values: Values, language: str = "en") -> str | None:
    """Fill in a setting; None where it needs a cell that is empty. Raises ContentError."""
    if setting.column:
        value = values.present.get(setting.column)
        return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    filled = []
    for expression in setting.template.expressions:
        try:
            filled.append(values.names(language).text(expression, setting.at(expression)))
        except ContentError as error:
            present = values.present
            if any(name in values.empty and name not in present for name in re.findall(r"\w+", expression)):
                return None
            raise error from None
    return " ".join(expressions.fill(setting.template.text, filled).split())


@lru_cache(maxsize=1)
def _nothing() -> tuple[Any, Any]:
    """Give what an empty cell is in expressions: strict, and as in groups."""
    names = expressions.Names({"row": expressions.Record({})}, "en")
    strict, lenient = (names.evaluate("[row.cell]", None, lenient=each)[0] for each in (False, True))
    return strict, lenient
