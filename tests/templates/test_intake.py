"""What is taken in of a template, and what is refused: each with its own clear error."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from builder.brands.template.house import open_house
from builder.brands.template.intake import take_in
from builder.brands.template.opening import open_template
from builder.diagnostics import ContentError
from tests.templates.conftest import adopt
from tests.templates.corpus import CORPUS, template
from tests.templates.writing import write
from tests.tools.packages import A, DeckFile, P, changed_members
from tests.tools.projects import SmallProject, png, run_cli, write_files


def _document() -> bytes:
    """A package that is no presentation."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )  # fmt: skip
        archive.writestr(
            "word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        )
    return stream.getvalue()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/media/image1.png", b"\0" * 30_000_000)
    return stream.getvalue()


def _strict(raw: bytes) -> bytes:
    old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    new = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    return changed_members(DeckFile(raw), {"_rels/.rels": lambda rels: rels.replace(old, new)})


def _with_entity(raw: bytes) -> bytes:
    def change(part: bytes) -> bytes:
        return part.replace(
            b'standalone="yes"?>', b'standalone="yes"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', 1
        )

    return changed_members(DeckFile(raw), {"ppt/slideMasters/slideMaster1.xml": change})


def _without_layouts(raw: bytes) -> bytes:
    def change(part: bytes) -> bytes:
        start, end = part.index(b"<p:sldLayoutIdLst>"), part.index(b"</p:sldLayoutIdLst>")
        return part[:start] + part[end + len(b"</p:sldLayoutIdLst>") :]

    return changed_members(DeckFile(raw), {"ppt/slideMasters/slideMaster1.xml": change})


def _sized(raw: bytes, width: int) -> bytes:
    def change(part: bytes) -> bytes:
        return part.replace(b'cx="12192120"', f'cx="{width}"'.encode(), 1)

    return changed_members(DeckFile(raw), {"ppt/presentation.xml": change})


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted, or in the format before 2007"),
        (b"%PDF-1.7", "no PowerPoint file"),
        (b"PK\x03\x04" + struct.pack("<H", 20) + b"broken", "damaged"),
        (_document(), "no presentation"),
        (_bomb(), "far more than its size"),
        (_strict(template("french")), "Strict Open XML"),
        (_with_entity(template("french")), "document type"),
        (_without_layouts(template("french")), "no layouts"),
        (template("french")[:-900], "damaged"),
        (_sized(template("french"), 90), "points"),
    ],
    ids=["encrypted", "pdf", "broken", "word", "bomb", "strict", "entity", "no layouts", "cut off", "size"],
)
def test_what_is_no_template_is_refused(raw: bytes, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        open_house(raw)
    assert len(refused.value.found) == 1
    assert said in refused.value.found[0].message
    assert refused.value.found[0].hint


def test_macros_slides_and_their_pictures_are_left_behind() -> None:
    macros = take_in(open_template(template("macros")))
    assert macros.notices == ("its macros are left behind",)
    deck = take_in(open_template(template("example-slides")))
    assert not [
        name for name in (*macros.parts, *deck.parts) if "vba" in name or "slides/" in name or "only-slide" in name
    ]
    assert "ppt/slideLayouts/slideLayout9.xml" in deck.parts
    assert b"sldIdLst" not in deck.parts["ppt/presentation.xml"][1]


def test_a_notes_master_is_added_where_there_is_none() -> None:
    taken = take_in(open_template(template("french")))
    assert taken.notes_master[1:] in taken.parts
    assert b"notesMasterId " in taken.parts["ppt/presentation.xml"][1]


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_every_role_of_a_template_has_a_layout_with_a_title(name: str) -> None:
    """Layouts without a title are chosen only where no other is."""
    house = open_house(template(name))
    titled = any(one.title is not None for one in house.layouts)
    for role, bound in house.bound().items():
        assert not titled or house.layouts[bound.chosen].title is not None, role


@pytest.mark.parametrize(
    "name", ["dutch", "french", "russian", "chinese", "nameless", "untyped", "doubled", "libreoffice"]
)
def test_the_choice_does_not_hang_on_names_types_or_indexes(name: str) -> None:
    """The same nine layouts, said otherwise, serve the same roles."""
    expected = {"points": 1, "columns2": 3, "columns3": 7, "points_picture": 6, "canvas": 4, "section": 2}
    house = open_house(template(name))
    turned = 8 if name == "dutch" else 0
    bound = house.bound()
    for role, number in expected.items():
        assert bound[role].chosen == (turned - number if turned else number), role
    assert {bound["opening"].chosen, bound["closing"].chosen} <= {0, 8}


def test_adopt_writes_a_brand_of_which_one_line_mends_one_role(tmp_path: Path) -> None:
    file = tmp_path / "Huisstijl 2026.potx"
    file.write_bytes(template("dutch"))
    made = run_cli("brand", "adopt", file, "--name", "huis", "--project", tmp_path)
    assert made.code == 0, made.err
    folder = tmp_path / "templates" / "huis"
    written = (folder / "brand.yaml").read_text(encoding="utf-8")
    assert (folder / "Huisstijl-2026.potx").read_bytes() == file.read_bytes()
    line = next(line for line in written.splitlines() if line.strip().startswith("# statement:"))
    mended = written.replace(line, '  statement: "Sectiekop"')
    (folder / "brand.yaml").write_text(mended, encoding="utf-8")
    told = run_cli("brand", "inspect", "huis", "--json", "--project", tmp_path)
    assert told.code == 0, told.err
    assert told.json["roles"]["statement"]["layout"] == "Sectiekop"
    assert told.json["roles"]["statement"]["asked"]
    wrong = written.replace(line, '  statement: "Sectiekopp"')
    (folder / "brand.yaml").write_text(wrong, encoding="utf-8")
    refused = run_cli("brand", "inspect", "huis", "--project", tmp_path)
    assert refused.code == 1
    assert "did you mean 'Sectiekop'" in refused.err


def test_inspect_draws_layouts_and_roles(tmp_path: Path) -> None:
    file = tmp_path / "huis.potx"
    file.write_bytes(template("picture-ground"))
    told = run_cli("brand", "inspect", file, "--pictures", tmp_path / "pictures", "--json")
    assert told.code == 0, told.err
    assert len(told.json["layouts"]) == 9
    assert len(list((tmp_path / "pictures").glob("*.png"))) == 10
    assert "points" in told.json["layouts"][1]["roles"]


def test_check_builds_every_kind_and_lists_departures(tmp_path: Path) -> None:
    file = tmp_path / "huis.potx"
    file.write_bytes(template("only-titles"))
    assert run_cli("brand", "adopt", file, "--name", "huis", "--project", tmp_path).code == 0
    checked = run_cli("brand", "check", "huis", "--json", "--project", tmp_path)
    assert checked.code == 0, checked.out
    assert checked.json["slides"] >= 21
    assert any("text box (Text)" in each for each in checked.json["departures"]["goed-werk"])
    assert not [finding for finding in checked.json["findings"] if finding["severity"] == "error"]


def test_diff_says_what_a_new_version_changes(tmp_path: Path) -> None:
    own = CORPUS["french"]()
    master = own.masters[0]
    second = replace(
        own,
        masters=(replace(master, layouts=(*master.layouts[:3], *master.layouts[4:]), title=(0.05, 0.1, 0.9, 0.16)),),
        colours=("1F2A37", "FFFFFF", "0B4F6C", "EEF4F7", "AA0000", *own.colours[5:]),
    )
    (tmp_path / "old.potx").write_bytes(write(own))
    (tmp_path / "new.potx").write_bytes(write(second))
    content = tmp_path / "content" / "proef"
    content.mkdir(parents=True)
    (content / "session.yaml").write_text(
        "title: Proef\nlanguage: nl\nslides:\n  - {kind: columns, id: twee, title: Twee, columns: [{text: een}, {text: twee}]}\n",
        encoding="utf-8",
    )
    told = run_cli("brand", "diff", tmp_path / "old.potx", tmp_path / "new.potx", "--json", "--project", tmp_path)
    assert told.code == 0, told.err
    messages = [f"{each['sort']} {each['about']} {each['message']}" for each in told.json["changes"]]
    assert any("accent1 from #0B7A75 to #AA0000" in each for each in messages)
    assert "layout Deux contenus is gone" in messages
    assert any(each.startswith("role columns2 ") for each in messages)
    assert any(each.startswith("placeholder Titre et contenu 'Titel' from") for each in messages)
    assert told.json["slides"] == {"proef": ["twee"]}
    same = run_cli("brand", "diff", tmp_path / "old.potx", tmp_path / "old.potx", "--project", tmp_path)
    assert same.out == "nothing that decks are made of has changed\n"


def test_an_audience_has_its_accent_and_logo_only_where_brand_yaml_allows(tmp_path: Path) -> None:
    raw = template("four-by-three")
    project = SmallProject(tmp_path)
    adopt(tmp_path, "dicht", raw)
    adopt(tmp_path, "open", raw, 'audience_accent: true\naudience_logo: "700 520 150 24"\n')
    write_files(
        tmp_path / "content",
        {
            "proef/session.yaml": "title: Proef\nlanguage: nl\naudiences: gemeenten\nslides:\n  - {kind: statement, id: een, text: Eén zin.}\n",
            "audiences/gemeenten.yaml": 'source: gemeenten.csv\nid: "{{ code }}"\nname: "{{ naam }}"\naccent: "{{ kleur }}"\nlogo: "{{ logo }}"\n',
            "audiences/gemeenten.csv": 'code,naam,kleur,logo\na1,Adorp,"#7A1F5C",logo.png\n',
            "audiences/logo.png": png(),
        },
    )  # fmt: skip
    made = project.build("-a", "a1", "-b", "dicht", "-b", "open")
    assert made.code == 0, made.out
    decks = {each["brand"]: DeckFile(Path(each["file"])) for each in made.json["decks"]}
    closed, opened = decks["dicht"], decks["open"]
    theme, master = "ppt/theme/theme1.xml", "ppt/slideMasters/slideMaster1.xml"
    before = DeckFile(raw)
    assert closed.members[theme] == before.members[theme]
    assert closed.members[master] == before.members[master]
    colours = [[each.get("val") for each in deck.xml(theme).iter(f"{A}srgbClr")] for deck in (before, opened)]
    changed = [(was, now) for was, now in zip(*colours, strict=True) if was != now]
    assert len(changed) == 1
    assert changed[0][0] == "D1495B"  # accent2, the brand's accent
    off = opened.xml(master).find(f".//{P}pic/{P}spPr/{A}xfrm/{A}off")
    wide = int(opened.presentation.find(f"{P}sldSz").get("cx"))
    assert 700 / 960 <= int(off.get("x")) / wide <= 850 / 960
    assert {"accent-unused", "logo-unused"} <= {finding["rule"] for finding in made.findings}
