"""What `check -l` says of translations, each at its line of the .po file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.projects import ROOT, run_cli, write_files
from tests.translation.projects import catalog, fill, shouted, translated_project


def checked(root: Path, *more: str) -> list[tuple[str, str]]:
    run = run_cli("--project", root, "check", "proef", "-l", "en", "-f", "json", *more)
    lines = catalog(root).read_text(encoding="utf-8").splitlines()
    found = [f for f in run.findings if f.get("file", "").endswith("en.po")]
    for each in found:
        assert lines[each["line"] - 1].startswith("msgstr") or each["line"] == 1
    found = [each for each in found if each["rule"] != "text-fits"]  # of the deck, also at the line of the translation
    return [(each["rule"], each.get("slide", "")) for each in found]


@pytest.mark.parametrize(
    ("context", "source", "text", "rule"),
    [
        ("punten/title", "", "OVER {audience_name} IN MINUTEN", "placeholder"),
        ("punten/points", "Een hele **taak**", "EEN HELE TAAK", "translation-marks"),
        ("punten/points", "Een hele **taak**", "EEN HELE **TAAK", "translation-marks"),
        (
            "punten/points",
            "Lees [de site](https://example.nl)",
            "LEES [DE SITE](https://example.com)",
            "translation-links",
        ),
        ("tabel/title", "", " CIJFERS", "translation-space"),
        ("tabel/title", "", "CIJFERS EN NOG EENS CIJFERS", "translation-length"),
    ],
)
def test_one_fault_gives_one_finding(context: str, source: str, text: str, rule: str, tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    assert checked(root) == []
    entry = next(e for e in file if e.msgctxt == context and (not source or e.msgid == source))
    entry.msgstr = text
    if rule == "translation-length":
        entry.flags.append("max-length:20")
    file.save()
    assert (rule, context.partition("/")[0].rpartition(":")[2]) in checked(root)


def test_figures_are_kept_whatever_the_separators_and_digits(tmp_path: Path) -> None:
    session = """title: Proef
language: nl
slides:
  - {kind: statement, id: cijfers, text: "In 2026 waren het er 4.000, dat is 6,5 procent"}
"""
    root = translated_project(tmp_path, session)
    good = "In 2026 there were 4,000, that is 6.5 per cent"
    fill(root, lambda text: good if "2026" in text else shouted(text))
    assert checked(root) == []
    fill(root, lambda text: good.replace("2026", "٢٠٢٦") if "2026" in text else shouted(text))
    assert checked(root) == []
    fill(root, lambda text: good.replace("2026", "2025") if "2026" in text else shouted(text))
    assert checked(root) == [("translation-numbers", "cijfers")]


def test_terms_of_the_glossary(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    write_files(root, {"content/glossary.csv": "nl,en\nblauw vlak,blue field|blue square\ntaak,task\n"})
    fill(
        root,
        lambda text: {"Een blauw vlak": "A blue area", "onder de taak": "Under the TASKS"}.get(text, shouted(text)),
    )
    assert ("translation-term", "punten") in checked(root)
    fill(root, lambda text: {"Een blauw vlak": "A Blue Square"}.get(text, shouted(text)).replace("TAAK", "TASK"))
    assert checked(root) == []


def test_a_header_of_another_language_and_other_plural_forms(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    file.metadata["Language"] = "pl"
    file.metadata["Plural-Forms"] = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 ? 1 : 2);"
    file.save()
    assert {rule for rule, _ in checked(root)} == {"translation-language", "plural-forms"}


def test_the_shipped_catalogs_have_no_error_or_warning() -> None:
    for language in ("en", "de", "ar"):
        run = run_cli("--project", ROOT, "check", "sociale-innovatie", "-l", language, "-f", "json")
        bad = [f for f in run.findings if f["severity"] != "info" and f.get("file", "").endswith(".po")]
        assert bad == [], language


def test_status_counts_and_fails_under(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    file = fill(root)
    whole = run_cli("--project", root, "translate", "status", "proef", "--fail-under", "100", "--json")
    assert whole.code == 0
    counts = whole.json["languages"][0]
    assert counts["percent"] == 100
    assert counts["texts"] == len(file)
    next(e for e in file if e.msgctxt == "tabel/title").msgstr = ""
    next(e for e in file if e.msgctxt == "peiling/question").flags.append("fuzzy")
    file.save()
    run = run_cli("--project", root, "translate", "status", "proef", "-l", "en", "--fail-under", "100", "--json")
    counts = run.json["languages"][0]
    assert run.code == 1
    assert (counts["missing"], counts["stale"], counts["translated"]) == (1, 1, len(file) - 2)
    assert counts["words_left"] == 4
    assert next(s for s in counts["slides"] if s["slide"] == "tabel")["missing"] == 1
    assert next(k for k in counts["kinds"] if k["kind"] == "poll")["stale"] == 1
    assert run_cli("--project", root, "translate", "status", "proef", "--fail-under", "90").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "proef", "-l", "fr"), "has no catalog for 'fr'"),
        (("update", "proef"), "no catalogs yet"),
        (("update", "proef", "-l", "nl"), "is written in 'nl'"),
        (("update", "proef", "-l", "klingon!"), "is not a language"),
        (("extract", "pruef"), "did you mean"),
        (("extract", "proef", "--format", "tmx"), "name it with -l"),
        (("update", "proef", "-l", "en_GB"), "is written en-GB"),
    ],
)
def test_wrong_usage_is_said(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    run = run_cli("--project", root, "translate", *arguments)
    assert run.code == 2
    assert said in run.err


def test_a_session_with_a_fault_changes_no_catalog(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    fill(root)
    before = catalog(root).read_bytes()
    path = root / "content" / "proef" / "session.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: slot, text:", "id: slot, txt:"), encoding="utf-8")
    for what in (("update", "-l", "en"), ("extract",), ("status",), ("pseudo",)):
        run = run_cli("--project", root, "translate", what[0], "proef", *what[1:])
        assert run.code == 1
        assert "did you mean 'text'" in run.err
    assert catalog(root).read_bytes() == before


def test_a_catalog_that_leads_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    root = translated_project(tmp_path / "project")
    write_files(
        tmp_path, {"elsewhere.po": 'msgid ""\nmsgstr ""\n\nmsgctxt "tabel/title"\nmsgid "Cijfers"\nmsgstr "secret"\n'}
    )
    catalog(root).parent.mkdir()
    catalog(root).symlink_to(tmp_path / "elsewhere.po")
    for arguments in (
        ("build", "proef", "-l", "en"),
        ("translate", "update", "proef", "-l", "en"),
        ("translate", "status", "proef"),
    ):
        run = run_cli("--project", root, *arguments)
        assert run.code == 1
        assert "outside-project" in run.err


def test_an_empty_catalog_is_filled(tmp_path: Path) -> None:
    root = translated_project(tmp_path)
    write_files(root, {"content/proef/locales/en.po": ""})
    assert run_cli("--project", root, "build", "proef", "-l", "en").code == 0
    assert run_cli("--project", root, "translate", "update", "proef", "-l", "en").code == 0
    assert b'msgid "Cijfers"' in catalog(root).read_bytes()
