"""The choice from audience lists: `-a` and `--exclude`, parsed and compared, never evaluated."""

from __future__ import annotations

import operator
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple, overload

from builder.audiences.audience import Audience
from builder.audiences.lists import AudienceList
from builder.content.tables.rows import column_name
from builder.content.tables.typed import typed
from builder.diagnostics import Hint, UsageError, suggest
from builder.languages.formats import is_date

_TERM = re.compile(r'\s*([^":<>=!]+?)\s*(>=|<=|!=|=|>|<|:)\s*(.*)', re.DOTALL)
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}  # fmt: skip
_OWN = ("id", "name", "language", "brand", "file_name", "logo", "accent")


class _Term(NamedTuple):
    """One condition: a field compared with a value; without an operator, an id or a name."""

    field: str
    operator: str
    value: str


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Make text comparable: no case, no accents, single spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(each for each in parts if unicodedata.combining(each) <= 9 and each != "\u0640")
    return " ".join(unicodedata.normalize("NFC", bare).split())


class Everyone(Sequence[Audience]):
    """The audiences of several lists, or some of them, each made when asked for."""

    def __init__(self, lists: Sequence[AudienceList], numbers: Iterable[int] | None = None) -> None:
        """numbers: the places of those who are meant, counted over all lists; None means all."""
        self.lists = lists
        total = sum(len(each.audiences) for each in lists)
        self.numbers = array("I", range(total) if numbers is None else numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Audience: ...

    @overload
    def __getitem__(self, place: slice) -> Everyone: ...

    def __getitem__(self, place: int | slice) -> Audience | Everyone:
        if isinstance(place, slice):
            return Everyone(self.lists, self.numbers[place])
        number = self.numbers[place]
        for each in self.lists:
            if number < len(each.audiences):
                return each.audiences[number]
            number -= len(each.audiences)
        raise IndexError(place)

    def __iter__(self) -> Iterator[Audience]:
        return (self[place] for place in range(len(self)))

    @property
    def are_alike(self) -> bool:
        """True where none has a language, a brand or a file name of its own."""
        return all(each.audiences.are_alike for each in self.lists)


def select(lists: Sequence[AudienceList], chosen: Sequence[str], excluded: Sequence[str] = ()) -> Everyone:
    """Give the audiences that any choice means and no exclusion does, in the order of the lists.

    Raises UsageError for a choice that cannot be read or means nobody.
    """
    choice = _Choice(lists)
    wanted = set(chain.from_iterable(choice.meant(each) for each in chosen))
    left_out = set(chain.from_iterable(choice.meant(each) for each in excluded))
    found = Everyone(lists, sorted(wanted - left_out))
    if wanted and not found:
        raise UsageError("no audience is left: all that are chosen are excluded too")
    return found


class _Choice:
    """Finds whom an argument means: their numbers among everyone."""

    def __init__(self, lists: Sequence[AudienceList]) -> None:
        self.everyone = Everyone(lists)
        self.groups = {fold(name): name for each in lists for name in each.groups}
        self.fields = [*_OWN, *dict.fromkeys(name for each in lists for name in each.fields if name not in _OWN)]

    @cached_property
    def known(self) -> dict[str, list[int]]:
        """Give the audiences by the words that are their ids and names."""
        known: dict[str, list[int]] = {}
        for number, audience in enumerate(self.everyone):
            for word in {fold(each) for each in (audience.id, audience.name, *audience.names.values())}:
                known.setdefault(word, []).append(number)
        return known

    def meant(self, argument: str) -> Sequence[int]:
        """Give those whom one argument means; raises UsageError where it means nobody."""
        found: Sequence[int] = range(len(self.everyone))
        if fold(argument) != "all":
            if fold(argument) in self.known:
                return self.known[fold(argument)]
            terms = list(self._terms(argument))
            for term in terms:
                found = self._matching(found, term)
            named = [term.value for term in terms if not term.operator]
            if not found and len(named) > 1:
                each = " ".join(f"-a {_quoted(value)}" for value in named)
                raise UsageError(f"no audience is '{argument}', as a comma means 'and': write {each} for each of them")
        if not found:
            raise UsageError(f"no audience matches '{argument}'")
        return found

    def _terms(self, argument: str) -> Iterator[_Term]:
        for part in _parts(argument):
            text = part.strip()
            if not text:
                raise UsageError(f"'{argument}': a condition is empty; {_GRAMMAR}")
            match = None if fold(_unquoted(text)) in self.known else _TERM.fullmatch(text)
            if match is None:
                yield _Term("", "", _unquoted(text))
                continue
            value = _unquoted(match[3])
            if not value:
                raise UsageError(f"'{argument}': nothing stands behind {match[2]}; {_GRAMMAR}")
            yield _Term(match[1], match[2], value)

    def _matching(self, among: Sequence[int], term: _Term) -> Sequence[int]:
        if not term.operator:
            named = self.known.get(fold(term.value))
            if named is None:
                if fold(term.value) == "all":
                    return among
                words = [word for each in self.everyone for word in (each.id, each.name, *each.names.values())]
                raise UsageError(_with(f"there is no audience '{term.value}'", suggest(term.value, words)))
            return sorted(set(named).intersection(among))
        field = self._field(term.field)
        if field == "group":
            return self._in_group(among, term)
        if term.operator in _ORDER:
            return self._ordered(among, field, term)
        differs = term.operator == "!="
        found = []
        for number in among:
            values = _values(self.everyone[number], field)
            if values and any(_same(value, term.value) for value in values) is not differs:
                found.append(number)
        return found

    def _field(self, text: str) -> str:
        name = column_name(text)
        if name == "group" and (self.groups or name not in self.fields):
            return "group"
        if name not in self.fields:
            raise UsageError(_with(f"there is no field '{text}'", suggest(name, [*self.fields, "group"])))
        return name

    def _in_group(self, among: Sequence[int], term: _Term) -> Sequence[int]:
        if term.operator in _ORDER:
            raise UsageError(f"a group is chosen with group:{term.value}, not with {term.operator}")
        name = self.groups.get(fold(term.value))
        if name is None:
            near = suggest(term.value, self.groups.values()) or "the list has no groups"
            raise UsageError(_with(f"there is no group '{term.value}'", near))
        return [each for each in among if (name in self.everyone[each].groups) is (term.operator != "!=")]

    def _ordered(self, among: Sequence[int], field: str, term: _Term) -> Sequence[int]:
        compare = _ORDER[term.operator]
        wanted: Any = _number(term.value)
        if wanted is None:
            wanted = _day(term.value)
        if wanted is None:
            raise UsageError(f"'{term.field}{term.operator}' needs a number or a date, not '{term.value}'")
        kinds = (int, float) if not isinstance(wanted, str) else str
        if not any(_comparable(value, kinds) for each in self.everyone for value in _values(each, field)):
            what, kind = ("dates", "date") if isinstance(wanted, str) else ("numbers", "integer")
            raise UsageError(f"'{field}' holds no {what}; give it its type in the list: fields: {{{field}: {kind}}}")
        return [
            each
            for each in among
            if any(
                _comparable(value, kinds) and compare(value, wanted) for value in _values(self.everyone[each], field)
            )
        ]


_GRAMMAR = "write an id, a name, field:value, field>=number or group:name, with commas between"


def _with(message: str, hint: Hint) -> str:
    return f"{message}: {hint}" if hint else message


def _parts(argument: str) -> list[str]:
    """Cut at the commas that stand outside double quotes."""
    if argument.count('"') % 2:
        raise UsageError(f"'{argument}': a double quote does not end")
    parts, inside = [""], False
    for character in argument:
        inside ^= character == '"'
        if character == "," and not inside:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _unquoted(text: str) -> str:
    """Take the quotes off; two inside quotes are one."""
    bare = text.strip()
    if len(bare) >= 2 and bare[0] == bare[-1] == '"':
        return bare[1:-1].replace('""', '"')
    return bare


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w.-]+", value) else f'"{value}"'


