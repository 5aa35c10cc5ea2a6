"""A new project, and the program installed from its wheel, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from builder.checks import verify
from tests.tools.packages import DeckFile
from tests.tools.projects import ROOT, run_cli


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project made by `fandeck init`."""
    folder = tmp_path_factory.mktemp("init") / "mijn-project"
    assert run_cli("init", folder).code == 0
    return folder


def test_a_new_project_builds_and_checks_clean(made: Path) -> None:
    checked = run_cli("check", "--strict", "--json", "--project", made)
    assert (checked.code, checked.findings) == (0, [])
    built = run_cli("build", "--json", "--project", made)
    assert built.code == 0, built.out + built.err
    for deck in built.json["decks"]:
        assert not verify(Path(deck["file"]))
        assert len(DeckFile(Path(deck["file"])).titles) >= 5


def test_a_new_project_has_what_a_trainer_needs(made: Path) -> None:
    assert list(made.glob("content/*/session.yaml"))
    assert list(made.glob("templates/*/brand.yaml"))
    assert list(made.glob("content/audiences/*.yaml"))
    assert (made / ".gitignore").read_text(encoding="utf-8").strip()
    for path in [
        *made.glob("content/*/session.yaml"),
        *made.glob("content/*/slides/*.yaml"),
        *made.glob("templates/*/brand.yaml"),
    ]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.split("=", 1)[1]).resolve().is_file()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "iets.txt").write_text("van mij", encoding="utf-8")
    assert run_cli("init", tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["iets.txt"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of an environment in which nothing but the wheel was put."""
    folder = tmp_path_factory.mktemp("wheel")
    wheels = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(folder), str(ROOT)]
    built = subprocess.run(wheels, capture_output=True, text=True, cwd=folder, timeout=300)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("fandeck-*.whl")
    place = folder / "env"
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(scripts / "python"),
        "install",
        "--no-deps",
        "--quiet",
        str(wheel),
    ]
    done = subprocess.run(install, capture_output=True, text=True, cwd=folder, timeout=300)
    assert done.returncode == 0, done.stderr
    return scripts / "fandeck"


def test_the_wheel_works_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    # the libraries are those of the running environment, behind the wheel's own folder
    libraries = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    environment = {**os.environ, "PYTHONPATH": libraries}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(installed), *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = [str(installed.with_name("python")), "-c", "import builder; print(builder.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert not Path(found.strip()).is_relative_to(ROOT)
    assert "statement" in run("kinds")
    run("init", "nieuw")
    run("build", "--project", "nieuw", "-b", "helder", "-b", "avond")
    decks = sorted((tmp_path / "nieuw" / "output").rglob("*.pptx"))
    assert len(decks) == 2
    run("verify", *map(str, decks))
