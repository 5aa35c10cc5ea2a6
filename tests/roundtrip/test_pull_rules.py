"""The rules of pulling: conflicts, values of expressions, audiences, catalogs, saves that change no word, strange decks."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest

from tests.roundtrip import edited as by
from tests.roundtrip.test_pull import lines_changed, points, read, words
from tests.tools.projects import SmallProject

SESSION = "session.yaml"


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return by.session(tmp_path / "project")


def pull(project: SmallProject, *decks: Path, code: int = 0, more: tuple[str, ...] = ("--yes",)) -> Any:
    made = project.run("pull", *decks, *more, "--json")
    assert made.code == code, made.out + made.err
    return made.json


def states(result: Any) -> list[tuple[str, str]]:
    return [(each["sort"], each["state"]) for each in result["changes"]]


def text_of(project: SmallProject) -> str:
    return (project.folder / SESSION).read_text()


def test_a_deck_that_nobody_edited_brings_nothing(project: SmallProject, tmp_path: Path) -> None:
    deck = project.deck()
    again = by.saved(deck, tmp_path / "again.pptx", lambda deck: None)
    for file in (deck, again):
        assert pull(project, file) == {"changes": [], "diff": "", "files": [], "written": False, "findings": []}


def test_what_powerpoint_writes_otherwise_is_no_edit(project: SmallProject, tmp_path: Path) -> None:
    """Runs cut in two, a language and an error mark added, attributes in another order."""
    deck = project.deck()
    cut = by.in_xml(deck, tmp_path / "cut.pptx", r"ppt/slides/slide-.*\.xml", by.split_runs)
    turned = by.in_xml(cut, tmp_path / "turned.pptx", r"ppt/(slides|notesSlides)/[^/]*\.xml", by.reordered)
    assert pull(project, turned)["changes"] == []


def test_an_edit_in_a_cut_run_comes_back_whole(project: SmallProject, tmp_path: Path) -> None:
    deck = project.deck()
    cut = by.in_xml(deck, tmp_path / "cut.pptx", r"ppt/slides/slide-punten\.xml", by.split_runs)
    edited = by.in_xml(
        cut, tmp_path / "e.pptx", r"ppt/slides/slide-punten\.xml", lambda d: d.replace(b"te leren", b"te doen")
    )
    before = text_of(project)
    pull(project, edited)
    assert lines_changed(before, text_of(project)) == [
        "-      - Er valt iets te leren   # the first",
        "+      - Er valt iets te doen   # the first",
    ]


def test_a_text_that_both_changed_is_a_conflict_and_is_not_written(project: SmallProject, tmp_path: Path) -> None:
    edited = by.saved(project.deck(), tmp_path / "e.pptx", lambda d: by.say(points(d, "iets te leren"), "Theirs"))
    changed = text_of(project).replace("Er valt iets te leren", "Ours")
    (project.folder / SESSION).write_text(changed)
    result = pull(project, edited, code=1)
    assert [(e["state"], e["was"], e["now"], e["reason"]) for e in result["changes"]] == [
        ("conflict", "Er valt iets te leren", "Theirs", "the source says “Ours” now")
    ]
    assert text_of(project) == changed


def test_the_source_may_have_changed_elsewhere(project: SmallProject, tmp_path: Path) -> None:
    """An old build: a point was added before the edited one, another slide was written anew."""
    edited = by.saved(
        project.deck(), tmp_path / "e.pptx", lambda d: by.swap(points(d, "in de buurt"), "in de buurt", "dichtbij")
    )
    now = text_of(project).replace(
        "    points:\n      - Er valt", "    points:\n      - Een eerder punt\n      - Er valt", 1
    )
    (project.folder / SESSION).write_text(now.replace("Twee kanten", "Twee zijden"))
    before = text_of(project)
    assert states(pull(project, edited)) == [("text", "taken")]
    assert lines_changed(before, text_of(project)) == [
        "-      - Er is **hulp** in de buurt",
        "+      - Er is **hulp** dichtbij",
    ]


def test_a_value_never_goes_into_the_shared_text(project: SmallProject, tmp_path: Path) -> None:
    deck = project.deck("-a", "utrecht")
    edited = by.saved(deck, tmp_path / "e.pptx", lambda d: by.swap(points(d, "wonen"), "361.924", "370.000"))
    before = text_of(project)
    result = pull(project, edited)
    assert states(result) == [("text", "told")]
    assert (
        "audience.inhabitants | number" in result["changes"][0]["reason"]
        and "361.924" in result["changes"][0]["reason"]
    )
    assert text_of(project) == before


def test_an_edit_goes_into_the_override_of_its_audience(project: SmallProject, tmp_path: Path) -> None:
    deck = project.deck("-a", "utrecht")
    edited = by.saved(deck, tmp_path / "e.pptx", lambda d: by.swap(points(d, "wonen"), "361.924", "370.000"))
    before = text_of(project)
    pull(project, edited, more=("--to", "audience", "--yes"))
    assert text_of(project) == before
    override = (project.folder / "audiences" / "utrecht.yaml").read_text()
    assert override.startswith("slides:\n  punten:\n    points:\n") and "wonen 370.000 mensen" in override
    assert "{{ audience.name }} wonen" in override
    assert words(read(project.deck("-a", "utrecht"))) == words(read(edited))
    assert "361.924" not in str(words(read(project.deck("-a", "utrecht"))))


def test_a_deleted_slide_stays_in_the_source_unless_it_is_asked_for(project: SmallProject, tmp_path: Path) -> None:
    deck = project.deck("-a", "utrecht")

    def without(each: Any) -> None:
        listed = each.slides._sldIdLst
        each.part.drop_rel(listed[2].rId)
        listed.remove(listed[2])

    edited = by.saved(deck, tmp_path / "e.pptx", without)
    before = text_of(project)
    assert states(pull(project, edited)) == [("slide gone", "told")]
    assert text_of(project) == before
    pull(project, edited, more=("--to", "audience", "--yes"))
    assert (project.folder / "audiences" / "utrecht.yaml").read_text() == "slides:\n  kolommen:\n    remove: true\n"
    (project.folder / "audiences" / "utrecht.yaml").unlink()
    assert states(pull(project, edited, more=("--delete", "--yes"))) == [("slide gone", "taken")]
    assert "kolommen" not in text_of(project)
    assert words(read(project.deck("-a", "utrecht"))) == words(read(edited))


def test_a_new_slide_comes_where_it_stands(project: SmallProject, tmp_path: Path) -> None:
    def add(deck: Any) -> None:
        layout = by.slide(deck, "Wat goed werk is").slide_layout
        new = deck.slides.add_slide(layout)
        new.shapes.title.text_frame.text = "Een nieuwe dia"
        body = next(p for p in new.placeholders if p.placeholder_format.idx != 0)
        body.text_frame.text = "eerste"
        body.text_frame.add_paragraph().text = "tweede"
        by.move_slide(deck, len(deck.slides) - 1, 2)

    edited = by.saved(project.deck(), tmp_path / "e.pptx", add)
    result = pull(project, edited)
    assert states(result) == [("new slide", "taken")]
    assert [s.title for s in read(project.deck()).slides][2] == "Een nieuwe dia"
    assert (
        "- kind: bullets\n    id: een-nieuwe-dia\n    title: Een nieuwe dia\n    points:\n      - eerste\n      - tweede\n"
        in text_of(project)
    )


def test_a_copied_slide_is_new_and_the_first_stays(project: SmallProject, tmp_path: Path) -> None:
    """A copy has the ids of what it was made of: the more similar is the slide."""

    def copy_of(deck: Any) -> None:
        import copy

        old = by.slide(deck, "Twee kanten")
        new = deck.slides.add_slide(old.slide_layout)
        for each in list(new.shapes._spTree)[2:]:
            new.shapes._spTree.remove(each)
        for each in list(old.shapes._spTree)[2:]:
            new.shapes._spTree.append(copy.deepcopy(each))
        new._element.cSld.append(
            copy.deepcopy(
                old._element.cSld.find(by.A.replace("drawingml/2006/main", "presentationml/2006/main") + "extLst")
            )
        )
        by.say(next(p for p in by.shape(new, "tempo").text_frame.paragraphs), "haast")
        new.shapes.title.text_frame.paragraphs[0].runs[0].text = "Nog eens twee kanten"

    edited = by.saved(project.deck(), tmp_path / "e.pptx", copy_of)
    assert states(pull(project, edited)) == [("new slide", "taken")]
    assert "id: nog-eens-twee-kanten" in text_of(project)


def test_several_decks_in_one_run(project: SmallProject, tmp_path: Path) -> None:
    one = by.saved(
        project.deck("-a", "utrecht"), tmp_path / "u.pptx", lambda d: by.say(points(d, "iets te leren"), "Nieuw")
    )
    two = by.saved(
        project.deck("-a", "ede"),
        tmp_path / "e.pptx",
        lambda d: by.swap(points(d, "in de buurt"), "in de buurt", "vlakbij"),
    )
    three = by.saved(
        project.deck("-a", "ede"), tmp_path / "f.pptx", lambda d: by.say(points(d, "iets te leren"), "Anders")
    )
    result = pull(project, one, two, three, code=1)
    assert sorted((e["deck"], e["state"]) for e in result["changes"]) == [
        ("e.pptx", "taken"), ("f.pptx", "conflict"), ("u.pptx", "taken"),
    ]  # fmt: skip
    assert "- Nieuw   # the first" in text_of(project) and "**hulp** vlakbij" in text_of(project)


def test_an_edit_of_a_translated_deck_goes_to_the_catalog(project: SmallProject, tmp_path: Path) -> None:
    project.run("translate", "update", "proef", "-l", "en")
    catalog = project.folder / "locales" / "en.po"
    text = catalog.read_text()
    text = text.replace('msgid "Een uitspraak"\nmsgstr ""', 'msgid "Een uitspraak"\nmsgstr "A saying"')
    catalog.write_text(text)
    deck = project.deck("-l", "en")
    edited = by.saved(
        deck, tmp_path / "e.pptx", lambda d: by.say(by.paragraph(d, "A saying", "A saying"), "A short saying")
    )
    before = text_of(project)
    assert states(pull(project, edited)) == [("text", "taken")]
    assert text_of(project) == before
    assert lines_changed(text, catalog.read_text()) == ['-msgstr "A saying"', '+msgstr "A short saying"']
    assert "A short saying" in [s.title for s in read(project.deck("-l", "en")).slides]


def test_what_cannot_come_back_is_listed(project: SmallProject, tmp_path: Path) -> None:
    def draw(deck: Any) -> None:
        box = by.slide(deck, "Twee kanten").shapes.add_textbox(100000, 100000, 2000000, 500000)
        box.text_frame.text = "Zomaar een tekst"

    edited = by.saved(project.deck(), tmp_path / "e.pptx", draw)
    result = pull(project, edited)
    assert [(e["sort"], e["state"], e["now"]) for e in result["changes"]] == [("new shape", "told", "Zomaar een tekst")]


def test_a_chart_whose_workbook_says_otherwise_is_refused(project: SmallProject, tmp_path: Path) -> None:
    edited = by.in_xml(
        project.deck(),
        tmp_path / "e.pptx",
        r"ppt/charts/.*\.xml",
        lambda d: (
            d.replace(b"<c:v>14</c:v>", b"<c:v>15</c:v>", 1) if b"<c:v>14</c:v>" in d else d.replace(b"14", b"15", 1)
        ),
    )
    before = text_of(project)
    assert states(pull(project, edited)) == [("chart doubt", "told")]
    assert text_of(project) == before


def test_the_part_of_the_build_may_be_gone(project: SmallProject, tmp_path: Path) -> None:
    """The document's property finds the deck as it was built in the output folder."""
    edited = by.saved(project.deck(), tmp_path / "e.pptx", lambda d: by.say(points(d, "iets te leren"), "Nieuw"))
    bare = tmp_path / "bare.pptx"
    with zipfile.ZipFile(edited) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name).replace(b"/customXml/item1.xml", b"/docProps/app.xml"))
    (project.folder / SESSION).write_text(text_of(project).replace("Twee kanten", "Twee zijden"))
    assert states(pull(project, bare)) == [("text", "taken")]


