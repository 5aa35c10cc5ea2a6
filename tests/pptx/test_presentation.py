"""A brand's presentation part with the slides and sections of a deck, whatever it holds already."""

from __future__ import annotations

import pytest
from lxml import etree

from builder.ooxml.namespaces import P14, RELATIONSHIPS, P, R, declared
from builder.pptx.anchors import slide_numbers
from builder.pptx.parts import CompiledSlide, Part
from builder.pptx.presentation import Presentation
from builder.storage.zip_writer import store

SIZES = '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
OWN = '<p:ext uri="{ABC}"><p14:x xmlns:p14="urn:x"/></p:ext>'
RELS = (
    f'<Relationships xmlns="{RELATIONSHIPS[1:-1]}"><Relationship Id="rId7" Type="t" Target="theme.xml"/>'
    '<Relationship Id="rIdMaster" Type="t" Target="rId99.xml"/>'
    '<Relationship Id="rId3" Type="t" Target="master.xml"/></Relationships>'
)

IDS = [str(each) for each in slide_numbers(["a", "b", "c"])]


def presentation(inner: str) -> Presentation:
    return Presentation(f"<p:presentation {declared(r=R, p=P)}>{inner}</p:presentation>".encode(), RELS.encode())


def slide(identity: str, section: str = "") -> CompiledSlide:
    part = Part(f"/ppt/slides/slide-{identity}.xml", "", store(b"<x/>"))
    return CompiledSlide(identity, identity, "bullets", identity, section, False, False, (part,), ())


def names(part: str) -> list[str]:
    return [etree.QName(child).localname for child in etree.fromstring(part.encode())]


@pytest.mark.parametrize("old", ["", "<p:sldIdLst/>", '<p:sldIdLst><p:sldId id="300" r:id="rId3"/></p:sldIdLst>\n'])
@pytest.mark.parametrize(
    "extensions", ["", "<p:extLst/>", f"<p:extLst>{OWN}</p:extLst>", f"<p:extLst>\n{OWN}\n</p:extLst>\n"]
)
def test_slides_stand_before_sizes_and_sections_after_the_brands_extensions(old: str, extensions: str) -> None:
    base = presentation(f"<p:sldMasterIdLst/>{old}{SIZES}<p:defaultTextStyle/>{extensions}")
    part = base.part([slide("a"), slide("b", "Deel <2>"), slide("c")], "proef", "Begin")
    assert names(part) == ["sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle", "extLst"]
    root = etree.fromstring(part.encode())
    assert [each.get("id") for each in root.iter(f"{P}sldId")] == IDS
    assert [each.get(f"{R}id") for each in root.iter(f"{P}sldId")] == ["rId8", "rId9", "rId10"]
    found = [(s.get("name"), [i.get("id") for i in s.iter(f"{P14}sldId")]) for s in root.iter(f"{P14}section")]
    assert found == [("Begin", IDS[:1]), ("Deel <2>", IDS[1:])]
    assert len({each.get("id") for each in root.iter(f"{P14}section")}) == 2
    assert [each.get("uri") for each in root.iter(f"{P}ext")][:-1] == (["{ABC}"] if OWN in extensions else [])


def test_a_deck_without_sections_has_no_list_of_them() -> None:
    assert names(presentation(SIZES).part([slide("a")], "proef", "Begin")) == ["sldIdLst", "sldSz", "notesSz"]


def test_a_brand_without_a_slide_size_still_lists_its_slides() -> None:
    part = presentation('<p:notesSz cx="1" cy="1"/>').part([slide("a")], "proef", "Begin")
    assert names(part) == ["sldIdLst", "notesSz"]


def test_slides_follow_the_brands_own_relationships() -> None:
    root = etree.fromstring(presentation(SIZES).relationships([slide("a"), slide("b")]).encode())
    assert [each.get("Id") for each in root] == ["rId7", "rIdMaster", "rId3", "rId8", "rId9"]
    assert [each.get("Target") for each in root][3:] == ["/ppt/slides/slide-a.xml", "/ppt/slides/slide-b.xml"]
