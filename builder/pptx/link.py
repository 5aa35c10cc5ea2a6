"""A deck linked from compiled slides and the brand's own parts: order, sections, links, properties.

No layout decision is made here. Parts are copied as they were deflated; only the presentation, the
relationships, the content types and the properties are written for each deck.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from builder.diagnostics import ContentError
from builder.pptx.parts import EXTENSIONS, HEAD, OFFICE, CompiledSlide, Rel, escape, rels_xml
from builder.zip_writer import Member, deflate, inflate, store, write_zip

_SPACE = uuid.UUID("3e4b9bfa-2d6b-4c64-8f7e-0c2f3f5c9a52")
_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
BaseParts = tuple[tuple[str, str, Member], ...]


@dataclass(frozen=True)
class DeckProperties:
    """What a deck says of itself: core and custom properties."""

    title: str
    language: str
    author: str
    session: str
    brand: str
    source: str  # hash of all that went in
    created: str = "2000-01-01"  # ISO date; never the moment of building
    audience: str = ""
    first_section: str = "Introduction"


class DeadLink(NamedTuple):
    """A link to a slide that the deck does not have."""

    slide: str
    target: str


class Linked(NamedTuple):
    """A deck's bytes, and the links in it that lead nowhere."""

    data: bytes
    dead: tuple[DeadLink, ...]


def link(
    slides: list[CompiledSlide],
    base: BaseParts,
    defaults: dict[str, str],
    properties: DeckProperties,
    media: Callable[[str, str], bytes],
) -> Linked:
    """Write a deck; media: gives the bytes of a picture by its digest and its file."""
    targets, dead = _targets(slides)
    members: list[tuple[str, Member]] = []
    overrides: list[tuple[str, str]] = []
    kept = dict(defaults)
    for name, kind, member in base:
        if name in ("ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "_rels/.rels"):
            continue
        members.append((name, member))
        if kind:
            overrides.append(("/" + name, kind))
    written: dict[str, None] = {}
    for slide in slides:
        for part in slide.parts:
            members.append((part.name[1:], part.member))
            if part.type:
                overrides.append((part.name, part.type))
            if part.rels:
                rels = tuple(rel for rel in part.rels if not rel.target.startswith("#") or rel.target in targets)
                folder, _, file = part.name[1:].rpartition("/")
                members.append((f"{folder}/_rels/{file}.rels", store(rels_xml(rels, targets))))
        for name, digest, file in slide.media:
            if name not in written:
                written[name] = None
                members.append((name[1:], store(media(digest, file))))
    names = [name for name, _ in members]
    if len(names) != len(set(names)):
        double = sorted({name for name in names if names.count(name) > 1})
        raise ContentError.of(
            "duplicate-id", f"two slides would be one part of the deck: {double[0]}", None, "rename an id"
        )
    for name, _ in members:
        extension = name.rsplit(".", 1)[-1].lower()
        if extension in EXTENSIONS:
            kept.setdefault(extension, EXTENSIONS[extension])
    by_name = {name: (kind, member) for name, kind, member in base}
    front = _front(slides, by_name, properties, overrides, kept)
    stream = io.BytesIO()
    write_zip(stream, [*front, *members])
    return Linked(stream.getvalue(), tuple(dead))


def _targets(slides: list[CompiledSlide]) -> tuple[dict[str, str], list[DeadLink]]:
    """Find the part that each `#id` leads to: the first slide made from it."""
    parts: dict[str, str] = {}
    for slide in slides:
        for name in (slide.id, slide.source_id):
            parts.setdefault(f"#{name}", slide.parts[0].name)
    dead = [
        DeadLink(slide.id, rel.target)
        for slide in slides
        for part in slide.parts
        for rel in part.rels
        if rel.target.startswith("#") and not rel.external and rel.target not in parts
    ]
    return parts, dead


def _front(
    slides: list[CompiledSlide],
    base: dict[str, tuple[str, Member]],
    properties: DeckProperties,
    overrides: list[tuple[str, str]],
    defaults: dict[str, str],
) -> list[tuple[str, Member]]:
    """Write the parts that belong to the deck itself."""
    kind, member = base["ppt/presentation.xml"]
    old_rels = inflate(base["ppt/_rels/presentation.xml.rels"][1]).decode()
    first = max((int(n) for n in re.findall(r'Id="rId(\d+)"', old_rels)), default=0) + 1
    presentation = _presentation(inflate(member).decode(), slides, first, properties)
    new = "".join(
        f'<Relationship Id="rId{first + n}" Type="{OFFICE}/slide" Target="{slide.parts[0].name}"/>'
        for n, slide in enumerate(slides)
    )
    root = (
        Rel("rId1", f"{OFFICE}/officeDocument", "/ppt/presentation.xml"),
        Rel(
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "/docProps/core.xml",
        ),
        Rel("rId3", f"{OFFICE}/extended-properties", "/docProps/app.xml"),
        Rel("rId4", f"{OFFICE}/custom-properties", "/docProps/custom.xml"),
    )
    types = [
        ("/ppt/presentation.xml", kind),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
        *overrides,
    ]
    body = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in sorted(defaults.items()))
    body += "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in types)
    content_types = f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{body}</Types>'
    parts = {
        "[Content_Types].xml": content_types.encode(),
        "_rels/.rels": rels_xml(root, {}),
        "docProps/core.xml": _core(properties).encode(),
        "docProps/app.xml": _app(slides).encode(),
        "docProps/custom.xml": _custom(properties).encode(),
        "ppt/presentation.xml": presentation.encode(),
        "ppt/_rels/presentation.xml.rels": old_rels.replace("</Relationships>", new + "</Relationships>").encode(),
    }
    return [(name, deflate(raw)) for name, raw in parts.items()]


