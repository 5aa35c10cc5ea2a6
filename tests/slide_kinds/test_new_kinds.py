"""Figures, comparisons, flows, pauses and assignments: what stands on their slides, and what is told of mistakes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject

HEAD = "title: Proef\nlanguage: {language}\nstart: '09:30'\nslides:\n"
NS = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def slide(project: SmallProject, slides: str, language: str = "nl", name: str = "een") -> ET.Element:
    project.write(slides, HEAD.format(language=language))
    return ET.fromstring(DeckFile(project.deck()).members[f"ppt/slides/slide-{name}.xml"])


def texts(root: ET.Element) -> list[str]:
    found = ["".join(t.text or "" for t in p.iter(f"{{{NS['a']}}}t")) for p in root.iter(f"{{{NS['a']}}}p")]
    return [text for text in found if text]


def alt(root: ET.Element, name: str) -> str:
    (shape,) = [each for each in root.iter(f"{{{NS['p']}}}cNvPr") if (each.get("name") or "").startswith(name)]
    return shape.get("descr") or ""


FIGURES = (
    "- {kind: figures, id: een, title: T, figures: [{value: 1250, unit: banen, label: erbij, trend: up, compare: vorig jaar 900}, "
    '{value: 8.5, unit: "%", tone: bad}, {value: 2026, format: text}, {value: 0.25, format: percent}]}\n'
)


def test_figures_are_written_as_the_language_does(project: SmallProject) -> None:
    shown = texts(slide(project, FIGURES))
    assert {"1.250", "8,5%", "2026", "25%", "banen", "vorig jaar 900"} <= {each.replace("\u00a0", "") for each in shown}
    english = texts(slide(project, FIGURES, "en"))
    assert {"1,250", "8.5%"} <= set(english)


def test_figures_have_one_size_from_the_scale_and_tell_their_trend_in_words(project: SmallProject) -> None:
    root = slide(project, FIGURES)
    large = {run.get("sz") for run in root.iter(f"{{{NS['a']}}}rPr") if int(run.get("sz") or 0) >= 4800}
    assert len(large) == 1
    assert "stijgend" in alt(root, "Figures")


COMPARISON = (
    "- kind: comparison\n  id: een\n  title: T\n  arrow: true\n  sides: [{heading: Eerst, tone: bad}, {heading: Straks, tone: good}]\n"
    "  rows:\n    - [Rooster, laat bekend, vroeg bekend]\n    - {aspect: Ruilen, cells: [via planner, onderling]}\n"
)


def test_a_comparison_has_its_rows_in_both_forms_and_says_where_it_leads(project: SmallProject) -> None:
    root = slide(project, COMPARISON)
    assert {"Eerst", "Straks", "Rooster", "laat bekend", "Ruilen", "onderling"} <= set(texts(root))
    assert alt(root, "Comparison").startswith("Van Eerst naar Straks: Rooster: laat bekend, vroeg bekend")


def test_a_long_comparison_goes_on_under_the_same_heads(project: SmallProject) -> None:
    rows = "".join(f"    - [Aspect {n}, {'woorden ' * 22}, {'andere ' * 22}]\n" for n in range(8))
    project.write(COMPARISON + rows)
    members = DeckFile(project.deck()).members
    parts = [name for name in members if re.fullmatch(r"ppt/slides/slide-een--p\d\.xml", name)]
    assert len(parts) > 1
    assert all("Straks" in members[name].decode() for name in parts)


def test_a_row_of_two_is_told(project: SmallProject) -> None:
    project.write(COMPARISON + "    - [Een, twee]\n")
    (found,) = project.build().findings
    assert (found["rule"], found["hint"]) == ("list-length", "write [aspect, left, right]")


FLOW = """- kind: flow
  id: een
  title: T
  nodes: [{id: a, text: Vraag, icon: phone}, {id: b, text: Zelf doen, tone: good}, {id: c, text: Overleg}, {id: d, text: Klaar}]
  edges:
    - a -> b: kan meteen
    - a -> c
    - {from: b, to: d, label: af}
    - c -> d
    - {from: d, to: a, back: true}
