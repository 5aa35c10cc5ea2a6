"""What a source says is on its slides, or the build fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

import builder.pptx.compile as compile_module
from builder.ooxml.namespaces import A, C
from builder.pipeline.run import build
from builder.plan import Paragraph, SlidePlan
from builder.pptx.parts import END, CompiledSlide
from builder.pptx.text_xml import TextWriter
from builder.projects.examples import write_examples
from builder.slide_kinds import DeckFacts
from builder.slide_kinds.bullets import Bullets
from builder.slide_kinds.image import Image
from builder.storage.zip_writer import DEFLATED, inflate
from tests.tools.projects import SmallProject, png

SLIDE = (
    "- kind: bullets\n  id: punten\n  title: Titel & meer\n  lead: De **inleiding** staat er\n"
    "  points: [een <punt>, twee]\n  notes: |\n    Zeg dit.\n\n    - en dit\n"
)


def test_a_slide_that_shows_all_is_built(project: SmallProject) -> None:
    project.write(SLIDE)
    assert build(["proef"], project.root).ok


def test_a_text_that_a_kind_drops_fails_the_build(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Bullets.plan

    def without_lead(self: Bullets, deck: DeckFacts) -> list[SlidePlan]:
        lead, self.lead = self.lead, None
        plans = whole(self, deck)
        self.lead = lead
        return plans

    monkeypatch.setattr(Bullets, "plan", without_lead)
    project.write(SLIDE)
    made = build(["proef"], project.root)
    (found,) = [each for each in made.findings if each.rule == "text-lost"]
    assert not made.ok
    assert "De inleiding staat er" in found.message
    assert found.at is not None
    assert found.at.line == 7


def test_a_picture_that_a_kind_drops_fails_the_build(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Image.plan

    def without_picture(self: Image, deck: DeckFacts) -> list[SlidePlan]:
        return [replace(each, blocks=each.blocks[1:]) for each in whole(self, deck)]

    monkeypatch.setattr(Image, "plan", without_picture)
    project.files({"foto.png": png()})
    project.write("- {kind: image, id: foto, title: Foto, image: foto.png, alt: Een foto, caption: Onder}\n")
    made = build(["proef"], project.root)
    assert [each.message for each in made.findings if each.rule == "text-lost"] == [
        "the picture is on no slide (field 'image')",
        "'Een foto' is on no slide (field 'alt')",
    ]


def test_what_a_condition_takes_out_is_not_missed(project: SmallProject) -> None:
    project.write(SLIDE + "- {kind: statement, id: weg, text: Nooit te zien, when: \"language == 'en'\"}\n")
    made = build(["proef"], project.root)
    assert made.ok
    assert made.decks[0].slides == 1


def test_an_agenda_item_without_its_section_is_not_missed(project: SmallProject) -> None:
    project.write(
        "- kind: agenda\n  id: programma\n  items: [{text: Deel een, section: een}, {text: Deel twee, section: twee}]\n"
        "- {kind: section, id: een, title: Deel een}\n"
        "- {kind: section, id: twee, title: Deel twee, when: \"language == 'en'\"}\n"
    )
    made = build(["proef"], project.root)
    assert made.ok, made.findings
    assert made.decks[0].slides == 2


def test_formatted_figures_are_not_missed(project: SmallProject) -> None:
    project.write(
        "- kind: table\n  id: t\n  title: Tabel\n  columns: [Naam, {text: Bedrag, format: currency}]\n"
        "  rows: [[huur, 1234.5]]\n"
    )
    assert build(["proef"], project.root).ok


def test_a_word_that_the_writer_loses_fails_the_build(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = TextWriter.paragraph

    def without_last_run(self: TextWriter, paragraph: Paragraph, *args: Any, **more: Any) -> str:
        return whole(self, replace(paragraph, runs=paragraph.runs[:-1]), *args, **more)

    monkeypatch.setattr(TextWriter, "paragraph", without_last_run)
    project.write(SLIDE)
    made = build(["proef"], project.root)
    lost = {each.message for each in made.findings if each.rule == "text-lost"}
    assert "'De inleiding staat er' is on no slide (field 'lead')" in lost
    assert "'en dit' is on no slide (field 'notes')" in lost


def words_in(part: etree._Element) -> Iterator[str]:
    """Go through the words of a part as they stand in its XML."""
    for paragraph in part.iter(f"{A}p"):
        pieces = (each.text or "" if each.tag == f"{A}t" else " " for each in paragraph.iter(f"{A}t", f"{A}br"))
        yield "".join(pieces)
    yield from (value.text for value in part.iterfind(f".//{C}strCache/{C}pt/{C}v"))
    yield from (each.get("descr", "") for each in part.iter() if each.get("descr"))


def test_the_writer_notes_what_stands_in_the_parts(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[CompiledSlide] = []
    write = compile_module.compile_slide

    def remembered(*args: Any) -> CompiledSlide:
        compiled.append(write(*args))
        return compiled[-1]

    monkeypatch.setattr(compile_module, "compile_slide", remembered)
    write_examples(project.root)
    assert build(["voorbeelden"], project.root).ok
    assert len(compiled) > 20
    for slide in compiled:
        standing: set[str] = set()
        for part in slide.parts:
            if part.name.endswith(".xml"):
                raw = inflate(part.member) if part.member.method == DEFLATED else part.member.data
                standing |= {" ".join(each.split()) for each in words_in(etree.fromstring(raw))}
        noted = {" ".join(each.split()) for each in slide.shown.split(END)}
        assert noted - standing <= {""}, slide.id
        assert standing - noted <= {"", "\u2039#\u203a"}, slide.id