def _presentation(xml: str, slides: list[CompiledSlide], first: int, properties: DeckProperties) -> str:
    """Put slides and sections into the brand's presentation part."""
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="rId{first + n}"/>' for n in range(len(slides)))
    xml = re.sub(r"<p:sldIdLst\s*/>|<p:sldIdLst>.*?</p:sldIdLst>", "", xml, flags=re.S)
    xml = xml.replace("<p:sldSz ", f"<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz ", 1) if ids else xml
    sections = _sections(slides, properties)
    listed = "".join(
        f'<p14:section name="{escape(name)}" id="{identity}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number in numbers)
        + "</p14:sldIdLst></p14:section>"
        for name, identity, numbers in sections
    )
    extension = (
        '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{listed}</p14:sectionLst></p:ext>'
    )
    if not any(slide.section for slide in slides):
        return xml
    if "</p:extLst></p:presentation>" in xml:
        return xml.replace("</p:extLst></p:presentation>", f"{extension}</p:extLst></p:presentation>")
    return xml.replace("</p:presentation>", f"<p:extLst>{extension}</p:extLst></p:presentation>")


def _sections(slides: list[CompiledSlide], properties: DeckProperties) -> list[tuple[str, str, list[int]]]:
    """Divide the slides over sections: name, GUID, slide numbers; each slide in exactly one."""
    sections: list[tuple[str, str, list[int]]] = []
    for number, slide in enumerate(slides):
        if slide.section or not sections:
            name = slide.section or properties.first_section
            identity = "{" + str(uuid.uuid5(_SPACE, f"{properties.session}/{slide.id}")).upper() + "}"
            sections.append((name, identity, []))
        sections[-1][2].append(256 + number)
    return sections


def _core(p: DeckProperties) -> str:
    moment = f"{p.created}T00:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(p.title)}</dc:title><dc:creator>{escape(p.author)}</dc:creator><cp:lastModifiedBy>{escape(p.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{escape(p.language)}</dc:language></cp:coreProperties>"
    )


def _app(slides: list[CompiledSlide]) -> str:
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>fandeck</Application><PresentationFormat>Widescreen</PresentationFormat><Slides>{len(slides)}</Slides>"
        f"<Notes>{sum(slide.notes for slide in slides)}</Notes><HiddenSlides>{sum(slide.hidden for slide in slides)}</HiddenSlides></Properties>"
    )


def _custom(p: DeckProperties) -> str:
    values = {
        "fandeck.session": p.session, "fandeck.language": p.language, "fandeck.brand": p.brand,
        "fandeck.source": p.source, "fandeck.audience": p.audience,
    }  # fmt: skip
    body = "".join(
        f'<property fmtid="{_PROPERTIES}" pid="{n}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for n, (name, value) in enumerate(((k, v) for k, v in values.items() if v), 2)
    )
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{body}</Properties>'
    )
