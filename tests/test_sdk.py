"""Microsoft's Open XML SDK finds nothing to repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.packages import DeckFile, changed_members
from tests.tools.projects import SmallProject
from tests.tools.sdk_validator import sdk_findings

pytestmark = pytest.mark.sdk


@pytest.mark.parametrize("brand", ["helder", "avond"])
def test_the_webinar_is_valid(brand: str, webinar: dict[str, Path]) -> None:
    assert sdk_findings(webinar[brand]) == []


@pytest.mark.parametrize("brand", ["helder", "avond"])
def test_every_kinds_example_is_valid(brand: str, examples: dict[str, Path]) -> None:
    assert sdk_findings(examples[brand]) == []


def test_what_the_examples_do_not_show_is_valid(project: SmallProject) -> None:
    charts = "".join(
        f"- {{kind: chart, id: g{n}, title: Grafiek {n}, type: {kind}, categories: [x, y], series: [{{name: a, values: [1, null]}}, {{name: b, values: [3.5, -4]}}]}}\n"
        for n, kind in enumerate(("bar", "column", "stacked_bar", "stacked_column", "line"))
    )
    project.write(
        "- kind: bullets\n  id: tekst\n  title: 'Een **titel** & meer'\n  hidden: true\n  sources: ['[site](https://example.org/?a=1&b=2)']\n"
        "  points: ['gewoon **dik** *schuin* m^2^ H~2~O', ['onder [hier](#g0)', ['dieper']]]\n  notes: |\n    Zeg dit.\n\n    - een\n    - twee\n"
        "- {kind: table, id: t, title: T, columns: [{text: een, align: center, width: 2}, twee], rows: [['', ''], [a, b]], highlight: a, row_headers: true, caption: Onder}\n"
        "- {kind: poll, id: p, question: Wat?, options: [a, b], correct: B, link: https://example.org, multiple: true}\n"
        "- {kind: poll, id: q, question: En nu?, options: [a, b], results: {A: 1, B: 3}}\n"
        "- {kind: process, id: r, title: Kring, steps: [{title: a}, {title: b}, {title: c}], cycle: true, current: 2}\n"
        "- {kind: case, id: o, reveal: true, case: {title: Zaak, challenge: x, approach: [y, z], result: w, lessons: v}}\n"
        + charts,
        'title: Proef\nlanguage: ar\nstart: "09:30"\nslides:\n',
    )
    assert sdk_findings(project.deck()) == []


def test_the_validator_notices_a_fault(webinar: dict[str, Path], tmp_path: Path) -> None:
    deck = DeckFile(webinar["helder"])
    broken = tmp_path / "kapot.pptx"
    broken.write_bytes(
        changed_members(deck, {deck.slide_parts[0]: lambda data: data.replace(b"<p:cSld", b"<p:vreemd/><p:cSld", 1)})
    )
    assert sdk_findings(broken)
