"""The pages for whoever changes the program name what is there: files, functions, commands, links."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.tools.projects import ROOT, SmallProject, run_cli, write_files

PAGES = sorted((ROOT / "docs" / "developing").glob("*.md"))
CODE = re.compile(r"`([^`\n]+)`")


def names_in(path: str) -> set[str]:
    """Return the functions and classes that a module defines, methods by their own name."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {
        node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_files_that_are_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = {
        each for code in CODE.findall(text) for each in re.findall(r"(?:builder|tests|tools|benchmarks)/[\w./-]*", code)
    }
    gone = [each for each in named if "NAME" not in each and not (ROOT / each).exists()]
    assert gone == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_functions_that_are_named_beside_a_file_are_in_it(page: Path) -> None:
    for line in page.read_text(encoding="utf-8").splitlines():
        cell, known = line.rstrip("| ").rpartition(" | ")[2], set[str]()
        for code in CODE.findall(cell):
            if code.endswith(".py") and (ROOT / code).is_file():
                known = names_in(code)
            elif known and code.endswith("()"):
                assert code.removesuffix("()") in known, f"{code} of: {cell}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_words_of_code_are_in_the_program(page: Path) -> None:
    """Classes and class variables that a page names: a renamed one goes red."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "builder").rglob("*.py"))
    source += (ROOT / "tests/tools/packages.py").read_text(encoding="utf-8")
    words = [
        code for code in CODE.findall(page.read_text(encoding="utf-8")) if re.fullmatch(r"[A-Z][A-Za-z_]{3,}", code)
    ]
    assert [word for word in words if not re.search(rf"\b{word}\b", source)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_that_are_named_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    recipes = re.findall(r"(?m)^(\w+)[\w *+]*:", (ROOT / "justfile").read_text(encoding="utf-8"))
    assert [name for name in re.findall(r"\bjust (\w+)", text) if name not in recipes] == []
    listed = run_cli("--help").out
    assert [name for name in re.findall(r"`fandeck (\w+)", text) if not re.search(rf"(?m)^  {name}\b", listed)] == []
    sorts = re.findall(r"just new (\w+)", text)
    new = (ROOT / "tools/new.py").read_text(encoding="utf-8")
    assert all(f'"{sort}": {{"builder/' in new for sort in sorts)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    folder = page.parent
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize(
    ("name", "pages"),
    [("README.md", [each for each in PAGES if each.stem.startswith("follow")]), ("CONTRIBUTING.md", PAGES)],
)
def test_the_pages_are_reached(name: str, pages: list[Path]) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [page.name for page in pages if f"(docs/developing/{page.name})" not in text] == []


def test_a_poll_option_goes_the_way_that_the_page_tells(project: SmallProject) -> None:
    """Every function that the page names is run, in a build with an override and a catalog."""
    page = (ROOT / "docs/developing/follow-a-poll-option.md").read_text(encoding="utf-8")
    (slide,) = re.findall(r"(?s)```yaml\n(.*?)```", page)
    write_files(
        project.root,
        {
            "content/audiences/g.yaml": 'source: g.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n',
            "content/audiences/g.csv": "code;naam\n1;Gemeente Utrecht\n",
        },
    )
    project.write(slide, "title: Proef\nlanguage: nl\naudiences: g\nslides:\n")
    project.files({"audiences/1.yaml": "slides: {kennis: {options: {A: Nog nieuw voor mij}}}\n"})
    assert project.run("translate", "pseudo", "proef").code == 0
    run: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            run.add((frame.f_code.co_filename, frame.f_code.co_name))

    sys.setprofile(note)
    try:
        codes = [project.build("-a", "1").code, project.build("-a", "1", "-l", "en-XA").code]
    finally:
        sys.setprofile(None)
    assert codes == [0, 0]
    missed, known = [], ""
    for code in CODE.findall(page):
        known = code if code.endswith(".py") else known
        if code.endswith("()") and (str(ROOT / known), code.removesuffix("()")) not in run:
            missed.append(f"{known}: {code}")
    assert missed == []
