"""What translations must never change: conditions, other people's work, decks of one batch, files elsewhere."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from builder.pipeline.run import Options, build
from builder.translation.glossary import Glossary
from builder.translation.placeholders import masked, unmasked, with_words
from tests.tools.packages import DeckFile
from tests.tools.projects import run_cli, write_files
from tests.translation.projects import SESSION, catalog, fill, shouted, translated_project, update

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def titles(root: Path, *audience: str) -> list[str]:
    result = build(["proef"], root, Options(languages=("en",), select=audience))
    assert result.ok, result.findings
    return DeckFile(result.decks[0].file).titles


def test_words_that_are_compared_stay_and_others_change_once() -> None:
    both = "'gemeente' if audience.sector == 'gemeente' else 'provincie'"
    assert with_words(both, {"gemeente": "municipality", "provincie": "province"}) == (
        "'municipality' if audience.sector == 'gemeente' else 'province'"
    )
    turned = with_words("'links' if x else 'rechts'", {"links": "rechts", "rechts": "links"})
    assert turned == "'rechts' if x else 'links'"


def test_braces_that_are_text_stay_text_beside_an_expression() -> None:
    made = masked("Schrijf \\{{ naam }} voor {{ audience.name }}")
    assert unmasked(made.text, made.expressions) == "Schrijf \\{{ naam }} voor {{ audience.name }}"
    said = unmasked("{{{{ 7*6 }}}} for {audience_name}", made.expressions)
    assert masked(said).expressions == {"audience_name": "audience.name"}


def test_conditions_do_not_depend_on_the_language(tmp_path: Path) -> None:
    session = """title: Proef
language: nl
variables: {uitgebreid: false, vorm: kort verslag, foto: team.png, plek: de zaal, audience: {id: plain, name: uw team}}
slides:
  - {kind: statement, id: een, text: "In {{ plek }}"}
  - {kind: statement, id: twee, text: Uitgebreid, when: uitgebreid}
  - {kind: statement, id: drie, text: Kort, when: vorm == 'kort verslag'}