"""


def connectors(root: ET.Element) -> list[tuple[str, str]]:
    """Return the names of the shapes at both ends of each connector."""
    names = {each.get("id"): each.get("name") or "" for each in root.iter(f"{{{NS['p']}}}cNvPr")}
    made = []
    for each in root.iter(f"{{{NS['p']}}}cNvCxnSpPr"):
        start, end = each.find("a:stCxn", NS), each.find("a:endCxn", NS)
        assert start is not None and end is not None
        made.append((names[start.get("id")].rsplit(" ", 1)[0], names[end.get("id")].rsplit(" ", 1)[0]))
    return made


def test_the_arrows_of_a_flow_are_glued_to_their_boxes(project: SmallProject) -> None:
    root = slide(project, FLOW)
    ends = connectors(root)
    for pair in (("Node a", "Node b"), ("Node a", "Node c"), ("Node b", "Node d"), ("Node c", "Node d")):
        assert pair in ends
    assert [pair for pair in ends if "Joint" in pair] == [("Node d", "Joint"), ("Joint", "Node a")]
    assert {"Vraag", "kan meteen", "af", "Klaar"} <= set(texts(root))
    assert (
        alt(root, "Flow")
        == "Schema: Vraag → Zelf doen (kan meteen); Vraag → Overleg; Zelf doen → Klaar (af); Overleg → Klaar; Klaar → Vraag"
    )


def x_of(root: ET.Element, name: str) -> int:
    for shape in root.iter(f"{{{NS['p']}}}sp"):
        named = shape.find("p:nvSpPr/p:cNvPr", NS)
        off = shape.find("p:spPr/a:xfrm/a:off", NS)
        if named is not None and off is not None and (named.get("name") or "").startswith(name):
            return int(off.get("x") or 0)
    raise AssertionError(name)


def test_a_flow_runs_the_way_of_the_language(project: SmallProject) -> None:
    there = slide(project, FLOW)
    assert x_of(there, "Node a") < x_of(there, "Node b") < x_of(there, "Node d")
    back = slide(project, FLOW, "ar")
    assert x_of(back, "Node a") > x_of(back, "Node b") > x_of(back, "Node d")
    starts = [each.get("idx") for each in back.iter(f"{{{NS['a']}}}stCxn")]
    assert starts[:4] == ["1"] * 4  # out of the left side


def test_a_flow_tells_of_unknown_names(project: SmallProject) -> None:
    project.write(FLOW.replace("a -> c", "a -> cc").replace("text: Overleg", "text: Overleg, group: x"))
    found = {each["rule"]: each for each in project.build().findings}
    assert found["unknown-id"]["severity"] == "error"
    project.write(FLOW.replace("a -> c", "a => c"))
    (wrong,) = project.build().findings
    assert wrong["hint"] == "write: from -> to"


def test_sixteen_nodes_fit(project: SmallProject) -> None:
    nodes = ", ".join(f"{{id: n{n}, text: Stap {n}}}" for n in range(16))
    edges = ", ".join(f"n{n} -> n{n + 3}" for n in range(13))
    root = slide(project, f"- {{kind: flow, id: een, title: T, nodes: [{nodes}], edges: [{edges}]}}\n")
    assert len(connectors(root)) >= 13


def test_a_pause_says_when_it_goes_on(project: SmallProject) -> None:
    before = "- {kind: statement, id: eerst, text: Iets, duration: 40}\n- {kind: statement, id: weg, text: Niet, duration: 30, when: 'false'}\n"
    root = slide(project, before.replace("'false'", "1 == 2") + "- {kind: pause, id: een, duration: 15}\n")
    assert "15 min, om 10:25 gaan we verder" in texts(root)
    assert "Pauze" in texts(root)
    given = slide(project, "- {kind: pause, id: een, until: '11:00', text: Koffie}\n", "en")
    assert [each for each in texts(given) if "11:00" in each] and "Koffie" in texts(given)


def test_a_pause_refuses_what_is_no_time(project: SmallProject) -> None:
    project.write("- {kind: pause, id: een, until: straks}\n")
    (found,) = project.build().findings
    assert found["hint"] == 'write it as until: "10:45"'


def test_an_assignment_has_all_that_a_group_needs(project: SmallProject) -> None:
    root = slide(
        project,
        "- {kind: assignment, id: een, title: T, task: Kies iets, steps: [Vertel, Wijs aan], groups: drietallen, duration: 12, "
        "bring_back: een idee, material: blad 4}\n",
    )
    assert {
        "Kies iets",
        "Vertel",
        "Wijs aan",
        "drietallen",
        "12 min",
        "een idee",
        "blad 4",
        "Groepen",
        "Neem mee terug",
    } <= set(texts(root))
    assert len(list(root.iter(f"{{{NS['a']}}}buAutoNum"))) == 2
