"""`check` tells as information what makes a deck look poor: halves left empty, crowding, slides all alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.checks import LOOKS, Verifier, facts
from tests.tools.projects import SmallProject, png, run_cli

FULL = "[Wie het werk doet weet het beste hoe het beter kan, {0}, {0}, {0}, {0}]".format(
    "en iedereen kijkt daar samen naar in de week"
)


def looks(project: SmallProject, slides: str, **files: bytes) -> list[tuple[str, str, str]]:
    """Return rule, slide and message of what is told of looks; they are information, and change no exit code."""
    project.write(slides, "title: Proef\nlanguage: nl\nslides:\n", **files)
    strict = project.run("check", "--strict", "--json", "proef")
    own = {rule for rule, fact in facts().items() if fact.group in LOOKS}
    found = [each for each in strict.findings if each["rule"] in own]
    assert {each["severity"] for each in found} <= {"info"}
    assert strict.code == 0
    return [(each["rule"], each["slide"], each["message"]) for each in found]


def test_a_slide_whose_lower_half_is_empty(project: SmallProject) -> None:
    slides = "- {kind: bullets, id: kort, title: Kort, points: [een, twee]}\n"
    ((rule, slide, message),) = looks(project, slides)
    assert (rule, slide) == ("content-fills-slide", "kort")
    assert message.startswith("the content ends at 3") and message.endswith("% of the height")
    assert looks(project, f"- {{kind: bullets, id: vol, title: Vol, points: {FULL}}}\n") == []


def test_a_slide_whose_side_is_empty(project: SmallProject) -> None:
    slides = "- {kind: bullets, id: smal, title: Smal, points: [een, twee, drie, vier, vijf, zes]}\n"
    ((rule, slide, message),) = looks(project, slides)
    assert (rule, slide) == ("content-fills-slide", "smal")
    assert message.endswith("% of the width is blank at the right")
    assert [found[0] for found in looks(project, slides.replace("id: smal", "id: smal, lang: ar"))] == [rule]


def test_words_that_nobody_reads(project: SmallProject) -> None:
    """101 words are too many, 100 are not; those of a table do not count."""

    def points(count: int) -> str:
        return "[" + ", ".join(" ".join(["wat"] * (count // 5)) for _ in range(5)) + "]"

    for count, told in ((100, []), (105, [("slide-has-air", "vol")])):
        found = looks(project, f"- {{kind: bullets, id: vol, title: Vol, points: {points(count)}}}\n")
        assert [each[:2] for each in found] == told
    assert found[0][2].startswith("105 words stand on the slide, at ")
    rows = ", ".join(f"[{' '.join(['wat'] * 12)}, {' '.join(['wat'] * 12)}]" for _ in range(5))
    assert looks(project, f"- {{kind: table, id: t, title: T, columns: [a, b], rows: [{rows}]}}\n") == []


@pytest.mark.parametrize(("count", "told"), [(4, 0), (5, 1), (7, 1)])
def test_five_slides_of_one_composition(count: int, told: int, project: SmallProject) -> None:
    """It is told once, at the slide where the row gets long."""
    slide = "- {{kind: bullets, id: punt-{0}, title: Punt {0}, points: " + FULL.replace("{", "{{") + "}}\n"
    found = looks(project, "".join(slide.format(number) for number in range(count)))
    message = f"slides 1 to {count} are {count} of one composition, 'Points'"
    assert found == [("rhythm-changes", "punt-4", message)] * told


def test_another_composition_ends_a_row(project: SmallProject) -> None:
    slide = f"- {{{{kind: bullets, id: punt-{{0}}, title: Punt {{0}}, points: {FULL}}}}}\n"
    slides = [slide.format(number) for number in range(6)]
    slides.insert(3, "- {kind: image, id: beeld, title: Beeld, image: foto.png, alt: Een groen vlak}\n")
    assert "rhythm-changes" not in {each[0] for each in looks(project, "".join(slides), **{"foto.png": png()})}


def test_covers_statements_and_breaks_may_be_mostly_ground(project: SmallProject) -> None:
    slides = (
        "- {kind: title, id: t}\n- {kind: section, id: s, title: Deel}\n- {kind: statement, id: z, text: Kort}\n"
        "- {kind: statement, id: q, title: Kop, text: Kort}\n- {kind: pause, id: p, duration: 5}\n"
        "- {kind: questions, id: v}\n- {kind: closing, id: c}\n"
    )
    assert looks(project, slides) == []


def test_the_shipped_webinar_has_nothing_to_tell(webinar: dict[str, Path], examples: dict[str, Path]) -> None:
    verifier = Verifier(*LOOKS)
    assert [str(each) for file in webinar.values() for each in verifier.deck(file.read_bytes(), file.name)] == []
    assert [str(each) for file in examples.values() for each in verifier.deck(file.read_bytes(), file.name)] == []


def test_verify_leaves_looks_alone(project: SmallProject) -> None:
    """It says whether a deck is sound, whoever made it."""
    deck = project.write("- {kind: bullets, id: kort, title: Kort, points: [een, twee]}\n").deck()
    assert run_cli("verify", "--json", deck).findings == []