def _values(audience: Audience, field: str) -> list[Any]:
    """Give the values of a field, in all languages; none where its cell is empty."""
    if field == "id":
        return [audience.id]
    if field == "name":
        return [audience.name, *audience.names.values()]
    if field == "language" and audience.languages:
        return list(audience.languages)
    own = getattr(audience, field) if field in _OWN[3:] else ""
    found = [own] if own else []
    if not own and field in audience.values:
        found.append(audience.values[field])
    return found + [form[field] for form in audience.forms.values() if field in form]


def _same(value: Any, wanted: str) -> bool:
    if isinstance(value, bool):
        try:
            return bool(typed(wanted, "boolean", None)) is value
        except ValueError:
            return False
    if isinstance(value, (int, float)):
        number = _number(wanted)
        return value == number if number is not None else False
    return fold(value) == fold(wanted) or (is_date(value) and value == _day(wanted))


def _number(text: str) -> int | float | None:
    try:
        number: int | float = typed(text.strip(), "number", ".") if "." in text else typed(text.strip(), "integer", ".")
    except ValueError:
        return None
    return number


def _day(text: str) -> str | None:
    try:
        return str(typed(text.strip(), "date", None))
    except ValueError:
        return None


def _comparable(value: Any, kinds: Any) -> bool:
    if kinds is str:
        return isinstance(value, str) and is_date(value)
    return isinstance(value, kinds) and not isinstance(value, bool)
