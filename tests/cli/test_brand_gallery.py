"""`fandeck brand gallery`: one page that stands alone, with slides of every brand, the project's own too."""

from __future__ import annotations

import base64
import re

from builder.projects.project import Project
from tests.tools.projects import SmallProject, run_cli

KINDS = ("title", "bullets", "chart")


def test_a_page_shows_every_brand_with_its_own_letters_and_needs_no_network(project: SmallProject) -> None:
    run_cli("brand", "new", "huis", "--primary", "#7A1FA2", "--font", "Georgia", "--project", project.root)
    file = project.root / "uit" / "merken.html"
    made = run_cli("brand", "gallery", *KINDS, "-o", file, "--project", project.root)
    assert made.code == 0, made.err
    page = file.read_text(encoding="utf-8")
    names = sorted(Project.at(project.root).brand_folders())
    assert "huis" in names
    assert sorted(re.findall(r"fandeck build -b ([\w-]+)", page)) == names
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    drawn = [base64.b64decode(each).decode() for each in re.findall(r"svg\+xml;base64,([^\"]+)", page)]
    assert len(drawn) == len(names) * len(KINDS)
    assert all("@font-face" in each and "</svg>" in each for each in drawn)
    assert sum("7A1FA2" in each.upper() for each in drawn) >= len(KINDS) - 1
    assert all(re.findall(r'alt="([^"]*)"', page))


def test_an_unknown_kind_is_wrong_usage(project: SmallProject) -> None:
    made = run_cli("brand", "gallery", "bulets", "--project", project.root)
    assert made.code == 2
    assert "bullets" in made.err
