"""Decks in other scripts: direction, mirroring, fonts, languages of runs; read back from the files."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from builder.checks import verify_bytes
from builder.content.yaml_nodes import Mapping, read_yaml
from builder.diagnostics import Findings
from builder.fitting.fonts import Face, ruler
from builder.fitting.lines import Laid, Piece, between_phrases, break_lines, line_starts
from builder.languages.bidi import MARK, marked
from builder.pipeline.run import Options, build
from builder.slide_kinds import kind_names
from tests.languages.sessions import FOLDER, languages, write_session
from tests.tools.office import converted
from tests.tools.packages import A, C, DeckFile, P, own_properties, placeholder_of, text_of
from tests.tools.projects import SmallProject, png
from tests.tools.sdk_validator import sdk_findings

BRANDS = ("helder", "avond")
WIDTH = 12192000
RTL, EAST = ("ar", "he"), ("ja", "ko", "zh")
CULTURES = {
    "ar": "ar-EG", "he": "he-IL", "el": "el-GR", "uk": "uk-UA", "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Every session built in both brands; nothing is found wrong in any."""
    root = tmp_path_factory.mktemp("scripts")
    made = {}
    for language in languages():
        write_session(root, language)
        result = build([f"in-{language}"], root, Options(brands=BRANDS))
        assert [str(each) for each in result.findings] == []
        made |= {(language, deck.brand): deck.file for deck in result.decks}
    return made


@pytest.fixture(scope="module")
def made(files: dict[tuple[str, str], Path]) -> dict[tuple[str, str], DeckFile]:
    return {key: DeckFile(file) for key, file in files.items()}


@pytest.fixture(scope="module")
def dutch(examples: dict[str, Path]) -> dict[str, DeckFile]:
    return {brand: DeckFile(file) for brand, file in examples.items()}


def slide(deck: DeckFile, name: str) -> Any:
    """Give a slide by the id of its source."""
    return deck.xml(f"ppt/slides/slide-{name}.xml")


def texts(deck: DeckFile) -> Iterator[Any]:
    """Go through the slides and notes of a deck."""
    for name in deck.names:
        if re.fullmatch(r"ppt/(slides/slide|notesSlides/notes)-[^/]*\.xml", name):
            yield deck.xml(name)


def left(shape: Any) -> int:
    return int(shape.find(f".//{A}off").get("x"))


def shape_with(root: Any, text: str) -> Any:
    """Find the shape whose words begin with a text."""
    return next(shape for shape in root.iter(f"{P}sp") if text_of(shape).startswith(text))


def test_the_arabic_session_has_all_kinds() -> None:
    node = read_yaml(FOLDER / "ar.yaml", "ar.yaml", Findings())
    assert isinstance(node, Mapping)
    assert {each.text("kind") for each in node.entries["slides"].items} == set(kind_names())  # type: ignore[union-attr]


@pytest.mark.parametrize("language", languages())
def test_the_checks_find_nothing_wrong(language: str, files: dict[tuple[str, str], Path]) -> None:
    for brand in BRANDS:
        found = {each.rule for each in verify_bytes(files[language, brand].read_bytes(), "deck")}
        assert found <= {"title-is-unique", "colour-is-not-alone"}  # a poll and its answers; a ring of three parts


@pytest.mark.sdk
@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("language", languages())
def test_decks_in_other_scripts_are_valid(language: str, brand: str, files: dict[tuple[str, str], Path]) -> None:
    assert sdk_findings(files[language, brand]) == []


@pytest.mark.parametrize("language", languages())
def test_every_run_tells_its_language(language: str, made: dict[tuple[str, str], DeckFile]) -> None:
    deck = made[language, "helder"]
    for root in texts(deck):
        for each in root.iter(f"{A}rPr", f"{A}endParaRPr"):
            assert each.get("lang") == CULTURES[language]
            assert each.get("altLang") == ("en-US" if language in EAST else None)
    for chart, _ in deck.charts():
        assert {e.get("lang") for e in chart.iter(f"{A}defRPr", f"{A}endParaRPr")} == {CULTURES[language]}
    assert f"<dc:language>{language}</dc:language>".encode() in deck.members["docProps/core.xml"]


