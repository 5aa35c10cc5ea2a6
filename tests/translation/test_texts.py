"""What a translator gets of a session, and under which names."""

from __future__ import annotations

from pathlib import Path

from builder.projects.project import Project
from builder.projects.session import load_session
from builder.translation.texts import texts_of, unwrapped
from builder.translation.walk import has_words
from tests.tools.projects import ROOT
from tests.translation.projects import SESSION, translated_project


def found(root: Path, session: str = SESSION) -> dict[tuple[str, str], int]:
    project = Project.at(translated_project(root, session))
    return {text.key: text.at.line for text in texts_of(load_session("proef", project))}


def test_every_sort_of_text_is_there_under_its_field(tmp_path: Path) -> None:
    texts = found(tmp_path)
    for key in (
        ("session:title", "Goed werk"),
        ("session:organisation", "Bureau (verzonnen)"),
        ("variables:soort", "werkplaats"),
        ("variables:audience.name", "uw gemeente"),
        ("deel/title", "Het begin"),
        ("punten/title", "Over {audience_name} in {value_1} minuten"),
        ("punten/points", "Een hele **taak**"),
        ("punten/points", "onder de taak"),
        ("punten/points", "Lees [de site](https://example.nl)"),
        ("punten/alt", "Een blauw vlak"),
        ("punten/notes", "Dit zegt de spreker.\n\n- eerste\n- tweede"),
        ("punten/sources", "Eigen onderzoek"),
        ("tabel/columns", "Hoeveel"),
        ("tabel/rows", "Loon"),
        ("grafiek/title[value_1]", "meer"),
        ("grafiek/data", "Gemiddelde"),
        ("grafiek/data", "Aantal"),
        ("peiling/question", "Komt u terug?"),
        ("peiling/options[ja]", "Ja"),
        ("zijden/sides", "Straks"),
        ("zijden/rows", "Rooster"),
        ("zijden/rows", "vroeg bekend"),
        ("zijden/rows.cells", "met elkaar"),
        ("keten/nodes[b].text", "Antwoord"),
        ("keten/edges.label", "meteen"),
        ("keten/edges.label", "soms terug"),
        ("keten/edges.label", "via een ander"),
        ("case:parkeren/title", "Parkeren zonder papier"),
        ("case:parkeren/approach", "Samen kiezen"),
        ("G1:peiling/options[ja]", "Zeker wel"),
        ("G1:slot/text", "Dag Utrecht"),
    ):
        assert key in texts, key
    assert texts["punten/alt", "Een blauw vlak"] == 14


def test_numbers_codes_addresses_and_what_is_compared_are_not(tmp_path: Path) -> None:
    texts = {source for _, source in found(tmp_path)}
    assert not texts & {"12", "36", "15", "https://example.nl", "plain", "proef", "data/verloop.csv", "images/p.png"}
    assert ("variables:audience.sector", "gemeente") not in found(tmp_path)
    assert "Utrecht" not in texts  # an audience's own row of the data file


def test_what_has_words() -> None:
    assert all(map(has_words, ("Ja", "2 mensen", "Über", "你好", "CO2-arm werk", "zie https://x.nl hier")))
    assert not any(map(has_words, ("12", "2026-12-10", "GM0344", "https://x.nl", "a@b.nl", "{{ naam }}", "–", "9:30")))


def test_wrapping_a_text_anew_changes_nothing_for_translators() -> None:
    assert unwrapped("een\ntwee\n\ndrie\n") == unwrapped("een twee\n\ndrie") == "een twee\n\ndrie"
    assert unwrapped("- een\n  verder\n- twee\n") == "- een verder\n- twee"
    assert unwrapped("een\\\ntwee") == "een\\\ntwee"


def test_the_webinar_has_every_key_once() -> None:
    texts = texts_of(load_session("sociale-innovatie", Project.at(ROOT)))
    keys = [text.key for text in texts]
    assert len(keys) == len(set(keys)) > 500
