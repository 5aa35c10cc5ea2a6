"""Expressions: from a closed list of means, strict, and values that are never interpreted."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from builder.content.expressions import Names, Record, split, unclosed, value_of
from builder.diagnostics import ContentError
from tests.tools.packages import A, DeckFile
from tests.tools.projects import SmallProject

VALUES: dict[str, Any] = {
    "naam": "Utrecht",
    "aantal": value_of("1234567"),
    "deel": value_of("0.256"),
    "prijs": value_of("12.50"),
    "waar": True,
    "leeg": "",
    "klant": Record({"name": "Waterland", "inwoners": value_of("344")}, "Waterland"),
    "klanten": [Record({"id": "a", "soort": "x"}), Record({"id": "b", "soort": "y"})],
}
# what Jinja2 and Python offer beyond the list, and what sandboxes have been left by
REFUSED = [
    "naam.__class__", "klant.__class__.__mro__", "klant._entries", "naam['__class__']", "klant['__init__']",
    "naam.upper()", "range(9)", "lipsum()", "cycler('a')", "joiner()", "namespace()", "dict(a=1)", "self",
    "''.join(naam)", "naam.format(1)", "'{0.__class__}'.format(naam)", "'%s' % naam", "naam ~ naam", "aantal ** 9",
    "aantal // 2", "aantal % 2", "naam * 1000000000", "[0] * 100000", "naam | attr('__class__')",
    "naam | safe", "klanten | map(attribute='__class__') | list | first", "naam | string", "naam | pprint",
    "naam | tojson", "klant | xmlattr", "naam is divisibleby 2", "naam[0:2]", "{'a': 1}", "lambda: 1", "import os",
    "naam if waar else naam.lower()", "klanten | selectattr('__class__') | list", "aantal | filesizeformat",
]  # fmt: skip


def names(language: str = "nl") -> Names:
    return Names(VALUES, language, "EUR")


@pytest.mark.parametrize("expression", REFUSED)
def test_what_is_not_on_the_list_is_refused(expression: str) -> None:
    with pytest.raises(ContentError):
        names().text(expression, None)


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("naam", "Utrecht"),
        ("klant", "Waterland"),
        ("klant.name", "Waterland"),
        ("aantal", "1234567"),
        ("prijs", "12.50"),
        ("waar", "true"),
        ("klant.inwoners + 6", "350"),
        ("klant.inwoners * 2 - 88", "600"),
        ("klant.inwoners / 2", "172"),
        ("'ja' if klant.inwoners > 300 and not leeg else 'nee'", "ja"),
        ("'x' in naam", "false"),
        ("klant.weg | default('niets')", "niets"),
        ("klanten | selectattr('soort', 'equalto', 'y') | map(attribute='id') | join(', ')", "b"),
        ("klanten | map(attribute='id') | join(' en ')", "a en b"),
        ("(klanten | first).id", "a"),
        ("naam | upper", "UTRECHT"),
    ],
)
def test_expressions_give_text(expression: str, wanted: str) -> None:
    assert names().text(expression, None) == wanted


@pytest.mark.parametrize(
    ("expression", "dutch", "english"),
    [
        ("aantal | number", "1.234.567", "1,234,567"),
        ("prijs | number(1)", "12,5", "12.5"),
        ("deel | percent", "26%", "26%"),
        ("deel | percent(1)", "25,6%", "25.6%"),
        ("prijs | currency", "€\u00a012,50", "€12.50"),
        ("aantal | currency", "€\u00a01.234.567", "€1,234,567"),
        ("prijs | currency('USD')", "US$\u00a012,50", "$12.50"),
        ("'2026-12-10' | date", "10 december 2026", "December 10, 2026"),
        ("'in het najaar' | date", "in het najaar", "in het najaar"),
    ],
)
def test_filters_write_as_the_language_does(expression: str, dutch: str, english: str) -> None:
    assert names("nl").text(expression, None) == dutch
    assert names("en").text(expression, None) == english


@pytest.mark.parametrize(
    ("expression", "better"),
    [
        ("aantal <> 3", "aantal != 3"),
        ("aantal > 1 ? 'a' : 'b'", "'a' if aantal > 1 else 'b'"),
        ("klant.weg ?? 'x'", "klant.weg | default('x')"),
        ("1,5 + 2", "1.5 + 2"),
        ("$naam", "naam"),
        ("klant->name", "klant.name"),
        ("naam.upper()", "naam | upper"),
        ("len(naam)", "naam | length"),
        ("max(1, 2)", "[1, 2] | max"),
        ("str(aantal)", "aantal"),
    ],
)
def test_what_other_languages_write_is_told_as_it_is_written_here(expression: str, better: str) -> None:
    with pytest.raises(ContentError) as failed:
        names().text(expression, None)
    assert str(failed.value.found[0].hint) == f"write: {better}"
    names().evaluate(better, None, lenient=True)


def test_options_of_filters_may_be_named() -> None:
    assert names().text("prijs | number(decimals=1)", None) == "12,5"
    assert names().text("prijs | currency(code='USD', decimals=0)", None) == "US$\u00a013"


@pytest.mark.parametrize(
    "expression",
    [
        "weg",
        "klant.weg",
        "klant.weg.verder",
        "naam +",
        "",
        "naam | number",
        "aantal / 0",
        "naam + 1",
        "naam > 1",
        "klanten",
    ],
)
def test_what_cannot_be_worked_out_is_an_error(expression: str) -> None:
    with pytest.raises(ContentError):
        names().text(expression, None)


@pytest.mark.parametrize(
    "expression",
    ["klant.weg", "klant.weg > 3", "klant.weg == 3", "not klant.name", "'x' in klant.weg", "klant.weg is defined"],
)
def test_in_when_what_is_not_there_counts_as_absent(expression: str) -> None:
    assert not names().evaluate(expression, None, lenient=True)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("15", int), ("1.10", float), ("0344", str), ("true", bool), ("12:30", str), ("-0.5", float), ("1e3", str)],
)
def test_a_variable_has_the_type_that_it_looks_like(typed: str, kind: type) -> None:
    value = value_of(typed)
    assert isinstance(value, kind)
    assert value is True or str(value) == typed


def test_two_braces_can_be_written() -> None:
    assert split(r"\{{ naam }} en {{ naam }}").expressions == ("naam",)
    assert not unclosed(r"\{{ naam")
    assert unclosed("{{ naam }")


@pytest.mark.parametrize("text", ["{% if naam %}", "{# weg #}", "{ naam }", "}}"])
def test_other_braces_are_text(text: str) -> None:
    assert split(text) == (text, ())


NASTY = [
    "**dik**",
    "{{ session.title }}",
    "<a:t>&amp;",
    "[x](https://example.org)",
    "../../etc/passwd",
    r"a\*b",
    "^2^ ~3~ _x_",
    "\"&'",
    "{% x %}",
    "$& \\1",
]


@pytest.mark.parametrize("value", NASTY)
def test_a_value_is_never_interpreted(value: str, project: SmallProject) -> None:
    quoted = value.replace("'", "''")
    project.write(
        "- kind: bullets\n  id: zin\n  title: 'Van {{ waarde }}.'\n  points: ['**Ook {{ waarde }}** hier']\n  notes: 'En {{ waarde }}!'\n",
        f"title: Proef\nlanguage: nl\nvariables: {{waarde: '{quoted}'}}\nslides:\n",
    )
    deck = DeckFile(project.deck())
    assert deck.titles == [f"Van {value}."]
    assert f"Ook {value} hier" in deck.text(0)
    assert deck.notes(0) == f"En {value}!"
    assert not list(deck.slides[0].iter(f"{A}hlinkClick"))
    bold = [run.findtext(f"{A}t") for run in deck.slides[0].iter(f"{A}r") if run.find(f"{A}rPr").get("b") == "1"]
    assert bold == [f"Ook {value}"]


def test_a_value_in_a_link_is_percent_encoded(project: SmallProject) -> None:
    project.write(
        "- kind: statement\n  id: zin\n  text: 'Lees [dit](https://example.org/{{ waarde }}?q=1) eens'\n"
        "- kind: poll\n  id: peiling\n  question: Wat?\n  options: [a, b]\n  link: 'https://example.org/{{ waarde }}'\n",
        "title: Proef\nlanguage: nl\nvariables: {waarde: 'A b&c?é'}\nslides:\n",
    )
    deck = DeckFile(project.deck())
    targets = {rel.target for part in deck.slide_parts for rel in deck.relationships(part).values() if rel.external}
    assert len(targets) == 2
    for target in targets:
        path = target.removeprefix("https://example.org/").removesuffix("?q=1")
        assert " " not in target
        assert path == "A%20b%26c%3F%C3%A9"


def test_a_value_cannot_lead_to_another_file(project: SmallProject) -> None:
    project.write(
        "- {kind: image, id: foto, title: Foto, image: 'images/{{ waarde }}.png', alt: Foto}\n",
        "title: Proef\nlanguage: nl\nvariables: {waarde: '../../x'}\nslides:\n",
    )
    made = project.build()
    assert made.code == 1
    assert "path-value" in [each["rule"] for each in made.findings]


def test_a_value_cannot_make_a_link_of_another_scheme(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: zin, text: 'Lees [dit]({{ waarde }}) eens'}\n",
        "title: Proef\nlanguage: nl\nvariables: {waarde: 'javascript:alert(1)'}\nslides:\n",
    )
    made = project.build()
    assert made.code == 1
    assert [each["rule"] for each in made.findings] == ["link-scheme"]


def test_number_fields_take_an_expression(project: SmallProject) -> None:
    project.write(
        "- kind: agenda\n  id: programma\n  items:\n    - {text: Film, duration: '{{ film + 5 }}'}\n    - {text: Vragen, duration: 10}\n",
        "title: Proef\nlanguage: nl\nstart: '23:50'\nvariables: {film: 15}\nslides:\n",
    )
    shown = DeckFile(project.deck()).text(0)
    assert "23:50" in shown
    assert "00:10" in shown


def test_an_unknown_name_is_one_finding(project: SmallProject) -> None:
    project.write("- {kind: statement, id: zin, text: '{{ nergens }}'}\n")
    found = project.build().findings
    assert [each["rule"] for each in found] == ["unknown-name"]
    assert "item" not in found[0]["hint"].replace(",", "").split()


def test_a_filter_that_fails_while_it_gives_its_items_is_a_finding() -> None:
    items = Record({"een": Record({"sector": "a"})})
    names = Names({"cases": items, "audience": Record({})}, "nl")
    expression = "cases | selectattr('sector', 'equalto', audience.sector)"
    with pytest.raises(ContentError) as raised:
        names.evaluate(expression, None)
    assert "sector" in raised.value.found[0].message
    assert names.told(expression) == names.told(expression)


@pytest.mark.parametrize("expression", ["1e999", "-1e999 < 1", "1e200 * 1e200"])
def test_a_number_without_end_is_no_crash(expression: str) -> None:
    names = Names({}, "nl")
    try:
        value = names.evaluate(expression, None)
    except ContentError as error:
        assert error.found[0].rule == "expression"
    else:
        assert value == float("inf")


@pytest.mark.parametrize(
    ("typed", "holds"),
    [("0", False), ("0.00", False), ("-0.0", False), ("0.01", True), ("false", False), ("no", True), ("7", True)],
)
def test_a_when_holds_by_its_value_however_it_was_typed(typed: str, holds: bool) -> None:
    assert Names({"share": value_of(typed)}, "nl").truth("share") is holds


def test_a_when_that_cannot_be_worked_out_is_neither() -> None:
    assert Names({"share": value_of("text")}, "nl").truth("share > 3") is None


@pytest.mark.parametrize("typed", ["12", "0.50"])
def test_a_number_prints_as_typed_also_after_a_worker_sent_it(typed: str) -> None:
    sent = pickle.loads(pickle.dumps(value_of(typed)))
    assert (str(sent), sent, type(sent)) == (typed, float(typed), type(value_of(typed)))
