"""Records: every field says what it is for, and all faults of a record are found in one go."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

import pytest

from builder.brands.brand import BrandFields
from builder.content.fields import FieldSpec, Plain, Record, fields_of, needed, optional, walk_records
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, parse_yaml
from builder.diagnostics import Findings, Position
from builder.plan import RichText
from builder.projects.session import SessionFields
from builder.slide_kinds import CaseFields, kind_names, kind_of


class NoFiles:
    """No pictures, tables or cases."""

    def image(self, name: str, at: Position) -> None: ...

    def film(self, name: str, at: Position) -> None: ...

    def captions(self, text: str, at: Position) -> None: ...

    def data(self, node: object, reading: object) -> None: ...

    def case(self, name: str, at: Position, reading: object) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Sample(Record):
    """A record for these tests."""

    name: Plain = needed("the name")
    text: RichText | None = optional("the text")
    number: int | None = optional("the number", low=1, high=9)
    flags: list[bool] = optional("flags", list, at_most=2)


def read(text: str) -> tuple[Sample | None, list[str]]:
    findings = Findings()
    node = parse_yaml(text, "a.yaml", findings)
    assert isinstance(node, Mapping)
    made = Reading(findings, NoFiles(), None, set()).record(node, Sample)
    return made, [each.rule for each in findings]


def test_the_field_decides_the_type() -> None:
    made, rules = read("name: 12\ntext: no\nnumber: 4\nflags: [yes, false]\n")
    assert not rules
    assert made is not None
    assert (made.name, made.text and made.text.plain, made.number, made.flags) == ("12", "no", 4, [True, False])


def test_all_faults_are_found_in_one_go() -> None:
    made, rules = read("nam: x\ntext: [a]\nnumber: 99\nflags: [maybe]\n")
    assert made is None
    # a mistyped key is one fault: that its field is missing follows from it
    assert sorted(rules) == ["out-of-range", "unknown-key", "wrong-type", "wrong-type"]


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_an_empty_optional_field_is_not_given(empty: str) -> None:
    made, rules = read(f"name: x\nnumber: {empty}\nflags: {empty}\n")
    assert not rules
    assert made == Sample(name=Plain("x"))


def test_an_empty_required_field_is_missing() -> None:
    assert read("name:\n") == (None, ["missing-field"])


@pytest.mark.parametrize("record", [SessionFields, BrandFields, CaseFields, *map(kind_of, kind_names())])
def test_every_field_is_described(record: type) -> None:
    undescribed: list[str] = []

    def visit(path: str, spec: FieldSpec) -> None:
        if len(spec.doc) < 4:
            undescribed.append(path)

    walk_records(record, visit)
    assert not undescribed
    assert len(inspect.getdoc(record) or "") > 10


def test_what_people_read_is_translated_and_what_machines_read_is_not() -> None:
    for name in kind_names():
        specs = fields_of(kind_of(name))
        assert specs["title"].translate
        assert specs["notes"].translate
        for key in ("kind", "id", "when", "repeat", "as", "hidden", "duration", "layout"):
            assert not specs[key].translate
