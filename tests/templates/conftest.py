"""Fixtures: each template of the corpus as a brand, with the webinar and every kind's example built on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from builder.projects.examples import write_examples
from tests.templates.corpus import template
from tests.tools.projects import ROOT


@dataclass(frozen=True)
class Built:
    """A template and the decks made on it: the webinar and the examples."""

    raw: bytes
    decks: tuple[Path, Path]


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Built]:
    """Build on templates, each once; the project holds the webinar and the examples."""
    project = tmp_path_factory.mktemp("houses")
    shutil.copytree(ROOT / "content", project / "content")
    write_examples(project)
    made: dict[str, Built] = {}

    def built(name: str, raw: bytes) -> Built:
        if name not in made:
            adopt(project, name, raw)
            result = build(
                ["sociale-innovatie", "voorbeelden"], project, Options(brands=(name,), output=project / name)
            )
            assert result.ok, "\n".join(str(finding) for finding in result.findings)
            made[name] = Built(raw, (result.decks[0].file, result.decks[1].file))
        return made[name]

    return built


def adopt(project: Path, name: str, raw: bytes, more: str = "") -> Path:
    """Put a template into a project as a brand; gives its folder."""
    folder = project / "templates" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "house.potx").write_bytes(raw)
    (folder / "brand.yaml").write_text(f"name: {name}\ntemplate: house.potx\n{more}", encoding="utf-8")
    return folder


@pytest.fixture
def own(houses: Callable[[str, bytes], Built], request: pytest.FixtureRequest) -> Built:
    """The decks of the template that a test is parametrised with."""
    name: str = request.param
    return houses(name, template(name))
