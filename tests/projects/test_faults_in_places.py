"""A fault is told at the line that it stands in, wherever in a session that is."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.projects import SmallProject

HEAD = "title: Proef\nlanguage: nl\nslides:\n"
SLIDES = {
    "bullets": ["title: Een kop", "lead: Eerst dit", "points: [Een punt, Nog een punt]", "notes: Zeg dit erbij"],
    "statement": ["text: Een zin die blijft hangen", "attribution: Wie dat zei", "notes: Wacht even"],
    "section": ["title: Deel een", "subtitle: Waar het om gaat"],
    "figures": ["title: In cijfers", "figures: [{value: 12, label: punten}, {value: 30, label: regels}]"],
    "table": ["title: Een tabel", "columns: [A, B]", "rows: [[een, twee], [drie, vier]]", "sources: [Zelf geteld]"],
    "process": ["title: Stappen", "steps: [{title: Eerst}, {title: Dan}, {title: Klaar}]"],
}
# What somebody writes by mistake in place of a field's value.
FAULTS = ("{{ nergens }}", "{{ 1 + }}", "{x: 1, y: 2}", "Een [verwijzing](#nergens)")


@st.composite
def sessions(draw: st.DrawFn) -> tuple[str, int, str]:
    """Return slides of a session, the line of the one faulty field in it, and the fault."""
    kinds = draw(st.lists(st.sampled_from(sorted(SLIDES)), min_size=1, max_size=4))
    lines, fields = list[str](), list[tuple[int, str]]()
    for number, kind in enumerate(kinds, 1):
        lines += [f"- kind: {kind}", f"  id: dia-{number}"]
        for field in SLIDES[kind]:
            lines += draw(st.sampled_from([[], ["  # zo staat het er"], [""]]))
            if not field.endswith(("]", "}")):
                fields.append((len(lines), field.partition(":")[0]))
            lines.append(f"  {field}")
    at, name = draw(st.sampled_from(fields))
    told = FAULTS if name != "notes" else FAULTS[:-1]  # a page of notes has no links to slides
    fault = draw(st.sampled_from(told))
    lines[at] = f"  {name}: {fault if fault.startswith('{x') else json.dumps(fault)}"
    return "\n".join(lines) + "\n", at + 1 + HEAD.count("\n"), fault


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sessions())
def test_one_fault_is_told_at_its_own_line(made: tuple[str, int, str]) -> None:
    slides, line, fault = made
    with tempfile.TemporaryDirectory() as place:
        found = SmallProject(Path(place)).write(slides, HEAD).run("check", "--json").json["findings"]
    errors = [each for each in found if each["severity"] == "error"]
    assert errors, slides
    assert {each["line"] for each in errors} == {line}, (fault, slides, errors)
    assert all(each["message"] and each["file"].endswith("session.yaml") for each in errors)
