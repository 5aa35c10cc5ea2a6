"""What a session lacks is told in one run, at its own field, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.packages import DeckFile, P
from tests.tools.projects import HEAD, Run, SmallProject, run_cli, write_files

LIST = {
    "content/audiences/g.yaml": 'source: g.csv\nid: "{{ code }}"\nname: "{{ naam }}"\n',
    "content/audiences/g.csv": "code;naam;inwoners\n1;Aa;20\n2;Bee;30\n",
}
HAS_LIST = HEAD.replace("slides:", "audiences: g\nslides:")
PLAIN = HAS_LIST.replace("slides:", "variables: {audience: {id: plain, name: uw gemeente}}\nslides:")


def test_all_faults_of_one_text_come_in_one_run(project: SmallProject) -> None:
    project.write("- {kind: statement, id: a, text: '{{ audience.naam }} en {{ gemeente }} en {{ streek }}'}\n", PLAIN)
    messages = [each["message"] for each in project.build().findings]
    assert len(messages) == 3
    for word in ("naam", "gemeente", "streek"):
        assert sum(f"'{word}'" in each for each in messages) == 1


def test_every_fault_is_told_once(project: SmallProject) -> None:
    project.write("- {kind: statement, id: a, text: '{{ weg }}', image: weg.png, alt: A}\n")
    found = [(each["rule"], each["message"]) for each in project.build().findings]
    assert len(found) == len(set(found))


def test_a_plain_build_says_that_an_audience_can_be_chosen(project: SmallProject) -> None:
    write_files(project.root, LIST)
    text = "- {kind: statement, id: a, text: 'Er zijn {{ audience.inwoners }} mensen'}\n"
    project.write(text, HAS_LIST)
    (found,) = project.build().findings
    assert found["rule"] == "audience-missing"
    assert "choose one with -a, or give variables.audience" in found["hint"]
    project.write(text, PLAIN)
    (found,) = project.build().findings
    assert found["hint"] == "choose one with -a, or give variables.audience.inwoners"
    assert project.build("-a", "1").code == 0
    project.write(text.replace("inwoners", "inwners"), PLAIN)
    (found,) = project.build("-a", "1").findings
    assert "-a" not in found["hint"]


SECTIONS = (
    "- kind: agenda\n  id: programma\n  items:\n"
    "  - {text: Eerste, section: een}\n  - {text: Tweede, section: twee}\n"
    "- {kind: section, id: een, title: Deel een}\n"
)


def test_an_agenda_item_with_a_mistyped_section_is_an_error(project: SmallProject) -> None:
    project.write(SECTIONS + "- {kind: section, id: tweed, title: Deel twee}\n")
    made = project.build()
    assert made.code == 1
    (found,) = made.findings
    assert (found["rule"], found["severity"]) == ("unknown-section", "error")
    assert "tweed" in found["hint"]


def test_a_slide_that_is_no_section_is_none(project: SmallProject) -> None:
    project.write(SECTIONS + "- {kind: statement, id: twee, text: Deel twee}\n")
    assert [each["rule"] for each in project.build().findings] == ["unknown-section"]


def test_a_section_that_when_takes_out_takes_its_item_with_it(project: SmallProject) -> None:
    project.write(SECTIONS + "- {kind: section, id: twee, title: Deel twee, when: language == 'en'}\n")
    assert "Tweede" not in DeckFile(project.deck()).text(0)


def test_a_section_that_an_override_removes_takes_its_item_with_it(project: SmallProject) -> None:
    write_files(project.root, LIST)
    project.write(SECTIONS + "- {kind: section, id: twee, title: Deel twee}\n", HAS_LIST)
    project.files({"audiences/1.yaml": "slides: {twee: {remove: true}}\n"})
    made = project.build("-a", "1")
    assert (made.code, made.findings) == (0, [])
    assert "Tweede" not in DeckFile(Path(made.json["decks"][0]["file"])).text(0)


POLL = "- kind: poll\n  id: p\n  question: Komt u?\n  options: [Ja, {id: n, text: 'Nee, **liever** niet'}]\n  results: "


def shares(made: Run) -> set[str]:
    """Return the percentages in the alternative text of the first slide's chart."""
    slide = DeckFile(Path(made.json["decks"][0]["file"])).slides[0]
    texts = [each.get("descr") or "" for each in slide.iter(f"{P}cNvPr")]
    return {word.rstrip(",.;") for text in texts for word in text.replace("\u00a0", "").split() if "%" in word}


