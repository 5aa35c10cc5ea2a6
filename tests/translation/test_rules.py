"""Rules of translation by themselves: limits, counts, merging, what is told of a text, files of other programs."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from builder.brands.prepared import PreparedBrand
from builder.content.expressions import Names
from builder.diagnostics import ContentError, Findings, Position
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.store import MemoryStore
from builder.translation import catalog, exchange
from builder.translation.catalog import _refused_line, read_catalog, read_po, width_of
from builder.translation.checks import (
    SHOWN,
    _edges,
    _numbers,
    catalog_findings,
    limit_of,
    placeholder_faults,
    quoted,
    slide_of,
)
from builder.translation.exchange import Given, translations_in
from builder.translation.limits import _filler, _has_limit, limits_of
from builder.translation.merge import About, merged
from builder.translation.placeholders import masked, unmasked, with_words
from builder.translation.pseudo import pseudo
from builder.translation.status import Counts, status_of
from builder.translation.texts import Text, count_words, unwrapped
from tests.fitting.brands import prepared
from tests.tools.projects import ROOT

AT = Position("session.yaml", 3, 1)
NOTHING = About({}, {})


def text(context: str, source: str, **more: object) -> Text:
    return Text(context, source, AT, "a title", **more)  # type: ignore[arg-type]


def entry(context: str, source: str, said: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgctxt=context, msgid=source, msgstr=said, **more)


def file_of(*entries: polib.POEntry) -> polib.POFile:
    made = polib.POFile()
    made.metadata = {"Language": "en", "X-Own": "kept"}
    made.extend(entries)
    return made


# Limits


@pytest.mark.parametrize(
    ("context", "limited"),
    [
        ("a/title", True), ("a/options[ja].text", True), ("case:x/title", True), ("session:title", True),
        ("GM1:a/title", True), ("a/notes", False), ("a/notes_short", False), ("a/image.alt", False), ("a/alt", False),
        ("variables:naam", False), ("brand:x", False), ("list:x/file_name", False), ("a/title[value_1]", False),
        ("a/alternative", True), ("session:notes", False),
    ],
)  # fmt: skip
def test_what_has_a_limit(context: str, limited: bool) -> None:
    assert _has_limit(text(context, "x")) == limited


@pytest.mark.parametrize("length", [20, 57, 200])
def test_words_that_fill_a_text_are_its_own_and_as_long_as_asked(length: int) -> None:
    made = _filler("Over {{ naam }} *en* zo", length)
    assert made.startswith("Over {{ naam }} *en* zo")
    shown = " ".join(masked(made).text.split())
    assert length - 1 <= len(shown) <= max(length, len("Over {naam} *en* zo"))
    assert set(shown.removeprefix("Over {naam} *en* zo").split()) <= {"Over", "en", "zo", "Ove", "Ov", "O", "e", "z"}


def test_a_text_longer_than_asked_stays_and_one_without_words_gets_some() -> None:
    assert _filler("Een hele zin", 5) == "Een hele zin"
    assert _filler("{{ naam }}", 30).endswith("woorden woorden w"[:10]) or "woorden" in _filler("{{ naam }}", 30)


TITLE = "Een kop die al wat langer is dan de meeste"
SENTENCE = "Een zin die er staat en die ook al wat langer is dan de meeste zinnen op een dia met een zin"
SESSION = """title: Proef
language: nl
slides:
  - {kind: bullets, id: punten, title: Een kop die al wat langer is dan de meeste, points: [Eerste punt, Tweede punt], notes: Gewoon, alt: x}
  - {kind: statement, id: zin, text: Een zin die er staat en die ook al wat langer is dan de meeste zinnen op een dia met een zin}
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    folder = tmp_path / "content" / "proef"
    folder.mkdir(parents=True)
    (folder / "session.yaml").write_text(SESSION.replace(", alt: x", ""), encoding="utf-8")
    return load_session("proef", Project.at(tmp_path))


