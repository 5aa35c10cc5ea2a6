"""The steps of a build by themselves: names and runs of decks, what is shared out, put in order, kept and led back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import structs

from builder.diagnostics import ContentError, Diagnostic, Findings, Position, UsageError
from builder.pipeline import elsewhere, processors, run, workers
from builder.pipeline.audience_look import own_look
from builder.pipeline.check_decks import _placed, common, merged
from builder.pipeline.completeness import _short
from builder.pipeline.decks import DeckJob, _for, not_written, properties_of
from builder.pipeline.elsewhere import bundle_of, setup_of
from builder.pipeline.jobs import deck_runs
from builder.pipeline.prepared_run import borrowed_words, media_of, unmeasured_fonts
from builder.pipeline.results import BuildResult, Deck, Options
from builder.pipeline.run import build
from builder.pipeline.shares import CarriedManifest, Done, Share
from builder.pipeline.slides import DeckSlides, _in_order, as_findings
from builder.pipeline.source_making import _repeat
from builder.pipeline.source_slides import REMEMBERED, RecentSlides
from builder.pipeline.up_to_date import note_unchanged, recall_files, unchanged_decks
from builder.pipeline.workers import _settled, _shares, _wave, name_of
from builder.plan import SlidePlan, words
from builder.pptx.brand_parts import ready_brand
from builder.pptx.parts import CompiledSlide
from builder.projects.project import Project
from builder.projects.session import Session, load_session
from builder.storage.entries import Entry
from builder.storage.manifest import Manifest
from builder.storage.store import MemoryStore, Store
from builder.storage.zip_writer import inflate
from tests.fitting.brands import prepared
from tests.pipeline.projects import marked_project
from tests.tools.projects import ROOT, png, write_files

SESSION = """title: Kop **dik**
language: nl
organisation: Bureau *Wie*
date: 2026-11-27
slides:
  - {kind: statement, id: zin, text: "Een zin die er staat"}
  - {kind: bullets, id: punten, title: Een kop, points: [een, "twee [verder](#weg)"]}
