"""Fixtures: the webinar and every kind's example built once in both brands, and small projects."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from builder.pipeline.run import Options, build
from builder.projects.examples import write_examples
from tests.tools.packages import DeckFile
from tests.tools.projects import ROOT, SmallProject

BRANDS = ("helder", "avond")
NEEDED = {
    "office": ("soffice", "pdftoppm"),
    "sdk": ("npm",),
    "gettext": ("msgfmt",),
    "node": ("npm", "node"),
    "browser": ("chromium",),
}

settings.register_profile(
    "fandeck", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("fandeck")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take how many random edits are made of each YAML file; 1000 is the full run."""
    parser.addoption("--edits", type=int, default=20, help="Random edits of each YAML file; 1000 is the full run.")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs programs that are not here; in CI they must be."""
    for marker, programs in NEEDED.items():
        missing = [name for name in programs if not shutil.which(name)]
        if item.get_closest_marker(marker) and missing:
            reason = f"{', '.join(missing)} not found"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)


def _built(sessions: list[str], project: Path, output: Path) -> dict[str, Path]:
    made = build(sessions, project, Options(brands=BRANDS, output=output))
    assert made.ok, "\n".join(str(finding) for finding in made.findings)
    return {deck.brand: deck.file for deck in made.decks}


@pytest.fixture(scope="session")
def webinar(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The webinar's decks, by brand."""
    return _built(["sociale-innovatie"], ROOT, tmp_path_factory.mktemp("webinar"))


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The decks of every kind's example, by brand."""
    project = tmp_path_factory.mktemp("examples")
    write_examples(project)
    return _built(["voorbeelden"], project, project / "output")


@pytest.fixture(scope="session")
def decks(webinar: dict[str, Path], examples: dict[str, Path]) -> dict[str, DeckFile]:
    """The webinar and the examples in both brands, read back: `webinar-helder` and so on."""
    files = {
        f"{name}-{brand}": file
        for name, made in (("webinar", webinar), ("examples", examples))
        for brand, file in made.items()
    }
    return {name: DeckFile(file) for name, file in files.items()}


@pytest.fixture(params=["webinar-helder", "webinar-avond", "examples-helder", "examples-avond"])
def deck(request: pytest.FixtureRequest, decks: dict[str, DeckFile]) -> DeckFile:
    """Each of the four decks in turn."""
    return decks[request.param]


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    """A small project of its own."""
    return SmallProject(tmp_path)


@pytest.fixture(scope="session")
def new_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], SmallProject]:
    """Make small projects that a whole module shares."""
    return lambda name: SmallProject(tmp_path_factory.mktemp(name))
