"""Every kind by its own example, and what the kinds promise of ids, order, times and results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.brands.template.house import SERVES
from builder.content.fields import fields_of
from builder.content.record_reader import Reading
from builder.content.yaml_nodes import Mapping, parse_yaml
from builder.diagnostics import Findings
from builder.fitting.fit import OTHER
from builder.projects.examples import write_examples
from builder.projects.library import LibraryFiles
from builder.projects.project import Project
from builder.projects.session import load_session
from builder.slide_kinds import CaseFields, kind_names, kind_of
from tests.tools.packages import A, DeckFile, P, own_properties, title_of
from tests.tools.projects import SmallProject, png, run_cli, write_files

KINDS = set(kind_names())
PROMISED = {
    "agenda", "bullets", "case", "chart", "closing", "columns", "contact", "gallery", "image", "matrix", "people", "poll",
    "process", "questions", "resources", "section", "statement", "table", "timeline", "title", "video",
}  # fmt: skip
FIXED_TITLE = {"title", "agenda", "questions", "contact", "people", "closing", "poll", "case", "statement", "pause"}
SECTIONS = (
    "".join(
        f"- {{kind: section, id: deel-{name}, title: Deel {name}}}\n- {{kind: statement, id: zin-{name}, text: Zin {name}}}\n"
        for name in ("een", "twee", "drie")
    )
    + "- {kind: section, id: deel-weg, title: Weg, when: language == 'fr'}\n"
)
AGENDA = (
    "- kind: agenda\n  id: programma\n  recap: true\n  items:\n"
    "    - {text: Welkom, duration: 10}\n"
    "    - {text: Het eerste, section: deel-een, duration: 35}\n"
    "    - {text: Het tweede, section: deel-twee, duration: 50}\n"
    "    - {text: Weggelaten, section: deel-weg, duration: 5}\n"
)


def test_the_promised_kinds_are_there() -> None:
    assert PROMISED <= KINDS
    listed = run_cli("kinds")
    assert listed.code == 0
    assert {line.split()[0] for line in listed.out.splitlines()} == KINDS
    assert {each["kind"] for each in run_cli("kinds", "--json").json} == KINDS


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_tells_its_fields_and_its_example_builds(name: str, project: SmallProject) -> None:
    page = run_cli("kinds", name)
    assert page.code == 0
    for key in (
        "kind",
        *(line.split(":")[0].strip() for line in kind_of(name).EXAMPLE.splitlines() if line[:1].isalpha()),
    ):
        assert key in page.out
    write_examples(project.root, [name], session="proef")
    made = project.build("-b", "helder", "-b", "avond")
    assert (made.code, made.findings) == (0, [])
    for deck in made.json["decks"]:
        assert all(DeckFile(Path(deck["file"])).titles)


@pytest.mark.parametrize("name", sorted(KINDS - FIXED_TITLE))
def test_a_title_is_needed_where_the_kind_has_no_words_for_it(name: str, project: SmallProject) -> None:
    write_examples(project.root, [name], session="proef")
    path = project.folder / "session.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    own = [line for number, line in enumerate(lines) if number == 0 or not line.startswith("    title:")]
    path.write_text("".join(own), encoding="utf-8")
    made = project.build()
    assert made.code == 1
    assert [(each["rule"], "title" in each["message"]) for each in made.findings] == [("missing-field", True)]


@pytest.mark.parametrize("name", sorted(FIXED_TITLE))
def test_other_kinds_have_a_title_of_themselves(name: str, project: SmallProject) -> None:
    write_examples(project.root, [name], session="proef")
    path = project.folder / "session.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for n, line in enumerate(lines) if n == 0 or not line.startswith("    title:")), encoding="utf-8"
    )
    assert all(DeckFile(project.deck()).titles)


def times(slide: object) -> list[str]:
    """Give the clock times on a slide, in order."""
    texts = ["".join(t.text or "" for t in p.iter(f"{A}t")) for p in slide.iter(f"{A}p")]  # type: ignore[attr-defined]
    return [text for text in texts if len(text) == 5 and text[2] == ":"]


def test_clock_times_add_up_from_the_start(project: SmallProject) -> None:
    project.write(AGENDA + SECTIONS, 'title: Proef\nlanguage: nl\nstart: "09:30"\nslides:\n')
    deck = DeckFile(project.deck())
    assert times(deck.slides[0]) == ["09:30", "09:40", "10:15"]
    assert "Weggelaten" not in deck.text(0)


def test_without_a_start_the_minutes_are_shown(project: SmallProject) -> None:
    project.write(AGENDA + SECTIONS)
    deck = DeckFile(project.deck())
    assert not times(deck.slides[0])
    assert "35 min" in deck.text(0)


def test_a_recap_stands_before_each_of_its_sections(project: SmallProject) -> None:
    project.write(AGENDA + SECTIONS)
    deck = DeckFile(project.deck())
    assert [part.rsplit("/", 1)[-1] for part in deck.slide_parts]
    assert deck.titles == [
        "Programma", "Programma: Het eerste", "Deel een", "Zin een", "Programma: Het tweede", "Deel twee", "Zin twee",
        "Deel drie", "Zin drie",
    ]  # fmt: skip
    assert deck.notes(1) == ""


def explained(project: SmallProject) -> list[str]:
    """Give the ids of the slides that a build explains."""
    made = project.run("build", "--explain")
    assert made.code == 0, made.err
    rows = [line.split() for line in made.out.splitlines() if line.startswith("  ")]
    return [row[0] for row in rows]


def test_ids_of_slides_made_from_one(project: SmallProject) -> None:
    write_files(
        project.root,
        {
            "content/cases/b.yaml": "title: B\nsector: y\nchallenge: Iets\nresult: Goed\n",
            "content/cases/a.yaml": "id: parkeren\ntitle: A\nsector: x\nchallenge: Iets\napproach: Zo\nresult: Goed\n",
        },
    )
    project.write(
        AGENDA + SECTIONS + "- {kind: case, id: opbouw, case: parkeren, reveal: true}\n"
        "- {kind: case, id: elk, repeat: cases, as: c, case: '{{ c.id }}'}\n"
        "- {kind: statement, id: tel, repeat: namen, as: naam, text: 'Dag {{ naam }}'}\n",
        "title: Proef\nlanguage: nl\nvariables: {namen: [Noor, Daan]}\nslides:\n",
    )
    assert explained(project) == [
        "programma", "programma--deel-een", "deel-een", "zin-een", "programma--deel-twee", "deel-twee", "zin-twee",
        "deel-drie", "zin-drie", "opbouw--1", "opbouw--2", "opbouw--3", "elk--parkeren", "elk--b", "tel--1", "tel--2",
    ]  # fmt: skip
    deck = DeckFile(project.deck())
    assert deck.titles[-7:] == ["A\u00a0(1/3)", "A\u00a0(2/3)", "A\u00a0(3/3)", "A", "B", "Dag Noor", "Dag Daan"]


def test_a_reveal_shows_one_block_more_each_time(project: SmallProject) -> None:
    project.write(
        "- kind: case\n  id: opbouw\n  reveal: true\n  notes: Vertel\n  case: {title: A, challenge: Een vraag, approach: Een weg, result: Een eind}\n"
    )
    deck = DeckFile(project.deck())
    shown = [[word in deck.text(number) for word in ("Een vraag", "Een weg", "Een eind")] for number in range(3)]
    assert shown == [[True, False, False], [True, True, False], [True, True, True]]
    assert [deck.notes(number) for number in range(3)] == ["Vertel", "", ""]


def test_when_decides_what_is_in_the_deck(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: een, text: Nederlands, when: language == 'nl'}\n"
        "- {kind: statement, id: twee, text: Engels, when: language == 'en'}\n"
        "- {kind: statement, id: drie, text: Licht, when: brand == 'helder' and open}\n"
        "- {kind: statement, id: vier, text: Ontbreekt, when: klant.weg > 3}\n",
        "title: Proef\nlanguage: nl\nvariables: {open: true, klant: {naam: x}}\nslides:\n",
    )
    assert DeckFile(project.deck()).titles == ["Nederlands", "Licht"]
    assert DeckFile(project.deck("-b", "avond")).titles == ["Nederlands"]


def test_a_case_is_chosen_by_a_filter(project: SmallProject) -> None:
    for name, sector in (("a", "zorg"), ("b", "gemeente"), ("c", "zorg")):
        write_files(
            project.root, {f"content/cases/{name}.yaml": f"title: Titel {name}\nsector: {sector}\nchallenge: Iets\n"}
        )
    project.write(
        "- kind: case\n  id: elk\n  repeat: cases | selectattr('sector', 'equalto', 'zorg')\n  as: c\n  case: '{{ c.id }}'\n"
    )
    assert DeckFile(project.deck()).titles == ["Titel a", "Titel c"]


def test_poll_results_are_a_chart_in_the_options_order(project: SmallProject) -> None:
    project.write(
        "- kind: poll\n  id: peiling\n  question: Wat vindt u?\n  options: [Ja, {id: x, text: Nee}, Weet niet]\n"
        "  results: {x: 6, A: 3}\n  respondents: 12\n"
    )
    _, cells = next(DeckFile(project.deck()).charts())
    assert [cells[f"A{n}"].split()[-1] for n in (2, 3, 4)] == ["Ja", "Nee", "niet"]
    assert [float(cells[f"B{n}"]) for n in (2, 3, 4)] == [0.25, 0.5, 0.0]


def test_options_are_lettered(project: SmallProject) -> None:
    options = ", ".join(f"optie {n}" for n in range(10))
    project.write(f"- kind: poll\n  id: peiling\n  question: Wat?\n  options: [{options}]\n")
    slide = DeckFile(project.deck()).slides[0]
    texts = [text for p in slide.iter(f"{A}p") if (text := "".join(t.text or "" for t in p.iter(f"{A}t")))]
    assert [text for text in texts if len(text) == 1] == list("ABCDEFGHIJ")


def test_a_poll_takes_the_long_link_of_a_form(project: SmallProject) -> None:
    link = (
        "https://forms.office.com/Pages/ResponsePage.aspx?id=DQSIkWdsW0yxEjajBLZtrQAAAAAAAAAAAAN__qV4ZnxUNk5SUzA2UUZC"
    )
    project.write(f"- kind: poll\n  id: peiling\n  question: Wat vindt u?\n  options: [Ja, Nee]\n  link: {link}\n")
    deck = DeckFile(project.deck())
    assert link in {rel.target for rel in deck.relationships(deck.slide_parts[0]).values()}


def test_a_matrix_tells_its_cells_top_first(project: SmallProject) -> None:
    project.write(
        "- kind: matrix\n  id: vak\n  title: Vak\n  x_axis: {title: Ruimte, levels: [weinig, veel]}\n"
        "  y_axis: {title: Eisen, levels: [hoog, laag]}\n  cells: [[slopend, leerzaam], [saai, rustig]]\n"
    )
    slide = DeckFile(project.deck()).slides[0]
    group = next(slide.iter(f"{P}grpSp"))
    described = own_properties(group).get("descr")
    order = [described.index(word) for word in ("slopend", "leerzaam", "saai", "rustig")]
    assert order == sorted(order)
    assert "hoog, weinig: slopend" in described


def test_a_hidden_slide_is_in_the_file_and_not_in_the_show(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: een, text: Zichtbaar}\n- {kind: statement, id: twee, text: Verborgen, hidden: true}\n"
    )
    deck = DeckFile(project.deck())
    assert [slide.get("show", "1") for slide in deck.slides] == ["1", "0"]
    assert [title_of(slide) for slide in deck.slides] == ["Zichtbaar", "Verborgen"]


def test_sources_stand_at_the_foot(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: een, text: Zin, title: Titel, sources: [Een boek, '[Een site](https://example.org)']}\n"
    )
    deck = DeckFile(project.deck())
    assert "Bronnen: Een boek; Een site" in deck.text(0)
    assert "https://example.org" in {rel.target for rel in deck.relationships(deck.slide_parts[0]).values()}


def test_a_slide_in_another_language_is_marked_as_such(project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: een, text: Good work, lang: en}\n- {kind: statement, id: twee, text: Goed werk}\n"
    )
    deck = DeckFile(project.deck())
    for slide, language in zip(deck.slides, ("en-", "nl-"), strict=True):
        holders = [
            shape for shape in slide.iter(f"{P}sp") if shape.find(f".//{P}ph").get("type") in ("title", "ctrTitle")
        ]
        assert [run.find(f"{A}rPr").get("lang")[:3] for shape in holders for run in shape.iter(f"{A}r")] == [language]


def test_an_image_can_be_decorative(project: SmallProject) -> None:
    project.write("- {kind: image, id: een, title: Foto, image: foto.png, decorative: true}\n", **{"foto.png": png()})
    picture = next(DeckFile(project.deck()).slides[0].iter(f"{P}pic"))
    assert own_properties(picture).get("descr") == ""


def test_a_video_file_is_carried_in_the_deck(project: SmallProject) -> None:
    project.write(
        "- {kind: video, id: film, title: Film, file: film.mp4, poster: foto.png}\n",
        **{"film.mp4": b"\0\0\0\x18ftypmp42" + bytes(64), "foto.png": png()},
    )
    deck = DeckFile(project.deck())
    films = [name for name in deck.names if name.endswith(".mp4")]
    assert len(films) == 1
    assert films[0] in {rel.target for rel in deck.relationships(deck.slide_parts[0]).values()}


def test_kinds_as_json_name_the_fields() -> None:
    (data,) = json.loads(run_cli("kinds", "poll", "--json").out)
    assert {"question", "options", "multiple", "correct", "results", "respondents", "link"} <= {
        field["name"] if isinstance(field, dict) else field for field in data["fields"]
    }


def test_a_slide_titles_its_case_itself_and_shows_the_sources_of_both(project: SmallProject) -> None:
    project.write(
        "- kind: case\n  id: eigen\n  title: Van de dia\n  sources: [Eerste bron]\n"
        "  case: {title: Van de casus, challenge: Een vraag, sources: [Tweede bron]}\n"
    )
    made = project.build()
    assert (made.code, made.findings) == (0, [])
    deck = DeckFile(project.deck())
    assert deck.titles == ["Van de dia"]
    assert "Eerste bron" in deck.text(0)
    assert "Tweede bron" in deck.text(0)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_asks_for_the_roles_that_it_declares(name: str, project: SmallProject) -> None:
    """Templates are bound by `ROLES`: a role that is not among them has no layout of its own."""
    write_examples(project.root, [name], session="proef")
    session = load_session("proef", Project.at(project.root))
    facts = session.facts(session.names("nl", "helder"), "nl", session.findings)
    record = Reading(
        session.findings, LibraryFiles(session.library, session.findings), session.names("nl", "helder")
    ).record(session.slides[0].node, session.slides[0].kind)
    assert facts is not None
    scored = {served: role for role, all_served in SERVES.items() for served in all_served} | OTHER
    assert {scored[plan.role] for plan in record.plan(facts)} <= set(kind_of(name).ROLES)


def test_a_slide_is_called_by_what_its_kind_says() -> None:
    def called(kind: str, text: str) -> str:
        node = parse_yaml(text, "s", Findings())
        assert isinstance(node, Mapping)
        return kind_of(kind).called(node)

    assert called("poll", "{title: Peiling, question: Wat telt?}") == "Peiling"
    assert called("poll", "{question: Wat telt?}") == "Wat telt?"
    assert called("statement", "{text: Vertrouw mensen}") == "Vertrouw mensen"
    assert called("bullets", "{text: Geen titel}") == ""


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_that_shows_a_case_says_under_which_key(name: str) -> None:
    """Declared, not found by the fields' types: to resolve those of all kinds takes a tenth of a small build."""
    shown = [key for key, spec in fields_of(kind_of(name)).items() if spec.type is CaseFields]
    assert (kind_of(name).CASE_KEY or None) == next(iter(shown), None)


def test_cards_of_a_timeline_are_equal_and_its_line_is_unbroken(project: SmallProject) -> None:
    """Equal to the unit, also the last of a row; the line reaches from each dot to the next."""
    events = "".join(f"    - {{date: '200{n}', title: Gebeurtenis {n}}}\n" for n in range(4))
    deck = project.write(f"- kind: timeline\n  id: tijd\n  title: Tijd\n  events:\n{events}").deck()
    places: dict[str, list[tuple[int, int]]] = {}
    for shape in DeckFile(deck).slides[0].iter(f"{P}sp", f"{P}cxnSp"):
        off, ext = shape.find(f".//{A}off"), shape.find(f".//{A}ext[@cx]")
        if off is not None:
            name = own_properties(shape).get("name", "").rstrip("0123456789 ")
            places.setdefault(name, []).append((int(off.get("x")), int(ext.get("cx"))))
    assert len({wide for _, wide in places["Event"]}) == 1
    ends = [x + wide for x, wide in places["Connector"]]
    starts = [x for x, _ in places["Dot"]][1:]
    assert len(ends) == 3 and all(abs(end - start) <= 1 for end, start in zip(ends, starts, strict=True))