"""


def project_of(root: Path, session: str = SESSION, **more: str | bytes) -> Project:
    write_files(root / "content", {"proef/session.yaml": session, **more})
    return Project.at(root)


def session_of(root: Path, session: str = SESSION, **more: str | bytes) -> Session:
    return load_session("proef", project_of(root, session, **more))


DECK = Deck("proef", "nl", "helder", Path("/decks"), "proef.pptx", "built")


# Names and runs


LISTED = """source: g.csv
id: "{{ code }}"
name: "{{ naam }}"
"""


def stems(
    root: Path, options: Options, listing: str = LISTED, rows: str = "G1,De Eén\nG2,Twee\n"
) -> list[tuple[str, str, str]]:
    session = session_of(
        root, SESSION.replace("slides:", "audiences: lijst\nslides:"),
        **{"audiences/lijst.yaml": listing, "audiences/g.csv": "code,naam\n" + rows},
    )  # fmt: skip
    for language in ("en", "de"):
        write_files(session.folder, {f"locales/{language}.po": 'msgid ""\nmsgstr ""\n'})
    runs = deck_runs(session, options, root, set())
    return [(each.brand, each.language, job.stem) for each in runs for job in each]


def test_decks_are_named_for_whom_in_which_language_and_of_several_brands_the_brand(tmp_path: Path) -> None:
    assert stems(tmp_path, Options()) == [("helder", "nl", "proef-nl")]
    assert stems(tmp_path, Options(select=("all",))) == [
        ("helder", "nl", "proef-G1-de-eén-nl"),
        ("helder", "nl", "proef-G2-twee-nl"),
    ]
    assert stems(tmp_path, Options(brands=("avond", "helder"))) == [
        ("avond", "nl", "proef-nl-avond"), ("helder", "nl", "proef-nl-helder"),
    ]  # fmt: skip
    assert stems(tmp_path, Options(audience={"id": "eigen"}, languages=("nl",))) == [("helder", "nl", "proef-eigen-nl")]
    assert stems(tmp_path, Options(languages=("nl", "en"))) == [
        ("helder", "en", "proef-en"),
        ("helder", "nl", "proef-nl"),
    ]
    assert [each[1] for each in stems(tmp_path, Options(languages=("all",)))] == ["de", "en", "nl"]
    assert [each[2] for each in stems(tmp_path, Options(select=("all",), exclude=("G1",)))] == ["proef-G2-twee-nl"]


def test_a_list_s_own_file_names_have_the_language_where_it_was_asked_for(tmp_path: Path) -> None:
    named = LISTED + 'file_name: "Deck {{ name }}"\n'
    assert [each[2] for each in stems(tmp_path, Options(select=("all",)), named)] == ["Deck-De-Eén", "Deck-Twee"]
    asked = stems(tmp_path, Options(select=("G2",), languages=("nl", "en"), brands=("helder", "avond")), named)
    assert [each[2] for each in asked] == [
        "Deck-Twee-en-helder",
        "Deck-Twee-nl-helder",
        "Deck-Twee-en-avond",
        "Deck-Twee-nl-avond",
    ]


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en_GB", "write en-GB"),
        ("fr", "known here: de, en, nl; fandeck translate update proef -l fr begins one"),
        ("ed", "en"),
    ],
)
def test_a_language_without_a_catalog_is_refused_with_what_to_do(language: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        stems(tmp_path, Options(languages=(language,)))
    assert f"no catalog for '{language}'" in str(caught.value) and hint in str(caught.value)


def test_catalogs_that_nothing_reads_are_told(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    write_files(session.folder, {f"locales/{name}.po": 'msgid ""\nmsgstr ""\n' for name in ("en", "EN-gb", "engels")})
    deck_runs(session, Options(languages=("en",)), tmp_path, set())
    told = [(each.rule, each.severity, str(each.hint)) for each in session.findings]
    assert told == [
        ("catalog-name", "warning", "call it en-GB.po"), ("catalog-name", "warning", "call it by its language: en.po, de-AT.po"),
    ]  # fmt: skip
    quiet = session_of(tmp_path)
    deck_runs(quiet, Options(), tmp_path, set())
    assert not list(quiet.findings)


def test_who_names_no_list_cannot_choose(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="names no list of audiences"):
        deck_runs(session_of(tmp_path), Options(select=("all",)), tmp_path, set())


def test_a_session_with_faults_is_one_failed_deck_in_the_first_format(tmp_path: Path) -> None:
    result = build(["proef"], project_of(tmp_path, "title: [\n"), Options(formats=("pdf", "pptx")))
    deck = result.decks[0]
    assert (deck.status, deck.name, deck.format, deck.slides) == ("failed", "proef.pdf", "pdf", 0)
    assert deck.findings and not result.ok


# Results


def test_a_build_is_well_where_no_deck_failed_and_nothing_is_an_error() -> None:
    warning, error = (Diagnostic("a", "b", severity=severity) for severity in ("warning", "error"))  # type: ignore[arg-type]
    assert BuildResult((DECK,), (warning,)).ok and BuildResult((), ()).ok
    assert not BuildResult((DECK,), (error,)).ok
    assert not BuildResult((DECK, replace(DECK, status="failed")), ()).ok
    assert DECK.file == Path("/decks/proef.pptx")


def test_findings_of_an_audience_name_it_and_those_of_another_stay() -> None:
    found = [Diagnostic("a", "b"), Diagnostic("a", "b", audience="x")]
    assert [each.audience for each in _for("raad", found)] == ["raad", "x"]
    assert [each.audience for each in _for("", found)] == ["", "x"]


def test_properties_of_a_deck(tmp_path: Path) -> None:
    made = properties_of(
        session_of(tmp_path),
        replace(DECK, audience="raad"),
        "hash",
        DeckSlides([], "", "Kop", "<unsaid>{}</unsaid>", {}),
        {},
    )
    assert (made.author, made.created, made.audience, made.language, made.source) == (
        "Bureau Wie",
        "2026-11-27",
        "raad",
        "nl",
        "hash",
    )
    bare = SESSION.replace("organisation: Bureau *Wie*\n", "").replace("2026-11-27", "'{{ language }}'")
    made = properties_of(session_of(tmp_path, bare), DECK, "", DeckSlides([], "", "", "", {}), {})
    assert (made.author, made.created) == ("fandeck", "2000-01-01")


def test_a_deck_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    failed = not_written(replace(DECK, folder=tmp_path, sha256="x"), OSError(28, "No space left"), project)
    assert (failed.status, failed.sha256, failed.findings[-1].rule) == ("failed", "", "file-writable")
    assert failed.findings[-1].message == "cannot be written: No space left"
    assert not_written(DECK, OSError("odd"), project).findings[-1].message == "cannot be written: odd"


# Slides of a deck


def compiled(name: str, source: str = "", section: str = "") -> CompiledSlide:
    return CompiledSlide(name, source or name, "bullets", name, section, False, False, (), ())


def test_a_slide_that_announces_a_section_stands_before_it_and_opens_it() -> None:
    slides = [
        compiled("recap--b", "recap"), compiled("recap--gone", "recap"), compiled("a"), compiled("b", section="B"), compiled("c", section="C"),
        compiled("b--2", "other"),
    ]  # fmt: skip
    made = _in_order(slides, {"recap"})
    assert [(each.id, each.section) for each in made] == [
        ("recap--gone", ""), ("a", ""), ("recap--b", "B"), ("b", ""), ("c", "C"), ("b--2", ""),
    ]  # fmt: skip
    assert [each.id for each in _in_order(slides, set())] == [each.id for each in slides]


def test_a_repeated_slide_has_an_id_of_its_own() -> None:
    plan = SlidePlan("case", "case", "case", "points", words("x"), ())
    assert _repeat(plan, "een").id == "case--een"
    assert _repeat(structs.replace(plan, id="case--2"), "een").id == "case--een-2"


def test_repetitions_are_called_by_their_ids_and_told_apart(tmp_path: Path) -> None:
    slide = '  - {kind: statement, id: s, repeat: "%s", as: it, text: "Zin {{ it.n }}"}\n'
    variables = "variables: {lijst: [{id: Één, n: 1}, {id: één, n: 2}, {n: 3}, {id: '!!', n: 4}]}\n"
    head = SESSION.partition("slides:")[0] + variables + "slides:\n"
    (deck,) = build(["proef"], project_of(tmp_path / "a", head + slide % "lijst"), Options(explain=True)).decks
    assert [name for name, _ in deck.why] == ["s--n", "s--n-2", "s--3", "s--4"]
    (deck,) = build(["proef"], project_of(tmp_path / "b", head + slide % "lijst[0].n"), Options()).decks
    assert [each.rule for each in deck.findings] == ["repeat-list"]


def test_links_that_lead_nowhere_are_told_at_their_line(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    (found,) = as_findings([("punten--p2", "#weg")], session)
    assert (found.rule, found.slide) == ("link-target", "punten--p2")
    assert found.at is not None and found.at.line == 7
    (other,) = as_findings([("punten", "#elders")], session)
    assert other.at is not None and other.at.line == 7
    assert as_findings([("onbekend", "#weg")], session)[0].at is None


def test_what_is_remembered_is_enough_for_a_session() -> None:
    assert RecentSlides()._limit == RecentSlides(5)._limit == REMEMBERED  # type: ignore[attr-defined]
    assert RecentSlides(500)._limit == 500  # type: ignore[attr-defined]


# What is not lost


def test_what_is_lost_is_quoted_with_its_field() -> None:
    assert _short("a" * 59) == "a" * 59
    assert _short("a" * 60) == "a" * 57 + "…"


# Check: led back to a line


def placed(found: Diagnostic, root: Path, **deck: str) -> Diagnostic:
    session = session_of(root)
    slides = [compiled("zin"), compiled("punten--p1", "punten"), compiled("brand", "elsewhere")]
    return _placed(found, replace(DECK, audience="raad", **deck), slides, session)  # type: ignore[arg-type]


def test_a_finding_in_a_deck_leads_to_the_line_of_its_text_or_its_slide(tmp_path: Path) -> None:
    found = Diagnostic("contrast", "x", slide="2", file="proef.pptx")
    one = placed(found, tmp_path)
    assert (one.slide, one.at and one.at.line, one.file, one.audience, one.language) == (
        "punten--p1",
        7,
        "",
        "raad",
        "",
    )
    text = placed(replace(found, slide="1", text="zin die er"), tmp_path)
    assert text.at is not None and (text.at.line, text.at.column) == (6, 38)
    assert (
        placed(replace(found, slide="1", text="nergens"), tmp_path).at == placed(replace(found, slide="1"), tmp_path).at
    )
    foreign = placed(found, tmp_path, language="en")
    assert foreign.language == "en"
    brand = placed(replace(found, slide="3"), tmp_path)
    assert (brand.slide, brand.at, brand.file) == ("brand", None, "proef.pptx")
    for number in ("0", "4", "", "x"):
        outside = placed(replace(found, slide=number), tmp_path, language="en")
        assert (outside.slide, outside.file, outside.audience, outside.language) == (number, "proef.pptx", "raad", "en")


def test_what_several_decks_have_in_common_is_told_once() -> None:
    at = Position("a.yaml", 1, 1)
    base = Diagnostic("a", "b", at, audience="x", language="en")
    assert merged([base, replace(base, audience="y")]) == [replace(base, audience="")]
    assert merged([base, replace(base, language="de")]) == [replace(base, language="")]
    assert merged([base, replace(base, file="f.pptx")]) == [base]
    assert merged([base, replace(base, rule="c")]) == [base, replace(base, rule="c")]
    nowhere = replace(base, at=None)
    assert len(merged([replace(nowhere, file="f"), replace(nowhere, file="g")])) == 2
    assert common([base, base]) == base


# Up to date


def noted(root: Path, **options: Any) -> tuple[Store, Project, Manifest, Callable[..., list[Deck]]]:
    project = project_of(root)
    folder = project.session_folder("proef")
    store, manifest = Store(root / "store"), Manifest(root / "out")
    entry = Entry("proef.pptx", "", "nl", "helder", 2, 0, hashlib.sha256(b"deck").hexdigest(), "k")
    manifest.put(entry, [b"deck"])
    deck = replace(DECK, folder=root / "out", sha256=entry.sha256, findings=(Diagnostic("a", "b", severity="info"),))
    asked = Options(**options)
    note_unchanged(store, project, folder, asked, [deck], {folder / "session.yaml"}, manifest)

    def again(**changes: Any) -> list[Deck]:
        return unchanged_decks(store, folder, replace(asked, **changes), manifest)

    return store, project, manifest, again


def test_what_did_not_change_is_known_without_reading_content(tmp_path: Path) -> None:
    _, _, _, again = noted(tmp_path)
    (deck,) = again()
    assert (deck.status, deck.name, deck.slides, deck.language, deck.brand, deck.session) == (
        "unchanged",
        "proef.pptx",
        2,
        "nl",
        "helder",
        "proef",
    )
    assert [each.rule for each in deck.findings] == ["a"]
    for changes in (
        {"force": True}, {"explain": True}, {"dry_run": True}, {"languages": ("en",)}, {"brands": ("avond",)}, {"strict": True},
        {"settings": {"a": "b"}}, {"select": ("all",)}, {"exclude": ("x",)}, {"lists": ("x",)}, {"formats": ("pdf",)}, {"audience": {"id": "x"}},
    ):  # fmt: skip
        assert again(**changes) == [], changes


@pytest.mark.parametrize(
    "path", ["proef/session.yaml", "proef/new.png", "proef/audiences/new.yaml", "proef/locales/fr.po", "cases/new.yaml", "cases/locales/en.po"]
)  # fmt: skip
def test_what_changed_among_its_files_and_folders_is_seen(path: str, tmp_path: Path) -> None:
    _, _, _, again = noted(tmp_path)
    write_files(tmp_path / "content", {path: "x"})
    assert again() == []


def test_a_deck_that_changed_or_is_unknown_is_seen(tmp_path: Path) -> None:
    _, _, manifest, again = noted(tmp_path)
    (tmp_path / "out" / "proef.pptx").write_bytes(b"other")
    assert again() == []
    del manifest.entries["proef.pptx"]
    assert again() == []


@pytest.mark.parametrize(("status", "severity", "kept"), [("built", "warning", True), ("unchanged", "info", True), ("failed", "info", False), ("built", "error", False)])  # fmt: skip
def test_only_a_build_that_went_well_is_noted(status: Any, severity: Any, kept: bool, tmp_path: Path) -> None:
    project = project_of(tmp_path)
    folder = project.session_folder("proef")
    store, manifest = Store(tmp_path / "store"), Manifest(tmp_path / "out")
    entry = Entry("proef.pptx", "", "nl", "helder", 2, 0, hashlib.sha256(b"deck").hexdigest(), "k")
    manifest.put(entry, [b"deck"])
    deck = replace(DECK, status=status, sha256=entry.sha256, findings=(Diagnostic("a", "b", severity=severity),))
    for options, found in ((Options(dry_run=True), False), (Options(), kept)):
        note_unchanged(store, project, folder, options, [deck], set(), manifest)
        assert bool(unchanged_decks(store, folder, replace(options, dry_run=False), manifest)) == found
    note_unchanged(store, project, folder, Options(), [], set(), manifest)


def test_how_files_stood_is_recalled_for_decks_that_are_the_same(tmp_path: Path) -> None:
    store, _, manifest, _ = noted(tmp_path)
    known = manifest.entries["proef.pptx"]
    assert known.size == 4
    bare = Manifest(tmp_path / "out", {"proef.pptx": replace(known, size=-1, moment=-1)})
    recall_files(store, bare)
    assert (bare.entries["proef.pptx"].size, bare.entries["proef.pptx"].moment) == (known.size, known.moment)
    other = Manifest(tmp_path / "out", {"proef.pptx": replace(known, size=-1, moment=-1, sha256="another")})
    recall_files(store, other)
    assert other.entries["proef.pptx"].size == -1
    elsewhere_ = Manifest(tmp_path / "elsewhere", {"proef.pptx": replace(known, size=-1)})
    recall_files(store, elsewhere_)
    assert elsewhere_.entries["proef.pptx"].size == -1
    recall_files(store, Manifest(tmp_path / "out"))


# Shares


@pytest.mark.parametrize(("total", "workers_", "sizes"), [(3, 2, [3]), (4, 2, [3, 1]), (20, 2, [5, 3, 3, 3, 3, 3]), (40, 2, [10, 7, 5, 4, 3, 3, 3, 3, 2])])  # fmt: skip
def test_shares_are_a_part_of_what_is_left(total: int, workers_: int, sizes: list[int]) -> None:
    assert [len(part) for part in _wave(range(total), workers_)] == sizes  # type: ignore[arg-type]


def test_a_share_knows_what_stands_of_its_decks_in_every_format(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    for name in ("a.pptx", "b.pdf", "c.pptx"):
        manifest.put(Entry(name, "", "nl", "helder", 1, 0, hashlib.sha256(b"x").hexdigest(), "k"), [b"x"])
    (tmp_path / "b.pdf").write_bytes(b"by hand")
    jobs = [DeckJob(None, "nl", "helder", tmp_path, stem) for stem in "abz"]
    (share,) = _shares([jobs], Options(formats=("pptx", "pdf")), manifest)
    assert (set(share.entries), share.changed, share.jobs, share.output) == ({"a.pptx"}, frozenset(), jobs, tmp_path)
    (share,) = _shares([jobs], Options(formats=("pptx", "pdf"), cluster="tcp://x"), manifest)
    assert (set(share.entries), share.changed) == ({"a.pptx"}, frozenset({"b.pdf"}))


def test_what_a_worker_made_is_taken_over_and_written_where_it_could_not(tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    entry = Entry("proef.pptx", "", "nl", "helder", 1, 0, hashlib.sha256(b"deck").hexdigest(), "k")
    deck = replace(DECK, folder=Path("/elsewhere"), sha256=entry.sha256)
    here = Manifest(tmp_path / "out")
    assert _settled(deck, Done([deck], [entry], {}, []), here, project).folder == tmp_path / "out"
    assert here.entries == {"proef.pptx": entry} and here.changed
    same = Manifest(tmp_path / "out")
    _settled(replace(deck, status="unchanged"), Done([deck], [], {}, []), same, project)
    assert not same.entries and not same.changed
    _settled(replace(deck, status="unchanged"), Done([deck], [entry], {}, []), same, project)  # it knew more of it
    assert same.entries == {"proef.pptx": entry} and same.changed
    there = Manifest(tmp_path / "out")
    settled = _settled(deck, Done([deck], [entry], {"proef.pptx": b"deck"}, []), there, project)
    assert settled.status == "built" and (tmp_path / "out" / "proef.pptx").read_bytes() == b"deck"
    (tmp_path / "out" / "proef.pptx").write_bytes(b"by hand")
    _settled(deck, Done([deck], [entry], {"proef.pptx": b"deck"}, []), there, project)
    assert (tmp_path / "out" / "proef.changed-1.pptx").read_bytes() == b"by hand"
    (tmp_path / "file").touch()
    nowhere = Manifest(tmp_path / "file")
    failed = _settled(deck, Done([], [entry], {"proef.pptx": b"deck"}, []), nowhere, project)
    assert (failed.status, failed.findings[-1].rule) == ("failed", "file-writable")


def test_a_worker_without_the_folder_knows_what_it_was_told(tmp_path: Path) -> None:
    entry = Entry("a", "", "nl", "helder", 1, 0, "s", "k")
    manifest = CarriedManifest(tmp_path, {"a": entry}, changed_by_hand=frozenset({"b"}))
    assert [manifest.exists(name) for name in "abc"] == [True, True, False]
    assert [manifest.untouched(name) for name in "abc"] == [True, False, False]
    assert manifest.keep_copy("a") == tmp_path / "a"
    manifest.put(replace(entry, file="c"), [b"de", b"ck"])
    assert manifest.made == {"c": b"deck"} and manifest.untouched("c") and not list(tmp_path.iterdir())


def test_a_bundle_holds_what_decks_are_made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a worker makes from it the decks that are made here."""
    project = project_of(
        tmp_path / "p", **{"cases/a.yaml": "id: a", "other/session.yaml": "x", "audiences/l.csv": "a", "shared/s.yaml": "s"}
    )  # fmt: skip
    folder = project.session_folder("proef")
    bundle = bundle_of(project, folder)
    import io
    import zipfile

    names = zipfile.ZipFile(io.BytesIO(bundle)).namelist()
    assert {
        "content/proef/session.yaml",
        "content/cases/a.yaml",
        "content/audiences/l.csv",
        "content/shared/s.yaml",
    } <= set(names)
    assert "content/other/session.yaml" not in names and "templates/helder/brand.yaml" in names
    assert bundle_of(project, folder) == bundle
    (deck,) = build(
        ["proef"], project_of(tmp_path / "q", SESSION.replace(', "twee [verder](#weg)"', "")), Options()
    ).decks
    whole = project_of(tmp_path / "q")
    write_files(whole.root, {"content/proef/session.yaml": SESSION.replace(', "twee [verder](#weg)"', "")})
    setup = setup_of(
        "content/proef",
        Options(),
        whole,
        Store(tmp_path / "s"),
        bundle_of(whole, whole.session_folder("proef")),
    )
    share = Share([DeckJob(None, "nl", "helder", tmp_path / "nowhere", "proef-nl")], tmp_path / "nowhere", 1)
    done = elsewhere.make(setup, share)
    assert done.data == {"proef-nl.pptx": deck.file.read_bytes()} and done.read == []
    assert not (tmp_path / "nowhere").exists()
    monkeypatch.setattr(elsewhere, "MAX_BUNDLE", 10)
    with pytest.raises(UsageError, match="too much to send"):
        bundle_of(project, folder)


