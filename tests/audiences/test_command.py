"""`fandeck audience list`: a table, JSON, wrong usage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli.audience_command import command
from builder.diagnostics import UsageError
from tests.audiences.conftest import HEAD, MakeList

ROWS = "code,naam,naam.en,inwoners\n0344,Utrecht,,5\nb,Bergen (NH.),Mountains,\n"


@pytest.fixture
def run(read: MakeList, tmp_path: Path):  # type: ignore[no-untyped-def]
    read(ROWS, HEAD + 'fields: {inwoners: integer}\ngroups: {klein: "inwoners < 9"}\n')

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["list", *arguments, "--project", str(tmp_path)])

    return call


def test_table(run) -> None:  # type: ignore[no-untyped-def]
    made = run("lijst")
    assert made.exit_code == 0
    assert made.stdout == "0344  Utrecht       klein\nb     Bergen (NH.)\n"
    assert made.stderr == "2 audiences\n"
    assert run("lijst", "-a", "mountains").stdout.startswith("b ")
    assert run("lijst", "--exclude", "b").stderr == "1 audience\n"


def test_json(run) -> None:  # type: ignore[no-untyped-def]
    first, second = json.loads(run("lijst", "--json").stdout)
    assert (first["id"], first["inwoners"], first["groups"]) == ("0344", 5, ["klein"])
    assert (second["inwoners"], second["naam.en"], second["name"]) == (None, "Mountains", "Bergen (NH.)")


@pytest.mark.parametrize("arguments", [["lijts"], ["lijst", "-a", "utrech"], ["lijst", "--exclude", "provincie:x"]])
def test_wrong_usage(arguments: list[str], run) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(run(*arguments).exception, UsageError)
