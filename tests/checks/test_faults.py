"""`fandeck verify` finds injected faults, each by the right rule and nothing else; sound decks have none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pptx import Presentation

from builder.checks import all_checks, verify, verify_bytes
from tests.tools.packages import A, DeckFile, P, changed_members
from tests.tools.projects import SmallProject, png, run_cli

Change = Callable[[bytes], bytes]
SLIDES = """\
- {kind: title, id: titel, notes: Welkom}
- {kind: section, id: deel, title: Deel een}
- {kind: image, id: foto, title: Een foto, image: foto.png, alt: Een groen vlak}
- {kind: bullets, id: punten, title: Punten, points: [een, twee]}
- {kind: table, id: tabel, title: Tabel, columns: [een, twee], rows: [[a, b]]}
- {kind: chart, id: grafiek, title: Grafiek, type: bar, categories: [x, y], series: [{name: a, values: [1, 2]}]}
"""


def swap(pattern: str, replacement: str, count: int = 1) -> Change:
    """Change text of a part; the change must change something."""

    def change(data: bytes) -> bytes:
        made, times = re.subn(pattern, replacement, data.decode("utf-8"), count=count, flags=re.S)
        assert times
        return made.encode("utf-8")

    return change


@dataclass(frozen=True)
class Fault:
    """A change to one part, and the rule that must notice."""

    name: str
    part: str  # a member, or `slide:<title>`
    change: Change | None
    rule: str


FAULTS = [
    Fault("description stripped", "slide:Een foto", swap(' descr="Een groen vlak"', ""), "object-has-alternative-text"),
    Fault("description is a file name", "slide:Een foto", swap("Een groen vlak", "foto.png"), "object-has-alternative-text"),
    Fault("title removed", "slide:Punten", swap("<a:t>Punten</a:t>", "<a:t></a:t>"), "slide-has-title+placeholder-is-filled"),
    Fault("title twice", "slide:Tabel", swap("<a:t>Tabel</a:t>", "<a:t>Punten</a:t>"), "title-is-unique"),
    Fault("shape id twice", "slide:Punten", swap(r'<p:cNvPr id="3"', '<p:cNvPr id="2"'), "slide-parts-are-sound"),
    Fault("content type dropped", "[Content_Types].xml", swap(r'<Override PartName="/ppt/slides/[^"]*punten[^"]*"[^>]*/>', ""), "members-are-whole"),
    Fault("content type of nothing", "[Content_Types].xml", swap("</Types>", '<Override PartName="/ppt/weg.xml" ContentType="a/b"/></Types>'), "members-are-whole"),
    Fault("relationship broken", "rels:Een foto", swap(r'(Target="[^"]*media/)[^"]*"', r'\1weg.png"'), "members-are-whole"),
    Fault("relationship dropped", "rels:Een foto", swap(r"<Relationship [^>]*media[^>]*/>", ""), "members-are-whole"),
    Fault("XML cut off", "ppt/theme/theme1.xml", lambda data: data[: len(data) // 2], "members-are-whole"),
    Fault("notes master not listed", "ppt/presentation.xml", swap("<p:notesMasterIdLst>.*?</p:notesMasterIdLst>", ""), "presentation-lists-its-parts"),
    Fault("section misses a slide", "ppt/presentation.xml", swap(r'<p14:sldId id="259"\s*/>', ""), "presentation-lists-its-parts"),
    Fault("section has a slide twice", "ppt/presentation.xml", swap(r'(<p14:sldId id="259"\s*/>)', r"\1\1"), "presentation-lists-its-parts"),
    Fault("slide id out of range", "ppt/presentation.xml", lambda data: data.replace(b'id="259"', b'id="12"'), "presentation-lists-its-parts"),
    Fault("chart shows another value", "chart", swap("<c:v>2(?:.0)?</c:v>", "<c:v>3</c:v>"), "chart-matches-workbook"),
    Fault("chart names another category", "chart", swap("<c:v>y</c:v>", "<c:v>z</c:v>"), "chart-matches-workbook"),
    Fault("language removed", "slide:Punten", swap(r'(<a:r><a:rPr) lang="[^"]*"', r"\1"), "text-has-language"),
    Fault("header cell empty", "slide:Tabel", swap("<a:t>twee</a:t>", "<a:t></a:t>"), "table-has-header"),
    Fault("header flag removed", "slide:Tabel", swap(' firstRow="1"', ""), "table-has-header"),
    Fault("placeholder emptied", "slide:Punten", swap("<a:t>een</a:t>(.*?)<a:t>twee</a:t>", r"<a:t></a:t>\1<a:t></a:t>"), "placeholder-is-filled"),
    Fault("shape off the slide", "slide:Een foto", swap(r'(<p:pic>.*?<a:off) x="\d+"', r'\1 x="99999999"'), "shape-is-on-slide"),
    Fault("document without language", "docProps/core.xml", swap("<dc:language>.*?</dc:language>", ""), "document-has-properties"),
    Fault("layout dropped", "rels:Punten", swap(r"<Relationship [^>]*slideLayout[^>]*/>", ""), "slide-parts-are-sound"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small deck with one of everything that checks look at."""
    project = SmallProject(tmp_path_factory.mktemp("sound"))
    head = "title: Proef\nlanguage: nl\ndate: 2026-12-10\nslides:\n"
    return project.write(SLIDES, head, **{"foto.png": png()}).deck()


