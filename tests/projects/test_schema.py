"""The JSON Schemas: valid, committed, true of the shipped content, and of one mind with the program."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from builder.projects.schema import SCHEMAS, schema_of
from tests.tools.projects import HEAD, ROOT, SmallProject, run_cli

SHIPPED = ROOT / "builder" / "shipped" / "new_project"


BOOL, DATE = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class EditorLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: dates and `yes` stay text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in (BOOL, DATE)]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver(BOOL, re.compile(r"^(true|false)$"), list("tf"))


def content_files() -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for root in (ROOT, SHIPPED):
        found += [("session", path) for path in sorted(root.glob("content/*/session.yaml"))]
        found += [("slides", path) for path in sorted(root.glob("content/*/slides/*.yaml"))]
        found += [("case", path) for path in sorted(root.glob("content/cases/*.yaml"))]
        found += [("brand", path) for path in sorted(root.glob("templates/*/brand.yaml"))]
    return found


def errors_of(name: str, text: str) -> list[Any]:
    return list(Draft202012Validator(schema_of(name)).iter_errors(yaml.load(text, EditorLoader)))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_valid_and_describes_every_key(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    for definition in [schema, *schema["$defs"].values()]:
        for key, described in definition.get("properties", {}).items():
            assert "description" in described or key in ("kind", "include"), key


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_committed_schema_is_the_one_that_is_made(name: str) -> None:
    committed = (ROOT / ".fandeck" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == schema_of(name)


def test_the_command_prints_each_schema() -> None:
    for name in SCHEMAS:
        assert run_cli("schema", name).json == schema_of(name)


@pytest.mark.parametrize(
    ("name", "path"), content_files(), ids=lambda each: each if isinstance(each, str) else "/".join(each.parts[-3:])
)
def test_shipped_content_is_valid(name: str, path: Path) -> None:
    assert [f"{e.json_path}: {e.message[:200]}" for e in errors_of(name, path.read_text(encoding="utf-8"))] == []


def test_every_kinds_example_is_valid(tmp_path: Path) -> None:
    from builder.projects.examples import write_examples

    text = (write_examples(tmp_path) / "session.yaml").read_text(encoding="utf-8")
    assert [f"{e.json_path}: {e.message[:200]}" for e in errors_of("session", text)] == []


def line_of(text: str, path: list[Any]) -> int:
    """Find the line of a value by its path, in YAML's own nodes."""
    node: Any = yaml.compose(text, EditorLoader)
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    return int(node.start_mark.line) + 1


FAULTS = [
    "- kind: statment\n  id: zin\n  text: Een\n",
    "- kind: bullets\n  id: lijst\n  title: Lijst\n  points: een punt\n",
    "- kind: poll\n  id: peiling\n  question: Wat?\n  options: [een]\n",
    "- kind: statement\n  id: zin\n  text: Zin\n  duration: lang\n",
    "- kind: statement\n  id: zin\n  text: Zin\n  style: quot\n",
    "- kind: statement\n  id: zin\n  text: [een, twee]\n",
    "- kind: matrix\n  id: vak\n  title: Vak\n  x_axis: {title: X, levels: [a, b]}\n  y_axis: {title: Y, levels: [a, b]}\n  cells:\n    - [a, b]\n    - [a, {text: b, tone: goed}]\n",
]


@pytest.mark.parametrize("slides", FAULTS)
def test_editor_and_program_name_the_same_line(slides: str, project: SmallProject) -> None:
    text = HEAD + slides
    found = errors_of("session", text)
    assert found, "the editor shows nothing"
    deepest = max((leaf for error in found for leaf in leaves(error)), key=lambda e: len(e.absolute_path))
    project.write(slides)
    assert line_of(text, list(deepest.absolute_path)) in [each["line"] for each in project.build().findings]


def leaves(error: Any) -> list[Any]:
    return [leaf for inner in error.context for leaf in leaves(inner)] or [error]


@pytest.mark.parametrize(
    ("slides", "line"),
    [("- kind: statement\n  id: zin\n  tekst: Een\n  text: Twee\n", 4), ("- kind: statement\n  id: zin\n", 4)],
    ids=["unknown key", "missing field"],
)
def test_editor_and_program_both_refuse_the_keys_of_a_slide(slides: str, line: int, project: SmallProject) -> None:
    found = errors_of("session", HEAD + slides)
    assert [line_of(HEAD + slides, list(each.absolute_path)) for each in found] == [line]
    project.write(slides)
    assert project.build().code == 1


@pytest.mark.parametrize(
    "slides",
    [
        "- {kind: statement, id: zin, text: 12}\n",
        "- {kind: poll, id: p, question: Wat?, options: [1, no], results: {A: 3}}\n",
        "- {kind: statement, id: zin, text: Zin, notes: , hidden: , duration: }\n",
        "- {kind: statement, id: zin, text: 2026-12-10, hidden: yes}\n",
    ],
)
def test_what_the_program_takes_the_editor_takes(slides: str, project: SmallProject) -> None:
    project.write(slides)
    project.deck()
    assert [f"{e.json_path}: {e.message[:200]}" for e in errors_of("session", HEAD + slides)] == []
