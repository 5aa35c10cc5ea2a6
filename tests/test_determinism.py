"""The same content gives the same bytes, whoever builds it, where and when; a change changes only its slide."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.packages import DeckFile
from tests.tools.projects import ROOT, SmallProject, png, run_process, write_files

SLIDES = """\
- {kind: title, id: titel, notes: Welkom}
- {kind: agenda, id: programma, recap: true, items: [{text: Een, section: deel, duration: 5}, {text: Twee, duration: 5}]}
- {kind: section, id: deel, title: Deel een}
- {kind: image, id: foto, title: Een foto, image: foto.png, alt: Een groen vlak}
- {kind: bullets, id: punten, title: Punten, points: ['een **dik** woord', 'zie [de foto](#foto)']}
- {kind: statement, id: zin, text: 'Het duurt {{ film }} minuten'}
- {kind: chart, id: grafiek, title: Grafiek, type: bar, categories: [x, y], series: [{name: a, values: [1, 2]}]}
- {kind: poll, id: peiling, question: Wat vindt u?, options: [a, b], link: https://example.org/p}
"""
HEAD = 'title: Proef\nlanguage: nl\nstart: "09:30"\ndate: 2026-12-10\nvariables: {film: 15}\nslides:\n'


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def small(project: SmallProject) -> SmallProject:
    return project.write(SLIDES, HEAD, **{"foto.png": png()})


def test_building_anew_gives_the_same_bytes(small: SmallProject) -> None:
    first = digest(small.deck())
    file = small.deck("--force")
    assert digest(file) == first
    shutil.rmtree(small.root / "output")
    assert digest(small.deck()) == first


def test_the_webinar_is_the_same_in_another_process_folder_and_seed(webinar: dict[str, Path], tmp_path: Path) -> None:
    """Also from a copy of the project elsewhere."""
    copy = tmp_path / "elders"
    shutil.copytree(ROOT / "content", copy / "content")
    shutil.copytree(ROOT / "templates", copy / "templates")
    made = run_process(
        "build",
        "--json",
        "--project",
        copy,
        "-b",
        "helder",
        "-b",
        "avond",
        cwd=tmp_path,
        PYTHONHASHSEED="4711",
        TZ="Asia/Tokyo",
    )
    assert made.code == 0, made.err
    digests = {deck["brand"]: deck["sha256"] for deck in made.json["decks"]}
    assert digests == {brand: digest(file) for brand, file in webinar.items()}


def test_the_stores_entries_do_not_matter(small: SmallProject) -> None:
    file = small.deck()
    first = digest(file)
    shutil.rmtree(small.root / "output" / ".fandeck")
    file.unlink()
    assert digest(small.deck()) == first


def test_a_damaged_store_is_made_anew(small: SmallProject) -> None:
    file = small.deck()
    first = digest(file)
    for path in (small.root / "output" / ".fandeck").rglob("*"):
        if path.is_file() and "media" not in path.parts:
            path.write_bytes(path.read_bytes()[:-7])
    file.unlink()
    assert digest(small.deck()) == first


def test_another_checkout_of_the_program_gives_the_same_bytes(small: SmallProject, tmp_path: Path) -> None:
    """As on a colleague's machine, where the program's files have other times."""
    first = digest(small.deck())
    other = tmp_path / "program"
    shutil.copytree(
        ROOT / "builder", other / "builder", ignore=shutil.ignore_patterns("__pycache__"), copy_function=shutil.copyfile
    )
    shutil.copytree(ROOT / "templates", other / "templates")
    for path in other.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    subprocess.run(
        [sys.executable, "-m", "builder", "build", "--project", str(small.root), "-o", str(tmp_path / "uit")],
        cwd=other, env={**os.environ, "PYTHONPATH": str(other)}, check=True, capture_output=True,
    )  # fmt: skip
    assert digest(tmp_path / "uit" / "proef" / "proef-nl.pptx") == first


def test_decks_of_one_build_do_not_depend_on_each_other(small: SmallProject) -> None:
    both = small.build("-b", "helder", "-b", "avond").json["decks"]
    digests = {deck["brand"]: deck["sha256"] for deck in both}
    shutil.rmtree(small.root / "output")
    assert digest(small.deck("-b", "avond")) == digests["avond"]


def test_a_changed_slide_changes_its_part_alone(small: SmallProject) -> None:
    file = small.deck()
    before = DeckFile(file)
    small.write(SLIDES.replace("**dik** woord", "**dun** woord"), HEAD)
    assert small.build().json["decks"][0]["status"] == "built"
    after = DeckFile(file)
    assert after.names == before.names
    changed = {name for name in after.names if after.members[name] != before.members[name]}
    part = after.slide_parts[after.titles.index("Punten")]
    assert changed - {"docProps/custom.xml", "customXml/item1.xml"} == {part}


def test_a_new_slide_leaves_the_others_as_they_were(small: SmallProject) -> None:
    file = small.deck()
    before = DeckFile(file)
    small.write(SLIDES.replace("- {kind: statement", "- {kind: questions, id: vragen}\n- {kind: statement"), HEAD)
    small.build()
    after = DeckFile(file)
    assert len(after.slide_parts) == len(before.slide_parts) + 1
    for part in before.slide_parts:
        assert after.members[part] == before.members[part]


def test_only_slides_that_name_a_variable_change_with_it(small: SmallProject) -> None:
    file = small.deck()
    before = DeckFile(file)
    small.build("--set", "film=20")
    after = DeckFile(file)
    changed = [
        title
        for title, part in zip(after.titles, after.slide_parts, strict=True)
        if after.members[part] != before.members[part]
    ]
    assert changed == ["Het duurt 20 minuten"]


def test_a_changed_picture_is_noticed(small: SmallProject) -> None:
    file = small.deck()
    first = digest(file)
    small.files({"foto.png": png(colour="#FF0000")})
    assert small.build().json["decks"][0]["status"] == "built"
    assert digest(file) != first
    small.files({"foto.png": png()})
    small.build()
    assert digest(file) == first


@pytest.mark.parametrize("change", ["case", "data", "brand"])
def test_whatever_a_deck_is_made_from_is_noticed(change: str, project: SmallProject) -> None:
    case, data = "title: Zaak\nchallenge: Een vraag\n", "Jaar,Aantal\n2024,3\n"
    brand = 'name: Huis\ndesign: {primary: "#0F4C5C", accent: "#E07A3F", fonts: {heading: Arial, body: Arial}}\n'
    paths = {"case": "content/cases/zaak.yaml", "data": "content/proef/c.csv", "brand": "templates/huis/brand.yaml"}
    texts = {"case": case, "data": data, "brand": brand}
    write_files(project.root, {paths[name]: texts[name] for name in paths})
    project.write(
        "- {kind: case, id: zaak, case: zaak}\n- {kind: table, id: t, title: T, columns: [Jaar], data: c.csv}\n",
        "title: Proef\nlanguage: nl\nbrand: huis\nslides:\n",
    )
    file = project.deck()
    first = digest(file)
    assert project.build().json["decks"][0]["status"] == "unchanged"
    new = {
        "case": case.replace("vraag", "kwestie"),
        "data": data.replace("2024", "2025"),
        "brand": brand.replace("0F4C5C", "104C5C"),
    }
    write_files(project.root, {paths[change]: new[change]})
    assert project.build().json["decks"][0]["status"] == "built"
    assert digest(file) != first