def part_of(deck: DeckFile, name: str) -> str:
    if name.startswith(("slide:", "rels:")):
        kind, _, title = name.partition(":")
        part = deck.slide_parts[deck.titles.index(title)]
        folder, _, file = part.rpartition("/")
        return part if kind == "slide" else f"{folder}/_rels/{file}.rels"
    if name == "chart":
        return next(each for each in deck.names if re.fullmatch(r"ppt/charts/[^/]+\.xml", each))
    return name


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_found_by_its_rule_alone(fault: Fault, sound: Path, tmp_path: Path) -> None:
    deck = DeckFile(sound)
    broken = tmp_path / "kapot.pptx"
    broken.write_bytes(changed_members(deck, {part_of(deck, fault.part): fault.change}))
    made = run_cli("verify", "--json", "--strict", broken)
    assert made.code == 1
    assert {each["rule"] for each in made.findings} == set(fault.rule.split("+"))
    for each in made.findings:
        assert each["file"] == str(broken)
        assert each["hint"]
    if fault.part.startswith("slide:"):
        number = deck.titles.index(fault.part.partition(":")[2]) + 1
        assert str(number) in {each.get("slide") for each in made.findings}


def test_two_members_of_one_name_are_found(sound: Path) -> None:
    import io
    import warnings
    import zipfile

    stream = io.BytesIO(sound.read_bytes())
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr("ppt/presentation.xml", package.read("ppt/presentation.xml"))
    assert {each.rule for each in verify_bytes(stream.getvalue(), "a.pptx")} == {"members-are-whole"}


def test_a_part_that_nothing_reaches_is_found(sound: Path) -> None:
    import io
    import zipfile

    stream = io.BytesIO(sound.read_bytes())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("ppt/media/los.png", png())
    assert [(each.rule, "los.png" in each.message) for each in verify_bytes(stream.getvalue(), "a.pptx")] == [
        ("members-are-whole", True)
    ]


def test_sound_decks_have_no_findings(webinar: dict[str, Path], examples: dict[str, Path], sound: Path) -> None:
    for file in (*webinar.values(), *examples.values(), sound):
        assert [str(each) for each in verify(file)] == []


def test_verify_ends_with_zero_and_a_count(webinar: dict[str, Path]) -> None:
    made = run_cli("verify", *webinar.values())
    assert made.code == 0
    assert made.out.startswith("2 decks: 0 errors, 0 warnings")


@pytest.mark.parametrize(
    "data",
    [b"", b"geen deck", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04" + bytes(50)],
    ids=["empty", "text", "old format", "half a zip"],
)
def test_a_file_that_is_no_deck_is_a_finding(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pptx"
    file.write_bytes(data)
    made = run_cli("verify", "--json", file)
    assert made.code == 1
    assert [each["rule"] for each in made.findings] == ["package-readable"]


def test_another_kind_of_zip_is_a_finding(tmp_path: Path) -> None:
    import zipfile

    file = tmp_path / "a.pptx"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    assert [each["rule"] for each in run_cli("verify", "--json", file).findings] == ["package-readable"]


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run_cli("verify", tmp_path / "weg.pptx").code == 2


def test_decks_of_other_programs_are_checked_without_a_crash(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.add_picture(_picture(tmp_path), 0, 0)
    file = tmp_path / "ander.pptx"
    deck.save(str(file))
    rules = {each["rule"] for each in run_cli("verify", "--json", file).findings}
    assert {"slide-has-title", "placeholder-is-filled", "object-has-alternative-text"} <= rules
    assert "members-are-whole" not in rules


def _picture(folder: Path) -> str:
    (folder / "foto.png").write_bytes(png())
    return str(folder / "foto.png")


def test_every_check_names_its_norm_and_what_to_do() -> None:
    rules = [check.RULE for check in all_checks()]
    assert len(rules) == len(set(rules)) >= 12
    for check in all_checks():
        assert check.SEVERITY in ("error", "warning")
        assert len(check.NORM) > 5
        assert len(check.MEND) > 5
        assert check.__name__.rsplit(".", 1)[-1].replace("_", "-") == check.RULE


def test_xml_from_strangers_reads_no_files(sound: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    deck = DeckFile(sound)
    part = deck.slide_parts[deck.titles.index("Punten")]

    def attack(data: bytes) -> bytes:
        body = data.split(b"?>", 1)[1].replace(b"<a:t>Punten</a:t>", b"<a:t>&x;</a:t>")
        return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode() + body

    found = verify_bytes(changed_members(deck, {part: attack}), "a.pptx")
    assert found
    assert not [each for each in found if "geheim" in each.message]


def test_tables_and_titles_are_where_the_faults_put_them(sound: Path) -> None:
    deck = DeckFile(sound)
    assert len(deck.titles) == 6
    assert len(list(deck.slides[4].iter(f"{A}tbl"))) == 1
    assert len(list(deck.slides[2].iter(f"{P}pic"))) >= 1
