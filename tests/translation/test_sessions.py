"""A session said in other words: which texts there are, what is shown where none is valid, files and pages for translators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from lxml import etree

from builder.content.yaml_nodes import Scalar
from builder.diagnostics import ContentError, UsageError
from builder.pages.drawings import Drawings
from builder.projects.project import Project
from builder.projects.session import load_session
from builder.translation.catalog import languages_of
from builder.translation.commands import export, extract, load_work, make_pseudo, need_language, status, update
from builder.translation.picture_pages import write_pages
from builder.translation.texts import texts_of
from builder.translation.translated import Translation, has_catalog, languages_at_hand
from builder.translation.walk import has_text, has_words
from tests.tools.projects import write_files
from tests.translation.projects import SESSION, catalog, fill, translated_project


def project_of(root: Path, session: str = SESSION) -> Project:
    return Project.at(translated_project(root, session))


def contexts(root: Path, slides: str) -> set[str]:
    """Return contexts and sources of a session's own slides."""
    head = "title: Proef\nlanguage: nl\nslides:\n"
    project = project_of(root, head + slides)
    for name in ("audiences/G1.yaml",):
        (root / "content" / "proef" / name).unlink()
    return {
        f"{text.context}={text.source}"
        for text in texts_of(load_session("proef", project))
        if not text.context.startswith(("brand:", "session:"))
    }


# Texts


def test_texts_of_fields_items_and_data(tmp_path: Path) -> None:
    assert contexts(tmp_path, "  - {kind: bullets, id: a, title: Kop, points: [een, {text: twee, points: [drie]}]}\n") == {
        "a/title=Kop", "a/points=een", "a/points=twee", "a/points=drie",
    }  # fmt: skip
    assert contexts(tmp_path / "lang", "  - {kind: statement, id: a, text: Zin, lang: de}\n") == set()
    poll = "  - {kind: poll, id: p, question: Waarom dan?, options: [{id: ja, text: Zeker}, {id: nee, text: Nooit}]}\n"
    assert {"p/options[ja]=Zeker", "p/options[nee]=Nooit"} <= contexts(tmp_path / "poll", poll)


def test_words_of_a_data_file_that_are_one_audience_s_own_are_names(tmp_path: Path) -> None:
    def words(where: str, more: str = "") -> set[str]:
        slide = f"  - {{kind: chart, id: g, title: Kop, type: bar, alt: x y, data: {{file: data/verloop.csv, {where}columns: [wie, Aantal]}}{more}}}\n"
        root = tmp_path / (where or "all").replace('"', "").replace(" ", "").replace("'", "")[:9]
        return {each.partition("=")[2] for each in contexts(root, slide) if each.startswith("g/data")}

    assert words("") == {"Aantal", "Uw eigen", "Utrecht", "Gemiddelde"}
    assert words("where: \"code == audience.id or code == 'alle'\", ") == {"Aantal", "Gemiddelde"}


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [("{{ 'meer' if a else 'minder' }}", False, True), ("{{ naam }}", False, False), ("{{ naam }} woord", True, True), ("x", False, False),
     ("12 {{ 'ja' }}", False, True), ("a.png", False, False), ("zie a.png", True, True), ("GM-12", False, False), ("한국", True, True)],
)  # fmt: skip
def test_texts_with_words_of_their_own_or_in_expressions(text: str, words: bool, shown: bool) -> None:
    assert (has_words(text), has_text(text)) == (words, shown)


def test_a_text_that_stands_twice_is_one_with_both_places(tmp_path: Path) -> None:
    session = load_session(
        "proef",
        project_of(
            tmp_path,
            "title: P\nlanguage: nl\nslides:\n  - {kind: bullets, id: a, title: Kop, points: [zelfde, zelfde]}\n",
        ),
    )
    (text,) = [each for each in texts_of(session) if each.source == "zelfde"]
    assert len(text.also) == 1 and text.also[0].column > text.at.column
    assert (text.slide, text.kind, text.title, text.role) == ("a", "bullets", "Kop", text.role) and text.role


# What is said


def said(
    root: Path, say: Callable[[str], str], language: str = "en", text: str = "Tot ziens in de {{ soort }}"
) -> tuple[Scalar, Translation]:
    project = project_of(root)
    fill(root, say, language)
    made = Translation.of(load_session("proef", project), language)
    scalar = Scalar(text, load_session("proef", project).node.at, quoted=True)
    return made.say("slot/text", scalar, ""), made


def test_a_valid_translation_is_said_with_its_expressions(tmp_path: Path) -> None:
    spoken, made = said(tmp_path, lambda source: source.replace("Tot ziens", "Goodbye"))
    assert spoken.text == "Goodbye in de {{ soort }}" and spoken.quoted and spoken.at.file.endswith("en.po")
    assert list(made.findings) == [] and not made.own