def fits(session: Session, context: str, source: str, words: str, brand: PreparedBrand) -> bool:
    """Return whether a slide that says something else still takes one slide."""
    from builder.content.record_reader import Reading
    from builder.fitting.split import fit_slides
    from builder.projects.library import Library, LibraryFiles

    found = Findings()
    raw = SESSION.replace(", alt: x", "").replace(source, words)
    folder = session.project.root / "content" / "anders"
    folder.mkdir(exist_ok=True)
    (folder / "session.yaml").write_text(raw, encoding="utf-8")
    other = load_session("anders", session.project)
    slide = next(each for each in other.slides if each.id == context.partition("/")[0])
    facts = other.facts(Names({}, "nl"), "nl", found)
    library = Library(other.project, other.folder, other.library)
    record = Reading(found, LibraryFiles(library, found), Names({}, "nl")).record(slide.node, slide.kind)
    assert record is not None and facts is not None
    try:
        return sum(len(fit_slides(plan, brand)) for plan in record.plan(facts)) == 1
    except ContentError:
        return False


@pytest.mark.parametrize(("context", "source"), [("punten/title", TITLE), ("zin/text", SENTENCE)])
def test_a_limit_is_about_where_the_text_no_longer_fits(session: Session, context: str, source: str) -> None:
    """At it the slide takes no more slides than with its own text; a fortieth further on it does."""
    brand = prepared("helder")
    (limit,) = limits_of(session, [text(context, source)], brand, Names({}, "nl")).values()
    assert len(source) < limit < max(10 * len(source), 200)
    assert fits(session, context, source, _filler(source, limit), brand)
    assert not fits(session, context, source, _filler(source, limit + max(1, limit // 40) + 1), brand)


def test_limits_are_kept_and_what_has_none_is_not_listed(session: Session, tmp_path: Path) -> None:
    store = MemoryStore(tmp_path / "store")
    texts = [text("punten/title", TITLE), text("punten/notes", "Gewoon"), text("zin/text", SENTENCE)]
    brand = prepared("helder")
    first = limits_of(session, texts, brand, Names({}, "nl"), store)
    assert set(first) == {("punten/title", TITLE), ("zin/text", SENTENCE)}
    kept = {key[1]: store.get(*key) for key in store._waiting}
    assert len(kept) == 2
    assert limits_of(session, texts, brand, Names({}, "nl"), store) == first
    for kind, key in list(store._waiting):
        store.put(kind, key, [77], [])
    assert set(limits_of(session, texts, brand, Names({}, "nl"), store).values()) == {77}


# Checks


def test_the_most_characters_are_told_by_a_flag_or_a_comment() -> None:
    assert limit_of(entry("a", "b", flags=["fuzzy", "max-length:42"])) == 42
    assert limit_of(entry("a", "b", comment="Field: x\nmax: 17")) == 17
    assert limit_of(entry("a", "b", comment="Field: x\nmax: 17", flags=["max-length:42"])) == 42
    assert limit_of(entry("a", "b", comment="it says max: 17 here")) == limit_of(entry("a", "b")) == 0


def test_a_text_that_a_message_quotes_is_shortened() -> None:
    assert quoted("a" * SHOWN) == "a" * 50
    assert quoted("a" * (SHOWN + 1)) == "a" * 49 + "…"
    assert quoted("a" * 48 + " bcd") == "a" * 48 + "…"


def test_slides_of_contexts() -> None:
    assert [slide_of(each) for each in ("a/title", "GM1:a/title", "case:x/title", "session:title", "")] == ["a", "a", "x", "", ""]  # fmt: skip


def test_figures_and_edges() -> None:
    assert sorted(_numbers("12,5 en 1.000 en ١٢ van {value_1} op https://x.nl/99 in 2026–2030").elements()) == [
        "1000", "12", "125", "2026", "2030",
    ]  # fmt: skip
    assert _edges("  a b\n") == ("  ", "\n")
    assert _edges("a") == ("", "")


def test_braces_that_open_nothing_are_told() -> None:
    assert placeholder_faults("a", "{{ b }}") == "in this translation {{ is text, and does not stand in the source"
    assert placeholder_faults("{{ a", "{{ b") == ""
    assert placeholder_faults("{a} {b}", "{b} {b} {c}") == (
        "in this translation {a} is lost and {b} does not stand in the source and {c} does not stand in the source"
    )


def told(
    session: Session, *entries: polib.POEntry, language: str = "en", **metadata: str
) -> list[tuple[str, str, str]]:
    path = session.folder / "locales" / f"{language}.po"
    path.parent.mkdir(exist_ok=True)
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", **{key.replace("_", "-"): value for key, value in metadata.items()}}  # fmt: skip
    made.extend(entries)
    made.save(str(path))
    return [(each.rule, each.severity, each.slide) for each in catalog_findings(session, language)]


def test_each_fault_of_a_translation_has_its_severity(session: Session) -> None:
    """As it stands in reports and in SARIF; what is fuzzy, obsolete or empty is not looked at."""

    def one(source: str, said: str, context: str = "punten/title", **more: object) -> list[tuple[str, str, str]]:
        return told(session, entry(context, source, said, **more))

    assert one("Over {naam}", "About") == [("placeholder", "error", "punten")]
    assert one("Over **ons**", "About us") == [("translation-marks", "warning", "punten")]
    assert one("Over ons", "About **us") == [("translation-marks", "warning", "punten")]
    assert one("H~2~O", "H2O") == [("translation-marks", "warning", "punten")]
    assert one("[a](#een)", "[a](#twee)") == [("translation-links", "warning", "punten")]
    assert one("In 12 jaar", "In twelve years") == [("translation-numbers", "warning", "punten")]
    assert one("Twaalf", "12") == []
    assert one("Over ", "About") == [("translation-space", "warning", "punten")]
    assert one("Over", "About us", flags=["max-length:8"]) == []
    assert one("Over", "About us", flags=["max-length:7"]) == [("translation-length", "warning", "punten")]
    assert one("Over {naam}", "About", flags=["fuzzy"]) == one("Over {naam}", "") == []
    assert one("Over {naam}", "About", obsolete=True) == []
    assert one("**a** *b*", "*a* **b**") == []
    two = [entry("a/title", "Ja", "Yes"), entry("b/title", "Ja", "Yeah"), entry("c/title", "Ja", "Yes")]
    assert told(session, *two) == [("translation-two-ways", "info", "b")]
    pseudo_two = [entry("a/title", "Ja", "Yes"), entry("b/title", "Ja", "Yeah")]
    assert told(session, *pseudo_two, language="en-XA") == []


def test_headers_are_compared_with_their_file_and_with_cldr(session: Session) -> None:
    assert told(session, Language="en") == told(session, Language="EN") == told(session) == []
    assert told(session, Language="de") == [("translation-language", "warning", "")]
    assert told(session, language="pt-BR", Language="pt_BR") == []
    assert told(session, Plural_Forms="nplurals=2; plural=n != 1;") == []
    assert told(session, Plural_Forms="nplurals=3; plural=0;") == [("plural-forms", "warning", "")]
    plural = {"msgid_plural": "dagen", "msgstr_plural": {0: "day", 1: "days"}}
    forms = {"Plural_Forms": "nplurals=2; plural=n != 1;"}
    assert told(session, entry("a/x", "dag", **plural), **forms) == []
    plural["msgstr_plural"] = {0: "day", 1: ""}
    assert told(session, entry("a/x", "dag", **plural), **forms) == [("plural-forms", "error", "")]
    plural["msgstr_plural"] = {0: "", 1: ""}
    assert told(session, entry("a/x", "dag", **plural), **forms) == []
    assert told(session, entry("a/x", "dag", obsolete=True, msgid_plural="dagen", msgstr_plural={0: "day"})) == []


# Merging


def merge(
    texts: list[Text], *old: polib.POEntry, given: Given | None = None
) -> tuple[dict[str, polib.POEntry], tuple[int, ...]]:
    made = merged(texts, file_of(*old), NOTHING, "proef", "en", given)
    counts = (made.kept, made.new, made.fuzzy, made.found, made.obsolete)
    return {e.msgctxt + "|" + e.msgid: e for e in made.file}, counts


def test_a_translation_stays_where_field_and_text_do() -> None:
    made, counts = merge([text("a/t", "Ja")], entry("a/t", "Ja", "Yes", tcomment="note", flags=["fuzzy", "no-wrap", "max-length:9"]))  # fmt: skip
    found = made["a/t|Ja"]
    assert (found.msgstr, found.tcomment, found.flags, counts) == ("Yes", "note", ["fuzzy", "no-wrap"], (1, 0, 0, 0, 0))


def test_a_reworded_text_carries_its_translation_over_for_a_look() -> None:
    made, counts = merge([text("a/t", "Nee")], entry("a/t", "Ja", "Yes"))
    found = made["a/t|Nee"]
    assert (found.msgstr, found.fuzzy, found.previous_msgid, found.previous_msgctxt, counts) == ("Yes", True, "Ja", "a/t", (0, 0, 1, 0, 0))  # fmt: skip
    again, counts = merge([text("a/t", "Misschien")], found)
    assert (again["a/t|Misschien"].previous_msgid, counts) == ("Ja", (0, 0, 1, 0, 0))
    back, counts = merge([text("a/t", "Ja")], again["a/t|Misschien"])
    assert (back["a/t|Ja"].fuzzy, back["a/t|Ja"].previous_msgid, counts) == (False, None, (1, 0, 0, 0, 0))
    empty, counts = merge([text("a/t", "Nee")], entry("a/t", "Ja", tcomment="note"))
    assert (empty["a/t|Nee"].tcomment, counts) == ("note", (0, 1, 0, 0, 0))


def test_nothing_is_guessed_where_one_became_two_or_two_one() -> None:
    _, counts = merge([text("a/t", "Een"), text("a/t", "Twee")], entry("a/t", "Ja", "Yes"))
    assert counts == (0, 2, 0, 0, 1)
    _, counts = merge([text("a/t", "Een")], entry("a/t", "Ja", "Yes"), entry("a/t", "Nee", "No"))
    assert counts == (0, 1, 0, 0, 2)


def test_the_same_text_elsewhere_is_found() -> None:
    """Where it vanished there as it is, where it is in use there for a look."""
    moved, counts = merge([text("b/t", "Ja")], entry("a/t", "Ja", "Yes"))
    assert (moved["b/t|Ja"].msgstr, moved["b/t|Ja"].fuzzy, counts) == ("Yes", False, (0, 0, 0, 1, 0))
    again, counts = merge([text("b/t", "Ja")], entry("a/t", "Ja", "Yes", obsolete=True))
    assert (again["b/t|Ja"].fuzzy, counts) == (False, (0, 0, 0, 1, 0))
    used, counts = merge([text("a/t", "Ja"), text("b/t", "Ja")], entry("a/t", "Ja", "Yes"))
    assert (used["b/t|Ja"].msgstr, used["b/t|Ja"].fuzzy, counts) == ("Yes", True, (1, 0, 0, 1, 0))
    unsure, counts = merge([text("b/t", "Ja")], entry("a/t", "Ja", "Yes", flags=["fuzzy"]))
    assert (unsure["b/t|Ja"].msgstr, counts) == ("", (0, 1, 0, 0, 1))
    once, counts = merge([text("b/t", "Ja"), text("c/t", "Ja")], entry("a/t", "Ja", "Yes"))
    assert [once[f"{name}/t|Ja"].msgstr for name in "bc"] == ["Yes", ""] and counts == (0, 1, 0, 1, 0)


def test_what_vanished_stays_where_somebody_worked_on_it() -> None:
    made, counts = merge(
        [], entry("a/t", "Ja", "Yes", comment="x", occurrences=[("f", "1")], flags=["fuzzy", "max-length:4"]), entry("b/t", "Nee"),
        entry("c/t", "Zo", tcomment="note"), entry("d/t", "Al", "Already", obsolete=True),
    )  # fmt: skip
    assert set(made) == {"a/t|Ja", "c/t|Zo", "d/t|Al"} and counts == (0, 0, 0, 0, 2)
    assert all(each.obsolete for each in made.values())
    assert (made["a/t|Ja"].flags, made["a/t|Ja"].comment, made["a/t|Ja"].occurrences) == (["fuzzy"], "", [])
    back, counts = merge([text("a/t", "Ja")], entry("a/t", "Ja", "Yes", obsolete=True))
    assert (back["a/t|Ja"].obsolete, back["a/t|Ja"].msgstr, counts) == (False, "Yes", (1, 0, 0, 0, 0))


def test_what_comes_from_elsewhere_is_taken_in_its_field_and_looked_at_in_another() -> None:
    here, memory = Given({("a/t", "Ja"): "Yep"}, {"Ja": "Yep"}), Given({}, {"Ja": "Yep"})
    for old, given, said, fuzzy, counts in (
        (entry("a/t", "Ja", "Yes"), here, "Yep", False, (0, 0, 0, 1, 0)),
        (entry("a/t", "Ja", "Yep"), here, "Yep", False, (1, 0, 0, 0, 0)),
        (entry("a/t", "Ja", "Yep", flags=["fuzzy"]), here, "Yep", False, (0, 0, 0, 1, 0)),
        (entry("a/t", "Ja"), here, "Yep", False, (0, 0, 0, 1, 0)),
        (entry("x/t", "Nee"), here, "Yep", False, (0, 0, 0, 1, 0)),
        (entry("a/t", "Ja", "Yes"), memory, "Yes", False, (1, 0, 0, 0, 0)),
        (entry("a/t", "Ja"), memory, "Yep", True, (0, 0, 0, 1, 0)),
        (entry("x/t", "Nee"), memory, "Yep", True, (0, 0, 0, 1, 0)),
    ):
        made, found = merge([text("a/t", "Ja")], old, given=given)
        assert (made["a/t|Ja"].msgstr, made["a/t|Ja"].fuzzy, found) == (said, fuzzy, counts)


def test_translators_are_told_what_a_text_is() -> None:
    about = About({"audience.name": "Utrecht"}, {("a/t", "Over {naam} en {value_1}"): 40})
    full = text("a/t", "Over {naam} en {value_1}", expressions={"naam": "audience.name", "value_1": "1 + 1"}, slide="a", kind="bullets",
                title="Kop {{ audience.name }}", also=[Position("other.yaml", 9, 1), AT])  # fmt: skip
    made = merged(
        [full, text("b/t", "x", kind="case"), text("c/t", "y", slide="c")], None, about, "proef", "pt-BR"
    ).file
    first, second, third = made
    assert first.comment.split("\n") == [
        "Slide: Kop {audience_name} (bullets)", "Field: a title", "{naam}: for example Utrecht", "{value_1}: 1 + 1", "max: 40",
    ]  # fmt: skip
    assert first.flags == ["python-brace-format", "max-length:40"]
    assert first.occurrences == [("session.yaml", "3"), ("other.yaml", "9")]
    assert (second.comment, second.flags) == ("Of the case\nField: a title", [])
    assert third.comment == "Slide: c\nField: a title"
    assert (made.metadata["Language"], "Plural-Forms" in made.metadata) == ("pt_BR", True)
    template = merged([full], None, about, "proef", "").file
    assert "Plural-Forms" not in template.metadata and template.metadata["Last-Translator"].startswith("FULL NAME")


def test_a_header_keeps_what_a_translator_wrote() -> None:
    made = merged([text("a/t", "x")], file_of(), NOTHING, "proef", "en").file
    assert made.metadata["X-Own"] == "kept" and made.metadata["Project-Id-Version"] == "proef"
    assert list(made.metadata)[:2] == ["Language", "X-Own"]


# Counting


def test_words_are_counted_as_translators_are_paid() -> None:
    assert [
        count_words(each) for each in ("een, twee drie", "sociaal-emotioneel 's avonds", "我们 are 3", "", "… —")
    ] == [3, 3, 4, 0, 0]
    assert Counts().percent == 100
    assert Counts(texts=3, translated=2).percent == 66 and Counts(texts=200, translated=199).percent == 99


def test_how_far_a_translation_is() -> None:
    texts = [
        text("a/t", "een twee", slide="a", kind="bullets"), text("a/u", "Over {naam}", slide="a", kind="bullets"),
        text("b/t", "drie", slide="b", kind="poll"), text("session:title", "vier vijf zes"), text("variables:x", "zeven"),
    ]  # fmt: skip
    catalog_ = file_of(
        entry("a/t", "een twee", "one two", flags=["max-length:6"]), entry("a/u", "Over {naam}", "About"),
        entry("b/t", "drie", "three", flags=["fuzzy", "max-length:5"]), entry("session:title", "vier vijf zes", "x", obsolete=True),
    )  # fmt: skip
    found = status_of("en", texts, catalog_)
    whole = found.whole.as_data()
    assert whole == {
        "texts": 5, "translated": 1, "stale": 2, "missing": 2, "too_long": 1, "words": 9, "words_left": 7, "percent": 20,
    }  # fmt: skip
    assert {name: counts.texts for name, counts in found.slides.items()} == {
        "a": 2,
        "b": 1,
        "session": 1,
        "variables": 1,
    }
    assert {name: counts.texts for name, counts in found.kinds.items()} == {"bullets": 2, "poll": 1, "session": 2}
    assert status_of("en", texts, None).whole.missing == 5
    data = found.as_data()
    assert (data["language"], data["slides"][0]["slide"], data["kinds"][0]["kind"]) == ("en", "a", "bullets")


# Placeholders, wrapping, pseudo-languages


def test_names_of_placeholders_are_told_apart() -> None:
    made = masked("{{ a.b }} {{ a_b }} {{ a.b }} {{ 1 + 1 }} {{ 2 + 2 }}")
    assert made.text == "{a_b} {a_b_2} {a_b} {value_1} {value_2}"
    assert unmasked(made.text, made.expressions) == "{{ a.b }} {{ a_b }} {{ a.b }} {{ 1 + 1 }} {{ 2 + 2 }}"
    assert masked("{{ x }} {{ y.x | round }} en { }").text == "{x} {y_x} en {{ }}"
    third = masked("{{ a.b.c }} {{ a_b.c }} {{ a.b_c }}")
    assert third.text == "{a_b_c} {a_b_c_2} {a_b_c_3}"


def test_words_of_an_expression_are_said_and_what_it_compares_stays() -> None:
    said = with_words("'meer' if soort == 'meer' else \"minder\"", {"meer": "it's {more}", "minder": 'so "less"'})
    assert said == "'it\\'s more' if soort == 'meer' else \"so \\\"less\\\"\""
    assert with_words("a + b", {"a": "b"}) == "a + b"


def test_paragraphs_are_one_line_and_lists_keep_theirs() -> None:
    assert unwrapped("een\ntwee\n\ndrie\n") == "een twee\n\ndrie"
    assert unwrapped("een\\\ntwee") == "een\\\ntwee"
    assert unwrapped("- een\n  vervolg\n1. twee\n2) drie") == "- een vervolg\n1. twee\n2) drie"
    assert unwrapped("een") == "een" and unwrapped("\neen\n") == "een"


@pytest.mark.parametrize(
    ("source", "language", "limit", "said"),
    [
        ("ja", "en-XA", 0, "[ĵá]"), ("ja toch", "en-XA", 0, "[ĵá ţöçĥ ··]"), ("ja toch", "en-XA", 11, "[ĵá ţöçĥ]"),
        ("ja toch", "en-XA", 8, "ĵá ţöçĥ"), ("ja toch", "en-XA", 9, "[ĵá ţöçĥ]"), ("- ja", "en-XA", 0, "- ĵá"), (" ja", "en-XA", 0, " ĵá"),
        ("ja", "ar-XB", 0, "«كا»"), ("ja", "ar-XB", 3, "كا"), ("ja", "ar-XB", 4, "«كا»"), ("{ja} [ja](ja)", "en-XA", 0, None),
    ],
)  # fmt: skip
def test_pseudo_texts_by_their_letters(source: str, language: str, limit: int, said: str | None) -> None:
    made = pseudo(source, language, limit)
    if said is not None and language == "en-XA":
        assert made == said
    elif said is not None:
        assert (len(made), made[0] == "«") == (len(said), said[0] == "«")
    else:
        assert "{ja}" in made and "](ja)" in made and "[ĵá]" in made


def test_padding_is_in_words_of_nine_and_signs_are_half_as_many() -> None:
    made = pseudo("a" * 100, "en-XA")
    assert made == "[" + "á" * 100 + " " + "········· " * 3 + "·····]"
    assert pseudo("woorden woorden", "zh-XA").strip("[]") == pseudo("woorden", "zh-XA").strip("[]") * 2
    assert len(pseudo("woorden", "ja-XA").strip("[]")) == 4


# Files


def test_catalogs_are_read_up_to_their_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "en.po"
    path.write_text('msgctxt "a/t"\nmsgid "Ja"\nmsgstr "Yes\\u0000"\n'.replace("\\u0000", ""), encoding="utf-8")
    size = path.stat().st_size
    for limit, read in ((size, True), (size - 1, False)):
        monkeypatch.setattr(catalog, "MAX_BYTES", limit)
        found = Findings()
        assert (read_po(path, "en.po", found) is not None) == read
        assert [each.rule for each in found] == ([] if read else ["file-size"])


def test_a_catalog_s_entries_have_the_line_of_their_translation(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_text(
        '# note\nmsgctxt "a/t"\nmsgid "Ja"\nmsgstr "Yes"\n\n#, fuzzy\nmsgctxt "b/t"\nmsgid ""\n"Nee"\nmsgstr ""\n"No"\n\n'
        'msgctxt "a/t"\nmsgid "Ja"\nmsgstr "Yep"\n\n#~ msgctxt "c/t"\n#~ msgid "Weg"\n#~ msgstr "Gone"\n\nmsgctxt "d/t"\nmsgid "Leeg"\nmsgstr ""\n',
        encoding="utf-8",
    )
    found = Findings()
    made = read_catalog(path, "en.po", found)
    assert made is not None and made.language == "en"
    assert {key: (each.text, each.at.line, each.fuzzy) for key, each in made.entries.items()} == {
        ("a/t", "Ja"): ("Yes", 4, False), ("b/t", "Nee"): ("No", 10, True),
    }  # fmt: skip
    assert [(each.rule, each.severity, each.at.line) for each in found if each.at] == [("po-duplicate", "warning", 15)]


def test_the_first_line_that_is_no_catalog_is_found() -> None:
    lines = ['msgid "a"', 'msgstr "b"', "", 'msgid "c"', 'msgid "d"', 'msgstr "e"']
    assert _refused_line(lines) == 5
    assert width_of('msgid "a"\n"' + "x" * 79 + '"\n#' + "y" * 200) == 78
    assert width_of('"' + "x" * 80 + '"') == 0


def given(tmp_path: Path, name: str, content: str, language: str = "en") -> Given:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return translations_in(path, name, language)


def test_only_what_is_finished_is_taken_from_xliff(tmp_path: Path) -> None:
    units = "".join(
        f'<trans-unit id="{n}" resname="a/{state}"><source>s {state}</source><target{f" state={chr(34)}{state}{chr(34)}" if state else ""}>t</target></trans-unit>'
        for n, state in enumerate(("", "final", "translated", "new", "needs-translation", "needs-review-translation"))
    )
    old = given(tmp_path, "a.xlf", f'<xliff xmlns="{exchange.X1}" version="1.2"><file target-language="en"><body>{units}<trans-unit id="z"><source>x</source></trans-unit></body></file></xliff>')  # fmt: skip
    assert set(old.entries) == {("a/", "s "), ("a/final", "s final"), ("a/translated", "s translated")}
    assert set(old.memory) == {"s ", "s final", "s translated"}
    new = "".join(
        f'<unit id="u{n}" name="b/{n}"><segment{state}><source>{n} </source><target>{n}</target></segment><ignorable><source> </source></ignorable>{more}</unit>'
        for n, (state, more) in enumerate([("", ""), (' state="initial"', ""), (' state="final"', ""), (' state="final"', '<segment state="initial"><source>x</source></segment>')])
    )  # fmt: skip
    made = given(tmp_path, "b.xlf", f'<xliff xmlns="{exchange.X2}" version="2.0" trgLang="en"><file id="f">{new}</file></xliff>')  # fmt: skip
    assert made.entries == {("b/2", "2  "): "2 "}


def test_memories_are_read_in_both_spellings(tmp_path: Path) -> None:
    def tmx(*units: dict[str, str], header: str = 'srclang="nl"') -> dict[str, str]:
        body = "".join("<tu>" + "".join(f'<tuv xml:lang="{tag}"><seg>{seg}</seg></tuv>' for tag, seg in unit.items()) + "</tu>" for unit in units)  # fmt: skip
        return given(
            tmp_path, "m.tmx", f'<tmx version="1.4"><header {header}/><body>{body}</body></tmx>', "pt-BR"
        ).memory

    assert tmx({"nl": "Ja", "pt_BR": "Sim"}, {"NL": "Nee", "pt": "Não"}, {"nl": "Zo"}, {"pt": "Só"}) == {"Ja": "Sim", "Nee": "Não"}  # fmt: skip
    assert tmx({"de": "Ja", "pt": "Sim"}, header="") == {"Ja": "Sim"}
    assert tmx({"nl": "Ja", "pt": "Sim", "pt-BR": "Sim!"}) == {"Ja": "Sim!"}


def test_files_in_another_language_or_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f'<xliff xmlns="{exchange.X2}" version="2.0" trgLang="{{}}"><file id="f"/></xliff>'
    assert given(tmp_path, "a.xlf", body.format("en-GB")).entries == {}
    with pytest.raises(ContentError) as caught:
        given(tmp_path, "a.xlf", body.format("de"))
    assert caught.value.found[0].rule == "translation-language"
    monkeypatch.setattr(exchange, "MAX_BYTES", 50)
    with pytest.raises(ContentError) as caught:
        given(tmp_path, "a.xlf", body.format("en"))
    assert caught.value.found[0].rule == "file-size"


def test_a_catalog_of_somebody_else_gives_what_is_finished(tmp_path: Path) -> None:
    po = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgctxt "a"\nmsgid "Ja"\nmsgstr "Yes"\n\n#, fuzzy\nmsgid "Nee"\nmsgstr "No"\n\n#~ msgid "Weg"\n#~ msgstr "Gone"\n'
    made = given(tmp_path, "x.po", po)
    assert made.entries == {("a", "Ja"): "Yes"} and made.memory == {"Ja": "Yes", "Weg": "Gone"}


def test_the_webinar_s_catalogs_have_no_text_longer_than_its_limit() -> None:
    for language in ("en", "de"):
        path = ROOT / "content" / "sociale-innovatie" / "locales" / f"{language}.po"
        assert [e.linenum for e in polib.pofile(str(path)) if 0 < limit_of(e) < len(e.msgstr)] == []


def test_what_fits_at_ten_times_its_length_has_no_limit(session: Session) -> None:
    assert limits_of(session, [text("punten/points", "Eerste punt")], prepared("helder"), Names({}, "nl")) == {}
