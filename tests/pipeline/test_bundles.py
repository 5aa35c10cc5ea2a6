"""Bundles: one archive for each audience with the very files that were built, and a table of whom to send them to."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.pipeline import bundles
from builder.pipeline.results import BuildResult, Options
from builder.pipeline.run import build
from tests.tools.packages import DeckFile
from tests.tools.projects import Run, SmallProject, write_files

HEAD = "title: Werk voor {{ audience.name }}\nlanguage: nl\ndate: 2026-12-10\norganisation: Het netwerk\naudiences: gemeenten\nslides:\n"
SLIDES = "- {kind: title, id: titel, title: Welkom}\n- {kind: statement, id: zin, text: 'Voor {{ audience.name }}', notes: Zeg dit}\n"
LIST = 'source: gemeenten.csv\nid: "{{ code }}"\nname: "{{ naam }}"\ncontact: "{{ mail }}"\n'
ROWS = "code,naam,mail\n0344,Utrecht,griffie@utrecht.example\n1680,Aa en Hunze,\n"


@pytest.fixture
def gemeenten(project: SmallProject) -> SmallProject:
    write_files(project.root, {"content/audiences/gemeenten.yaml": LIST, "content/audiences/gemeenten.csv": ROWS})
    return project.write(SLIDES, HEAD)


def bundle(project: SmallProject, *more: str, who: str = "all", formats: str = "pptx,html") -> Run:
    return project.run("bundle", "proef", "-a", who, "-f", formats, "--json", *more)


def table(project: SmallProject) -> list[dict[str, str]]:
    text = (project.root / "output/proef/bundles/contacts.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_each_audience_gets_one_archive_of_the_files_that_were_built(gemeenten: SmallProject) -> None:
    made = bundle(gemeenten)
    assert made.code == 0, made.err
    first, second = made.json["bundles"]
    assert [Path(each["file"]).name for each in (first, second)] == [
        "proef-0344-utrecht.zip",
        "proef-1680-aa-en-hunze.zip",
    ]
    with zipfile.ZipFile(first["file"]) as archive:
        assert archive.testzip() is None
        assert (
            archive.namelist()
            == first["files"]
            == [f"proef-0344-utrecht-nl{end}" for end in (".txt", ".pptx", ".html")]
        )
        for name in archive.namelist()[1:]:
            assert archive.read(name) == (gemeenten.root / "output/proef" / name).read_bytes()
        text = archive.read(archive.namelist()[0]).decode()
    assert text.startswith("Werk voor Utrecht\nHet netwerk · 10 december 2026\nVoor: Utrecht\n\nIn dit pakket:\n")
    assert "proef-0344-utrecht-nl.html\n  de dia’s als webpagina" in text
    assert table(gemeenten) == [
        {
            "audience": each["audience"], "name": each["name"], "contact": each["contact"], "files": "; ".join(each["files"]),
            "bundle": Path(each["file"]).name, "bytes": str(Path(each["file"]).stat().st_size),
        }
        for each in (first, second)
    ]  # fmt: skip
    assert [each["contact"] for each in (first, second)] == ["griffie@utrecht.example", ""]
    (remark,) = made.findings
    assert (remark["rule"], remark["severity"]) == ("contact-missing", "info") and "Aa en Hunze" in remark["message"]


def test_a_contact_is_in_no_file_that_is_sent(gemeenten: SmallProject) -> None:
    (found,) = bundle(gemeenten, who="0344").json["bundles"]
    with zipfile.ZipFile(found["file"]) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".pptx"):
                with zipfile.ZipFile(io.BytesIO(data)) as deck:
                    data = b"".join(map(deck.read, deck.namelist()))
            assert b"griffie@" not in data, name


def test_without_formats_a_bundle_has_deck_pdf_handout_and_page(gemeenten: SmallProject) -> None:
    pytest.importorskip("typst")
    made = gemeenten.run("bundle", "proef", "-a", "0344", "--json")
    (found,) = made.json["bundles"]
    ends = (".txt", ".pptx", ".pdf", ".handout.pdf", ".html")
    assert found["files"] == [f"proef-0344-utrecht-nl{end}" for end in ends]


def test_the_same_bundle_has_the_same_bytes_and_is_not_made_twice(gemeenten: SmallProject) -> None:
    first = bundle(gemeenten).json["bundles"]
    before = gemeenten.listing()
    again = bundle(gemeenten).json["bundles"]
    assert [each["status"] for each in again] == ["unchanged", "unchanged"]
    assert [each["bytes"] for each in again] == [each["bytes"] for each in first]
    assert {name: facts for name, facts in gemeenten.listing().items() if name.endswith(".zip")} == {
        name: facts for name, facts in before.items() if name.endswith(".zip")
    }
    forced = bundle(gemeenten, "--force").json["bundles"]
    assert [each["sha256"] for each in forced] == [each["sha256"] for each in first]
    gemeenten.files({"audiences/0344.yaml": "slides:\n  zin: {text: Alleen hier}\n"})
    assert [each["status"] for each in bundle(gemeenten).json["bundles"]] == ["built", "unchanged"]


def test_languages_go_into_one_archive_each_with_its_own_text(gemeenten: SmallProject) -> None:
    catalog = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: de\\n"\n'
    gemeenten.files({"locales/de.po": catalog})
    (found,) = bundle(gemeenten, "-l", "nl", "-l", "de", who="0344").json["bundles"]
    assert Path(found["file"]).name == "proef-0344-utrecht.zip"
    with zipfile.ZipFile(found["file"]) as archive:
        german = archive.read("proef-0344-utrecht-de.txt").decode()
        assert "Für: Utrecht" in german and "-nl.pptx" not in german
        assert "Voor: Utrecht" in archive.read("proef-0344-utrecht-nl.txt").decode()


def test_an_audience_whose_deck_failed_gets_no_bundle_and_no_row(gemeenten: SmallProject) -> None:
    gemeenten.files({"audiences/1680.yaml": "slides:\n  zin: {tekst: Zo heet het niet}\n"})
    made = bundle(gemeenten)
    assert made.code == 1
    assert [(each["audience"], each["status"]) for each in made.json["bundles"]] == [
        ("0344", "built"),
        ("1680", "failed"),
    ]
    assert [each["audience"] for each in table(gemeenten)] == ["0344"]
    assert {each["rule"] for each in made.findings if each["severity"] == "error"} == {"unknown-key"}
    assert not (gemeenten.root / "output/proef/bundles/proef-1680-aa-en-hunze.zip").exists()


def test_a_bundle_changed_by_hand_is_left_as_it_is(gemeenten: SmallProject) -> None:
    file = Path(bundle(gemeenten, who="0344").json["bundles"][0]["file"])
    file.write_bytes(file.read_bytes() + b"own words")
    kept = bundle(gemeenten, who="0344")
    assert kept.code == 1 and file.read_bytes().endswith(b"own words")
    assert [each["rule"] for each in kept.findings] == ["bundle-changed-by-hand"]
    assert bundle(gemeenten, "--force", who="0344").code == 0
    assert not file.read_bytes().endswith(b"own words")
    assert file.with_suffix(".changed-1.zip").read_bytes().endswith(b"own words")


def test_only_the_bytes_that_were_built_are_bundled(gemeenten: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    def meddled(*arguments: Any) -> BuildResult:
        made = build(*arguments)
        made.decks[0].file.write_bytes(b"something else")
        return made

    monkeypatch.setattr(bundles, "build", meddled)
    made = bundles.bundle("proef", gemeenten.root, Options(select=("0344",), formats=("pptx",)))
    assert [each.status for each in made.bundles] == ["failed"]
    assert "was changed while it was bundled" in next(
        each.message for each in made.findings if each.severity == "error"
    )


def test_bundles_too_large_to_open_are_refused(gemeenten: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "LARGEST", 1000)
    made = bundle(gemeenten, who="0344")
    assert made.code == 1 and [each["rule"] for each in made.findings] == ["bundle-too-large"]


def test_bundles_of_audiences_that_are_gone_are_listed_and_pruned(gemeenten: SmallProject) -> None:
    bundle(gemeenten)
    write_files(gemeenten.root, {"content/audiences/gemeenten.csv": ROWS.rpartition("1680")[0]})
    old = str(gemeenten.root / "output/proef/bundles/proef-1680-aa-en-hunze.zip")
    assert old in bundle(gemeenten).json["gone"] and Path(old).exists()
    bundle(gemeenten, "--prune")
    assert not Path(old).exists()


def test_the_table_is_harmless_in_a_spreadsheet(gemeenten: SmallProject) -> None:
    rows = 'code,naam,mail\n0344,"=HYPERLINK(""https://example.org"")","a@b.example\nBcc: c@d.example"\n0345,+31 6 1234,@x\n'
    write_files(gemeenten.root, {"content/audiences/gemeenten.csv": rows})
    bundle(gemeenten)
    first, second = table(gemeenten)
    assert first["name"].startswith("'=") and "\n" not in first["contact"]
    assert (second["name"], second["contact"]) == ("+31 6 1234", "'@x")


def test_nobody_is_bundled_for_unless_asked(gemeenten: SmallProject) -> None:
    made = gemeenten.run("bundle", "proef")
    assert made.code == 2 and "-a all" in made.err
    assert not (gemeenten.root / "output").exists()
    assert gemeenten.run("bundle", "proef", "-a", "9999").code == 2
    assert gemeenten.run("bundle", "proef", "-a", "all", "-f", "docx").code == 2
    assert gemeenten.run("bundle").code == 2


def test_names_follow_the_list(gemeenten: SmallProject) -> None:
    write_files(gemeenten.root, {"content/audiences/gemeenten.yaml": LIST + 'file_name: "Webinar {{ naam }}"\n'})
    (found,) = bundle(gemeenten, who="0344").json["bundles"]
    assert Path(found["file"]).name == "Webinar-Utrecht.zip" and found["files"][1] == "Webinar-Utrecht.pptx"
    with zipfile.ZipFile(found["file"]) as archive:
        assert "Voor Utrecht" in DeckFile(archive.read("Webinar-Utrecht.pptx")).titles[1]
