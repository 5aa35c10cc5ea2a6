"""A deck linked from compiled slides and the brand's own parts: order, sections, links, properties.

No layout decision is made here. Parts are copied as they were deflated; only the presentation, the
relationships, the content types and the properties are written for each deck.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct

from builder.diagnostics import ContentError
from builder.ooxml.namespaces import OFFICE
from builder.ooxml.xml import DECLARATION, escape
from builder.pptx.anchors import (
    PROPERTIES_TYPE,
    PROPERTY,
    Piece,
    Source,
    Sources,
    beginning,
    item_properties,
    joined,
    loose_piece,
    piece,
    slide_beginning,
)
from builder.pptx.parts import EXTENSIONS, CompiledSlide, Part, Rel, rels_xml
from builder.pptx.presentation import Presentation
from builder.storage.zip_writer import Head, Member, Segment, archived, deflate, head, inflate, segment, store

_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
BaseParts = tuple[tuple[str, str, Member], ...]


class DeckProperties(Struct, frozen=True):
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
    sources: Sources = {}
    told: str = ""  # what no text says of the session, as `anchors.py` writes it


class DeadLink(NamedTuple):
    """A link to a slide that the deck does not have."""

    slide: str
    target: str


class Linked(NamedTuple):
    """The pieces of a deck's file, and the links in it that lead nowhere."""

    head: Head
    rest: list[bytes]
    dead: tuple[DeadLink, ...]

    @property
    def chunks(self) -> list[bytes]:
        """The pieces in order."""
        return [*self.head.chunks, *self.rest]

    @property
    def data(self) -> bytes:
        """The whole file."""
        return b"".join(self.chunks)

    def sha256(self) -> str:
        """Give the digest of the file."""
        digest = self.head.digest.copy()
        for chunk in self.rest:
            digest.update(chunk)
        return str(digest.hexdigest())


class _Ready(NamedTuple):
    """The parts of a source's slide, ready to be copied into any deck."""

    parts: tuple[Part, ...]  # held, so that their identity stays theirs
    segments: tuple[Segment, ...]
    extensions: frozenset[str]
    types: str
    linked: tuple[Part, ...]  # parts whose relationships lead to other slides
    anchors: Piece