@pytest.mark.parametrize("language", languages())
def test_paragraphs_run_the_way_of_their_language(language: str, made: dict[tuple[str, str], DeckFile]) -> None:
    for brand in BRANDS:
        deck, seen = made[language, brand], 0
        for root in texts(deck):
            for paragraph in root.iter(f"{A}p"):
                properties = paragraph.find(f"{A}pPr")
                seen += 1
                if language in RTL:
                    assert properties is not None
                    assert properties.get("rtl") == "1"
                    assert properties.get("algn") in ("r", "l", "ctr", None)
                else:
                    assert properties is None or properties.get("rtl") is None
        assert seen > 50
        assert deck.presentation.get("rtl") == ("1" if language in RTL else None)
        styles = deck.xml("ppt/slideMasters/slideMaster1.xml").find(f"{P}txStyles")
        levels = [each for each in styles.iter() if re.fullmatch(r"\{.*\}lvl\dpPr", each.tag)]
        assert len(levels) == 19
        assert {each.get("algn") for each in levels} == {"r" if language in RTL else "l"}
        if language in RTL:
            assert {each.get("rtl") for each in levels} == {"1"}


@pytest.mark.parametrize("brand", BRANDS)
def test_layouts_are_mirrored(brand: str, made: dict[tuple[str, str], DeckFile], dutch: dict[str, DeckFile]) -> None:
    mirrored, plain = made["ar", brand], dutch[brand]
    parts = [name for name in plain.names if re.fullmatch(r"ppt/slide(Layouts|Masters)/[^/]*\.xml", name)]
    assert len(parts) > 25
    turned = 0
    for name in parts:
        shapes = [[*deck.xml(name).iter(f"{P}sp", f"{P}pic")] for deck in (plain, mirrored)]
        assert len(shapes[0]) == len(shapes[1])
        for ours, theirs in zip(*shapes, strict=True):
            wide = int(ours.find(f".//{A}ext[@cx]").get("cx"))
            assert abs(left(ours) + left(theirs) + wide - WIDTH) <= 2
            degrees = [int(each.find(f".//{A}xfrm").get("rot", 0)) for each in (ours, theirs)]
            assert degrees[0] == -degrees[1]
            turned += bool(degrees[0])
    assert turned or brand == "avond"


def test_what_is_read_first_stands_at_the_right(made: dict[tuple[str, str], DeckFile]) -> None:
    deck = made["ar", "helder"]
    steps = slide(deck, "steps")
    cards = [shape for shape in steps.iter(f"{P}sp") if own_properties(shape).get("name", "").startswith("Step ")]
    assert [text_of(card)[0] for card in cards] == ["1", "2", "3", "4"]  # read out in the order of reading
    assert [left(card) for card in cards] == sorted((left(card) for card in cards), reverse=True)
    matrix = slide(deck, "balance")
    assert left(shape_with(matrix, "−")) > left(shape_with(matrix, "+"))
    assert left(shape_with(matrix, "عالية")) > left(shape_with(matrix, "−"))
    poll = slide(deck, "knowledge")
    assert left(shape_with(poll, "أ")) > left(shape_with(poll, "هو جديد"))
    agenda = slide(deck, "programme")
    assert left(shape_with(agenda, "1")) > left(shape_with(agenda, "ترحيب")) > left(shape_with(agenda, "9:30"))
    gallery = [left(each) for each in slide(deck, "three-places").iter(f"{P}pic")]
    assert gallery == sorted(gallery, reverse=True)


def test_arrows_point_the_other_way(made: dict[tuple[str, str], DeckFile]) -> None:
    deck = made["ar", "helder"]
    axes = [each.find(f".//{A}xfrm") for each in slide(deck, "balance").iter(f"{P}cxnSp")]
    assert sorted((each.get("flipH"), each.get("flipV")) for each in axes if int(each[1].get("cx"))) == [("1", None)]
    ring = [each.find(f".//{A}xfrm") for each in slide(deck, "loop").iter(f"{P}cxnSp")]
    there, back = sorted((each for each in ring if int(each[1].get("cx"))), key=lambda each: int(each[0].get("y")))
    assert (there.get("flipH"), back.get("flipH")) == ("1", None)
    (play,) = [s for s in slide(deck, "film").iter(f"{P}sp") if s.find(f".//{A}prstGeom[@prst='triangle']") is not None]
    assert play.find(f".//{A}xfrm").get("flipH") is None  # players are not mirrored


def test_tables_begin_at_the_right_and_figures_line_up(made: dict[tuple[str, str], DeckFile]) -> None:
    table = next(slide(made["ar", "helder"], "figures").iter(f"{A}tbl"))
    assert table.find(f"{A}tblPr").get("rtl") == "1"
    first = table.findall(f"{A}tr")[1]
    assert [text_of(cell) for cell in first] == ["مدة المعاملة بالأيام", "14", "2.5", "90\u200e%\u200e"]
    assert {each.get("algn") for each in table.iter(f"{A}pPr")} == {"r"}
    frame = next(slide(made["ar", "helder"], "figures").iter(f"{P}graphicFrame"))
    place = frame.find(f"{P}xfrm")
    assert abs(int(place[0].get("x")) + int(place[1].get("cx")) - (WIDTH - 571500)) < 5


