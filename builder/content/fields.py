"""Fields: the typed content model. The field decides the type of what is typed in YAML.

A record (a slide kind, a point, a case) is a dataclass; each field's annotation says how its node is
read (by `record_reader.py`) and its metadata what it is for. The same declarations give the JSON Schema and
the reference pages.

Why not pydantic: importing it and building these models took longer than compiling a whole deck
(docs/decisions.md), and a scalar here has no type until its field gives it one.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar, Union, get_args, get_origin

from builder.content.tables.columns import Column
from builder.content.yaml_nodes import Node
from builder.diagnostics import Hint, Position
from builder.plan import RichText


class Typed(str):
    """Text of one field, which knows where it stands."""

    at: Position | None = None


class Plain(Typed):
    """Words without marks: names, alternative texts, chart labels."""


class Code(Typed):
    """Text that is taken as typed: an id, a language tag."""


class Address(Typed):
    """A web address, `mailto:`, `tel:` or `#slide-id`."""


class IconName(Typed):
    """The name of an icon (`fandeck icons`)."""


class Expression(str):
    """An expression without braces (`when`, `repeat`)."""


class Notes(RichText, frozen=True):
    """Text that may hold lists."""


T = TypeVar("T")


@dataclass(frozen=True)
class Data:
    """A table from a file: its header, its rows as text, what its columns hold, and the line of each row.

    at: where the file is named.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...] = dataclasses.field(default=(), compare=False, repr=False)
    lines: tuple[int, ...] = dataclasses.field(default=(), compare=False, repr=False)
    file: str = ""
    at: Position | None = dataclasses.field(default=None, compare=False, repr=False)

    def place(self, row: int) -> Position:
        """Return where a row stands in its file."""
        return Position(self.file, self.lines[row], 1)


def needed(doc: str, *, translate: bool = True, **more: Any) -> Any:
    """Declare a required field; more: `at_least`, `at_most` for lists, `low`, `high` for numbers."""
    return dataclasses.field(default=None, metadata={"doc": doc, "needed": True, "translate": translate, **more})


