"""Whatever stands in a deck or in the settings, checking ends with findings; whatever a finding says, every form can tell it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.checks import facts, verify_bytes
from builder.checks.settings import Judged, Settings
from builder.diagnostics import ContentError, Diagnostic, Position
from builder.ooxml.colour import Rgba
from builder.ooxml.rgb import contrast
from builder.ooxml.schema import schema
from builder.reports.github import annotated
from builder.reports.junit import junit
from builder.reports.page import Pictures, page
from builder.reports.sarif import sarif
from tests.checks.sound import sound_deck
from tests.tools.packages import DeckFile, changed_members
from tests.tools.projects import ROOT

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_deck(tmp_path_factory.mktemp("sound"))


@few
@given(data=st.data())
def test_bytes_cut_out_of_a_deck(data: st.DataObject, sound: Path) -> None:
    whole = sound.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    verify_bytes(whole[:start] + whole[start + data.draw(st.integers(1, 400)) :], "kapot.pptx")


@few
@given(data=st.data())
def test_elements_taken_out_of_a_part(data: st.DataObject, sound: Path) -> None:
    """Any element of any part may go; what is found says where."""
    deck = DeckFile(sound)
    name = data.draw(st.sampled_from([n for n in deck.names if n.endswith((".xml", ".rels")) and "Layout" not in n]))
    root = etree.fromstring(deck.members[name])
    elements = [each for each in root.iter() if each is not root]
    gone = elements[data.draw(st.integers(0, len(elements) - 1))] if elements else None
    if gone is None:
        return
    gone.getparent().remove(gone)
    for each in verify_bytes(changed_members(deck, {name: lambda _: etree.tostring(root)}), "kapot.pptx"):
        assert each.rule in facts() or each.rule == "package-readable"
        assert each.message


@few
@given(seed=st.integers(0, 10**6))
def test_children_out_of_order_are_found(seed: int, sound: Path) -> None:
    """The order in which a slide's own children stand is the only one."""
    deck = DeckFile(sound)
    root = deck.slides[3]
    parents = [e for e in root.iter() if len({child.tag for child in e}) == len(e) > 1 and "extLst" not in str(e.tag)]
    dice = random.Random(seed)
    parent = dice.choice(parents)
    children = list(parent)
    shuffled = dice.sample(children, len(children))
    for child in children:
        parent.remove(child)
    parent.extend(shuffled)
    choice = all("Pr" not in str(e.tag) for e in children) and str(parent.tag).endswith(("}r", "}spTree"))
    wrong = list(schema().faults(root))
    if shuffled == children:
        assert not wrong
    elif not choice:
        assert wrong, [str(e.tag) for e in shuffled]


@few
@given(text=st.text(max_size=300))
def test_settings_of_any_text(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("settings")
    for name in ("fandeck.yaml", "pyproject.toml"):
        (folder / name).write_text(f"checks:\n  severity: {text}\n" if name[0] == "f" else text, "utf-8", newline="")
        try:
            Settings.of(folder, facts())
        except ContentError as error:
            assert error.found
        (folder / name).unlink()


words = st.text(max_size=60)
findings = st.builds(
    Diagnostic,
    rule=st.sampled_from(sorted(facts())),
    message=words,
    at=st.none() | st.builds(Position, words, st.integers(1, 99), st.integers(1, 99)),
    hint=words,
    severity=st.sampled_from(["error", "warning", "info"]),
    slide=words,
    shape=words,
    file=words,
)


@few
@given(found=st.lists(findings, max_size=5), allowed=st.lists(st.tuples(findings, words), max_size=2))
def test_every_form_tells_any_finding(found: list[Diagnostic], allowed: list[tuple[Diagnostic, str]]) -> None:
    judged = Judged(found, allowed)
    suite = ElementTree.fromstring(junit(judged, facts()))
    assert int(suite.get("failures", -1)) == len({each.rule for each in found if each.severity == "error"})
    log = json.loads(json.dumps(sarif(judged, facts())))
    assert len(log["runs"][0]["results"]) == len(found) + len(allowed)
    lines = annotated(found).splitlines()
    assert all(
        line.startswith(("::error ", "::warning ", "::notice ")) for line in annotated(found).split("\n") if line
    )
    assert len(lines) >= len(found)
    made = page(judged, Pictures(), facts(), "proef")
    assert made.count("<article>") == len(found)
    assert "<script" not in made


@given(one=st.from_regex(r"\A[0-9A-F]{6}\Z"), other=st.from_regex(r"\A[0-9A-F]{6}\Z"), alpha=st.floats(0, 1))
def test_contrast_is_that_of_wcag(one: str, other: str, alpha: float) -> None:
    """From 1 to 21, the same both ways; what covers wholly hides its ground, what covers nothing shows it."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.0001
    assert Rgba(one, 1.0).over(other) == one
    assert Rgba(one, 0.0).over(other) == other
    channels = [(one[n : n + 2], other[n : n + 2]) for n in (0, 2, 4)]
    ends = ["".join(end(pair) for pair in channels) for end in (min, max)]  # what is mixed lies between them
    assert 1 <= contrast(Rgba(one, alpha).over(other), other) <= max(contrast(end, other) for end in ends) + 0.1


def test_a_short_run_of_the_fuzzer() -> None:
    command = [sys.executable, "tools/fuzz.py", "all", "--seconds", "3", "--seed", "1"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "verify:" in made.stdout and "audiences:" in made.stdout
