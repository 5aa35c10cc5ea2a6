"""A case that is built up: another composition for each of its first steps."""

from __future__ import annotations

import re

import pytest

from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P
from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject, png

CASE = (
    "- kind: case\n  id: zaak\n  reveal: true\n  case:\n    title: A\n    organisation: X (verzonnen)\n    challenge: Een vraag\n"
    "    approach: [Eerst dit, Dan dat, Nu zo]\n    result: Een eind\n    image: foto.png\n    alt: Een groen vlak\n"
)


@pytest.mark.parametrize("brand", ["helder", "avond", "blok", "krant", "zacht", "ambt"])
def test_the_challenge_stands_beside_the_picture_then_come_the_steps(project: SmallProject, brand: str) -> None:
    path = project.write(CASE, **{"foto.png": png(900, 600)}).deck("-b", brand)
    deck = DeckFile(path)
    layouts = [slide.layout.find(f"{P}cSld").get("name") for slide in DeckPackage(path.read_bytes()).slides]
    assert layouts == ["Points, wide picture at the end", "Title only", "Title only"]
    assert ["Een eind" in deck.text(number) for number in range(3)] == [False, False, True]
    assert all("Een vraag" in deck.text(number) for number in range(3))
    drawn = [deck.members[part].decode() for part in deck.slide_parts]
    assert re.findall(r"<a:t>(\d)</a:t>", drawn[1]) == ["1", "2", "3"]
    pictures = ["<p:pic>" in each for each in drawn]
    assert pictures == [True, False, True]
