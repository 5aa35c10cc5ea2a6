"""Formats made from pages: well-formed, escaped, alone, the same bytes; the PDF tagged, in reading order."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from builder.fitting.fonts import SHIPPED
from builder.pages.page import Item
from builder.pages.typst_source import TypstPage
from tests.pages.decks import built, project
from tests.tools.packages import A, DeckFile, P, placeholder_of

SVG = "{http://www.w3.org/2000/svg}"
needs_typst = pytest.mark.skipif(not find_spec("typst"), reason="typst is not here")


def drawings(root: Path, *, setting: str = "svg:inline") -> dict[str, str]:
    (deck,) = built(root, setting).decks
    with zipfile.ZipFile(deck.file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".svg")}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def shown(root: Path) -> dict[str, str]:
    return drawings(root)


def one(shown: dict[str, str], slide: str) -> etree._Element:
    return etree.fromstring(next(text for name, text in shown.items() if slide in name).encode())


def test_hidden_slides_are_left_out_and_can_be_had(root: Path, shown: dict[str, str]) -> None:
    assert len(shown) == 7
    assert len(drawings(root, setting="svg:hidden")) == 8


def test_drawings_hold_no_script_and_no_markup_of_the_content(shown: dict[str, str]) -> None:
    for text in shown.values():
        tree = etree.fromstring(text.encode())
        names = {etree.QName(each).localname for each in tree.iter(etree.Element)}
        assert not names & {"script", "foreignObject", "b"}
        assert all(each.get("href", "data:").startswith("data:image/") for each in tree.iter(f"{SVG}image"))
    assert "Werk <script>alert(1)</script> & meer" in "".join(one(shown, "titel").itertext())


def test_links_lead_where_they_may(shown: dict[str, str]) -> None:
    assert [each.get("href") for each in one(shown, "punten").iter(f"{SVG}a")] == [
        "https://example.org/?a=1&b=2",
        "#tabel",
    ]


def test_roles_say_what_is_what(shown: dict[str, str]) -> None:
    roles = [each.get("role") for each in one(shown, "tabel").iter() if each.get("role")]
    assert roles[:2] == ["group", "heading"]
    assert roles.count("columnheader") == 2
    assert roles.count("rowheader") == 2
    assert roles.count("cell") == 2
    assert [each.get("aria-label") for each in one(shown, "grafiek").iter() if each.get("role") == "img"] == [
        "Twee staven"
    ]
    assert [each.get("aria-label") for each in one(shown, "plaatje").iter(f"{SVG}image") if each.get("role")] == [
        "Een <vlak>"
    ]
    assert sum(each.get("role") == "listitem" for each in one(shown, "punten").iter()) == 3


def test_parts_name_the_field_that_says_them(shown: dict[str, str]) -> None:
    fields = {each.get("data-field") for each in one(shown, "punten").iter() if each.get("data-field")}
    assert {"title"} <= {field.split("/")[-1].split(".")[-1] for field in fields if field}


def test_the_page_stands_alone_and_reads_without_javascript(root: Path) -> None:
    (deck,) = built(root, "html:notes").decks
    text = deck.file.read_text(encoding="utf-8")
    assert text.count("<article ") == 7
    assert "<script>alert" not in text
    assert "Zeg iets." in text
    assert not re.findall(r"(?:src|href)=\"?'?https?:(?!//example\.org)", text)
    assert "url(http" not in text
    assert text.count("@font-face") >= 2


@pytest.mark.parametrize("name", ["html", "svg", "pdf", "png", "handout", "notes"])
def test_the_same_deck_has_the_same_bytes(root: Path, name: str) -> None:
    if name in ("pdf", "png", "handout", "notes"):
        pytest.importorskip("typst")
    first = built(root, name, output="een").decks[0].file.read_bytes()
    assert built(root, name, output="twee").decks[0].file.read_bytes() == first


@needs_typst
def test_the_pdf_is_tagged(root: Path) -> None:
    (deck,) = built(root, "pdf").decks
    data = deck.file.read_bytes()
    assert b"/MarkInfo" in data
    assert not [each for each in deck.findings if each.rule == "pdf-standard"]
    found = subprocess.run(["pdfinfo", "-struct-text", deck.file], capture_output=True, text=True, check=True).stdout
    for tag in ("H1", "H2", "P (block)", "L (block)", "LI (block)", "Table", "TH", "TD", "Figure", "Link"):
        assert tag in found, tag
    order = [
        "Het begin",
        "Punten & <b>tekens</b>",
        "eerst",
        "daarna",
        "verder naar",
        "Tabel",
        "Wie",
        "Waarde",
        "Een",
        "1",
        "Twee",
    ]
    after = found[found.index('"Het begin') :]
    places = [after.index(f'"{each}') for each in order]
    assert places == sorted(places)


def read_out(document: Path) -> str:
    """Return the words of a PDF in the order of its tags, which is that in which they are read out, without spaces."""
    told = subprocess.run(["pdfinfo", "-struct-text", document], capture_output=True, check=True).stdout
    lines = re.findall(r'^ *"(.*)"$', told.decode("utf-8", "replace"), re.M)  # names of tags may be in UTF-16
    return "".join("".join(lines).split())


def on_slides(deck: DeckFile) -> str:
    """Return the words of a deck's slides that are shown, in the order of their shapes, without footers and spaces."""
    return "".join("".join(_words(each)) for each in deck.slides if each.get("show") != "0")


