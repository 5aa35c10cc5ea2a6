"""Decks linked from slides: what is shared is made once, what leads nowhere is told, properties and parts are listed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from builder.diagnostics import ContentError
from builder.pptx import link as module
from builder.pptx.brand_parts import worded_brand
from builder.pptx.link import DeadLink, DeckProperties, Linked, Linker, _bounded, dead_links
from builder.pptx.parts import TYPES, CompiledSlide, Part, Rel, Rels, escape, rels_xml
from builder.pptx.slide_cache import get_slides, put_slides
from builder.projects.project import Project
from builder.storage.store import MemoryStore
from builder.storage.zip_writer import inflate, store
from tests.tools.packages import CONTENT_TYPES, P
from tests.tools.projects import ROOT

SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
HYPERLINK = SLIDE.replace("slide", "hyperlink")
PROPERTIES = DeckProperties("Kop & co", "nl", "Wie", "proef", "helder", "abc")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from builder.pptx.brand_parts import ready_brand

    return ready_brand("helder", Project.at(ROOT), MemoryStore(tmp_path_factory.mktemp("none")))


@pytest.fixture
def linker(ready: Any) -> tuple[Linker, list[str]]:
    asked: list[str] = []

    def media(digest: str, file: str) -> bytes:
        asked.append(digest)
        return digest.encode() * 10

    return Linker(ready.parts, ready.defaults, media), asked


def slide(name: str, *rels: Rel, source: str = "", media: tuple[str, ...] = (), **more: object) -> CompiledSlide:
    part = Part(f"/ppt/slides/slide-{name}.xml", TYPES["slide"], store(f"<x id='{name}'/>".encode()), rels)
    pictures = tuple((f"/ppt/media/{each}.png", each, f"{each}.png") for each in media)
    made = CompiledSlide(name, source or name, "bullets", name, "", False, False, (part,), pictures)
    return replace(made, **more)  # type: ignore[arg-type]


def members(linked: Linked) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(linked.data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def test_decks_of_one_brand_share_the_head_of_their_archive(linker: tuple[Linker, list[str]]) -> None:
    """The same slides for another audience: the head is the same object, and its digest goes on in each."""
    import hashlib

    made, _ = linker
    slides = [slide("a", media=("pic",)), slide("b")]
    one = made.link(slides, PROPERTIES)
    other = made.link(slides, replace(PROPERTIES, audience="raad"))
    assert one.head is other.head
    assert one.data != other.data
    for each in (one, other):
        assert each.sha256() == hashlib.sha256(each.data).hexdigest()
    assert b"raad" in members(other)["docProps/custom.xml"] and b"raad" not in members(one)["docProps/custom.xml"]
    assert made.link([slide("a")], PROPERTIES).head is not one.head


def test_a_picture_is_read_once_and_carried_once(linker: tuple[Linker, list[str]]) -> None:
    made, asked = linker
    slides = [slide("a", media=("pic", "other")), slide("b", media=("pic",))]
    found = members(made.link(slides, PROPERTIES))
    made.link(slides, PROPERTIES)
    assert asked == ["pic", "other"]
    assert found["ppt/media/pic.png"] == b"pic" * 10


def test_pictures_beyond_what_is_held_are_read_for_each_deck(
    linker: tuple[Linker, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, asked = linker
    monkeypatch.setattr(module, "PICTURES_HELD", 100)
    slides = [slide("a", media=("one", "two"))]
    first, second = made.link(slides, PROPERTIES), made.link(slides, PROPERTIES)
    assert asked == ["one", "two", "two"]
    assert first.data == second.data
    assert members(first)["ppt/media/two.png"] == b"two" * 10


def test_links_lead_to_the_first_slide_made_from_an_id_and_dead_ones_are_told(linker: tuple[Linker, list[str]]) -> None:
    slides = [
        slide("a", Rel("rId1", SLIDE, "#c"), Rel("rId2", SLIDE, "#gone"), Rel("rId3", HYPERLINK, "https://e.org/#c", True)),
        slide("c--p1", source="c"), slide("c--p2", source="c"), slide("b", Rel("rId1", SLIDE, "#c--p2")),
    ]  # fmt: skip
    linked = linker[0].link(slides, PROPERTIES)
    found = members(linked)
    rels = {e.get("Id"): e.get("Target") for e in etree.fromstring(found["ppt/slides/_rels/slide-a.xml.rels"])}
    assert rels == {"rId1": "/ppt/slides/slide-c--p1.xml", "rId3": "https://e.org/#c"}
    assert b"slide-c--p2.xml" in found["ppt/slides/_rels/slide-b.xml.rels"]
    assert "ppt/slides/_rels/slide-c--p1.xml.rels" not in found
    assert linked.dead == tuple(dead_links(slides)) == (DeadLink("a", "#gone"),)
    assert dead_links(slides[1:]) == []


def test_two_slides_of_one_name_are_refused(linker: tuple[Linker, list[str]]) -> None:
    with pytest.raises(ContentError) as caught:
        linker[0].link([slide("a"), slide("b"), slide("a")], PROPERTIES)
    (found,) = caught.value.found
    assert found.rule == "duplicate-id" and found.message.endswith("slides/slide-a.xml")


def test_parts_are_typed_and_changed_ones_of_an_audience_take_their_place(
    linker: tuple[Linker, list[str]], ready: Any
) -> None:
    theme = next(name for name, _, _ in ready.parts if "theme" in name and name.endswith(".xml"))
    changed = (
        (theme, next(kind for name, kind, _ in ready.parts if name == theme), store(b"<changed/>")),
        ("ppt/media/logo.gif", "", store(b"logo")), ("ppt/own.xml", "own/type", store(b"<own/>")),
    )  # fmt: skip
    found = members(linker[0].link([slide("a", media=("pic",))], PROPERTIES, changed))
    assert found[theme] == b"<changed/>" and found["ppt/media/logo.gif"] == b"logo"
    types = etree.fromstring(found["[Content_Types].xml"])
    overrides = [each.get("PartName") for each in types.iter(f"{CONTENT_TYPES}Override")]
    defaults = {each.get("Extension"): each.get("ContentType") for each in types.iter(f"{CONTENT_TYPES}Default")}
    assert len(overrides) == len(set(overrides))
    assert {"/ppt/own.xml", "/ppt/slides/slide-a.xml", f"/{theme}", "/ppt/presentation.xml"} <= set(overrides)
    assert (defaults["png"], defaults["gif"], defaults["xml"]) == ("image/png", "image/gif", "application/xml")
    assert "jpeg" not in {*defaults} - {*ready.defaults}
    untouched = members(linker[0].link([slide("a")], PROPERTIES))
    assert untouched[theme] != b"<changed/>" and "ppt/own.xml" not in untouched
    assert b"gif" not in untouched["[Content_Types].xml"] or "gif" in ready.defaults


def test_properties_say_what_a_deck_is(linker: tuple[Linker, list[str]]) -> None:
    slides = [slide("a", notes=True), slide("b", hidden=True, notes=True), slide("c")]
    found = members(linker[0].link(slides, replace(PROPERTIES, created="2026-11-27")))
    core, app, custom = (found[f"docProps/{name}.xml"].decode() for name in ("core", "app", "custom"))
    assert "<dc:title>Kop &amp; co</dc:title>" in core and core.count("2026-11-27T00:00:00Z") == 2
    assert "<Slides>3</Slides>" in app and "<Notes>2</Notes>" in app and "<HiddenSlides>1</HiddenSlides>" in app
    assert [name in custom for name in ('"fandeck.session"', '"fandeck.source"', ' pid="2" ')] == [True] * 3
    assert "fandeck.audience" not in custom
    assert next(iter(found)) == "[Content_Types].xml"


def test_decks_are_the_same_whatever_was_linked_before(linker: tuple[Linker, list[str]], ready: Any) -> None:
    """Though what is kept is bounded."""
    made, _ = linker
    fresh = Linker(ready.parts, ready.defaults, lambda digest, file: digest.encode() * 10)
    for number in range(300):
        made.link([slide(f"s{number}", Rel("rId1", SLIDE, f"#s{number}"))], PROPERTIES)
    last = [slide("s7", Rel("rId1", SLIDE, "#s7"), section="Deel")]
    assert made.link(last, PROPERTIES).data == fresh.link(last, PROPERTIES).data


def test_the_oldest_quarter_of_what_is_too_much_goes() -> None:
    kept = dict.fromkeys(range(7))
    _bounded(kept, 8)
    assert len(kept) == 7
    kept[7] = None
    _bounded(kept, 8)
    assert list(kept) == [2, 3, 4, 5, 6, 7]


def test_relationships_are_listed_once_and_escaped() -> None:
    rels = Rels()
    assert [rels.add("slide", "a"), rels.add("slide", "b"), rels.add("slide", "a")] == ["rId1", "rId2", "rId1"]
    assert rels.add("slide", "a", external=True) == "rId3"
    assert rels.add("http://own/type", "a") == "rId4"
    assert rels.since(2) == ((SLIDE, "a", True), ("http://own/type", "a", False))
    written = rels_xml((*rels.all(), Rel("rId5", SLIDE, 'x"&<y')), {"b": "/ppt/b.xml"}).decode()
    assert written.count('TargetMode="External"/>') == 1 and 'Target="/ppt/b.xml"/>' in written
    assert 'Target="x&quot;&amp;&lt;y"/>' in written
    assert escape("a\x00\x0b<ü>\n") == "a&lt;ü&gt;\n"


def test_slides_come_back_from_the_store_as_they_went_in(tmp_path: Any) -> None:
    store_ = MemoryStore(tmp_path)
    made = slide("a", Rel("rId1", SLIDE, "#b", True), media=("pic",), why=("why",), departures=("x (Y)",), shown="woord",
                 section="Deel", hidden=True, notes=True)  # fmt: skip
    put_slides(store_, "key", [made, slide("b")], {"file": "digest"})
    assert get_slides(store_, "key") == ([made, slide("b")], {"file": "digest"})
    assert get_slides(store_, "other") is None


def test_a_brand_s_own_texts_are_said_in_the_deck_s_language(ready: Any) -> None:
    """On masters and layouts; whatever has none of them is the same object."""
    described = {
        each.get("descr")
        for name, _, member in ready.parts
        if name.startswith(("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout"))
        for each in etree.fromstring(inflate(member)).iter(f"{P}cNvPr")
        if each.get("descr")
    }
    assert worded_brand(ready, {}) is ready and worded_brand(ready, {"a": "a"}) is ready
    told = sorted(described)[0]
    made = worded_brand(ready, {told: "Anders\x00 & zo", "nergens": "x"})
    assert made.brand.key != ready.brand.key
    changed = [name for (name, _, old), (_, _, new) in zip(ready.parts, made.parts, strict=True) if old is not new]
    assert changed
    for name, _, member in made.parts:
        if name in changed:
            assert "Anders &amp; zo" in inflate(member).decode() and told not in inflate(member).decode()
