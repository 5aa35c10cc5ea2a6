"""Nothing that Microsoft's validator finds in a faulty deck is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.checks import facts, verify_bytes
from tests.checks.faults import FAULTS, Fault, broken
from tests.checks.sound import sound_deck
from tests.tools.sdk_validator import sdk_findings

pytestmark = pytest.mark.sdk


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_deck(tmp_path_factory.mktemp("sound"))


PACKAGE = [fault for fault in FAULTS if facts()[fault.rule].group == "package"]


@pytest.mark.parametrize("fault", PACKAGE, ids=[fault.name for fault in PACKAGE])
def test_what_microsofts_validator_finds_is_found(fault: Fault, sound: Path, tmp_path: Path) -> None:
    deck = tmp_path / "kapot.pptx"
    deck.write_bytes(broken(sound, fault))
    theirs = sdk_findings(deck)
    ours = [each for each in verify_bytes(deck.read_bytes(), deck.name) if facts()[each.rule].group == "package"]
    assert ours or not theirs, theirs


def test_the_sound_deck_is_sound_for_both(sound: Path) -> None:
    assert sdk_findings(sound) == []