def test_a_clean_deck_still_comes_back_where_its_build_stands(project: SmallProject) -> None:
    made = project.build("--clean")
    deck = Path(made.json["decks"][0]["file"])
    with zipfile.ZipFile(deck) as archive:
        assert not [n for n in archive.namelist() if n.startswith("customXml")]
        assert b"proef" not in archive.read("docProps/custom.xml")
    result = project.run("pull", deck, "--json")
    assert result.code == 1 and result.json["findings"][0]["rule"] == "deck-unknown"


@pytest.mark.parametrize("damage", ["text", "empty", "half", "no slides", "bad part"])
def test_strange_decks_give_an_error_and_no_traceback(project: SmallProject, tmp_path: Path, damage: str) -> None:
    deck, strange = project.deck(), tmp_path / "strange.pptx"
    data = deck.read_bytes()
    if damage == "text":
        strange.write_text("no deck")
    elif damage == "empty":
        strange.write_bytes(b"")
    elif damage == "half":
        strange.write_bytes(data[: len(data) // 2])
    elif damage == "no slides":
        by.in_xml(deck, strange, r"ppt/presentation\.xml", lambda d: d.replace(b"sldIdLst", b"sldIdGone"))
    else:
        by.in_xml(deck, strange, r"customXml/item1\.xml", lambda d: d[: len(d) // 2])
    made = project.run("pull", strange, "--yes", "--json")
    assert "Traceback" not in made.err
    assert made.code in (0, 1) and (damage in ("no slides", "bad part") or made.json["findings"])
    assert text_of(project) == by.HEAD + by.SLIDES


def test_a_build_that_finds_a_changed_deck_names_pull(project: SmallProject) -> None:
    deck = project.deck()
    by.saved(deck, deck, lambda d: by.say(points(d, "iets te leren"), "Nieuw"))
    (project.folder / SESSION).write_text(text_of(project).replace("Twee kanten", "Twee zijden"))
    found = project.build().findings
    assert [(each["rule"], "fandeck pull" in each["hint"]) for each in found] == [("deck-changed-by-hand", True)]


WORDS = [
    "werk",
    "ruimte",
    "leren",
    "samen",
    "rustig",
    "nieuw",
    "“goed”",
    "iets:",
    "#",
    "*ster*",
    "[haak]",
    "5%",
    "à",
    "¿",
    "&",
    "<",
    "'x'",
    "–",
    "\\",
    "~",
    "^",
    "{a}",
    "punt.",
]


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_are_rebuilt_or_told(seed: int, project: SmallProject, tmp_path: Path) -> None:
    """Words changed, points added, removed and moved at random: the next build says the same, or the list tells what does not."""
    dice = random.Random(seed)

    def phrase() -> str:
        return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 6)))

    def edit(deck: Any) -> None:
        for title in ("Wat goed werk is", "Twee kanten", "Een uitspraak", "De inhoud"):
            page = by.slide(deck, title)
            bodies = [
                s
                for s in page.shapes
                if s.has_text_frame
                and s.shape_id != page.shapes.title.shape_id
                and any(p.runs for p in s.text_frame.paragraphs)
            ]
            for one in dice.sample(bodies, min(len(bodies), 2)):
                line = dice.choice([p for p in one.text_frame.paragraphs if p.runs])
                what = dice.random()
                if what < 0.5:
                    run = dice.choice(line.runs)
                    run.text = phrase() + (" " if run.text.endswith(" ") else "")
                elif what < 0.7:
                    by.duplicate(line, phrase())
                elif what < 0.85 and len(one.text_frame.paragraphs) > 2:
                    by.remove(line)
                elif line.runs:
                    line.runs[0].font.italic = True
        cell = by.table(deck).cell(dice.randint(0, 3), dice.randint(0, 2)).text_frame.paragraphs[0]
        by.say(cell, phrase())

    edited = by.saved(project.deck(), tmp_path / "e.pptx", edit)
    result = project.run("pull", edited, "--yes", "--json").json
    left = [each for each in result["changes"] if each["state"] != "taken"]
    if left:
        assert all(each["reason"] for each in left)
        return
    made = project.build()
    assert made.code == 0, (made.out, result["diff"])
    assert words(read(Path(made.json["decks"][0]["file"]))) == words(read(edited)), result["diff"]


def test_a_new_point_takes_over_what_stands_under_the_one_before_it(project: SmallProject, tmp_path: Path) -> None:
    edited = by.saved(
        project.deck(), tmp_path / "e.pptx", lambda deck: by.duplicate(points(deck, "iets te beslissen"), "Tussenin")
    )
    result = pull(project, edited)
    assert [(each["sort"], each["state"]) for each in result["changes"]] == [("levels", "taken")]
    assert words(read(Path(project.build().json["decks"][0]["file"]))) == words(read(edited))


@pytest.mark.office
def test_libreoffice_saves_and_nothing_changes(project: SmallProject, tmp_path: Path) -> None:
    deck = project.deck()
    assert pull(project, _resaved(deck, tmp_path))["changes"] == []


@pytest.mark.office
def test_an_edit_saved_by_libreoffice_comes_back(project: SmallProject, tmp_path: Path) -> None:
    def edit(deck: Any) -> None:
        by.say(points(deck, "iets te leren"), "Nieuw begin")
        by.move_slide(deck, 2, 1)

    edited = by.saved(project.deck(), tmp_path / "e.pptx", edit)
    before = text_of(project)
    result = pull(project, _resaved(edited, tmp_path))
    assert sorted(states(result)) == [("slide moved", "taken"), ("text", "taken")]
    assert "+      - Nieuw begin   # the first" in lines_changed(before, text_of(project))


def _resaved(deck: Path, folder: Path) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "pptx:Impress MS PowerPoint 2007 XML", "--outdir", str(folder / "resaved"), str(deck),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "resaved" / deck.name


def test_python_pptx_opens_what_was_built(project: SmallProject) -> None:
    assert len(pptx.Presentation(str(project.deck())).slides) == 9