def test_charts_begin_at_the_right(made: dict[tuple[str, str], DeckFile]) -> None:
    deck = made["ar", "helder"]
    found = {}
    for name in ("columns", "lines", "bars"):
        chart = deck.xml(f"ppt/charts/chart-{name}.xml")
        axes = [chart.find(f".//{C}{axis}/{C}scaling/{C}orientation").get("val") for axis in ("catAx", "valAx")]
        found[name] = (*axes, chart.find(f".//{C}valAx/{C}axPos").get("val"))
        assert {each.get("rtl") for each in chart.iter(f"{A}pPr")} == {"1"}
    assert found == {
        "columns": ("maxMin", "minMax", "r"), "lines": ("maxMin", "minMax", "r"), "bars": ("maxMin", "maxMin", "t"),
    }  # fmt: skip


@pytest.mark.parametrize(("side", "at_left"), [("end", True), ("start", False)])
def test_a_picture_stands_at_the_side_of_reading(side: str, at_left: bool, project: SmallProject) -> None:
    write_session(project.root, "ar")
    folder = project.root / "content" / "in-ar"
    text = (folder / "session.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "    image: images/desk.png\n    alt: مكتب مرتب عليه",
        f"    image_side: {side}\n    image: images/desk.png\n    alt: مكتب مرتب عليه",
    )
    (folder / "session.yaml").write_text(text, encoding="utf-8")
    picture = next(slide(DeckFile(project.deck("in-ar")), "three-signs").iter(f"{P}pic"))
    assert (left(picture) < WIDTH / 3) == at_left


MIXED = "- {kind: columns, id: een, title: Good work, lang: LANG, columns: [{heading: A, points: [een]}, {heading: B, points: [twee]}]}\n- {kind: process, id: twee, title: Steps, lang: LANG, steps: [Look, Choose, Try]}\n"


@pytest.mark.parametrize(("deck", "other", "rtl", "algn"), [("ar", "en", "0", "l"), ("nl", "ar", "1", "r")])
def test_a_slide_in_another_direction_keeps_its_own(
    deck: str, other: str, rtl: str, algn: str, project: SmallProject
) -> None:
    project.write(MIXED.replace("LANG", other), f"title: Proef\nlanguage: {deck}\nslides:\n")
    file = DeckFile(project.deck())
    held = [(s, placeholder_of(s)) for s in file.slides[0].iter(f"{P}sp")]
    shown = [s for s, place in held if place is not None and place.get("type") not in ("sldNum", "ftr", "dt")]
    properties = [each for shape in shown for each in shape.iter(f"{A}pPr")]
    assert {(each.get("rtl"), each.get("algn")) for each in properties} == {(rtl, algn)}
    nodes = [left(shape_with(file.slides[1], str(number))) for number in (1, 2, 3)]
    assert nodes == sorted(nodes, reverse=other == "ar")


@pytest.mark.parametrize(("deck", "other"), [("ar", "en"), ("nl", "ar"), ("nl", "en")])
def test_columns_and_pictures_follow_the_slide_where_its_deck_runs_the_other_way(
    deck: str, other: str, project: SmallProject
) -> None:
    picture = f"- {{kind: bullets, id: drie, title: Foto, lang: {other}, points: [een], image: foto.png, alt: Foto}}\n"
    project.write(
        MIXED.replace("LANG", other) + picture, f"title: Proef\nlanguage: {deck}\nslides:\n", **{"foto.png": png()}
    )
    columns, _, pictured = Presentation(str(project.deck())).slides
    places = {shape.text_frame.text: shape.left for shape in columns.placeholders if shape.has_text_frame}
    assert (places["A"] > places["B"]) == (places["een"] > places["twee"]) == (other == "ar")
    (image,) = [
        shape for shape in pictured.shapes if shape.shape_type == MSO_SHAPE_TYPE.PLACEHOLDER and hasattr(shape, "image")
    ]
    assert (image.left < WIDTH / 3) == (other == "ar")


