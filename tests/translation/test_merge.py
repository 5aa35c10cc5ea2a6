"""Edits to a source, and what each does to a catalog; nothing that somebody wrote is lost."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.translation.projects import SESSION, catalog, fill, shouted, translated_project, update

Entries = dict[tuple[str, str], polib.POEntry]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = translated_project(tmp_path)
    fill(root)
    return root


def edited(root: Path, old: str, new: str) -> tuple[Entries, Entries]:
    """Change the session, merge, and give the live and the obsolete entries."""
    assert SESSION.count(old) == 1
    translated_project(root, SESSION.replace(old, new))
    before = {(e.msgctxt, e.msgid) for e in polib.pofile(str(catalog(root)))}
    update(root)
    file = polib.pofile(str(catalog(root)))
    live = {(e.msgctxt, e.msgid): e for e in file if not e.obsolete}
    gone = {(e.msgctxt, e.msgid): e for e in file if e.obsolete}
    said = {e.msgstr for e in file}
    assert {shouted(text) for _, text in before} <= said | {""}, "a translation was lost"
    return live, gone


def others_unchanged(live: Entries, *changed: tuple[str, str]) -> bool:
    return all(e.msgstr == shouted(e.msgid) and not e.fuzzy for key, e in live.items() if key not in changed)


def test_reworded(project: Path) -> None:
    live, gone = edited(project, "title: Cijfers", "title: De cijfers")
    entry = live["tabel/title", "De cijfers"]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("CIJFERS", True, "Cijfers")
    assert not gone
    assert others_unchanged(live, ("tabel/title", "De cijfers"))


def test_reworded_and_put_back(project: Path) -> None:
    edited(project, "title: Cijfers", "title: De cijfers")
    translated_project(project)
    update(project)
    entry = next(e for e in polib.pofile(str(catalog(project))) if e.msgctxt == "tabel/title")
    assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Cijfers", "CIJFERS", False, None)


def test_moved_within_a_list_and_a_slide_moved(project: Path) -> None:
    live, gone = edited(project, 'rows: [[Loon, "12"], [Uren, "36"]]', 'rows: [[Uren, "36"], [Loon, "12"]]')
    assert not gone
    assert others_unchanged(live)
    slide = "  - {kind: section, id: deel, title: Het begin}\n"
    live, gone = edited(project, slide, "")
    assert ("deel/title", "Het begin") in gone
    translated_project(project, SESSION.replace(slide, "") + slide)
    update(project)
    back = next(e for e in polib.pofile(str(catalog(project))) if e.msgctxt == "deel/title")
    assert (back.msgstr, back.fuzzy, back.obsolete) == ("HET BEGIN", False, False)


def test_moved_to_another_slide(project: Path) -> None:
    live, gone = edited(
        project,
        "title: Cijfers, columns: [Wat, Hoeveel]",
        "title: Cijfers, caption: Een blauw vlak, columns: [Wat, Hoeveel]",
    )
    copied = live[
        "tabel/caption", "Een blauw vlak"
    ]  # it still stands where it stood: a person looks whether it serves here too
    assert (copied.msgstr, copied.fuzzy) == ("EEN BLAUW VLAK", True)
    assert not gone


def test_split_in_two(project: Path) -> None:
    live, gone = edited(project, "Een hele **taak**, ", "Een hele, Een **taak**, ")
    assert live["punten/points", "Een hele"].msgstr == ""
    assert live["punten/points", "Een **taak**"].msgstr == ""
    assert gone["punten/points", "Een hele **taak**"].msgstr == "EEN HELE **TAAK**"


def test_deleted(project: Path) -> None:
    live, gone = edited(project, "    sources: [Eigen onderzoek]\n", "")
    assert list(gone) == [("punten/sources", "Eigen onderzoek")]
    assert others_unchanged(live)


def test_deleted_and_written_again(project: Path) -> None:
    edited(project, "    sources: [Eigen onderzoek]\n", "")
    translated_project(project)
    update(project)
    file = polib.pofile(str(catalog(project)))
    assert not [e for e in file if e.obsolete]
    assert next(e for e in file if e.msgctxt == "punten/sources").msgstr == "EIGEN ONDERZOEK"


def test_slide_has_another_id(project: Path) -> None:
    live, gone = edited(project, "id: peiling\n", "id: vraag\n")
    assert not [key for key in gone if not key[0].startswith("G1:")]
    entry = live["vraag/options[ja]", "Ja"]
    assert (entry.msgstr, entry.fuzzy) == ("JA", False)


def test_number_changed(project: Path) -> None:
    live, _ = (
        edited(project, "Alles op een", "x")
        if "Alles op een" in SESSION
        else edited(project, "Komt u terug?", "Komt u over 2 jaar terug?")
    )
    entry = live["peiling/question", "Komt u over 2 jaar terug?"]
    assert (entry.fuzzy, entry.previous_msgid) == (True, "Komt u terug?")


def test_placeholder_renamed(project: Path) -> None:
    renamed = SESSION.replace("soort: werkplaats", "plek: werkplaats").replace("{{ soort }}", "{{ plek }}")
    translated_project(project, renamed)
    update(project)
    live = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(catalog(project))) if not e.obsolete}
    assert live["variables:plek", "werkplaats"].msgstr == "WERKPLAATS"
    entry = live["slot/text", "Tot ziens in de {plek}"]
    assert (entry.fuzzy, entry.previous_msgid) == (True, "Tot ziens in de {soort}")
    assert others_unchanged(live, ("slot/text", "Tot ziens in de {plek}"))


def test_filter_changed_is_no_change_for_translators(project: Path) -> None:
    live, gone = edited(project, "{{ soort }}", "{{ soort | upper }}")
    assert not gone
    assert others_unchanged(live)


def test_comments_flags_and_headers_of_translators_survive(project: Path) -> None:
    path = catalog(project)
    file = polib.pofile(str(path))
    file.metadata["X-Generator"] = "Poedit 3.4"
    file.metadata["Last-Translator"] = "Ans <ans@example.nl>"
    entry = next(e for e in file if e.msgctxt == "tabel/title")
    entry.tcomment, entry.flags = "zie de woordenlijst", [*entry.flags, "no-wrap"]
    file.save()
    live, _ = edited(project, "Komt u terug?", "Komt u ooit terug?")
    made = polib.pofile(str(path))
    assert made.metadata["X-Generator"] == "Poedit 3.4"
    assert made.metadata["Last-Translator"] == "Ans <ans@example.nl>"
    kept = live["tabel/title", "Cijfers"]
    assert kept.tcomment == "zie de woordenlijst"
    assert "no-wrap" in kept.flags


@pytest.mark.parametrize("width", [0, 60, 78, 1000])
def test_a_file_that_is_up_to_date_is_left_byte_for_byte(project: Path, width: int) -> None:
    path = catalog(project)
    file = polib.pofile(str(path), wrapwidth=width)
    file.save()
    before = path.read_bytes()
    update(project)
    assert path.read_bytes() == before
