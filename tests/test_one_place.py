"""What is added is added in one file: tried in a copy of the program, with what `just new` writes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.projects import ROOT, write_files

BRAND = """
name: Probe
design:
  primary: "#5B2A86"
  accent: "#C4501B"
  fonts: {heading: Arial, body: Arial}
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of program, tests and brands."""
    folder = tmp_path_factory.mktemp("copy") / "fandeck"
    skip = shutil.ignore_patterns("__pycache__", ".git", "output", ".*_cache", ".venv", "node_modules")
    for name in ("builder", "templates", "tests", "tools", "docs", "content"):
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with the copy's own program."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("sort", ["kind", "check", "export", "command"])
def test_one_new_file_works(sort: str, copy: Path) -> None:
    name = f"probe_{sort}"
    before = {path for path in (copy / "builder").rglob("*") if path.suffix != ".pyc"}
    made = run(copy, "tools/new.py", sort, name)
    assert made.returncode == 0, made.stdout + made.stderr
    new = {path for path in (copy / "builder").rglob("*") if path.suffix != ".pyc"} - before
    assert len(new) == 1
    (test,) = (copy / "tests").rglob(f"test_{name}.py")
    tried = run(copy, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", str(test))
    assert tried.returncode == 0, tried.stdout[-3000:]
    again = run(copy, "tools/new.py", sort, name)
    assert again.returncode == 1 and "is there already" in again.stdout


def test_a_brand_is_one_folder(copy: Path, tmp_path: Path) -> None:
    write_files(copy, {"templates/probe/brand.yaml": BRAND})
    slides = "- {kind: statement, id: een, text: Eerste zin}\n"
    write_files(
        tmp_path, {"content/proef/session.yaml": f"title: Proef\nlanguage: nl\nbrand: probe\nslides:\n{slides}"}
    )
    made = run(copy, "-m", "builder", "build", "proef", "--project", str(tmp_path), "--json")
    assert made.returncode == 0, made.stderr
    assert [deck["brand"] for deck in json.loads(made.stdout)["decks"]] == ["probe"]


def test_new_does_not_take_a_name_that_is_none(copy: Path) -> None:
    assert run(copy, "tools/new.py", "kind", "2 kinds").returncode == 2
    assert run(copy, "tools/new.py", "thing", "name").returncode == 2
