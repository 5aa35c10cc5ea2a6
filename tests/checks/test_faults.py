"""`verify` finds injected faults, each by its rule and in its place; sound decks have none."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from builder.checks import LOOKS, Verifier, facts, verify, verify_bytes
from tests.checks.faults import FAULTS, Fault, broken, example_of, shows_its_example
from tests.checks.sound import sound_deck
from tests.tools.packages import DeckFile, changed_members
from tests.tools.projects import ROOT, run_cli

DECK_WIDE = {"fonts-are-few"}  # rules that look at all slides together


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small deck with one of everything that checks look at."""
    return sound_deck(tmp_path_factory.mktemp("sound"))


def test_the_sound_deck_is_sound(sound: Path) -> None:
    assert verify(sound) == []


def test_every_rule_has_a_fault(sound: Path) -> None:
    """One of its own, or its example, which is tried below."""
    of_decks = {r for r, fact in facts().items() if fact.example.part != "session" and fact.group not in LOOKS}
    by_example = {rule for rule in of_decks if shows_its_example(sound, facts()[rule])}
    assert of_decks == {fault.rule for fault in FAULTS} | by_example
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_found_by_its_rule_in_its_place(fault: Fault, sound: Path) -> None:
    found = verify_bytes(broken(sound, fault), "kapot.pptx")
    rules = {each.rule for each in found}
    assert fault.rule in rules
    assert rules <= {fault.rule, *facts()[fault.rule].consequences}, [str(each) for each in found]
    deck = DeckFile(sound)
    places = [each.slide for each in found if each.rule == fault.rule]
    if fault.part.startswith(("slide:", "rels:")) and fault.rule not in DECK_WIDE:
        assert str(deck.titles.index(fault.part.partition(":")[2]) + 1) in places
    elif fault.part == "chart":
        assert str(deck.titles.index("Grafiek") + 1) in places


@pytest.mark.parametrize(
    "rule", sorted(r for r, fact in facts().items() if fact.example.part != "session" and fact.group not in LOOKS)
)
def test_an_example_is_found(rule: str, sound: Path) -> None:
    """Where the passing text of the docs stands in the sound deck, the failing one breaks the rule."""
    fact = facts()[rule]
    if not shows_its_example(sound, fact):
        assert any(fault.rule == rule for fault in FAULTS)
        return
    found = {each.rule for each in verify_bytes(broken(sound, example_of(fact)), "kapot.pptx")}
    assert rule in found
    assert found <= {rule, *fact.consequences}


def test_facts_say_all_that_the_pages_need() -> None:
    rules = set(facts())
    for rule, fact in facts().items():
        assert fact.reason and fact.norms and fact.mend and fact.example.passes, rule
        assert set(fact.consequences) <= rules, rule


def test_a_member_twice(sound: Path, tmp_path: Path) -> None:
    broken_deck = tmp_path / "dubbel.pptx"
    broken_deck.write_bytes(sound.read_bytes())
    name = next(n for n in DeckFile(sound).names if n.endswith("slide-punten.xml"))
    with zipfile.ZipFile(broken_deck, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(name, DeckFile(sound).members[name])
    made = run_cli("verify", "--json", broken_deck)
    assert made.code == 1
    assert {each["rule"] for each in made.findings} == {"member-is-there-once"}


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old or encrypted"])
def test_damaged_files_are_findings(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "kapot.pptx"
    file.write_bytes(data)
    made = run_cli("verify", "--json", file)
    assert made.code == 1
    assert [(each["rule"], each["file"]) for each in made.findings] == [("package-readable", str(file))]


def test_any_deck_can_be_verified(tmp_path: Path) -> None:
    """python-pptx's default template breaks rules; verify says so and does not fail."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Titel"
    file = tmp_path / "default.pptx"
    presentation.save(file)
    made = run_cli("verify", "--json", file)
    assert {"text-has-language", "placeholder-is-filled", "nothing-is-left-of-template"} <= {
        each["rule"] for each in made.findings
    }


def test_what_decks_share_is_looked_at_once(sound: Path) -> None:
    """A second deck of the same slides finds the same, without looking again."""
    fault = next(each for each in FAULTS if each.name == "a description is stripped")
    verifier = Verifier(shared=True)
    first = verifier.deck(broken(sound, fault), "een.pptx")
    looked = len(verifier._known)
    second = verifier.deck(broken(sound, fault), "twee.pptx")
    assert [(e.rule, e.slide, e.shape) for e in first] == [(e.rule, e.slide, e.shape) for e in second] != []
    assert {e.file for e in second} == {"twee.pptx"}
    assert len(verifier._known) == looked
    verifier.deck(sound.read_bytes(), "drie.pptx")
    assert 0 < len(verifier._known) - looked < 60


def test_the_shipped_decks_have_no_findings(webinar: dict[str, Path], examples: dict[str, Path]) -> None:
    """Neither errors nor warnings: what the build makes is what the checks ask for."""
    for file in (*webinar.values(), *examples.values()):
        assert [str(each) for each in verify(file) if each.severity != "info"] == []


def test_a_shared_slide_is_looked_at_again_where_its_link_leads_nowhere(sound: Path) -> None:
    """The slide is the same in both decks; what it links to is missing from the second."""
    verifier = Verifier(shared=True)
    assert verifier.deck(sound.read_bytes(), "een.pptx") == []
    deck = DeckFile(sound)
    number = deck.slide_ids[deck.titles.index("Punten")].encode()

    def without(data: bytes) -> bytes:
        return re.sub(rb'<(?:p|p14):sldId id="' + number + rb'"[^>]*/>', b"", data)

    found = verifier.deck(changed_members(deck, {"ppt/presentation.xml": without}), "twee.pptx")
    assert {each.rule for each in found} == {"link-leads-somewhere", "presentation-lists-its-parts"}


def test_verify_ends_with_zero_and_a_count(webinar: dict[str, Path]) -> None:
    made = run_cli("verify", *webinar.values())
    assert made.code == 0
    assert made.out.startswith("2 decks: 0 errors, 0 warnings")


def test_another_kind_of_zip_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "a.pptx"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    assert [each["rule"] for each in run_cli("verify", "--json", file).findings] == ["package-readable"]


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run_cli("verify", tmp_path / "weg.pptx").code == 2


def test_xml_from_strangers_reads_no_files(sound: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    deck = DeckFile(sound)
    part = deck.slide_parts[deck.titles.index("Punten")]

    def attack(data: bytes) -> bytes:
        body = data.split(b"?>", 1)[1].replace(b"<a:t>Punten</a:t>", b"<a:t>&x;</a:t>")
        return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + body

    found = verify_bytes(changed_members(deck, {part: attack}), "a.pptx")
    assert "part-is-plain-xml" in {each.rule for each in found}
    assert not [each for each in found if "geheim" in each.message]


def test_the_page_of_rules_is_current() -> None:
    made = subprocess.run([sys.executable, "tools/checks_page.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