@pytest.mark.parametrize("results", ["{Ja: 3, 'Nee, liever niet': 1}", "{A: 3, n: 1}", "{ja: 3, n: 1}"])
def test_results_name_an_option_by_its_id_or_its_text(results: str, project: SmallProject) -> None:
    project.write(POLL + results + "\n")
    made = project.build()
    assert (made.code, made.findings) == (0, [])
    assert shares(made) == {"75%", "25%"}


@pytest.mark.parametrize(("results", "rule"), [("{Ja: 3, A: 1}", "duplicate-id"), ("{Jaa: 3}", "unknown-id")])
def test_results_that_name_no_option_or_one_twice_are_told(results: str, rule: str, project: SmallProject) -> None:
    project.write(POLL + results + "\n")
    assert [each["rule"] for each in project.build().findings] == [rule]


def test_results_by_text_hold_in_a_translation(project: SmallProject) -> None:
    project.write(POLL + "{Ja: 3, n: 1}\n")
    assert project.run("translate", "update", "proef", "-l", "en").code == 0
    catalog = project.folder / "locales" / "en.po"
    text = catalog.read_text(encoding="utf-8")
    for source, said in (
        ("Ja", "Yes"),
        ("Komt u?", "Coming?"),
        ("Nee, **liever** niet", "Rather not"),
        ("Proef", "Try"),
    ):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{said}"')
    catalog.write_text(text, encoding="utf-8")
    made = project.build("-l", "en")
    assert [each for each in made.findings if each["severity"] == "error"] == []
    assert shares(made) == {"75%", "25%"}


LONG = "w" * 60 + "@" + "x" * 40 + ".nl"
LONGER = "w" * 90 + LONG


@pytest.mark.parametrize(
    ("slide", "field", "line"),
    [
        ("- kind: contact\n  id: c\n  organisation: Bureau\n  phone: '030'\n  email: " + LONGER + "\n", "email", 8),
        ("- kind: contact\n  id: c\n  organisation: Bureau\n  website: https://" + "w" * 90 + ".nl\n  phone: '030'\n", "website", 7),
        ("- kind: people\n  id: c\n  people:\n  - name: Noor\n    role: trainer\n    email: " + LONG + "\n", "email", 9),
    ],
)  # fmt: skip
def test_a_line_that_is_too_long_is_named(slide: str, field: str, line: int, project: SmallProject) -> None:
    project.write(slide)
    found = [each for each in project.build().findings if each["rule"] == "text-fits"]
    assert [(each["line"], f"'{field}'" in each["message"]) for each in found][:1] == [(line, True)]


@pytest.mark.parametrize("name", ["session.yml", "Session.yaml", "Session.yml"])
def test_a_session_under_another_name_is_told_when_all_are_built(name: str, project: SmallProject) -> None:
    project.write("- {kind: statement, id: a, text: Zin}\n")
    write_files(project.root, {f"content/ander/{name}": HEAD + "- {kind: statement, id: a, text: Zin}\n"})
    for command in ("build", "check"):
        made = project.run(command)
        assert made.code == 2
        assert f"content/ander/{name} must be called session.yaml" in made.err
    assert project.run("build", "proef").code == 0


def test_a_catalog_names_no_place_of_this_machine(project: SmallProject) -> None:
    project.write("- {kind: statement, id: a, text: Zin}\n")
    assert run_cli("translate", "update", "proef", "-l", "en", "--project", project.root).code == 0
    catalog = (project.folder / "locales" / "en.po").read_text(encoding="utf-8")
    references = [line for line in catalog.splitlines() if line.startswith("#:")]
    assert any("brand:helder:" in line for line in references)
    assert not any(" /" in line or ":\\" in line for line in references), references


def test_decimal_commas_in_a_list_of_figures_get_a_hint(project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: c, title: T, type: bar, categories: [a, b], series: [{name: n, values: [1,5 , 2,5]}]}\n"
    )
    (found,) = project.build().findings
    assert "[1.5, 2.5]" in found["hint"]


def test_decimal_commas_in_a_row_of_cells_get_a_hint(project: SmallProject) -> None:
    project.write("- {kind: table, id: t, title: T, columns: [Wat, Hoeveel], rows: [[Loon, 1,5], [Uren, '2,5']]}\n")
    (found,) = project.build().findings
    assert '"1,5"' in found["hint"]