@pytest.mark.parametrize(
    ("language", "brand", "fonts"),
    [
        ("ar", "helder", ("", "Arial")), ("ar", "avond", ("", "Times New Roman")), ("he", "helder", ("", "Arial")),
        ("ja", "helder", ("Yu Gothic", "")), ("ja", "avond", ("Yu Mincho", "")), ("zh", "helder", ("Microsoft YaHei", "")),
        ("ko", "helder", ("Malgun Gothic", "")), ("el", "helder", ("", "")), ("uk", "helder", ("", "")),
    ],
)  # fmt: skip
def test_themes_name_fonts_for_every_script(
    language: str, brand: str, fonts: tuple[str, str], made: dict[tuple[str, str], DeckFile]
) -> None:
    theme = made[language, brand].xml("ppt/theme/theme1.xml")
    major = theme.find(f".//{A}majorFont")
    assert (major.find(f"{A}ea").get("typeface"), major.find(f"{A}cs").get("typeface")) == fonts
    for font in (major, theme.find(f".//{A}minorFont")):
        listed = {each.get("script"): each.get("typeface") for each in font.iter(f"{A}font")}
        assert {"Arab", "Hebr", "Hans", "Hant", "Jpan", "Hang", "Thai"} <= set(listed)
        assert all(listed.values())


def test_a_brand_may_choose_its_arabic_font(project: SmallProject) -> None:
    folder = project.root / "templates" / "eigen"
    folder.mkdir(parents=True)
    (folder / "brand.yaml").write_text(
        'name: Eigen\ndesign:\n  primary: "#0F4C5C"\n  accent: "#B85A20"\n'
        "  fonts: {heading: Calibri, body: Calibri, scripts: {Arab: Sakkal Majalla}}\n",
        encoding="utf-8",
    )
    write_session(project.root, "ar")
    theme = DeckFile(project.deck("in-ar", "-b", "eigen")).xml("ppt/theme/theme1.xml")
    assert {each.get("typeface") for each in theme.iter(f"{A}cs")} == {"Sakkal Majalla"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("نستخدم C++ و .NET", "نستخدم C++¶ و ¶.NET"), ("هاتف +31 30 000 00 00", "هاتف ¶+31 30 000 00 00"),
        ("גם ב-Teams או Zoom/טלפון", "גם ב-Teams או Zoom/טלפון"), ("عام 2024، 10-20", "عام 2024، 10-20"),
        ("https://example.org/a/ ثم", "https://example.org/a/¶ ثم"), ("(ISO 9001)", "(ISO 9001)"), ("العمل الجيد", "العمل الجيد"),
    ],
)  # fmt: skip
def test_latin_words_and_numbers_keep_their_signs(text: str, kept: str) -> None:
    assert marked(text).replace(MARK, "¶") == kept


def test_a_template_keeps_its_layouts_and_what_it_centres(project: SmallProject) -> None:
    folder = project.root / "templates" / "huis"
    folder.mkdir(parents=True)
    Presentation().save(str(folder / "huis.pptx"))
    (folder / "brand.yaml").write_text("name: Huis\ntemplate: huis.pptx\n", encoding="utf-8")
    write_session(project.root, "ar")
    deck = DeckFile(project.deck("in-ar", "-b", "huis"))
    assert deck.presentation.get("rtl") is None
    title = next(s for s in slide(deck, "two-sides").iter(f"{P}sp") if placeholder_of(s).get("type") == "title")
    assert [(each.get("algn"), each.get("rtl")) for each in title.iter(f"{A}pPr")] == [("ctr", "1")]
    picture = next(slide(deck, "three-signs").iter(f"{P}pic"))
    body = shape_with(slide(deck, "three-signs"), "لا بأس")
    layout = deck.xml(
        next(
            r.target for r in deck.relationships("ppt/slides/slide-three-signs.xml").values() if r.type == "slideLayout"
        )
    )
    places = {placeholder_of(s).get("idx"): left(s) for s in layout.iter(f"{P}sp") if s.find(f".//{A}off") is not None}
    assert left(picture) < places[placeholder_of(body).get("idx")]


def test_marks_stand_in_the_deck_and_nothing_counts_as_lost(made: dict[tuple[str, str], DeckFile]) -> None:
    assert f"{MARK}+31 30 000 00 00" in text_of(slide(made["ar", "helder"], "contact"))
    assert f"C++{MARK} دون" in text_of(slide(made["ar", "helder"], "three-signs"))