class Linker:
    """Links any number of decks of one brand; what decks share is made ready once."""

    def __init__(self, base: BaseParts, defaults: dict[str, str], media: Callable[[str, str], bytes]) -> None:
        """media: gives the bytes of a picture by its digest and its file."""
        self._media = media
        self._base = {name: (kind, member) for name, kind, member in base}
        self._presentation = Presentation(inflate(self._base[_PRESENTATION][1]), inflate(self._base[_RELATIONSHIPS][1]))
        self._base_segments = {name: segment(name, member) for name, _, member in base if name not in _OF_THE_DECK}
        self._base_types = "".join(_override("/" + n, k) for n, k, _ in base if k and n not in _OF_THE_DECK)
        self._defaults = dict(defaults)
        for name, _, _ in base:
            _add_default(self._defaults, name)
        self._ready: dict[tuple[int, Source | None], _Ready] = {}
        self._items: dict[int, tuple[Segment, ...]] = {}
        self._pictures: dict[str, Segment] = {}
        self._rels: dict[tuple[str, bytes], Segment] = {}
        self._fronts: dict[Any, tuple[Segment, ...]] = {}
        self._heads: dict[tuple[int, ...], Head] = {}
        self._item = next(n for n in range(1, 10_000) if f"customXml/item{n}.xml" not in self._base)
        self._end = piece("</build>")

    def link(
        self,
        slides: list[CompiledSlide],
        properties: DeckProperties,
        changed: BaseParts = (),
        *,
        clean: bool = False,
    ) -> Linked:
        """Write a deck; changed: parts of the brand that differ in this deck (an audience's colours and logo).

        clean: leave out what leads back to the source, for people outside.

        What many decks have in common comes first: the parts of the brand, and pictures.
        """
        targets, dead = _targets(slides)
        base = dict(self._base_segments)
        defaults, types = dict(self._defaults), [self._base_types]
        for name, kind, member in changed:
            base[name] = segment(name, member)
            _add_default(defaults, name)
            if kind and name not in self._base:
                types.append(_override("/" + name, kind))
        segments: list[Segment] = []
        pictures: dict[str, Segment] = {}
        extensions: set[str] = set()
        anchors: list[Piece] = []
        for slide in slides:
            ready = self._made_ready(slide, properties.sources, clean=clean)
            anchors.append(ready.anchors)
            segments += ready.segments
            types.append(ready.types)
            for part in ready.linked:
                segments.append(self._rels_of(part, targets))
            for name, digest, file in slide.media:
                if name not in pictures:
                    pictures[name] = self._picture(name, digest, file)
                    _add_default(defaults, name)
            extensions |= ready.extensions
        for extension in extensions:
            _add_default(defaults, extension)
        common = [*base.values(), *pictures.values()]
        names = [each.name for each in (*common, *segments)]
        if len(names) != len(set(names)):
            double = sorted({name for name in names if names.count(name) > 1})
            raise ContentError.of(
                "duplicate-id", f"two slides would be one part of the deck: {double[0]}", None, "rename an id"
            )
        own = _properties(properties, clean=clean)
        if not clean:
            types.append(_override(f"/customXml/itemProps{self._item}.xml", PROPERTIES_TYPE))
            _add_default(defaults, ".xml")
            own += self._origin(properties, anchors)
        front = self._front(slides, properties, "".join(types), defaults, clean)
        held = all(self._pictures.get(name) is each for name, each in pictures.items())
        start = self._head([*front, *common]) if held else head([*front, *common])
        return Linked(start, archived(start, [*own, *segments]), tuple(dead))

    def _head(self, segments: list[Segment]) -> Head:
        """Give the beginning of a deck, made once for those that begin with the same members."""
        key = tuple(map(id, segments))
        if key not in self._heads:
            _bounded(self._heads, 8)
            self._heads[key] = head(segments)
        return self._heads[key]

    def _origin(self, properties: DeckProperties, slides: list[Piece]) -> list[Segment]:
        """Return the part that tells of the build and of each slide, with its own properties."""
        number = self._item
        first = beginning(
            properties.source, properties.session, properties.audience, properties.language, properties.brand,
        )  # fmt: skip
        if number not in self._items:
            rels = (Rel("rId1", f"{OFFICE}/customXmlProps", f"itemProps{number}.xml"),)
            self._items[number] = (
                segment(f"customXml/itemProps{number}.xml", deflate(item_properties().encode())),
                segment(f"customXml/_rels/item{number}.xml.rels", store(rels_xml(rels, {}))),
            )
        part = joined((loose_piece(first + properties.told), *slides, self._end))
        return [segment(f"customXml/item{number}.xml", part), *self._items[number]]

    def _made_ready(self, slide: CompiledSlide, sources: Sources, *, clean: bool) -> _Ready:
        place = None if clean else sources.get(slide.source_id, _NOWHERE)
        key = (id(slide.parts), place)
        found = self._ready.pop(key, None)
        if found is not None:  # what decks share stays longest
            self._ready[key] = found
            return found
        segments, linked = [], []
        for part in slide.parts:
            segments.append(segment(part.name[1:], part.member))
            if any(rel.target.startswith("#") for rel in part.rels):
                linked.append(part)
            elif part.rels:
                segments.append(segment(_rels_name(part), store(rels_xml(part.rels, {}))))
        types = "".join(_override(part.name, part.type) for part in slide.parts if part.type)
        extensions = frozenset(each.name.rsplit(".", 1)[-1] for each in segments)
        _bounded(self._ready, 160)
        anchors = _piece(slide, place) if place else Piece(b"", b"")
        made = self._ready[key] = _Ready(slide.parts, tuple(segments), extensions, types, tuple(linked), anchors)
        return made

    def _rels_of(self, part: Part, targets: dict[str, str]) -> Segment:
        rels = tuple(rel for rel in part.rels if not rel.target.startswith("#") or rel.target in targets)
        raw = rels_xml(rels, targets)
        key = (part.name, raw)
        if key not in self._rels:
            _bounded(self._rels)
            self._rels[key] = segment(_rels_name(part), store(raw))
        return self._rels[key]

    def _picture(self, name: str, digest: str, file: str) -> Segment:
        found = self._pictures.get(name)
        if found is None:
            found = segment(name[1:], store(self._media(digest, file)))
            if sum(len(each.data) for each in self._pictures.values()) + len(found.data) < PICTURES_HELD:
                self._pictures[name] = found
        return found

    def _front(
        self, slides: list[CompiledSlide], properties: DeckProperties, types: str, defaults: dict[str, str], clean: bool
    ) -> tuple[Segment, ...]:
        """Give the parts that list a deck's slides; decks with the same slides have them in common."""
        key = (
            tuple((slide.parts[0].name, slide.section, slide.hidden, slide.notes) for slide in slides),
            properties.session, properties.first_section, types, tuple(sorted(defaults.items())), clean,
        )  # fmt: skip
        if key not in self._fronts:
            _bounded(self._fronts, 64)
            self._fronts[key] = tuple(
                segment(name, deflate(raw))
                for name, raw in _front(
                    slides,
                    self._presentation,
                    self._base[_PRESENTATION][0],
                    properties,
                    types,
                    defaults,
                    "" if clean else _ORIGIN.format(number=self._item),
                ).items()
            )
        return self._fronts[key]


