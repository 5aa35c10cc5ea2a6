"""YAML read into nodes: exact places, and the field decides the type."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar, parse_yaml, read_yaml, scalars_of
from builder.diagnostics import Findings, Position
from tests.tools.packages import DeckFile
from tests.tools.projects import HEAD, SmallProject

TYPED = ["no", "yes", "12:30", "1.10", "0344", "=", "2026-12-10", "0x10", "1_000", "1e3", "null", "~", "on", ".5"]


def parsed(text: str) -> Node:
    findings = Findings()
    node = parse_yaml(text, "proef.yaml", findings)
    assert not list(findings)
    assert node is not None
    return node


def test_positions_count_characters_from_one() -> None:
    node = parsed("titel: één 😀\nlijst:\n  - eerste\n  -   {tekst: tweede}\n")
    assert isinstance(node, Mapping)
    assert node.keys_at == {"titel": Position("proef.yaml", 1, 1), "lijst": Position("proef.yaml", 2, 1)}
    listing = node.entries["lijst"]
    assert isinstance(listing, Listing)
    first, second = listing.items
    assert first.at == Position("proef.yaml", 3, 5)
    assert isinstance(second, Mapping)
    assert second.at == Position("proef.yaml", 4, 7)
    assert second.entries["tekst"].at == Position("proef.yaml", 4, 15)


@pytest.mark.parametrize("text", ["\ufefftitel: a\n", "titel: a\r\n", "titel: a\r"])
def test_marks_and_line_ends_of_windows_and_old_macs_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode("utf-8"))
    findings = Findings()
    node = read_yaml(path, "a.yaml", findings)
    assert not list(findings)
    assert isinstance(node, Mapping)
    assert node.text("titel") == "a"


@pytest.mark.parametrize("typed", TYPED)
def test_a_scalar_stays_as_typed(typed: str) -> None:
    node = parsed(f"waarde: {typed}\n")
    assert isinstance(node, Mapping)
    value = node.entries["waarde"]
    assert isinstance(value, Scalar)
    assert value.text == typed


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_an_empty_value_is_not_given(empty: str) -> None:
    node = parsed(f"a: {empty}\nb: 1\n")
    assert isinstance(node, Mapping)
    assert node.get("a") is None


def test_a_quoted_empty_value_is_given() -> None:
    node = parsed("a: ''\nb: 'null'\n")
    assert isinstance(node, Mapping)
    assert (node.text("a"), node.text("b")) == ("", "null")


def test_anchors_repeat_values() -> None:
    node = parsed("a: &een [x, y]\nb: *een\n")
    assert [scalar.text for scalar in scalars_of(node)] == ["x", "y", "x", "y"]


def test_every_alias_bomb_ends_quickly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    findings = Findings()
    parse_yaml("\n".join(lines), "bom.yaml", findings)
    assert [each.rule for each in findings] == ["yaml-anchors"]


def test_typed_text_arrives_on_the_slide(project: SmallProject) -> None:
    words = [typed for typed in TYPED if typed not in ("null", "~")]
    slides = "- kind: bullets\n  id: getypt\n  title: 2026-12-10\n  points:\n"
    project.write(slides + "".join(f"    - {typed}\n" for typed in words[:6]) + "  notes: 0344\n")
    deck = DeckFile(project.deck())
    shown = deck.text(0)
    assert deck.titles == ["2026-12-10"]
    assert shown.startswith("2026-12-10" + "".join(words[:6]))
    assert deck.notes(0) == "0344"


def test_keys_are_text_whatever_yaml_makes_of_them(project: SmallProject) -> None:
    project.write(
        "- kind: poll\n  id: peiling\n  question: Doet u mee?\n"
        "  options: [{id: yes, text: Ja}, {id: no, text: Nee}]\n  results: {no: 3, yes: 1}\n"
    )
    root, cells = next(DeckFile(project.deck()).charts())
    assert cells["A2"].endswith("Ja")
    assert [float(cells[name]) for name in ("B2", "B3")] == [0.25, 0.75]
    assert root is not None


@pytest.mark.parametrize(
    ("typed", "code"), [("12", 0), ("2.5", 0), ("-1", 1), ("1e1", 1), ("1_0", 1), ("0x1", 1), ("12:30", 1)]
)
def test_number_fields_take_digits_only(typed: str, code: int, project: SmallProject) -> None:
    project.write(f"- kind: statement\n  id: zin\n  text: Zin\n  duration: {typed}\n")
    assert project.build().code == code


@pytest.mark.parametrize(
    ("typed", "hidden"), [("true", True), ("yes", True), ("false", False), ("no", False), ("", False)]
)
def test_boolean_fields_take_yes_and_no(typed: str, hidden: bool, project: SmallProject) -> None:
    project.write(f"- kind: statement\n  id: zin\n  text: Zin\n  hidden: {typed}\n")
    slide = DeckFile(project.deck()).slides[0]
    assert (slide.get("show") in ("0", "false")) is hidden


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("15", "15"),
        ("1.10", "1.10"),
        ("true", "true"),
        ('"yes"', "yes"),
        ("0344", "0344"),
        ("2026-12-10", "2026-12-10"),
        ("-3.50", "-3.50"),
    ],
)
def test_a_variable_prints_as_typed(value: str, printed: str, project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: zin, text: 'Het is {{ waarde }} nu'}\n",
        f"title: Proef\nlanguage: nl\nvariables: {{waarde: {value}}}\nslides:\n",
    )
    assert DeckFile(project.deck()).titles == [f"Het is {printed} nu"]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40)


@given(TEXT)
def test_any_quoted_text_arrives_unchanged(text: str) -> None:
    escaped = text.replace("'", "''")
    node = parsed(f"a: '{escaped}'\n")
    assert isinstance(node, Mapping)
    assert node.text("a") == text


@given(st.binary(max_size=60))
def test_no_bytes_make_reading_fail_otherwise_than_by_a_finding(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_bytes(data)
        findings = Findings()
        node = read_yaml(path, "a.yaml", findings)
        assert node is not None or findings.errors


def test_text_without_faults_has_no_findings() -> None:
    findings = Findings()
    parse_yaml(
        HEAD + '- a: "Let op: dit mag"  # toelichting\n  b: wij#1\n  c: |\n    # een kop\n    - streep\n', "a", findings
    )
    assert not list(findings)