@pytest.mark.parametrize("family", ["Calibri", "Georgia", "Arial"])
@pytest.mark.parametrize("bold", [False, True])
def test_letters_that_a_font_lacks_are_measured_with_another(family: str, bold: bool) -> None:
    rule = ruler(Face(family, bold))
    for text, least, most in (
        ("العمل الجيد نصنعه معًا", 8, 12), ("עבודה טובה יוצרים יחד", 8, 13), ("Η καλή δουλειά", 5, 9), ("Добра робота", 5, 9),
    ):  # fmt: skip
        assert least < rule.width(text) < most
        assert sum(rule.advances(text)) == pytest.approx(rule.width(text))
    assert rule.width("社会创新") == 4
    assert rule.width("Hoi العمل") == pytest.approx(rule.width("Hoi ") + rule.width("العمل"))


def test_lines_break_where_the_script_allows() -> None:
    def lines(text: str, width: float) -> int:
        return break_lines(Laid((Piece(text, Face("Calibri"), 20),)), width).number

    thai = "นวัตกรรมทางสังคมคือการจัดงานให้ทั้งคนและองค์กรได้ประโยชน์"
    assert lines(thai, 10_000) == 1
    assert 2 < lines(thai, 250) < 6
    korean = "사회혁신이란 조직하는"
    assert lines(korean, 20 * 7) == 2  # words stay whole: five letters of the second would have fitted
    assert lines(korean.replace(" ", ""), 20 * 7) == 2


def test_titles_without_spaces_break_between_phrases(made: dict[tuple[str, str], DeckFile]) -> None:
    assert [between_phrases("人は、みんなで仕事", place) for place in (1, 3, 4, 7)] == [False, True, False, True]
    text = "社会イノベーションとは、人と組織の双方がより良くなるように仕事を組み立てることです。"
    paragraph = Laid((Piece(text, Face("Calibri"), 40),))
    assert [text[:start][-2:] for start in line_starts(paragraph, 40 * 14.5)] == ["人と", "よう"]
    title = next(s for s in slide(made["ja", "helder"], "definition").iter(f"{P}sp"))
    assert int(title.find(f".//{A}bodyPr").get("rIns")) > 0
    closing = next(s for s in slide(made["ja", "helder"], "thanks").iter(f"{P}sp"))
    assert int(closing.find(f".//{A}rPr").get("sz")) < 5400  # smaller, on one line


@pytest.mark.parametrize(("language", "spacing"), [("ja", "spcPct"), ("ar", "spcPts")])
def test_cells_keep_the_line_of_east_asian_fonts(
    language: str, spacing: str, made: dict[tuple[str, str], DeckFile]
) -> None:
    table = next(slide(made[language, "helder"], "figures").iter(f"{A}tbl"))
    assert {each.tag for found in table.iter(f"{A}lnSpc") for each in found} == {f"{A}{spacing}"}
    rows = [int(row.get("h")) / 12700 for row in table.iter(f"{A}tr")]
    assert min(rows) > (18 * 1.45 if language == "ja" else 18 * 1.2) + 14


def test_a_script_without_a_font_at_hand_is_warned_of(project: SmallProject) -> None:
    project.write("- {kind: statement, id: een, text: นวัตกรรมทางสังคม}\n", "title: Proef\nlanguage: th\nslides:\n")
    made = project.build()
    assert made.code == 0
    assert sorted(each["rule"] for each in made.findings) == ["fixed-words", "font-not-measured"]


def test_characters_that_no_font_holds_are_warned_of(project: SmallProject) -> None:
    project.write("- {kind: statement, id: een, text: 'Een \U00010380 en 😀 en ✓ en ሰላም'}\n")
    made = project.build()
    found = [(each["rule"], each["severity"], each["message"]) for each in made.findings]
    assert found == [
        ("glyph-missing", "warning", "no font holds U+10380 (ugaritic letter alpa): it would show as a box")
    ]


@pytest.mark.office
def test_libreoffice_shows_the_letters_of_every_script(files: dict[tuple[str, str], Path], tmp_path: Path) -> None:
    copies = []
    for language in languages():
        copies.append(tmp_path / f"{language}.pptx")
        copies[-1].write_bytes(files[language, "helder"].read_bytes())
    converted(copies, tmp_path)
    for language, word in (("el", "δουλειά"), ("uk", "роботу"), ("ja", "仕事"), ("zh", "社会"), ("ko", "사회")):
        shown = subprocess.run(
            ["pdftotext", str(tmp_path / f"{language}.pdf"), "-"], check=True, capture_output=True, text=True
        ).stdout
        assert word in re.sub(r"\s", "", shown), language
        assert len(shown.split("\f")) - 1 == len(DeckFile(files[language, "helder"]).slides)
