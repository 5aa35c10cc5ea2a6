"""Building: only what changed, never over somebody's work, and nothing written where nothing should be."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject, write_files

SLIDES = "- {kind: statement, id: een, text: Eerste zin}\n- {kind: statement, id: twee, text: 'Het is {{ waarde }}'}\n"
HEAD = "title: Proef\nlanguage: nl\nvariables: {waarde: 15, ander: x}\nslides:\n"


@pytest.fixture
def small(project: SmallProject) -> SmallProject:
    return project.write(SLIDES, HEAD)


def only(small: SmallProject, *arguments: str) -> dict[str, str]:
    """Build and give the one deck."""
    (deck,) = small.build(*arguments).json["decks"]
    found: dict[str, str] = deck
    return found


def test_a_second_build_leaves_the_deck_alone(small: SmallProject) -> None:
    file = Path(only(small)["file"])
    os.utime(file, (1_000_000_000, 1_000_000_000))
    before = small.listing()
    deck = only(small)
    assert deck["status"] == "unchanged"
    assert deck["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    after = small.listing()
    after["output/.fandeck"] = before["output/.fandeck"]  # the lock was in it for a moment
    assert after == before


def test_a_deck_that_is_gone_is_made_again(small: SmallProject) -> None:
    file = Path(only(small)["file"])
    file.unlink()
    assert only(small)["status"] == "built"
    assert file.exists()


def test_a_deck_changed_by_hand_is_never_overwritten(small: SmallProject) -> None:
    file = Path(only(small)["file"])
    edited = file.read_bytes() + b"met de hand"
    file.write_bytes(edited)
    for change in (SLIDES, SLIDES.replace("Eerste", "Andere")):
        small.write(change, HEAD)
        made = small.build()
        assert made.code == 1
        assert [each["rule"] for each in made.findings] == ["deck-changed-by-hand"]
        assert made.findings[0]["file"] == "output/proef/proef-nl.pptx"
        assert file.read_bytes() == edited
    assert small.build("--force").code == 0
    copies = [path for path in file.parent.glob("*.pptx") if path != file]
    assert [path.read_bytes() for path in copies] == [edited]
    assert DeckFile(file).titles[0] == "Andere zin"
    assert only(small)["status"] == "unchanged"


def test_a_strange_file_of_the_same_name_is_not_overwritten(small: SmallProject) -> None:
    write_files(small.root, {"output/proef/proef-nl.pptx": b"van iemand anders"})
    assert small.build().code == 1
    assert (small.root / "output/proef/proef-nl.pptx").read_bytes() == b"van iemand anders"


def test_a_dry_run_lists_and_writes_nothing(small: SmallProject) -> None:
    before = small.listing()
    made = small.run("build", "--dry-run", "-b", "helder", "-b", "avond")
    assert made.code == 0
    assert "proef-nl-helder.pptx" in made.out
    assert "proef-nl-avond.pptx" in made.out
    assert small.listing() == before
    assert [deck["status"] for deck in small.build("--dry-run").json["decks"]] == ["planned"]
    assert small.listing() == before


def test_a_dry_run_after_a_build_writes_nothing(small: SmallProject) -> None:
    only(small)
    small.write(SLIDES.replace("Eerste", "Andere"), HEAD)
    before = small.listing()
    assert small.build("--dry-run").code == 0
    assert small.listing() == before


@pytest.mark.parametrize("slides", [SLIDES, "- {kind: nergens, id: een}\n"])
def test_check_writes_nothing(slides: str, project: SmallProject) -> None:
    project.write(slides, HEAD)
    before = project.listing()
    made = project.run("check", "--json")
    assert made.code == (0 if slides == SLIDES else 1)
    assert project.listing() == before


def test_check_finds_what_a_build_finds(project: SmallProject) -> None:
    project.write(
        SLIDES + "- {kind: bullets, id: drie, title: Drie}\n- {kind: statement, id: vier, text: 'Zie [daar](#weg)'}\n",
        HEAD,
    )
    checked, built = project.run("check", "--json").findings, project.build().findings
    assert [each for each in built if each not in checked] == []
    project.write(SLIDES.replace("Het is", "Eerste **"), HEAD)
    assert project.run("check").code == 0
    assert project.run("check", "--strict").code == 1


def test_a_variable_is_set_for_one_build(small: SmallProject) -> None:
    only(small, "--set", "waarde=20")
    assert DeckFile(small.root / "output/proef/proef-nl.pptx").titles[1] == "Het is 20"
    only(small, "--set", "waarde=a=b", "--set", "ander=y")
    assert DeckFile(small.root / "output/proef/proef-nl.pptx").titles[1] == "Het is a=b"
    assert only(small)["status"] == "built"


@pytest.mark.parametrize("setting", ["warde=3", "waarde", "=3"])
def test_a_wrong_setting_is_wrong_usage(setting: str, small: SmallProject) -> None:
    made = small.run("build", "--set", setting)
    assert made.code == 2
    assert "Traceback" not in made.err
    if setting == "warde=3":
        assert "did you mean 'waarde'?" in made.err


def test_json_is_all_that_stands_on_stdout(small: SmallProject) -> None:
    made = small.build()
    assert set(made.json) >= {"decks", "findings"}
    assert {"file", "session", "language", "brand", "status", "slides", "sha256"} <= made.json["decks"][0].keys()
    small.write("- {kind: nergens, id: een}\n")
    found = small.build().findings[0]
    assert set(found) <= {
        "rule",
        "severity",
        "message",
        "hint",
        "file",
        "line",
        "column",
        "slide",
        "shape",
        "audience",
        "language",
    }
    assert all(value not in ("", None) for value in found.values())


def test_results_go_to_stdout_and_messages_to_stderr(small: SmallProject) -> None:
    small.write(SLIDES + "- {kind: statement, id: drie, text: Een ** teken}\n", HEAD)
    made = small.run("build")
    assert "proef-nl.pptx" in made.out
    assert "[markup-unmatched]" in made.err
    assert "[markup-unmatched]" not in made.out
    assert "[markup-unmatched]" not in small.run("build", "-q", "--force").err


def test_decks_go_where_they_are_asked(small: SmallProject, tmp_path: Path) -> None:
    deck = only(small, "-o", str(tmp_path / "elders"))
    assert Path(deck["file"]) == tmp_path / "elders" / "proef" / "proef-nl.pptx"
    assert (tmp_path / "elders" / "proef" / "manifest.json").exists()
    assert not (small.root / "output").exists()


def test_the_manifest_tells_every_deck_and_is_merged(small: SmallProject) -> None:
    only(small)
    small.build("-b", "avond", "-b", "helder")
    folder = small.root / "output/proef"
    decks = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["decks"]
    assert [each["file"] for each in decks] == ["proef-nl-avond.pptx", "proef-nl-helder.pptx", "proef-nl.pptx"]
    for each in decks:
        assert each["sha256"] == hashlib.sha256((folder / each["file"]).read_bytes()).hexdigest()
        assert (each["language"], each["slides"], each["warnings"]) == ("nl", 2, 0)
    assert {each["brand"] for each in decks} == {"helder", "avond"}
    text = (folder / "manifest.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    columns = ["file", "format", "audience", "language", "brand", "slides", "warnings", "sha256"]
    assert list(rows[0]) == [*columns[:-1], "departures", columns[-1]]
    assert {row["departures"] for row in rows} == {"0"}  # designed brands depart from nothing
    assert [[row[name] for name in columns] for row in rows] == [
        [str(each[name]) for name in columns] for each in decks
    ]


def test_decks_no_longer_made_are_listed_and_pruned(small: SmallProject) -> None:
    small.build("-b", "helder", "-b", "avond")
    folder = small.root / "output/proef"
    made = small.build("-b", "helder")
    assert [Path(path).name for path in made.json["gone"]] == ["proef-nl-helder.pptx"]
    assert (folder / "proef-nl-helder.pptx").exists()
    pruned = small.build("-b", "helder", "--prune")
    assert pruned.code == 0
    assert not (folder / "proef-nl-helder.pptx").exists()
    assert (folder / "proef-nl-avond.pptx").exists()
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["decks"]
    assert {each["file"] for each in listed} == {"proef-nl.pptx", "proef-nl-avond.pptx"}


def test_pruning_spares_what_was_changed_by_hand(small: SmallProject) -> None:
    small.build("-b", "helder", "-b", "avond")
    edited = small.root / "output/proef/proef-nl-helder.pptx"
    edited.write_bytes(edited.read_bytes() + b"x")
    small.build("-b", "helder", "--prune")
    assert edited.exists()


def test_one_failing_deck_does_not_stop_the_others(small: SmallProject) -> None:
    write_files(
        small.root, {"content/kapot/session.yaml": "title: Kapot\nlanguage: nl\nslides:\n- {kind: nergens, id: een}\n"}
    )
    made = small.build()
    assert made.code == 1
    assert {deck["session"]: deck["status"] for deck in made.json["decks"]} == {"kapot": "failed", "proef": "built"}


def test_a_deck_that_fails_leaves_the_last_good_one(small: SmallProject) -> None:
    file = Path(only(small)["file"])
    before = file.read_bytes()
    small.write("- {kind: nergens, id: een}\n")
    assert small.build().code == 1
    assert file.read_bytes() == before
    small.write(SLIDES, HEAD)
    assert only(small)["status"] == "unchanged"


@pytest.mark.parametrize("content", [b"{", b"", b"[]", b'{"decks": {}}', b"\xff\xfe", None])
def test_a_manifest_that_is_damaged_or_gone_does_no_harm(small: SmallProject, content: bytes | None) -> None:
    only(small)
    manifest = small.root / "output/proef/manifest.json"
    sound = json.loads(manifest.read_bytes())

    def damage() -> None:
        manifest.unlink() if content is None else manifest.write_bytes(content)

    damage()
    assert only(small)["status"] == "unchanged"  # manifest.csv knows the deck
    damage()
    small.write(SLIDES.replace("Eerste", "Andere"), HEAD)
    assert only(small)["status"] == "built"
    small.write(SLIDES, HEAD)
    only(small)
    damage()
    manifest.with_suffix(".csv").unlink()
    assert only(small)["status"] == "unchanged"  # it stands as it would be written
    assert json.loads(manifest.read_bytes()) == sound


def test_a_digest_that_was_damaged_makes_no_deck_one_changed_by_hand(small: SmallProject) -> None:
    deck = Path(only(small)["file"])
    manifest = small.root / "output/proef/manifest.json"
    for csv_too in (False, True):
        digest = hashlib.sha256(deck.read_bytes()).hexdigest()
        for file in (manifest, manifest.with_suffix(".csv"))[: 1 + csv_too]:
            file.write_text(file.read_text("utf-8").replace(digest, f"0{digest[1:]}"), encoding="utf-8")
        assert only(small)["status"] == "unchanged"
    deck.write_bytes(deck.read_bytes() + b"x")
    manifest.unlink()
    assert [each["rule"] for each in small.build().findings] == ["deck-changed-by-hand"]


def test_a_folder_that_cannot_be_written_is_a_finding(small: SmallProject) -> None:
    write_files(small.root, {"output": b"een bestand waar de map hoort"})
    made = small.build()
    assert made.code == 1
    assert "Traceback" not in made.err


@pytest.mark.parametrize("name", ["vraag? antwoord: ja", "lang-" * 30 + "x", "con", "punt."])
def test_a_decks_file_name_suits_every_file_system(name: str, project: SmallProject) -> None:
    write_files(project.root, {f"content/{name}/session.yaml": HEAD + SLIDES})
    made = project.build()
    assert made.code == 0, made.err
    file = Path(made.json["decks"][0]["file"]).name
    assert not set(file) & set('<>:"/\\|?*')
    assert len(file) <= 120
    assert file.endswith("-nl.pptx")