_NOWHERE = Source()
_ORIGIN = f'<Relationship Id="rIdFandeck" Type="{OFFICE}/customXml" Target="/customXml/item{{number}}.xml"/>'


def _piece(slide: CompiledSlide, place: Source) -> Piece:
    """Write what a deck says of a slide's source."""
    told = f"{slide_beginning(slide.id, slide.source_id, slide.kind, place)}{slide.anchors}</slide>"
    return piece(told) if place.shared else loose_piece(told)


def _properties(properties: DeckProperties, *, clean: bool) -> list[Segment]:
    """Give the parts that say what a deck is."""
    own = {"docProps/core.xml": _core(properties), "docProps/custom.xml": _custom(properties, clean=clean)}
    return [segment(name, deflate(xml.encode())) for name, xml in own.items()]


PICTURES_HELD = 24_000_000  # bytes of pictures kept ready; more are read for each deck
_PRESENTATION, _RELATIONSHIPS = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
_OF_THE_DECK = (_PRESENTATION, _RELATIONSHIPS, "_rels/.rels")


def _bounded(kept: dict[Any, Any], most: int = 256) -> None:
    """Drop the oldest quarter of what is kept, where it is too much."""
    if len(kept) >= most:
        for key in list(kept)[: most // 4]:
            del kept[key]


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="{name}" ContentType="{kind}"/>'


def _add_default(defaults: dict[str, str], name: str) -> None:
    extension = name.rsplit(".", 1)[-1].lower()
    if extension in EXTENSIONS:
        defaults.setdefault(extension, EXTENSIONS[extension])


def _rels_name(part: Part) -> str:
    folder, _, file = part.name[1:].rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _targets(slides: list[CompiledSlide]) -> tuple[dict[str, str], list[DeadLink]]:
    """Find the part that each `#id` leads to: the first slide made from it."""
    parts: dict[str, str] = {}
    for slide in slides:
        for name in (slide.id, slide.source_id):
            parts.setdefault(f"#{name}", slide.parts[0].name)
    return parts, _dead(slides, parts)


def _dead(slides: list[CompiledSlide], targets: dict[str, str]) -> list[DeadLink]:
    return [
        DeadLink(slide.id, rel.target)
        for slide in slides
        for part in slide.parts
        for rel in part.rels
        if rel.target.startswith("#") and not rel.external and rel.target not in targets
    ]


def dead_links(slides: list[CompiledSlide]) -> list[DeadLink]:
    """Return the links to slides that the deck does not have."""
    return _targets(slides)[1]


def _front(
    slides: list[CompiledSlide],
    presentation: Presentation,
    kind: str,
    properties: DeckProperties,
    overrides: str,
    defaults: dict[str, str],
    more: str,
) -> dict[str, bytes]:
    """Write the parts that follow from the list of slides; more: further relationships of the presentation."""
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
    ]
    body = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in sorted(defaults.items()))
    body += "".join(_override(name, kind) for name, kind in types) + overrides
    content_types = (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{body}</Types>'
    )
    return {
        "[Content_Types].xml": content_types.encode(),
        "_rels/.rels": rels_xml(root, {}),
        "docProps/app.xml": _app(slides).encode(),
        "ppt/presentation.xml": presentation.part(slides, properties.session, properties.first_section).encode(),
        "ppt/_rels/presentation.xml.rels": presentation.relationships(slides, more).encode(),
    }


def _core(p: DeckProperties) -> str:
    moment = f"{p.created}T00:00:00Z"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(p.title)}</dc:title><dc:creator>{escape(p.author)}</dc:creator><cp:lastModifiedBy>{escape(p.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{escape(p.language)}</dc:language></cp:coreProperties>"
    )


def _app(slides: list[CompiledSlide]) -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>fandeck</Application><PresentationFormat>Widescreen</PresentationFormat><Slides>{len(slides)}</Slides>"
        f"<Notes>{sum(slide.notes for slide in slides)}</Notes><HiddenSlides>{sum(slide.hidden for slide in slides)}</HiddenSlides></Properties>"
    )


def _custom(p: DeckProperties, *, clean: bool) -> str:
    values = {
        PROPERTY: p.source,
        "fandeck.session": p.session, "fandeck.language": p.language, "fandeck.brand": p.brand,
        "fandeck.source": p.source, "fandeck.audience": p.audience,
    }  # fmt: skip
    if clean:
        values = {name: values[name] for name in ("fandeck.language", "fandeck.brand")}
    body = "".join(
        f'<property fmtid="{_PROPERTIES}" pid="{n}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for n, (name, value) in enumerate(((k, v) for k, v in values.items() if v), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{body}</Properties>'
    )