def optional(doc: str, default: Any = None, *, translate: bool = True, **more: Any) -> Any:
    """Declare an optional field."""
    metadata = {"doc": doc, "needed": False, "translate": translate, **more}
    if default is list:
        return dataclasses.field(default_factory=list, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@typing.dataclass_transform(kw_only_default=True, frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class a record: a dataclass whose methods are those of `Record`, as writing them costs at every start."""
    return dataclass(init=False, eq=False, repr=False, match_args=False)(cls)


class Say(Protocol):
    """Notes a fault of a record at one of its fields, or inside it: `rows[2]`; at: elsewhere, as in a file."""

    def __call__(
        self,
        field: str,
        rule: str,
        message: str,
        hint: Hint = "",
        severity: Any = "error",
        at: Position | None = None,
    ) -> None: ...


class Describe(Protocol):
    """Returns the JSON Schema of a type; `fields` that of a record's own fields, whatever else it may be read from."""

    def __call__(self, kind: Any) -> dict[str, Any]: ...

    def fields(self, record: type[Record]) -> dict[str, Any]: ...


class Record:
    """A group of fields, which says itself how it is read, walked through and described.

    SHORTHAND: the field that a bare scalar fills. HOLDS: the type that its node has the form of, where it is read by
    a `from_node` of its own: so translators' texts are found in it, and its schema is known. `from_node` and
    `list_from_nodes`, where a record has them, read what its fields alone do not describe.
    """

    SHORTHAND: ClassVar[str] = ""
    HOLDS: ClassVar[Any] = None

    def __init__(self, **values: Any) -> None:
        """Take fields by their names; raises TypeError for a name that is none."""
        given = vars(self)
        for name, default, factory in defaults_of(type(self)):
            given[name] = values.pop(name) if name in values else factory() if factory else default
        if values:
            raise TypeError(f"{type(self).__name__} has no field '{next(iter(values))}'")

    def check(self, say: Say) -> None:
        """Look at what no single field shows; called when all fields are good."""

    def held(self) -> Any:
        """Return what the record holds in the form of its node, where that is not its fields by their names."""
        return self

    @classmethod
    def spelled_out(cls, node: Node) -> Node:
        """Return a short form that only the record knows as the fields it stands for; any other node as it is."""
        return node

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        """Return the JSON Schema of every form that the record may be written in."""
        if cls.HOLDS is not None:
            return describe(cls.HOLDS)
        fields = describe.fields(cls)
        if not cls.SHORTHAND:
            return fields
        forms: list[dict[str, Any]] = [{"type": ["string", "number", "boolean"]}, fields]
        if hasattr(cls, "list_from_nodes"):
            forms.append({"type": "array", "items": describe(cls)})
        return {"anyOf": forms}


Default = tuple[str, Any, Callable[[], Any] | None]  # a field's name, its default, or what makes one
_known_defaults: dict[type, tuple[Default, ...]] = {}


def defaults_of(record: type) -> tuple[Default, ...]:
    """List the fields of a record with their defaults."""
    if record not in _known_defaults:
        _known_defaults[record] = tuple(
            (each.name, each.default, None if each.default_factory is dataclasses.MISSING else each.default_factory)
            for each in dataclasses.fields(record)
        )
    return _known_defaults[record]


class FieldSpec(NamedTuple):
    """One field of a record, resolved."""

    name: str
    type: Any
    doc: str
    needed: bool
    translate: bool
    limits: dict[str, Any]

    @property
    def key(self) -> str:
        """The key in YAML (`as` and `from` are words of Python)."""
        return self.name.rstrip("_")


def fields_of(record: type) -> dict[str, FieldSpec]:
    """List the fields of a record by their YAML keys."""
    if record not in _fields:
        _fields[record] = _resolved(record)
    return _fields[record]


_fields: dict[type, dict[str, FieldSpec]] = {}


def _resolved(record: type) -> dict[str, FieldSpec]:
    types_by_name = {name: kind for base in reversed(record.__mro__) for name, kind in _own_types(base).items()}
    specs: dict[str, FieldSpec] = {}
    for each in dataclasses.fields(record):
        meta = dict(each.metadata)
        if "doc" not in meta:
            continue
        doc, is_needed, translate = meta.pop("doc"), meta.pop("needed"), meta.pop("translate")
        spec = FieldSpec(each.name, types_by_name[each.name], doc, is_needed, translate, meta)
        specs[spec.key] = spec
    return specs


@lru_cache(maxsize=512)
def _own_types(record: type) -> dict[str, Any]:
    """Return the types of the fields that a class itself declares: what all kinds have is resolved once, not for each."""
    declared = vars(record).get("__dataclass_fields__", {})
    own = {
        name: text for name, text in vars(record).get("__annotations__", {}).items() if _is_field(declared.get(name))
    }
    if not own:
        return {}
    scope = vars(sys.modules[record.__module__])
    hints = typing.get_type_hints(types.SimpleNamespace(__annotations__=own), scope)
    return {name: _without_none(kind) for name, kind in hints.items()}


def _is_field(declared: dataclasses.Field[Any] | None) -> bool:
    """True for a field, not for a class variable, which dataclasses list too."""
    return declared is not None and "doc" in declared.metadata


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, types.UnionType):
        kept = tuple(arg for arg in get_args(annotation) if arg is not type(None))
        return kept[0] if len(kept) == 1 else kept
    return annotation


def walk_records(record: type, visit: Callable[[str, FieldSpec], None], prefix: str = "") -> None:
    """Visit every field of a record and of the records in it."""
    for key, spec in fields_of(record).items():
        visit(f"{prefix}{key}", spec)
        for inner in records_in(spec.type):
            if inner is not record:
                walk_records(inner, visit, f"{prefix}{key}.")


def records_in(kind: Any) -> Iterator[type]:
    """Yield the records that a type holds."""
    if isinstance(kind, tuple):
        for each in kind:
            yield from records_in(each)
    elif get_origin(kind) in (list, dict):
        yield from records_in(get_args(kind)[-1])
    elif isinstance(kind, type) and issubclass(kind, Record):
        yield kind