def test_what_has_no_valid_translation_stays_and_is_told_once(tmp_path: Path) -> None:
    spoken, made = said(tmp_path, lambda source: "")
    assert (spoken.text, spoken.lang) == ("Tot ziens in de {{ soort }}", "nl")
    made.say("slot/text", spoken, "")
    (found,) = made.findings
    assert (found.rule, found.severity, found.slide, found.language) == ("translation-missing", "warning", "slot", "en")
    spoken, made = said(tmp_path / "b", lambda source: source.replace("{soort}", "{sort}"))
    assert spoken.lang == "nl" and [each.rule for each in made.findings] == ["placeholder"]


def test_a_stale_translation_is_told_and_a_regional_one_counts_first(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    file = fill(tmp_path, lambda source: source.replace("Tot ziens", "Goodbye"))
    for entry in file:
        if entry.msgctxt == "slot/text":
            entry.flags.append("fuzzy")
    file.save()
    session = load_session("proef", project)
    source = Scalar("Tot ziens in de {{ soort }}", session.node.at, quoted=True)
    made = Translation.of(session, "en")
    assert made.say("slot/text", source, "").text == source.text
    assert [each.rule for each in made.findings] == ["translation-stale"]
    fill(tmp_path, lambda source: source.replace("Tot ziens", "Cheerio"), "en-GB")
    regional = Translation.of(load_session("proef", project), "en-GB")
    assert regional.say("slot/text", source, "").text == "Cheerio in de {{ soort }}" and len(regional.catalogs) == 2


def test_languages_that_a_session_can_be_read_in(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    fill(tmp_path)
    session = load_session("proef", project)
    assert [has_catalog(session, each) for each in ("nl", "nl-BE", "en", "en-GB", "de", "en_GB", "x")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert languages_at_hand(session) == ["nl", "en"]
    assert Translation.of(session, "nl-BE").own and not Translation.of(session, "en").own
    assert Translation.of(session, "nl").translated() is session


def test_languages_of_a_folder_are_those_with_proper_names(tmp_path: Path) -> None:
    write_files(tmp_path, {f"locales/{name}.po": "" for name in ("en", "de-AT", "de_CH", "EN-us", "engels", "en-XA")})
    assert languages_of(tmp_path) == ["de-AT", "en"]
    assert languages_of(tmp_path, pseudo=True) == ["de-AT", "en", "en-XA"]


# Commands


def test_a_template_is_written_where_something_changed(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    path, count = extract("proef", project)
    assert path == tmp_path / "content" / "proef" / "locales" / "proef.pot" and count == len(polib.pofile(str(path)))
    path.write_text(path.read_text(encoding="utf-8") + "\n# stays\n", encoding="utf-8")
    before = path.read_bytes()
    assert extract("proef", project) == (path, count) and path.read_bytes() == before
    session = tmp_path / "content" / "proef" / "session.yaml"
    session.write_text(session.read_text(encoding="utf-8").replace("Het begin", "Het einde"), encoding="utf-8")
    extract("proef", project)
    assert path.read_bytes() != before


def test_examples_are_of_the_first_audience_and_lengths_of_the_longest_name(tmp_path: Path) -> None:
    work = load_work("proef", project_of(tmp_path))
    assert work.about.examples["audience.name"] == "Utrecht"
    assert work.about.examples["minuten + 5"] == "20"


def test_a_catalog_of_the_library_of_cases_fills_what_is_open(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    write_files(
        tmp_path,
        {
            "content/cases/locales/en.po": 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgctxt "case:parkeren/title"\nmsgid "Parkeren zonder papier"\nmsgstr "Parking"\n'
        },
    )
    update("proef", project, ["en"])
    title = polib.pofile(str(catalog(tmp_path))).find("Parkeren zonder papier")
    assert title is not None and title.msgstr == "Parking" and not title.fuzzy
    title_file = polib.pofile(str(catalog(tmp_path)))
    for entry in title_file:
        if entry.msgid == "Parkeren zonder papier":
            entry.msgstr = "Own"
    title_file.save()
    update("proef", project, ["en"])
    kept = polib.pofile(str(catalog(tmp_path))).find("Parkeren zonder papier")
    assert kept is not None and kept.msgstr == "Own"


@pytest.mark.parametrize(("form", "suffix"), [("tmx", ".tmx"), ("xliff-1.2", ".xlf"), ("xliff", ".xlf")])
def test_catalogs_are_exported_beside_themselves(form: str, suffix: str, tmp_path: Path) -> None:
    project = project_of(tmp_path)
    file = fill(tmp_path)
    file[0].flags.append("fuzzy")
    file[1].msgstr = ""
    file.save()
    made = export("proef", project, "en", form)  # type: ignore[arg-type]
    assert made == catalog(tmp_path).with_suffix(suffix)
    root = etree.fromstring(made.read_bytes())
    if form == "tmx":
        pairs = {(unit[0][0].text, unit[1][0].text) for unit in root.iter("tu")}
        assert len(pairs) == len({e.msgid for e in file if e.msgstr and not e.fuzzy})
        assert root.find("header").get("srclang") == "nl"
        assert {variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in root.iter("tuv")} == {
            "nl",
            "en",
        }
    else:
        assert root.get("version") == ("1.2" if form == "xliff-1.2" else "2.0")
    with pytest.raises(UsageError, match="begins one"):
        export("proef", project, "de", form)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en_GB", "written en-GB"), ("xx-yy-zz-q", "is not a language"), ("nl", "nothing to translate")],
)
def test_languages_that_cannot_be_translated_into(language: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        need_language(load_session("proef", project_of(tmp_path)), language)


def test_how_far_languages_are_and_which_have_no_catalog(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    assert status("proef", project) == []
    fill(tmp_path)
    (only,) = status("proef", project)
    assert only.language == "en" and only.whole.percent == 100
    with pytest.raises(UsageError, match="did you mean 'en'"):
        status("proef", project, ["eng"])
    with pytest.raises(UsageError, match="no catalog for 'fr'"):
        status("proef", project, ["fr"])
    with pytest.raises(UsageError, match="has no catalogs yet"):
        update("proef", project_of(tmp_path / "none"), [])


def test_pseudo_languages_are_made_of_others_by_their_direction(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    assert [path.stem for path in make_pseudo("proef", project, ["el", "he", "en-XA"])] == ["el-XA", "he-XB", "en-XA"]
    assert [path.stem for path in make_pseudo("proef", project)] == ["en-XA", "ar-XB"]
    file = polib.pofile(str(catalog(tmp_path, "en-XA")))
    assert all(entry.msgstr for entry in file)


def test_a_catalog_that_leads_out_is_not_written(tmp_path: Path) -> None:
    project = project_of(tmp_path / "p")
    (tmp_path / "outside.po").touch()
    catalog(tmp_path / "p").parent.mkdir(exist_ok=True)
    catalog(tmp_path / "p").symlink_to(tmp_path / "outside.po")
    with pytest.raises(ContentError) as caught:
        update("proef", project, ["en"])
    assert caught.value.found[0].rule == "outside-project"


# Pages for translators


def test_a_page_shows_what_is_to_do_beside_pictures(tmp_path: Path) -> None:
    project = project_of(tmp_path)
    file = fill(tmp_path, language="ar")
    by_source = {entry.msgid: entry for entry in file}
    by_source["Het begin"].flags.append("fuzzy")
    by_source["Komt u terug?"].msgstr = ""
    file.save()
    asked: list[str] = []

    def draw(language: str) -> Drawings:
        asked.append(language)
        return Drawings({"deel": ["<svg>deel</svg>"], "titel": ["<svg>titel</svg>"]}, "@font-face {}")

    work = load_work("proef", project)
    (page,) = write_pages(work, ["ar"], draw, tmp_path / "pages")
    text = page.read_text(encoding="utf-8")
    assert page == tmp_path / "pages" / "context-ar.html" and asked == ["ar"]
    assert 'dir="rtl"' in text and "<svg>deel</svg>" in text and "<svg>titel</svg>" in text
    assert text.count("stale") > 0 and text.count("missing") > 0
    (source,) = write_pages(work, [], draw, tmp_path / "pages2")
    assert source.name == "context-ar.html"  # the languages that there are
    none = load_work("proef", project_of(tmp_path / "none"))
    (own,) = write_pages(none, [], draw)
    assert own == none.session.project.output / "proef" / "context-nl.html"
    assert asked[-1] == "" and 'dir="rtl"' not in own.read_text(encoding="utf-8")
    write_pages(none, ["en"], draw)
    assert asked[-1] == ""  # no catalog yet: the source's pictures serve


def test_a_term_may_be_called_by_any_of_its_forms(tmp_path: Path) -> None:
    """Whole words of the source, in any case; what is put in is no term. The first form is the one to use."""
    from builder.diagnostics import Findings
    from builder.translation.glossary import read_glossary

    project = project_of(tmp_path)
    write_files(tmp_path, {"content/glossary.csv": "nl,en\nwerkplaats| atelier ,Workshop|studio\nleeg,\n,x\n"})
    found = Findings()
    glossary = read_glossary(project, "nl-BE", "en-GB", found)
    assert len(glossary.terms) == 1 and not list(found)
    for text in ("In the studio", "A WORKSHOP"):
        assert list(glossary.missed("In de Werkplaats", text)) == []
    assert list(glossary.missed("Een atelier", "A room")) == [("werkplaats", "Workshop")]
    assert list(glossary.missed("Werkplaatsen {atelier}", "A room")) == []
    assert read_glossary(project, "nl", "fr", found).terms == () and not list(found)
    assert read_glossary(project, "de", "en", found).terms == ()
    assert [(each.rule, each.severity) for each in found] == [("unknown-column", "warning")]


def test_a_page_is_headed_by_titles_of_slides_and_what_is_the_session_s_own(tmp_path: Path) -> None:
    work = load_work("proef", project_of(tmp_path))
    (page,) = write_pages(work, ["en"], lambda language: Drawings({}))
    root = etree.HTML(page.read_text(encoding="utf-8"))
    headings = [" ".join(each.itertext()).split() for each in root.iter("h2")]
    assert any(each[:2] == ["Het", "begin"] for each in headings) and any("Cijfers" in each for each in headings), (
        headings
    )
