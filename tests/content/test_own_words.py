"""Faults are told in our own words: never those of Python, Jinja2 or PyYAML."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from builder.content.expressions import Names, Record, value_of
from builder.content.yaml_nodes import parse_yaml
from builder.diagnostics import ContentError, Diagnostic, Findings
from tests.tools.projects import SmallProject

VALUES: dict[str, Any] = {
    "naam": "Utrecht",
    "aantal": value_of("3"),
    "nul": value_of("0"),
    "lijst": ["a", "b"],
    "klant": Record({"name": "Waterland", "jaar": "2024"}, "Waterland"),
}


def fault_of(expression: str) -> Diagnostic:
    with pytest.raises(ContentError) as error:
        Names(VALUES, "nl").text(expression, None)
    return error.value.found[0]


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        ("naam * 2", "* takes numbers, and stands between the text 'Utrecht' and the number 2", "without quotes"),
        ("naam + aantal", "+ takes numbers, and stands between the text 'Utrecht' and the number 3", ""),
        ("lijst + 1", "stands between a list and the number 1", ""),
        ("klant.jaar > 2000", "compares the text '2024' with the number 2000", "numbers with numbers"),
        ("'ja' if klant.jaar > 2000 else 'nee'", "compares the text '2024' with the number 2000", ""),
        ("10 / nul", "divides by zero", "if … else"),
        ("naam | number", "the filter 'number' cannot take the text 'Utrecht'", "a number"),
        ("naam | round", "the filter 'round' cannot take the text 'Utrecht'", "a number"),
        ("aantal | join", "the filter 'join' cannot take the number 3", "a list"),
        ("(naam | round) + 1", "the filter 'round' cannot take the text 'Utrecht'", ""),
    ],
)
def test_what_cannot_be_worked_out_is_told_with_both_sides(expression: str, message: str, hint: str) -> None:
    found = fault_of(expression)
    assert message in found.message
    assert expression in found.message
    assert hint in str(found.hint)
    assert not re.search(r"supported|operand|NoneType|object|could not|str'|int'", found.message)


@pytest.mark.parametrize(
    ("expression", "better"),
    [
        ("naam && aantal", "naam and aantal"),
        ("naam || aantal", "naam or aantal"),
        ("!naam", "not naam"),
        ("'x' if aantal = 3 else 'y'", "'x' if aantal==3 else 'y'"),
        ("aantal === 3 && naam !== 'a && b'", "aantal == 3 and naam != 'a && b'"),
        ("naam AND NOT aantal", "naam and not aantal"),
    ],
)
def test_what_other_languages_write_is_mended_in_the_hint(expression: str, better: str) -> None:
    assert str(fault_of(expression).hint).replace(" == ", "==") == "write: " + better.replace(" == ", "==")


PARTS = [
    "naam",
    "aantal",
    "nul",
    "lijst",
    "leeg",
    "klant",
    "klant.jaar",
    "klant.weg",
    "klanten",
    "1",
    "'a'",
    "''",
    "[1, 'b']",
]
THROUGH = [
    "number", "percent", "currency", "date", "default('x')", "selectattr('k')", "selectattr('v', 'gt', 1)", "first", "last", "join", "length",
    "map(attribute='v')", "list", "sort", "sum", "min", "max", "round(99)", "round('x')", "abs", "unique", "int", "currency(3)",
]  # fmt: skip
BETWEEN = ["+", "-", "*", "/", "==", "<", ">=", "in", "not in", "and", "or"]


def made_up(chance: random.Random, depth: int) -> str:
    sort = chance.random()
    if depth == 0 or sort < 0.2:
        return chance.choice(PARTS)
    if sort < 0.5:
        return f"({made_up(chance, depth - 1)} | {chance.choice(THROUGH)})"
    if sort < 0.85:
        return f"({made_up(chance, depth - 1)} {chance.choice(BETWEEN)} {made_up(chance, depth - 1)})"
    return f"({made_up(chance, depth - 1)} if {made_up(chance, depth - 1)} else {made_up(chance, depth - 1)})"


def test_whatever_is_written_is_worked_out_or_told() -> None:
    """No expression ends in an error of a library; 700 made-up ones, always the same."""
    chance = random.Random(3)
    more = {**VALUES, "leeg": [], "klanten": [Record({"k": "a", "v": value_of("1")}), Record({"k": "b"})]}
    told = 0
    for _ in range(700):
        expression = made_up(chance, 3)
        try:
            Names(more, "nl").text(expression, None)
        except ContentError as error:
            told += 1
            message = error.found[0].message.replace(expression, "")
            assert not re.search(
                r"supported|operand|NoneType|object|could not|has no attribute|sequence was", message
            ), expression
    assert told > 100


def test_a_variable_may_be_called_self() -> None:
    assert Names({"self": "Aap", "ander": "Noot"}, "nl").text("ander", None) == "Noot"


BROKEN_YAML = [
    "a: [1, 2\nb: 3\n", "a: {b: 1\n", "a: 1\n b: 2\n", "- a\nb: 1\n", "a: *weg\n", "a: &x 1\nb: *y\n", "? [a]\n: b\n- c\n",
    "a: \"x\\q\"\n", "%YAML 9.9\n---\na: 1\n", "a: b: c\n", "\ta: 1\n", "a: 'x\n", "!!x y: z: a\n", "a: |9x\n b\n", "@a: 1\n",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN_YAML)
def test_what_yaml_refuses_is_told_without_its_words(text: str) -> None:
    found = Findings()
    parse_yaml(text, "s.yaml", found)
    for each in found:
        assert not re.search(
            r"while (scanning|parsing)|expected|found |token|did not find|block|undefined alias|could not", each.message
        ), each
        assert (each.at is not None and each.hint) or each.rule != "yaml-syntax"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1:30", "90"), ("0:45", "45"), ("1e3", "1000"), ("1 250", "1250"), ("1\u00a0250", "1250"), ("12,5", "12.5"),
        ("90 min", "90"), ("1.5 uur", "90"), ("1e9", "1000000000"), ("2.50e1", "25"), ("+5", "5"),
    ],
)  # fmt: skip
def test_the_hint_for_a_figure_keeps_its_value(typed: str, hint: str, project: SmallProject) -> None:
    project.write(f"- kind: agenda\n  id: a\n  items:\n  - {{text: Welkom, duration: '{typed}'}}\n")
    (found,) = project.build().findings
    assert found["rule"] == "wrong-type"
    assert re.findall(r"[\d.]+", found["hint"])[-1] == hint, found


def test_a_clock_time_is_told_as_both_that_it_may_be(project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: c, title: T, type: bar, categories: [a], series: [{name: n, values: ['1:30']}]}\n"
    )
    (found,) = project.build().findings
    assert "write 90 for minutes, or 1.5 for hours" in found["hint"]