def _words(slide: etree._Element) -> Iterator[str]:
    for shape in slide.iter(f"{P}sp", f"{P}graphicFrame"):
        place = placeholder_of(shape)
        if place is None or place.get("type") not in ("dt", "ftr", "sldNum"):
            yield from ("".join((each.text or "").split()) for each in shape.iter(f"{A}t"))


@needs_typst
@pytest.mark.office
def test_the_pdf_is_read_out_in_the_order_of_the_slides(root: Path) -> None:
    slides, document = built(root, "pptx", "pdf").decks
    assert "daarnaschuinenvetverdernaartabelTabelWieWaardeEen1Twee2" in read_out(document.file)
    assert read_out(document.file) == on_slides(DeckFile(slides.file))


SPLIT = """title: Proef
language: nl
slides:
  - {{kind: table, id: lang, title: Veel rijen, columns: [Wie, Wat], rows: [{rows}]}}
"""


@needs_typst
@pytest.mark.office
def test_which_part_a_slide_is_is_read_out_with_its_title(tmp_path: Path) -> None:
    """What holds words together was written as a replacement, of which a reader's program took the space alone."""
    rows = ", ".join(f"[Rij {n}, Woord {n}]" for n in range(30))
    (deck,) = built(project(tmp_path, SPLIT.format(rows=rows)), "pdf").decks
    assert re.search(r"Veelrijen\(1/\d\)WieWat", read_out(deck.file))


