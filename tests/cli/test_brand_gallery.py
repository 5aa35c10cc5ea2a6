"""`fandeck brand gallery`: one page that stands alone, with slides of every brand, the project's own too."""

from __future__ import annotations

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
    assert not re.search(r'(?:src|href)="(?!data:|#picture-)', page)
    drawn = re.findall(r'<div role="img" aria-label="[^"]+">(<svg .*?</svg>)</div>', page, re.S)
    assert len(drawn) == len(names) * len(KINDS)
    assert sum("7A1FA2" in each.upper() for each in drawn) >= len(KINDS) - 1
    families = set(re.findall(r"@font-face\{font-family:'([^']+)'", page))
    used = {each for found in drawn for each in re.findall(r"font-family[=:]['\"]+([^'\",]+)", found)}
    assert used and used <= families


def test_what_drawings_have_in_common_stands_on_the_page_once(project: SmallProject) -> None:
    """Fonts and pictures; no two shapes have one id."""
    file = project.root / "merken.html"
    assert run_cli("brand", "gallery", "-o", file, "--project", project.root).code == 0
    page = file.read_text(encoding="utf-8")
    assert len(page) < 3_000_000
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', page)) <= set(ids)
    assert len(re.findall(r"<use ", page)) > len(re.findall(r"data:image/", page)) > 3


def test_an_unknown_kind_is_wrong_usage(project: SmallProject) -> None:
    made = run_cli("brand", "gallery", "bulets", "--project", project.root)
    assert made.code == 2
    assert "bullets" in made.err
