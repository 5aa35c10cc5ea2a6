"""A case that is built up: another composition for each of its first steps."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.ooxml.deck import DeckPackage
from builder.ooxml.namespaces import P
from tests.templates.conftest import adopt
from tests.templates.corpus import layouts
from tests.templates.writing import Master, Template, write
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


WORDY = CASE.replace("Een vraag", "Een vraag die heel wat woorden nodig heeft om haar goed te stellen. " * 2).replace(
    "    result:",
    "    lessons: Wie het eerst vraagt en dan pas iets maakt, hoeft het daarna niet weer te doen. En wie dat niet doet, begint na een half jaar van voren af aan. Zo gaat het vaak, en zo hoeft het helemaal niet te gaan, als we maar goed naar elkaar luisteren. Dat hebben we er alle vier van geleerd, en dat onthouden we, ook als het druk is en het werk maar blijft komen.\n    result:",
)
# Columns, where content usually stands, have less than half of the height.
LOW = tuple(
    replace(
        each,
        holders=tuple(
            replace(ph, place=(*ph.place[:3], 0.4)) if ph.place and ph.place[3] == 0.6 else ph for ph in each.holders
        ),
    )
    for each in layouts()
)
HOUSE = Template((Master(LOW, body=(0.05, 0.25, 0.9, 0.4)),))


def on_a_low_slide(project: SmallProject, case: str) -> list[list[str]]:
    """Return the names of what each slide shows that says the case."""
    adopt(project.root, "laag", write(HOUSE))
    deck = DeckFile(project.write(case, **{"foto.png": png(900, 600)}).deck("-b", "laag"))
    drawn = [deck.members[part].decode() for part in deck.slide_parts]
    return [re.findall(r'name="(Challenge|Approach|Result|Lessons|Picture) \d+"', each) for each in drawn]


def test_a_case_that_would_be_hard_to_read_takes_two_slides(project: SmallProject) -> None:
    shown = on_a_low_slide(project, WORDY.replace("  reveal: true\n", ""))
    assert [sorted(each) for each in shown] == [["Approach", "Challenge", "Picture"], ["Lessons", "Picture", "Result"]]
    short = CASE.replace("  reveal: true\n", "")
    assert [sorted(each) for each in on_a_low_slide(project, short)] == [["Approach", "Challenge", "Picture", "Result"]]


def test_the_end_of_a_built_up_case_leaves_out_what_was_shown_where_it_would_be_hard_to_read(
    project: SmallProject,
) -> None:
    assert [sorted(each) for each in on_a_low_slide(project, WORDY)][2:] == [
        ["Picture", "Result"],
        ["Lessons", "Picture", "Result"],
    ]