@needs_typst
@pytest.mark.office
def test_an_order_that_was_turned_is_heard(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words in the same places: standards ask for an order, which one is right they cannot say."""
    slides, right = built(root, "pptx", "pdf").decks
    whole = TypstPage._items

    def turned(page: TypstPage, items: Iterable[Item]) -> Iterator[str]:
        return whole(page, list(items)[::-1])

    monkeypatch.setattr(TypstPage, "_items", turned)
    (wrong,) = built(project(tmp_path), "pdf").decks
    assert sorted(read_out(wrong.file)) == sorted(read_out(right.file))
    assert read_out(wrong.file) != on_slides(DeckFile(slides.file))


@needs_typst
@pytest.mark.office
@pytest.mark.parametrize("own", ["", ", lang: ar"])
def test_columns_run_from_the_right_where_text_does(tmp_path: Path, own: str) -> None:
    """In the PDF too, in an Arabic deck and on an Arabic slide of a Dutch one: the words over the ground of their column."""
    table = f"{{kind: table, id: t, title: Titel, columns: [Wie, Wat], rows: [[Een, Twee]]{own}}}"
    text = f"title: Proef\nlanguage: {'nl' if own else 'ar'}\nslides:\n  - {table}\n"
    page, document = built(project(tmp_path, text), "svg:inline", "pdf").decks
    words = subprocess.run(
        ["pdftotext", "-bbox", document.file, "-"], capture_output=True, text=True, check=True
    ).stdout
    at = {found[2]: float(found[1]) for found in re.finditer(r'<word xMin="([\d.]+)"[^>]*>(\w+)<', words)}
    assert at["Een"] > at["Twee"] and at["Wie"] > at["Wat"]
    with zipfile.ZipFile(page.file) as archive:
        svg = archive.read(archive.namelist()[0]).decode()
    ends = {found[2]: float(found[1]) for found in re.finditer(r'<text x="([\d.]+)"[^>]*>(\w+)<', svg)}
    assert ends["Een"] > ends["Twee"] and 0 < ends["Een"] - at["Een"] < 40


@needs_typst
def test_letters_that_no_font_holds_are_told(tmp_path: Path) -> None:
    text = "title: Vreemd\nlanguage: nl\nslides:\n  - {kind: title, id: t, title: Vreemd \U00016800}\n"
    (deck,) = built(project(tmp_path, text), "pdf").decks  # a letter of Bamum
    assert [each.severity for each in deck.findings if each.rule == "pdf-standard"] == ["warning"]
    assert deck.file.read_bytes().startswith(b"%PDF")


CHINESE = "title: 工作\nlanguage: zh\nslides:\n  - {kind: title, id: t, title: 工作 Utrecht}\n"


@needs_typst
def test_letters_that_a_font_of_the_machine_has_to_hold_are_told(tmp_path: Path) -> None:
    (deck,) = built(project(tmp_path, CHINESE), "pdf").decks
    (found,) = [each for each in deck.findings if each.rule == "font-of-machine"]
    assert found.severity == "info" and "工" in found.message and "brand.yaml" in str(found.hint)


@needs_typst
def test_a_font_of_the_brand_lends_its_letters_to_pages(tmp_path: Path) -> None:
    fonts = pytest.importorskip("fontTools.ttLib")
    font = fonts.TTFont(SHIPPED / "Carlito-Regular.ttf")
    for table in font["cmap"].tables:
        table.cmap |= {ord("工"): "A", ord("作"): "B"}
    font["name"].names = [each for each in font["name"].names if each.nameID not in (1, 4, 6, 16)]
    for name in (1, 4, 6):
        font["name"].setName("OwnLetters" if name == 6 else "Own Letters", name, 3, 1, 0x409)
    folder = tmp_path / "templates" / "eigen"
    (folder / "fonts").mkdir(parents=True)
    font.save(folder / "fonts" / "OwnLetters-Regular.ttf")
    look = 'design: {primary: "#5B2A86", accent: "#C4501B", fonts: {heading: Calibri, body: Calibri}}'
    (folder / "brand.yaml").write_text(f"name: Eigen\nfonts: fonts\n{look}\n", encoding="utf-8")
    page, document = built(project(tmp_path, CHINESE), "html", "pdf", brand="eigen").decks
    text = page.file.read_text(encoding="utf-8")
    assert "@font-face{font-family:'Own Letters'" in text and "'Carlito', 'Calibri', 'Own Letters'" in text
    assert "@font-face{font-family:'Noto Sans Arabic'" not in text
    assert {each.rule for each in document.findings}.isdisjoint({"font-of-machine", "pdf-standard"})
    drawn = subprocess.run(["pdffonts", document.file], capture_output=True, text=True, check=True).stdout
    assert "OwnLetters" in drawn


LENT = """title: Работа
language: nl
slides:
  - {kind: title, id: t, title: Работа Ωμέγα}
  - {kind: bullets, id: b, title: Пункты, points: ["Первый **жирный**, *косой* пункт", Ένα ΣΗΜΕΊΟ]}
  - {kind: bullets, id: h, title: עבודה, points: [נקודה ראשונה]}
"""


@needs_typst
@pytest.mark.office
@pytest.mark.parametrize(("family", "lender"), [("Georgia", "Liberation Serif"), ("Calibri", "Liberation Sans")])
def test_letters_that_a_family_lacks_are_drawn_as_they_were_measured(tmp_path: Path, family: str, lender: str) -> None:
    """Greek and Cyrillic beside Georgia, Hebrew beside it and Calibri: their fonts come along, and no other's."""
    look = f'design: {{primary: "#5B2A86", accent: "#C4501B", fonts: {{heading: {family}, body: {family}}}}}'
    folder = tmp_path / "templates" / "eigen"
    folder.mkdir(parents=True)
    (folder / "brand.yaml").write_text(f"name: Eigen\n{look}\n", encoding="utf-8")
    page, document = built(project(tmp_path, LENT), "html", "pdf", brand="eigen").decks
    text = page.file.read_text(encoding="utf-8")
    assert all(f"@font-face{{font-family:'{lender}';font-weight:{each}" in text for each in (400, 700))
    assert re.search(f"'{family}', '{lender}'", text)
    drawn = subprocess.run(["pdffonts", document.file], capture_output=True, text=True, check=True).stdout
    shipped = {each.stem.removesuffix("-Regular") for each in SHIPPED.glob("*.ttf")}
    names = {each.removesuffix("-Regular") for each in re.findall(r"^[A-Z]{6}\+(\S+)", drawn, re.M)}
    assert names <= shipped, names - shipped
    assert lender.replace(" ", "") in names
    assert "ΈναΣΗΜΕΊΟ" in read_out(document.file)  # whole letters: of Ε and an accent, it would be read twice


@needs_typst
def test_pictures_are_1920_wide(root: Path) -> None:
    import io

    from PIL import Image

    (deck,) = built(root, "png").decks
    with zipfile.ZipFile(deck.file) as archive:
        assert len(archive.namelist()) == 7
        assert Image.open(io.BytesIO(archive.read(archive.namelist()[0]))).size == (1920, 1080)


@pytest.mark.browser
def test_the_page_shows_one_slide_and_fits_a_phone(root: Path, tmp_path: Path) -> None:
    (deck,) = built(root, "html").decks
    page = tmp_path / "page.html"
    probe = (
        "<script>document.dispatchEvent(new KeyboardEvent('keydown',{key:'End',bubbles:true}));"
        "document.title=[document.querySelectorAll('article.now').length,document.querySelector('article.now').id,"
        "document.documentElement.scrollWidth<=innerWidth,document.documentElement.className].join('|')</script></body>"
    )
    text = deck.file.read_text(encoding="utf-8")
    # the probe presses a key on the body, as a reader would
    page.write_text(
        text.replace("</body>", probe.replace("document.dispatchEvent", "document.body.dispatchEvent")),
        encoding="utf-8",
    )
    command = [shutil.which("chromium") or "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=320,640", "--dump-dom", page.as_uri()]  # fmt: skip
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "<title>1|slot|true|js single</title>" in shown
