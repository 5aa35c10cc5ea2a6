"""Decks in another language: every text translated, nothing stale, what is compared still compared."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from builder.pipeline.run import Options, build
from tests.tools.packages import A, DeckFile
from tests.tools.projects import png, run_cli, write_files
from tests.translation.projects import catalog, fill, shouted, translated_project


def text_of(deck: Path) -> str:
    return b"\n".join(DeckFile(deck).members.values()).decode("utf-8", "replace")


def test_every_text_is_translated_also_chart_table_case_note_and_property(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    result = build(["proef"], root, Options(languages=("en",)))
    assert result.ok, result.findings
    assert not [f for f in result.findings if f.rule.startswith("translation")]
    deck = DeckFile(result.decks[0].file)
    text = text_of(result.decks[0].file)
    assert "OVER UW GEMEENTE IN 20 MINUTEN" in "".join(deck.titles)
    assert "DAT IS MEER DAN EERST" in deck.titles
    assert "PARKEREN ZONDER PAPIER" in deck.titles
    for said in (
        "GEMIDDELDE",
        "AANTAL",
        "LOON",
        "HOEVEEL",
        "EEN BLAUW VLAK",
        "DIT ZEGT DE SPREKER.",
        "WERKPLAATS",
        "GOED WERK",
    ):
        assert said in text, said
    for source in ("Gemiddelde", "Loon", "Een blauw vlak", "Dit zegt", "Goed werk", "Alles op papier"):
        assert source not in text, source
    assert "<dc:language>en" in text


def test_an_override_is_translated_for_its_audience(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    result = build(["proef"], root, Options(languages=("en",), select=("all",)))
    assert result.ok, result.findings
    texts = {deck.audience: text_of(deck.file) for deck in result.decks}
    assert "ZEKER WEL" in texts["G1"]
    assert "DAG UTRECHT" in texts["G1"]
    assert "ZEKER WEL" not in texts["G2"]


def test_what_is_missing_stays_as_it_is_and_is_listed(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    next(e for e in file if e.msgctxt == "tabel/title").msgstr = ""
    file.save()
    run = run_cli("--project", root, "build", "proef", "-l", "en", "--json")
    found = [f for f in run.findings if f["rule"] == "translation-missing"]
    assert [(f["slide"], f["severity"], f["language"]) for f in found] == [("tabel", "warning", "en")]
    assert found[0]["file"] == "content/proef/session.yaml"
    assert run.code == 0
    assert run_cli("--project", root, "build", "proef", "-l", "en", "--strict").code == 1


def test_a_stale_text_is_never_shown(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    next(e for e in file if e.msgctxt == "tabel/title").flags.append("fuzzy")
    file.save()
    result = build(["proef"], root, Options(languages=("en",)))
    assert [f.rule for f in result.findings if f.severity == "warning"] == ["translation-stale"]
    titles = DeckFile(result.decks[0].file).titles
    assert "Cijfers" in titles
    assert "CIJFERS" not in titles


def test_a_lost_placeholder_stops_the_deck_at_its_line(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    next(e for e in file if e.msgctxt == "punten/title").msgstr = "NO PLACEHOLDERS"
    file.save()
    run = run_cli("--project", root, "build", "proef", "-l", "en", "--json")
    found = [f for f in run.findings if f["rule"] == "placeholder"]
    lines = catalog(root).read_text(encoding="utf-8").splitlines()
    assert run.code == 1
    assert found[0]["file"] == "content/proef/locales/en.po"
    assert lines[found[0]["line"] - 1] == 'msgstr "NO PLACEHOLDERS"'


def test_a_regional_catalog_comes_before_its_language(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    file = fill(root, language="en-GB")
    for entry in file:
        entry.msgstr = "CHEERS" if entry.msgctxt == "peiling/question" else ""
    file.save()
    result = build(["proef"], root, Options(languages=("en-GB",)))
    titles = DeckFile(result.decks[0].file).titles
    assert "CHEERS" in titles
    assert "CIJFERS" in titles


def test_languages_that_can_be_asked_for(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    fill(root, language="de")
    run = run_cli("--project", root, "build", "proef", "-l", "all", "--json")
    assert sorted(deck["language"] for deck in run.json["decks"]) == ["de", "en", "nl"]
    twice = run_cli(
        "--project", root, "build", "proef", "-l", "de", "-l", "de", "-b", "helder", "-b", "helder", "--json"
    )
    assert [Path(deck["file"]).name for deck in twice.json["decks"]] == ["proef-de.pptx"]
    unknown = run_cli("--project", root, "build", "proef", "-l", "fr")
    assert unknown.code == 2
    assert "no catalog for 'fr'" in unknown.err
    regional = run_cli("--project", root, "build", "proef", "-l", "nl-BE", "--json")
    assert regional.code == 0


def test_a_case_that_another_language_calls_otherwise_is_still_chosen(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root, lambda text: "council" if text == "gemeente" else shouted(text))
    result = build(["proef"], root, Options(languages=("en",), select=("G2",)))
    assert result.ok, result.findings
    assert "PARKEREN ZONDER PAPIER" in DeckFile(result.decks[0].file).titles


@pytest.mark.parametrize("said", ["{{ audience.id }}", "Figures {naam}"])
def test_a_placeholder_that_a_translator_made_up_stops_the_deck(said: str, tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root, lambda text: said if text == "Cijfers" else shouted(text))
    run = run_cli("--project", root, "build", "proef", "-l", "en", "--json")
    assert run.code == 1
    assert "placeholder" in {each["rule"] for each in run.findings}


def test_only_what_a_changed_entry_says_is_made_anew(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    build(["proef"], root, Options(languages=("en",), select=("all",)))
    again = build(["proef"], root, Options(languages=("en",), select=("all",)))
    assert {deck.status for deck in again.decks} == {"unchanged"}
    next(e for e in file if e.msgctxt == "case:parkeren/result").msgstr = "Nieuw!"
    file.save()
    changed = build(["proef"], root, Options(languages=("en",), select=("all",)))
    assert {deck.status for deck in changed.decks} == {"built"}
    assert "Nieuw!" in text_of(changed.decks[0].file)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("geen po", "po-syntax"),
        ('msgid "a\nmsgstr "b"\n', "po-syntax"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "\xff"\nmsgstr ""\n', "utf-8"),
    ],
)
def test_a_broken_catalog_is_an_error_at_its_line(tmp_path: Path, content: str | bytes, rule: str) -> None:
    root = translated_project(tmp_path)
    write_files(root, {"content/proef/locales/en.po": content})
    run = run_cli("--project", root, "build", "proef", "-l", "en", "--json")
    assert run.code == 1
    assert (run.findings[0]["rule"], run.findings[0]["file"]) == (rule, "content/proef/locales/en.po")


def test_a_catalog_in_another_charset_with_a_mark_and_windows_lines_is_read(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    path = catalog(root)
    file = polib.pofile(str(path))
    assert len(file) > 20
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    result = build(["proef"], root, Options(languages=("en",)))
    assert result.ok, result.findings
    assert "CIJFERS" in DeckFile(result.decks[0].file).titles


def test_a_text_without_a_translation_keeps_its_own_language(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    for entry in file:
        if entry.msgctxt in ("punten/notes", "tabel/title") or entry.msgid == "Loon":
            entry.msgstr = ""
    file.save()
    deck = DeckFile(build(["proef"], root, Options(languages=("en",))).decks[0].file)
    languages: dict[str, set[str]] = {}
    for name in deck.names:
        if name.startswith(("ppt/slides/slide", "ppt/notesSlides/")) and name.endswith(".xml"):
            for run in deck.xml(name).iter(f"{A}r"):
                languages.setdefault(run.findtext(f"{A}t") or "", set()).add(run.find(f"{A}rPr").get("lang"))
    assert languages["Cijfers"] == languages["Loon"] == languages["Dit zegt de spreker."] == {"nl-NL"}
    assert languages["UREN"] == languages["HET BEGIN"] == {"en-GB"}


def test_cases_and_brands_may_have_catalogs_of_their_own(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    for entry in file:
        if entry.msgctxt in ("case:parkeren/title", "case:parkeren/result"):
            entry.msgstr = ""
    next(e for e in file if e.msgctxt == "case:parkeren/challenge").msgstr = "The session's own"
    file.save()
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    case = 'msgctxt "case:parkeren/{}"\nmsgid "{}"\nmsgstr "{}"\n'
    texts = (
        ("title", "Parkeren zonder papier", "Parking without paper"),
        ("result", "Alles op een scherm", "All on one screen"),
        ("challenge", "Alles op papier", "The library's"),
    )
    brand = 'name: Eigen\ndesign: {primary: "#0F4C5C", accent: "#B4541F", fonts: {heading: Calibri, body: Calibri}, logo: logo.png, logo_alt: Ons beeldmerk}\n'
    write_files(
        root,
        {
            "content/cases/locales/en.po": "\n".join([head, *(case.format(*text) for text in texts)]),
            "templates/eigen/brand.yaml": brand,
            "templates/eigen/logo.png": png(40, 40),
            "templates/eigen/locales/en.po": f'{head}\nmsgctxt "brand:eigen/design.logo_alt"\nmsgid "Ons beeldmerk"\nmsgstr "Our logo"\n',
        },
    )
    result = build(["proef"], root, Options(languages=("en",), brands=("eigen",)))
    assert result.ok, result.findings
    text = text_of(result.decks[0].file)
    for said in ("Parking without paper", "All on one screen", "The session's own", "Our logo"):
        assert said.replace("'", "&apos;") in text or said in text, said
    assert "The library's" not in text
    assert "Ons beeldmerk" not in text
    plain = build(["proef"], root, Options(brands=("eigen",)))
    assert "Ons beeldmerk" in text_of(plain.decks[0].file)


def test_words_in_file_names_are_translated_and_stay_apart(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    listing = root / "content" / "audiences" / "gemeenten.yaml"
    listing.write_text(listing.read_text(encoding="utf-8") + 'file_name: "les voor {{ name }}"\n', encoding="utf-8")
    file = fill(root, lambda text: "lesson for {name}" if text == "les voor {name}" else shouted(text))
    assert ("list:gemeenten/file_name", "les voor {name}") in {(e.msgctxt, e.msgid) for e in file}
    both = Options(languages=("nl", "en"), select=("all",))
    names = sorted(deck.file.name for deck in build(["proef"], root, both).decks)
    assert names == [
        "les-voor-Nuenen-nl.pptx", "les-voor-Utrecht-nl.pptx", "lesson-for-Nuenen-en.pptx", "lesson-for-Utrecht-en.pptx",
    ]  # fmt: skip
    next(e for e in file if e.msgctxt == "list:gemeenten/file_name").msgstr = "lesson"
    file.save()
    run = run_cli("--project", root, "build", "proef", "-l", "en", "-a", "all", "--json")
    assert run.code == 1
    assert ("placeholder", "content/proef/locales/en.po") in {(f["rule"], f["file"]) for f in run.findings}