"""
    root = translated_project(tmp_path, session)
    file = fill(root)
    keys = {e.msgctxt for e in file if e.msgctxt.startswith("variables:")}
    assert keys == {"variables:plek", "variables:audience.name"}
    assert titles(root) == ["IN DE ZAAL", "KORT"]


def test_update_leaves_what_a_translator_corrected(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    assert run_cli("--project", root, "translate", "update", "proef", "-l", "en", "--format", "xliff").code == 0
    write_files(
        root,
        {
            "content/cases/locales/en.po": HEAD
            + 'msgctxt "case:parkeren/title"\nmsgid "Parkeren zonder papier"\nmsgstr "Library"\n'
        },
    )
    file = polib.pofile(str(catalog(root)))
    next(e for e in file if e.msgctxt == "tabel/title").msgstr = "Corrected"
    file.save()
    update(root)
    said = {e.msgctxt: e.msgstr for e in polib.pofile(str(catalog(root)))}
    assert said["tabel/title"] == "Corrected"
    assert said["case:parkeren/title"] == "PARKEREN ZONDER PAPIER"


def test_a_fuzzy_text_that_comes_back_approved_counts(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    next(e for e in file if e.msgctxt == "tabel/title").flags.append("fuzzy")
    file.save()
    approved = HEAD + 'msgctxt "tabel/title"\nmsgid "Cijfers"\nmsgstr "CIJFERS"\n'
    write_files(tmp_path, {"back.po": approved})
    assert (
        run_cli("--project", root, "translate", "update", "proef", "-l", "en", "--take", tmp_path / "back.po").code == 0
    )
    assert not next(e for e in polib.pofile(str(catalog(root))) if e.msgctxt == "tabel/title").fuzzy


def test_a_fault_in_an_override_is_told_to_everyone_that_it_is_for(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    listing = root / "content" / "audiences" / "gemeenten.yaml"
    listing.write_text(
        listing.read_text(encoding="utf-8") + "groups: {grp: \"sector == 'gemeente'\"}\n", encoding="utf-8"
    )
    write_files(
        root,
        {"content/proef/audiences/group-grp.yaml": 'slides:\n  tabel: {title: "Cijfers van {{ audience.name }}"}\n'},
    )
    file = fill(root)
    next(e for e in file if e.msgctxt == "group-grp:tabel/title").msgstr = "FIGURES"
    file.save()
    result = build(["proef"], root, Options(languages=("en",), select=("all",)))
    assert {deck.audience: deck.status for deck in result.decks} == {"G1": "failed", "G2": "failed"}


def test_a_case_that_only_an_override_brings_in_is_translated(tmp_path: Path) -> None:
    root = translated_project(
        tmp_path, SESSION.replace("repeat: \"cases | selectattr('sector', 'equalto', audience.sector)\", ", "")
    )
    session = (root / "content/proef/session.yaml").read_text(encoding="utf-8")
    lines = [line for line in session.splitlines() if "id: voorbeeld" not in line]
    (root / "content/proef/session.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_files(
        root, {"content/proef/audiences/G2.yaml": "slides:\n  extra: {kind: case, case: parkeren, after: deel}\n"}
    )
    fill(root)
    assert "PARKEREN ZONDER PAPIER" in titles(root, "G2")


def test_a_catalog_of_cases_that_appears_is_seen(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    next(e for e in file if e.msgctxt == "case:parkeren/title").msgstr = ""
    file.save()
    write_files(root, {"content/cases/locales/de.po": HEAD})
    assert "Parkeren zonder papier" in titles(root)
    write_files(
        root,
        {
            "content/cases/locales/en.po": HEAD
            + 'msgctxt "case:parkeren/title"\nmsgid "Parkeren zonder papier"\nmsgstr "Parking"\n'
        },
    )
    assert "Parking" in titles(root)


@pytest.mark.parametrize(
    ("language", "content", "rule"),
    [
        ("nl-BE", "geen po", "po-syntax"),
        ("en", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=undefined\\n"\n\nmsgid "x"\nmsgstr ""\n', "utf-8"),
        ("en", HEAD + 2 * 'msgctxt "tabel/title"\nmsgid "Cijfers"\nmsgstr "Figures"\n\n', "po-duplicate"),
    ],
)
def test_catalogs_with_faults_are_never_passed_over(language: str, content: str, rule: str, tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    write_files(root, {f"content/proef/locales/{language}.po": content})
    run = run_cli("--project", root, "build", "proef", "-l", language, "--json")
    assert rule in {each["rule"] for each in run.findings}


@pytest.mark.parametrize("language", ["backup", "../../x"])
def test_what_is_no_language_is_wrong_usage(language: str, tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    write_files(root, {"content/proef/locales/backup.po": HEAD, "content/x.po": HEAD})
    for command in ("build", "check"):
        assert run_cli("--project", root, command, "proef", "-l", language).code == 2


def test_catalogs_are_not_written_outside_the_project(tmp_path: Path) -> None:
    root = translated_project(tmp_path / "project")
    (tmp_path / "outside").mkdir()
    (root / "content" / "proef" / "locales").symlink_to(tmp_path / "outside")
    for arguments in (("update", "proef", "-l", "fr"), ("extract", "proef"), ("pseudo", "proef")):
        assert run_cli("--project", root, "translate", *arguments).code == 1
    assert not list((tmp_path / "outside").iterdir())


def test_placeholders_are_no_terms() -> None:
    import re

    glossary = Glossary(((re.compile("uitgebreid"), "uitgebreid", ("extended",)),))
    assert list(glossary.missed("Stand {uitgebreid}", "State {uitgebreid}")) == []
    assert list(glossary.missed("Stand uitgebreid", shouted("State"))) == [("uitgebreid", "extended")]


def test_a_file_in_another_language_is_not_taken(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root, language="fr")
    run = run_cli("--project", root, "translate", "update", "proef", "-l", "es", "--take", catalog(root, "fr"))
    assert run.code == 1
    assert "translation-language" in run.err


def test_catalogs_with_other_names_are_told(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    for name in ("de_DE", "german", "FR"):
        write_files(root, {f"content/proef/locales/{name}.po": HEAD})
    run = run_cli("--project", root, "build", "proef", "-l", "all", "--json")
    assert sorted(deck["language"] for deck in run.json["decks"]) == ["en", "nl"]
    assert len([each for each in run.findings if each["rule"] == "catalog-name"]) == 3


@pytest.mark.parametrize("language", ["nederlands", "xx", "5", "nl-", "NL", "nl_NL"])
def test_a_session_in_no_language_is_an_error_at_its_line(language: str, tmp_path: Path) -> None:
    root = translated_project(tmp_path, SESSION.replace("language: nl", f"language: {language}"))
    for arguments in (("build", "proef"), ("check", "proef"), ("translate", "update", "proef", "-l", "en")):
        run = run_cli("--project", root, *arguments)
        assert run.code == 1
        assert "session.yaml:2:" in run.err
        assert "unknown-language" in run.err


def test_a_copied_project_is_one_of_its_own(tmp_path: Path) -> None:
    import shutil

    first = translated_project(tmp_path / "first")
    assert build(["proef"], first).ok
    shutil.copytree(first, tmp_path / "second")
    (tmp_path / "second" / "content" / "proef" / "images" / "p.png").unlink()
    assert not build(["proef"], tmp_path / "second").ok


def test_decks_of_one_batch_have_the_same_brand_words_in_every_call(tmp_path: Path) -> None:
    from builder.pipeline.decks import SessionDecks
    from builder.pipeline.jobs import deck_runs
    from builder.projects.project import Project
    from builder.projects.session import load_session
    from builder.storage.manifest import Manifest
    from builder.storage.store import Store

    root = translated_project(tmp_path)
    file = fill(root)
    assert [e.msgid for e in file if e.msgctxt.startswith("brand:")] == ["Beeldmerk van het webinar"]
    options = Options(languages=("en",), select=("all",))
    session = load_session("proef", Project.at(root))
    manifest = Manifest(root / "output" / "proef")
    jobs = list(deck_runs(session, options, manifest.folder, set())[0])
    decks = SessionDecks(session, options, Store(root / "output" / ".fandeck"))
    made = [deck for job in jobs for deck in decks.of([job], manifest)]  # as a worker does, share after share
    assert {deck.status for deck in made} == {"built"}
    for deck in made:
        masters = b"".join(data for name, data in DeckFile(deck.file).members.items() if "slideLayouts/" in name)
        assert b"BEELDMERK VAN HET WEBINAR" in masters
        assert b"Beeldmerk" not in masters


def test_a_longer_name_in_a_list_shortens_what_is_left_for_a_title(tmp_path: Path) -> None:
    def limit() -> int:
        update(root, "en")
        entry = next(e for e in polib.pofile(str(catalog(root))) if e.msgctxt == "punten/title")
        return next((int(flag[11:]) for flag in entry.flags if flag.startswith("max-length")), 10_000)

    root = translated_project(tmp_path)
    before = limit()
    rows = root / "content" / "audiences" / "gemeenten.csv"
    rows.write_text(rows.read_text(encoding="utf-8") + f"G3,{'Lange naam ' * 12},gemeente\n", encoding="utf-8")
    assert limit() < before


def test_the_page_for_translators_shows_every_slide_beside_its_texts(tmp_path: Path) -> None:
    import re

    root = translated_project(
        tmp_path, SESSION.replace("{kind: statement, id: slot,", "{kind: statement, id: slot, hidden: true,")
    )
    fill(root)
    run = run_cli("--project", root, "translate", "context", "proef", "-l", "en")
    assert run.code == 0, run.err
    page = (root / "output" / "proef" / "context-en.html").read_text(encoding="utf-8")
    drawn = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    assert len(drawn) == 10
    assert any("CIJFERS" in each for each in drawn)
    assert "Een hele **taak**" in page
    assert "EEN HELE **TAAK**" in page
