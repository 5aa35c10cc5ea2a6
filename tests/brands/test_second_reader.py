"""What python-pptx makes of a deck."""

from __future__ import annotations

from pathlib import Path

from builder.brands.second_reader import misread
from tests.tools.packages import DeckFile, changed_members


def test_a_deck_is_read_by_others_too(examples: dict[str, Path], tmp_path: Path) -> None:
    deck = examples["helder"]
    slides = len(DeckFile(deck).slide_parts)
    assert misread(deck, slides) == []
    assert [each.message for each in misread(deck, slides + 1)] == [
        f"python-pptx finds {slides} of {slides + 1} slides"
    ]
    broken = tmp_path / "kapot.pptx"
    broken.write_bytes(changed_members(DeckFile(deck), {"ppt/slideLayouts/slideLayout1.xml": lambda _: b"<p"}))
    (found,) = misread(broken, slides)
    assert found.message.startswith("python-pptx cannot read the deck")
    assert found.severity == "error"