def test_a_session_is_named_so_that_a_copy_of_the_project_has_it(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    assert name_of(session) == "content/proef"
    outside = structs.replace(session, folder=Path("/elsewhere/proef"))
    assert name_of(outside) == "/elsewhere/proef"


@pytest.mark.parametrize(("count", "jobs", "more"), [(12, 2, False), (13, 2, True), (13, 1, False)])
def test_a_batch_is_shared_out_from_the_thirteenth_deck_on(
    count: int, jobs: int, more: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where forking is for free: the decks come in their order, each once."""
    used: list[int] = []
    own = workers.shared_out
    monkeypatch.setattr(workers, "FORKING", -1.0)
    monkeypatch.setattr(workers, "shared_out", lambda *a: used.append(1) or own(*a))
    project = Project.at(marked_project(tmp_path, count))
    result = build(["proef"], project, Options(select=("all",), jobs=jobs))
    assert [deck.audience for deck in result.decks] == [f"X{n:04}" for n in range(count)]
    assert result.ok and bool(used) == more
    assert len(Manifest.of(tmp_path / "output" / "proef").entries) == count


# Processors


def test_a_process_that_is_a_worker_itself_has_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(20)))
    monkeypatch.setattr(processors, "forks", lambda: True)
    assert processors.processors() == 8
    monkeypatch.setattr(multiprocessing, "current_process", lambda: SimpleNamespace(daemon=True))
    assert processors.processors() == 1
    monkeypatch.undo()
    monkeypatch.setattr(processors, "forks", lambda: False)
    assert processors.processors() == 1


@pytest.mark.skipif(not processors.forks(), reason="forks")
def test_no_process_is_far_ahead_of_what_is_waited_for(tmp_path: Path) -> None:
    """Eight items for each process at most, however slow one is: what is done and waits is held in memory."""
    import time

    handed: list[int] = []
    done = tmp_path / "done"

    def items() -> Iterable[int]:
        for number in range(60):
            handed.append(number)
            yield number

    def work(number: int) -> int:
        while number == 0 and not done.exists():  # until all others that may have been done are
            time.sleep(0.001)
        if number == 2 * processors.AHEAD - 1:
            done.touch()
        return number

    for number, result in enumerate(processors.shared_out(work, items(), 2)):
        assert result == number
        assert len(handed) <= number + 2 * processors.AHEAD
    assert len(handed) == 60


# Prepared runs


def test_pictures_are_those_of_their_digest(tmp_path: Path) -> None:
    file, data = tmp_path / "p.png", png()
    file.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    store = MemoryStore(tmp_path / "s")
    assert media_of(store)(digest, str(file)) == data
    drawn = hashlib.sha256(b"drawn").hexdigest()
    store.keep(drawn, b"drawn")
    assert media_of(store)(drawn, "") == b"drawn"
    for wrong, name in ((("0" * 64), str(file)), (digest, str(tmp_path / "gone.png")), ("1" * 64, "")):
        with pytest.raises(ContentError) as caught:
            media_of(store)(wrong, name)
        (found,) = caught.value.found
        assert found.rule == "picture-gone"
        assert found.message.startswith(Path(name).name or "a picture")


def test_words_borrowed_from_another_language_are_told() -> None:
    assert list(borrowed_words("nl")) == []
    (far,) = borrowed_words("cy")
    assert (far.rule, far.severity, far.language, bool(far.hint)) == ("fixed-words", "warning", "cy", True)
    (near,) = borrowed_words("nl-BE")
    assert (near.severity, bool(near.hint)) == ("info", False)


def test_fonts_that_are_not_measured_are_named_once() -> None:
    brand = prepared("helder")
    assert list(unmeasured_fonts(brand)) == []
    other = structs.replace(brand, fonts={"major": "Onbekend", "minor": "Onbekend"})
    (found,) = unmeasured_fonts(other)
    assert "'Onbekend'" in found.message and found.severity == "warning"
    (scripted,) = unmeasured_fonts(structs.replace(brand, script="Deva"))
    assert "number of its letters" in scripted.message


# An audience's own look


def look(tmp_path: Path, accent: str = "", logo: str = "", **brand: Any) -> tuple[Any, list[Diagnostic], Any]:
    ready = ready_brand("helder", Project.at(ROOT), MemoryStore(Path("/nonexistent")))
    if brand:
        ready = structs.replace(ready, brand=structs.replace(ready.brand, key=repr(brand), **brand))
    write_files(tmp_path, {"lists/logo.png": png(120, 40)})
    audience: Any = SimpleNamespace(
        id="raad", name="De raad", accent=accent, logo=logo, at=Position("lists/l.csv", 2, 1)
    )
    found = Findings()
    return own_look(ready, audience, Project.at(tmp_path), found), list(found), ready


def test_an_audience_s_accent_is_in_the_theme_and_its_logo_on_the_master(tmp_path: Path) -> None:
    made, found, ready = look(tmp_path, "#aa1144", audience_accent=True)
    ((name, _, theme),) = made.parts
    assert name == ready.brand.theme and b"AA1144" in inflate(theme) and found == []
    made, found, ready = look(tmp_path, logo="logo.png")
    assert [part[0].split("/")[1] for part in made.parts] == ["slideMasters", "slideMasters", "media"] and found == []
    assert made.parts[2][2].data == png(120, 40) and "De raad" in inflate(made.parts[0][2]).decode()
    made, found, _ = look(tmp_path, logo="gone.png")  # since the list was read
    assert [(each.rule, each.severity, each.audience) for each in found] == [("image-readable", "error", "raad")]
    assert made.parts == () and "gone.png cannot be read" in found[0].message
    assert look(tmp_path)[0] == ((), "") and own_look(ready, None, Project.at(tmp_path), Findings()) == ((), "")


def test_what_a_brand_does_not_take_of_an_audience_is_told(tmp_path: Path) -> None:
    made, found, _ = look(tmp_path, "#aa1144", audience_accent=False)
    assert (made.parts, [(each.rule, each.severity, each.audience) for each in found]) == (
        (),
        [("accent-unused", "info", "raad")],
    )
    made, found, _ = look(tmp_path, logo="logo.png", audience_logo=None)
    assert (made.parts, [(each.rule, each.severity) for each in found]) == ((), [("logo-unused", "info")])
    _, found, _ = look(tmp_path, "#f8f8f8", audience_accent=True)
    assert [(each.rule, each.severity) for each in found] == [("accent-adjusted", "info")]


# A build as a whole


def test_two_folders_of_one_name_are_refused(tmp_path: Path) -> None:
    project = project_of(tmp_path, **{"../other/proef/session.yaml": SESSION})
    with pytest.raises(UsageError, match="decks of one name"):
        build(["proef", str(tmp_path / "other" / "proef")], project, Options(dry_run=True))
    assert len(run._session_names(["proef", "proef"], project)) == 1
    with pytest.raises(UsageError, match="there is no session"):
        build([], Project.at(tmp_path / "empty"))


def test_the_number_of_decks_is_told_with_each(tmp_path: Path) -> None:
    """In every format and brand; again where nothing changed."""
    project = project_of(tmp_path, SESSION.replace(', "twee [verder](#weg)"', ""))
    for _ in range(2):
        told: list[tuple[str, int]] = []
        build(["proef"], project, Options(brands=("helder", "avond"), formats=("pptx", "html")), lambda deck, total, told=told: told.append((deck.name, total)))  # fmt: skip
        assert len(told) == 4 and {total for _, total in told} == {4}


SOUND = SESSION.replace(', "twee [verder](#weg)"', "")


def test_a_fault_in_the_session_s_own_keys_is_found_after_a_sound_build(tmp_path: Path) -> None:
    """Also where no slide shows them, and nothing else changed."""
    project = project_of(tmp_path, SOUND)
    assert build(["proef"], project, Options()).ok
    for text in ("date: [een]", "date: 2026-13-45"):
        write_files(project.root, {"content/proef/session.yaml": SOUND.replace("date: 2026-11-27", text)})
        for _ in range(2):  # nor is it passed over by the next build
            result = build(["proef"], project, Options())
            assert not result.ok and result.findings[0].at is not None and result.findings[0].at.line == 4, text


def test_what_is_looked_at_knows_the_least_size_of_its_brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.pipeline import check_decks

    least: list[float] = []
    own = check_decks.DeckPackage
    monkeypatch.setattr(
        check_decks, "DeckPackage", lambda data, smallest: least.append(smallest) or own(data, smallest)
    )
    run.check(["proef"], project_of(tmp_path, SOUND))
    assert least == [min(prepared("helder").smallest.values())] == [12]


def test_a_brand_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    listing = LISTED + 'brand: "{{ huis }}"\n'
    project = project_of(
        tmp_path, SOUND.replace("slides:", "audiences: lijst\nbrand: nergens\nslides:"),
        **{"audiences/lijst.yaml": listing, "audiences/g.csv": "code,naam,huis\nG1,Een,\nG2,Twee,ook niet\n"},
    )  # fmt: skip
    result = build(["proef"], project, Options(select=("all",)))
    told = {
        deck.audience: next(each for each in deck.findings if each.rule == "unknown-brand").at for deck in result.decks
    }
    assert {name: (at.file.rpartition("/")[2], at.line) for name, at in told.items() if at} == {
        "G1": ("session.yaml", 6), "G2": ("g.csv", 3),
    }  # fmt: skip


def test_without_databases_a_list_that_needs_one_counts_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from builder.audiences import lists

    session = session_of(tmp_path, SOUND.replace("slides:", "audiences: lijst\nslides:"), **{"audiences/lijst.yaml": LISTED, "audiences/g.csv": "code,naam\nG1,Een\nG2,Twee\n"})  # fmt: skip
    asked = Options(select=("all",))
    for connect in (True, False):
        (made,) = deck_runs(session, asked, tmp_path, set(), connect=connect)
        assert [job.audience.id for job in made if job.audience] == ["G1", "G2"]
    empty = SimpleNamespace(audiences=[], files=[], remarks=[])
    monkeypatch.setattr(lists, "load_lists", lambda *a, **k: [empty])
    (plain,) = deck_runs(session, asked, tmp_path, set(), connect=False)
    assert [job.audience for job in plain] == [None]


def test_pictures_of_a_language_whose_deck_fails_are_those_of_the_source(tmp_path: Path) -> None:
    from builder.pipeline.slide_pictures import slide_pictures

    broken = (
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgctxt "zin/text"\nmsgid "Een zin die er staat"\nmsgstr "A {made} up"\n'
    )
    session = session_of(tmp_path, SOUND, **{"proef/locales/en.po": broken})
    own, other = slide_pictures(session, ""), slide_pictures(session, "en")
    assert list(own.slides) == list(other.slides) == ["zin", "punten"]
    assert all(len(each) == 1 and each[0].startswith("<svg") for each in own.slides.values()) and own.fonts
    failing = session_of(tmp_path / "b", SOUND.replace("points: [een]", "points: 3, colour: red"))
    assert slide_pictures(failing, "").slides == {}


def test_a_slide_is_made_anew_where_one_of_its_files_changed(tmp_path: Path) -> None:
    slide = "  - {kind: image, id: plaat, title: Plaat, image: images/p.svg, alt: Een vlak}\n"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="{}"/></svg>'
    )
    project = project_of(
        tmp_path, SOUND + slide, **{"proef/images/p.svg": svg.format("#123456"), "proef/images/p.png": png()}
    )
    (first,) = build(["proef"], project, Options()).decks
    for name, content in (("p.svg", svg.format("#654321")), ("p.png", png(colour="#AA0000"))):
        write_files(project.root, {f"content/proef/images/{name}": content})
        (again,) = build(["proef"], project, Options()).decks
        assert again.status == "built" and again.sha256 != first.sha256, name
        first = again


def test_a_fault_that_depends_on_the_audience_names_it(tmp_path: Path) -> None:
    slide = '  - {kind: image, id: plaat, title: Plaat, image: "images/{{ audience.id }}.png", alt: Een vlak}\n'
    project = project_of(
        tmp_path, SOUND.replace("slides:", "audiences: lijst\nslides:") + slide,
        **{"audiences/lijst.yaml": LISTED, "audiences/g.csv": "code,naam\nG1,Een\nG2,Twee\n", "proef/images/G1.png": png()},
    )  # fmt: skip
    one, two = build(["proef"], project, Options(select=("all",))).decks
    assert (one.status, two.status) == ("built", "failed")
    assert [(each.audience, each.slide) for each in two.findings if each.severity == "error"] == [("G2", "plaat")]


def test_a_link_by_a_bare_id_is_told_at_its_place(tmp_path: Path) -> None:
    session = session_of(tmp_path, SOUND.replace("points: [een]", "points: [een, elders]"))
    (found,) = as_findings([("punten", "#elders")], session)
    assert found.at is not None and found.at.column == SOUND.splitlines()[6].index("[een") + len("[een, ") + 1
