"""Packages of strangers: what is opened, and what is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from builder.checks import verify_bytes
from builder.ooxml import package
from builder.ooxml.namespaces import A, C, P, R
from builder.ooxml.package import DamagedPackage, Package, Relation, relationships
from builder.ooxml.xml import UnreadableXml, parsed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PRESENTATION = f'<p:presentation xmlns:p="{P[1:-1]}"/>'.encode()
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="XML" ContentType="a/xml"/>'
    b'<Override PartName="/ppt/Presentation.xml" ContentType="a/main"/></Types>'
)


def zipped(**changes: bytes) -> bytes:
    """Write a package of three members, with others besides or instead."""
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships([Relation("rId1", f"{OFFICE}/officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": PRESENTATION,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in (members | changes).items():
            archive.writestr(name, raw)
    return stream.getvalue()


def damage(raw: bytes) -> str:
    with pytest.raises(DamagedPackage) as refused:
        Package(raw)
    return refused.value.damage


def test_a_package_says_what_its_parts_are() -> None:
    found = Package(zipped(**{"ppt\\slides\\a.xml": b"<a/>", "../b.xml": b"<b/>"}))
    assert found.main == "ppt/presentation.xml"
    assert found.type_of("ppt/presentation.xml") == "a/main"
    assert found.type_of("ppt/slides/a.xml") == "a/xml"
    assert found.xml("ppt/slides/a.xml").tag == "a"
    assert "../b.xml" in found.names
    assert "../b.xml" not in found.members


def test_relationships_lead_to_members_whatever_their_case_and_escapes() -> None:
    rels = [
        Relation("rId1", f"{OFFICE}/slide", "Slides/een%20twee.xml#x"),
        Relation("rId2", f"{OFFICE}/slide", "/ppt/weg.xml"),
        Relation("rId3", f"{OFFICE}/hyperlink", "ppt/presentation.xml", True),
    ]
    member = {"ppt/_rels/presentation.xml.rels": relationships(rels), "ppt/slides/een twee.xml": b"<a/>"}
    found = Package(zipped(**member))
    assert [rel.target for rel in found.relations(found.main)] == [
        "ppt/slides/een twee.xml",
        "ppt/weg.xml",
        "ppt/presentation.xml",
    ]
    assert [rel.id for rel in found.parts_of(found.main)] == ["rId1"]
    assert found.target(found.main, "rId2") == ""
    assert found.related(found.main, "slide") == "ppt/slides/een twee.xml"


def test_what_is_no_package_is_refused() -> None:
    assert damage(b"\xd0\xcf\x11\xe0" + b"\0" * 99) == "old"
    assert damage(b"%PDF-1.7") == "no zip"
    assert damage(zipped()[:-30]) == "broken zip"
    assert (
        damage(zipped(**{"_rels/.rels": relationships([])}).replace(b"ppt/presentation.xml", b"ppt/Presentation.xm_"))
        == "no presentation"
    )
    assert damage(zipped(**{"ppt/presentation.xml": b"<p"})) == "damaged part"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "this is an encrypted or old-style file"),
        (b"%PDF-1.7", "this is not a .pptx"),
        (zipped()[:-30], "this is a damaged .pptx"),
        (zipped(**{"ppt/presentation.xml": b"<p"}), "ppt/presentation.xml is damaged"),
    ],
)
def test_verify_says_what_is_wrong_with_a_file(raw: bytes, message: str) -> None:
    (found,) = verify_bytes(raw, "a.pptx")
    assert (found.rule, found.message, found.file) == ("package-readable", message, "a.pptx")


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert damage(zipped(bomb=b"\0" * (package.DENSE + 1))) == "bomb"
    for limit in ("MAX_WHOLE", "MAX_PART", "MAX_MEMBERS"):
        with monkeypatch.context() as lowered:
            lowered.setattr(package, limit, 2)
            assert damage(zipped()) == "bomb", limit


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<a", "damaged"),
        (b"", "damaged"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "doctype"),
        (b"<!-- " + b"x" * 5000 + b" --><!DOCTYPE a><a/>", "doctype"),
    ],
)
def test_xml_that_may_not_be_read(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableXml) as refused:
        parsed(raw)
    assert refused.value.reason == reason


def test_of_alternatives_stays_what_powerpoint_takes() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

    def taken(requires: str) -> list[str]:
        choice = f'<mc:Choice Requires="{requires}"><neu/></mc:Choice>'
        root = parsed(
            f"<a {mc}><mc:AlternateContent>{choice}<mc:Fallback><alt/></mc:Fallback></mc:AlternateContent><b/></a>".encode()
        )
        return [each.tag for each in root]

    assert taken("p14") == ["neu", "b"]
    assert taken("p14 toekomst") == ["alt", "b"]


def test_a_strict_part_is_read_as_an_ordinary_one() -> None:
    strict = (
        b'<a:x xmlns:a="http://purl.oclc.org/ooxml/drawingml/main" xmlns:c="http://purl.oclc.org/ooxml/drawingml/chart" '
        b'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" r:id="rId1" name="90%">'
        b'<a:lumMod val="12.5%"/><c:overlap val="-20%"/><c:numFmt formatCode="0%"/>'
        b'<a:graphicData uri="http://purl.oclc.org/ooxml/drawingml/chart"/></a:x>'
    )
    root = parsed(strict)
    assert [each.tag for each in root] == [f"{A}lumMod", f"{C}overlap", f"{C}numFmt", f"{A}graphicData"]
    assert dict(root.attrib) == {"name": "90%", f"{R}id": "rId1"}
    assert [dict(each.attrib) for each in root] == [
        {"val": "12500"},
        {"val": "-20"},
        {"formatCode": "0%"},
        {"uri": C[1:-1]},
    ]


@pytest.mark.parametrize(
    ("limit", "value", "refused"),
    [("MAX_MEMBERS", 3, False), ("MAX_MEMBERS", 2, True), ("MAX_PART", 1000, False), ("MAX_PART", 300, True),
     ("MAX_WHOLE", 2000, False), ("MAX_WHOLE", 500, True)],
)  # fmt: skip
def test_each_bound_refuses_by_itself(limit: str, value: int, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped()
    sizes = [info.file_size for info in zipfile.ZipFile(io.BytesIO(raw)).infolist()]
    assert max(sizes) < 1000 and max(sizes) > 300 and 500 < sum(sizes) < 2000
    monkeypatch.setattr(package, limit, value)
    if refused:
        assert damage(raw) == "bomb"
    else:
        Package(raw)


def test_what_is_dense_is_refused_only_where_it_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = zipped(**{"ppt/media/a.bmp": bytes(100_000)})
    Package(raw)
    monkeypatch.setattr(package, "DENSE", 50_000)
    monkeypatch.setattr(package, "MAX_RATIO", 10)
    assert damage(raw) == "bomb"
    monkeypatch.setattr(package, "DENSE", 200_000)
    Package(raw)
    monkeypatch.setattr(package, "DENSE", 50_000)
    monkeypatch.setattr(package, "MAX_RATIO", 10_000)
    Package(raw)


def test_parts_relationships_and_types() -> None:
    rels = [
        Relation("rId1", f"{OFFICE}/slide", "slides/a.xml"), Relation("rId2", f"{OFFICE}/slide", "slides/b.xml"),
        Relation("rId3", f"{OFFICE}/hyperlink", "https://example.org/#x", True), Relation("rId4", f"{OFFICE}/image", "#x"),
    ]  # fmt: skip
    found = Package(zipped(**{
        "ppt/_rels/presentation.xml.rels": relationships(rels), "ppt/slides/b.xml": b"<a/>", "ppt/media/": b"",
        "ppt/damaged.xml": b"<a>",
    }))  # fmt: skip
    assert [rel.id for rel in found.relations(found.main)] == ["rId1", "rId2", "rId3", "rId4"]
    assert found.relations(found.main)[2].target == "https://example.org/#x"
    assert [rel.id for rel in found.parts_of(found.main)] == ["rId2"]
    assert found.target(found.main, "rId2") == found.related(found.main, "slide") == "ppt/slides/b.xml"
    assert found.target(found.main, "rId1") == found.related(found.main, "image") == ""
    assert found.parts == ["ppt/damaged.xml", "ppt/presentation.xml", "ppt/slides/b.xml"]
    assert found.xml("ppt/damaged.xml") is None
    assert found.read("nothing") == b"" and found.unpacked("nothing") is None
    assert found.digest("ppt/slides/b.xml") != found.digest("ppt/damaged.xml")
    assert found.type_of("PPT/presentation.XML") == "a/main"
    assert found.type_of("x.png") == ""
    assert len(found.digest("nothing")) == 16


def test_slides_are_numbered_as_the_deck_lists_them() -> None:
    """What is listed and is no slide keeps its number."""
    slide = f'<p:sld xmlns:p="{P[1:-1]}"/>'.encode()
    rels = [Relation(f"rId{n}", f"{OFFICE}/slide", f"s{n}.xml") for n in (1, 2, 3, 4)]
    listed = "".join(f'<p:sldId r:id="rId{n}"/>' for n in (3, 1, 9, 2))
    main = f'<p:presentation xmlns:p="{P[1:-1]}" xmlns:r="{R[1:-1]}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
    found = Package(zipped(**{
        "ppt/presentation.xml": main.encode(), "ppt/_rels/presentation.xml.rels": relationships(rels),
        "ppt/s1.xml": b"<a/>", "ppt/s2.xml": slide, "ppt/s3.xml": slide, "ppt/s4.xml": slide,
    }))  # fmt: skip
    assert found.numbered_slides == [(1, "ppt/s3.xml"), (4, "ppt/s2.xml")]
    assert found.slide_parts == {"ppt/s3.xml", "ppt/s2.xml"}


def test_slides_without_a_size_have_powerpoint_s() -> None:
    assert Package(zipped()).size_of_slides == (12192000, 6858000)
    for size, expected in (("cx='7' cy='9'", (7, 9)), ("cx='x'", (12192000, 6858000))):
        main = f'<p:presentation xmlns:p="{P[1:-1]}"><p:sldSz {size}/></p:presentation>'.encode()
        assert Package(zipped(**{"ppt/presentation.xml": main})).size_of_slides == expected


def test_what_all_slides_depend_on_changes_with_the_least_size() -> None:
    assert Package(zipped(), 9.0).common != Package(zipped(), 8.0).common
    assert Package(zipped(), 9.0).common == Package(zipped(), 9.0).common


def test_xml_up_to_its_bound_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.ooxml import xml

    monkeypatch.setattr(xml, "MAX_XML", 4)
    assert parsed(b"<a/>").tag == "a"
    with pytest.raises(UnreadableXml) as refused:
        parsed(b"<aa/>")
    assert refused.value.reason == "large"


def test_what_is_changed_keeps_its_remarks_and_what_is_read_has_none() -> None:
    from builder.ooxml.xml import editable, fragment, plain, written

    raw = b"<a><!-- remark --><?do it?><b/></a>"
    assert len(editable(raw)) == 3 and len(parsed(raw)) == 1
    assert written(editable(raw)).endswith(raw)
    assert fragment("<p:x/>", f"xmlns:p='{P[1:-1]}'").tag == f"{P}x"
    assert plain("a\x00b\x0bc\ufffe\nü") == "abc\nü"


def test_percentages_of_strict_parts_in_words_stay_words() -> None:
    purl = "http://purl.oclc.org/ooxml/drawingml/main"
    root = parsed(
        f'<a:x xmlns:a="{purl}" name="50%" sz="-12.5%" char="7%" typeface="1%"><a:y val="100%"/></a:x>'.encode()
    )
    assert root.tag == f"{A}x"
    assert dict(root.attrib) == {"name": "50%", "sz": "-12500", "char": "7%", "typeface": "1%"}
    assert root[0].get("val") == "100000"
    chart = parsed(b'<c:x xmlns:c="http://purl.oclc.org/ooxml/drawingml/chart" val="50%" other="50%"/>')
    assert dict(chart.attrib) == {"val": "50", "other": "50%"}
    assert chart.tag == f"{C}x"


def test_all_that_an_alternative_holds_takes_its_place_in_order() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    root = parsed(
        f'<a xmlns:mc="{mc}"><x/><mc:AlternateContent><mc:Choice Requires="p14 a14"><y/><z/></mc:Choice><mc:Fallback><w/></mc:Fallback>'
        f'</mc:AlternateContent><v/><mc:AlternateContent><mc:Choice Requires="other"><y/></mc:Choice></mc:AlternateContent></a>'.encode()
    )
    assert [each.tag for each in root] == ["x", "y", "z", "v"]
