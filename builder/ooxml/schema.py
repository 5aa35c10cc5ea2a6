"""Elements against the schema: which children, in which order, and which attributes with which values.

`schema.json` is the table (made by tools/schema_table.py). Each combination of a type with its
children, or with its attributes, is looked at once, so that a deck of thousands of elements costs
some hundred comparisons.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_TABLE = Path(__file__).with_name("schema.json")
_LIMITS = {"i": (-(2**31), 2**31 - 1), "u": (0, 2**32 - 1), "l": (-(2**63), 2**63 - 1), "u8": (0, 255),
           "i8": (-128, 127), "u16": (0, 65535)}  # fmt: skip
_KNOWN_LIMIT = 100_000  # combinations that are remembered
_EXPLAINED = 200  # children up to which it is tried which one is out of place
_FREE = "{http://www.w3.org/"  # xml:space, xsi:type


class Wrong(NamedTuple):
    """An element that breaks the schema, and how."""

    element: Any
    message: str


class Schema:
    """The types of ECMA-376 and its extensions that stand in decks."""

    def __init__(self) -> None:
        table = json.loads(_TABLE.read_text(encoding="utf-8"))
        self._uris: dict[str, str] = {prefix: f"{{{uri}}}" for prefix, uri in table["namespaces"].items()}
        self._prefixes = {uri: prefix for prefix, uri in self._uris.items()}
        self._types: dict[str, list[Any]] = table["types"]
        self._enums: list[list[str]] = table["enums"]
        self.roots = {self._clark(tag): name for tag, name in table["roots"].items()}
        self._children: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[Any, ...], tuple[tuple[str | None, ...], tuple[tuple[int, str], ...]]] = {}
        self._right: dict[tuple[Any, ...], str] = {}
        self._needed = {
            kind: tuple(name for name, rule in rules.items() if rule[:1] == "!")
            for kind, (rules, _) in self._types.items()
        }
        self._needy = {kind for kind, names in self._needed.items() if names}
        self._hungry = {kind for kind, (_, model) in self._types.items() if model and self._match(model, [], 0) < 0}

    def faults(self, root: Any) -> Iterator[Wrong]:
        """Go through what is wrong under a root element; nothing for a root that the table does not know."""
        name = self.roots.get(root.tag)
        if name is None:
            return
        known, right = self._known, self._right
        if len(known) > _KNOWN_LIMIT or len(right) > _KNOWN_LIMIT:
            known.clear()
            right.clear()
        waiting: list[tuple[Any, str | None]] = [(root, name)]
        while waiting:
            element, kind = waiting.pop()
            if kind is None:
                continue
            attributes = element.items()
            if attributes or kind in self._needy:
                key = (kind, *attributes)
                wrong = right.get(key)
                if wrong is None:
                    wrong = right[key] = self._attributes(kind, attributes)
                if wrong:
                    yield Wrong(element, wrong)
            children = element[:]
            if children or kind in self._hungry:
                key = (kind, *[child.tag for child in children])
                found = known.get(key)
                if found is None:
                    found = known[key] = self._content(kind, key[1:])
                types, wrongs = found
                for place, message in wrongs:
                    yield Wrong(children[place] if place >= 0 else element, message)
                waiting.extend(zip(children, types, strict=True))

    def _clark(self, tag: str) -> str:
        prefix, _, local = tag.partition(":")
        return self._uris[prefix] + local

    def _short(self, tag: Any) -> str:
        uri, _, local = str(tag).rpartition("}")
        prefix = self._prefixes.get(f"{uri}}}")
        return f"{prefix}:{local}" if prefix else local

    # children

    def _content(self, kind: str, tags: tuple[Any, ...]) -> tuple[tuple[str | None, ...], tuple[tuple[int, str], ...]]:
        """Return the type of each child, and what is wrong with the children of an element."""
        model = self._types[kind][1]
        allowed = self._allowed(kind)
        types = tuple(allowed.get(tag, self.roots.get(tag) if "any" in allowed else None) for tag in tags)
        foreign = [isinstance(tag, str) and f"{tag.rpartition('}')[0]}}}" not in self._prefixes for tag in tags]
        own = [(place, tag) for place, tag in enumerate(tags) if not foreign[place]]
        if not model:
            return types, tuple(
                (place, f"{self._short(kind_tag(kind))} holds nothing, not {self._short(tag)}") for place, tag in own
            )
        if "any" in allowed:
            return types, ()
        unknown = [place for place, tag in own if tag not in allowed]
        if unknown:
            return types, tuple((n, f"{self._short(tags[n])} does not belong in {kind_tag(kind)}") for n in unknown)
        wanted = [allowed[tag] for _, tag in own]
        end = self._match(model, wanted, 0)
        if end == len(wanted):
            return types, ()
        place, message = self._explained(model, kind, wanted, end)
        return types, ((own[place][0] if place >= 0 else -1, message),)

    def _allowed(self, kind: str) -> dict[str, str]:
        known = self._children.get(kind)
        if known is None:
            known = self._children[kind] = {}
            for name in _names(self._types[kind][1]):
                if name == "any":
                    known["any"] = ""
                elif name in self._types:
                    known[self._clark(name.partition("/")[2])] = name
        return known

    def _match(self, model: Any, wanted: list[str], start: int) -> int:
        """Return how far children follow a model from a place; -1 where something is missing.

        The models are deterministic, so that taking as much as possible is always right.
        """
        name, least, most = _number(model if isinstance(model, str) else model[0])
        place, times = start, 0
        while times < most:
            end = self._once(model, name, wanted, place)
            if end < 0 or (end == place and times >= least):
                break
            times += 1
            if end == place:
                times = max(times, least)
                break
            place = end
        return place if times >= least else -1

    def _once(self, model: Any, name: str, wanted: list[str], place: int) -> int:
        if isinstance(model, str):
            return place + 1 if place < len(wanted) and wanted[place] == name else -1
        if name == "|":
            empty = False
            for item in model[1:]:
                end = self._match(item, wanted, place)
                if end > place:
                    return end
                empty = empty or end == place
            return place if empty else -1
        if name == "&":
            waiting = list(model[1:])
            while waiting:
                taken = next((i for i in waiting if self._match(i, wanted, place) > place), None)
                if taken is None:
                    break
                place = self._match(taken, wanted, place)
                waiting.remove(taken)
            return place if all(self._match(i, wanted, place) == place for i in waiting) else -1
        for item in model[1:]:
            place = self._match(item, wanted, place)
            if place < 0:
                return -1
        return place

    def _explained(self, model: Any, kind: str, wanted: list[str], end: int) -> tuple[int, str]:
        """Say which child is out of place, or what is missing."""
        parent = kind_tag(kind)
        if len(wanted) > _EXPLAINED:
            return min(max(end, 0), len(wanted) - 1), f"{parent} holds children out of order, or more than it may"
        for place in range(len(wanted)):
            rest = wanted[:place] + wanted[place + 1 :]
            if self._match(model, rest, 0) == len(rest):
                name = wanted[place].partition("/")[2]
                if wanted[place] in rest and rest.index(wanted[place]) <= place:  # before it, or right after
                    return place, f"{parent} holds {name} more often than it may"
                return place, f"{name} is not in its place among the children of {parent}"
        for name in dict.fromkeys(_names(model)):
            for place in range(len(wanted) + 1):
                more = [*wanted[:place], name, *wanted[place:]]
                if self._match(model, more, 0) == len(more):
                    return -1, f"{parent} lacks {name.partition('/')[2]}"
        if not wanted:
            return -1, f"{parent} lacks what it has to hold"
        return min(max(end, 0), len(wanted) - 1), f"the children of {parent} are not in the order of the schema"

    # attributes

    def _attributes(self, kind: str, given: list[tuple[str, str]]) -> str:
        """Say what is wrong with the attributes of an element; "" where nothing is."""
        rules: dict[str, str] = self._types[kind][0]
        names = set()
        for name, value in given:
            short = self._short(name) if name[0] == "{" else name
            names.add(short)
            rule = rules.get(short)
            if rule is None:
                known = f"{name.rpartition('}')[0]}}}" in self._prefixes
                if name[0] != "{" or (known and not name.startswith(_FREE)):
                    return f"{kind_tag(kind)} has no attribute {short}"
            elif rule not in ("s", "!s") and not any(self._takes(each, value) for each in _alternatives(rule)):
                return f'{short}="{value[:40]}" of {kind_tag(kind)} is not a value that it takes'
        for name in self._needed[kind]:
            if name not in names:
                return f"{kind_tag(kind)} lacks its attribute {name}"
        return ""

    def _takes(self, rule: _Rule, value: str) -> bool:
        code, least, most, pattern = rule
        if code == "n":
            if not (value.isdigit() and value.isascii()) and not _WHOLE.fullmatch(value):
                return False
            return len(value) < 30 and least <= int(value) <= most
        if code == "e":
            return value in self._enums[least]
        if code == "b":
            return value in _BOOLEANS
        return pattern is None or pattern.fullmatch(value) is not None


class _Rule(NamedTuple):
    code: str  # number, enumeration, boolean, or text by a pattern
    least: int = 0
    most: int = 0
    pattern: re.Pattern[str] | None = None


_WHOLE = re.compile(r"\s*[-+]?\d+\s*", re.A)
_BOOLEANS = {"0", "1", "true", "false", "on", "off", "t", "f"}
_DECIMAL = re.compile(r"\s*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*|INF|-INF|NaN", re.A)
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d.*", re.A)


@lru_cache(maxsize=4096)
def _alternatives(text: str) -> tuple[_Rule, ...]:
    """Read what an attribute takes, as tools/schema_table.py writes it."""
    return tuple(_rule(each) for each in text.lstrip("!").split("|"))


def _rule(text: str) -> _Rule:
    if text[0] == "e":
        return _Rule("e", int(text[1:]))
    if text == "b":
        return _Rule("b")
    if text[0] == "/":
        return _Rule("s", pattern=re.compile(text[1:-1]))
    if text[0] == "x":
        return _Rule("s", pattern=re.compile("(?:[0-9A-Fa-f]{2})" + (f"{{{text[1:]}}}" if text[1:] else "*")))
    if text[0] in "dt":
        return _Rule("s", pattern=_DECIMAL if text[0] == "d" else _MOMENT)
    if text == "s":
        return _Rule("s")
    code, _, bounds = text.rstrip("]").partition("[")
    low, _, high = bounds.partition(",")
    least, most = _LIMITS.get(code, _LIMITS["l"])
    return _Rule("n", max(least, int(low) if low else least), min(most, int(high) if high else most))


def kind_tag(kind: str) -> str:
    """Return the element's name of a type."""
    return kind.partition("/")[2]


def _names(model: Any) -> Iterator[str]:
    if isinstance(model, str):
        if model:
            yield _number(model)[0]
        return
    for item in model[1:]:
        yield from _names(item)


@lru_cache(maxsize=4096)
def _number(text: str) -> tuple[str, int, int]:
    """Take a name apart from how often it may stand."""
    if text[-1] == "?":
        return text[:-1], 0, 1
    if text[-1] == "*":
        return text[:-1], 0, 1 << 30
    if text[-1] == "+":
        return text[:-1], 1, 1 << 30
    if text[-1] == "}":
        name, _, counts = text[:-1].partition("{")
        low, _, high = counts.partition(",")
        return name, int(low), int(high) if high else 1 << 30
    return text, 1, 1


@lru_cache(maxsize=1)
def schema() -> Schema:
    """Read the table, once."""
    return Schema()
