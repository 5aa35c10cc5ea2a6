"""What a deck says of the build that made it, so that edits find the way back to their source.

One customXml part for each deck (`urn:fandeck:build:1`): the build, its files, each slide with its shapes, each paragraph
with the field that it comes from. A slide's piece is written when it is compiled, and deflated once; a deck's part is
the pieces in a row: blocks of DEFLATE (RFC 1951) that end at a full flush may be joined as they are. What no
other deck shares is stored instead.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from msgspec import json

from builder.content.marks import markdown_of
from builder.ooxml.namespaces import BUILD
from builder.ooxml.xml import DECLARATION, escape
from builder.plan import Chart, Paragraph, Run, Table
from builder.storage.zip_writer import DEFLATED, Member

PROPERTY = "fandeck"  # the custom property that holds the build's id
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE_ITEM = "{6A0C94C2-5E0B-4C62-9A53-1F0D6B0E7A11}"
_FIRST_SLIDE, _SLIDES = 256, 2**31 - 256  # ECMA-376, ST_SlideId
_END = b"\x03\x00"  # an empty last block


class Source(NamedTuple):
    """Where a slide is written, and a digest of what it says there: comments and layout are no part of it."""

    file: str = ""
    digest: str = ""
    shared: bool = True  # the same in every deck


Sources = Mapping[str, Source]  # by the slide's source


class Piece(NamedTuple):
    """A stretch of the part: its bytes, and the same deflated."""

    raw: bytes
    block: bytes


def piece(text: str) -> Piece:
    """Deflate a stretch so that it can be joined to others."""
    raw = text.encode()
    packer = zlib.compressobj(4, zlib.DEFLATED, -15)
    return Piece(raw, packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH))


def loose_piece(text: str) -> Piece:
    """Take a stretch as it is, in stored blocks: for one deck, deflating takes more time than it saves."""
    raw, size = text.encode(), 0xFFFF
    parts = [raw[start : start + size] for start in range(0, len(raw), size)]
    return Piece(raw, b"".join(struct.pack("<BHH", 0, len(part), len(part) ^ size) + part for part in parts))


def joined(pieces: Iterable[Piece]) -> Member:
    """Return stretches in a row as one file of an archive."""
    crc, size, blocks = 0, 0, list[bytes]()
    for each in pieces:
        crc, size = zlib.crc32(each.raw, crc), size + len(each.raw)
        blocks.append(each.block)
    return Member(b"".join((*blocks, _END)), crc, size, DEFLATED)


def beginning(build: str, session: str, audience: str, language: str, brand: str) -> str:
    """Write the beginning of the part; its end is `</build>`."""
    return (
        f'{DECLARATION}<build xmlns="{BUILD[1:-1]}" id="{build}" session="{escape(session)}" audience="{escape(audience)}" '
        f'language="{language}" brand="{escape(brand)}">'
    )


def item_properties() -> str:
    """Write the properties of the part, by which Office knows what it holds."""
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{_STORE_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{BUILD[1:-1]}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def slide_numbers(ids: Iterable[str]) -> list[int]:
    """Return the `sldId` of each slide: from its own id, so that a new slide moves no other; each once in a deck."""
    taken, numbers = set[int](), list[int]()
    for each in ids:
        number = zlib.crc32(f"fandeck/sldId/{each}".encode()) % _SLIDES
        while number in taken:
            number = (number + 1) % _SLIDES
        taken.add(number)
        numbers.append(_FIRST_SLIDE + number)
    return numbers


def creation_id(slide_id: str) -> int:
    """Return the id by which PowerPoint knows a slide through edits: from its own id, never 0."""
    return zlib.crc32(f"fandeck/{slide_id}".encode()) or 1


def slide_beginning(slide_id: str, source: str, kind: str, place: Source) -> str:
    """Write the start tag of a slide."""
    told = f'file="{escape(place.file)}" digest="{place.digest}"'
    return f'<slide id="{slide_id}" source="{source}" kind="{kind}" creationId="{creation_id(slide_id)}" {told}>'


def shape_told(identity: str, name: str, field: str, alt: str, content: str, more: str = "") -> str:
    """Write what a shape shows."""
    described = f' alt="{escape(alt)}"' if alt else ""
    where = f' field="{escape(field)}"' if field else ""
    return f'<shape id="{{{identity}}}" name="{escape(name)}"{where}{described}{more}>{content}</shape>'


def unsaid_told(fields: Mapping[str, Any]) -> str:
    """Write the fields of a slide's source, or of the session, that no text says."""
    return f"<unsaid>{escape(json.encode(fields).decode())}</unsaid>"


def paragraphs_told(paragraphs: Iterable[Paragraph]) -> str:
    """Write paragraphs: each with its field, its marked text where it has marks, and where values stand in it."""
    return "".join(map(_paragraph, paragraphs))


def _paragraph(paragraph: Paragraph) -> str:
    runs = paragraph.runs
    first = runs[0].field if runs else ""
    level = f' level="{paragraph.level}"' if paragraph.level else ""
    text = escape(paragraph.text)
    if len(runs) == 1 or all(run.field == first for run in runs):
        where = f' field="{escape(first)}"' if first else ""
        return f"<p{where}{_markup(runs)}{_values(runs)}{level}>{text}</p>"
    return f"<p{level}>{text}{''.join(_stretches(runs))}</p>"


def _markup(runs: tuple[Run, ...]) -> str:
    """Write the marked text of runs, where they have marks."""
    for run in runs:
        if run.bold or run.italic or run.link or run.script:
            return f' markup="{escape(markdown_of(runs)).replace(chr(10), "&#10;")}"'
    return ""


def _values(runs: tuple[Run, ...]) -> str:
    """Write where values of expressions stand in runs: `3-9 12-15`."""
    spans, at = list[str](), 0
    for run in runs:
        if run.values:
            spans += (f"{at + start}-{at + end}" for start, end in run.values)
        at += len(run.text)
    return f' values="{" ".join(spans)}"' if spans else ""


def _stretches(runs: tuple[Run, ...]) -> Iterable[str]:
    """Write the stretches of a paragraph that come from fields, where it is put together of several."""
    at = 0
    while runs:
        own = next((n for n, run in enumerate(runs) if run.field != runs[0].field), len(runs))
        here, runs = runs[:own], runs[own:]
        end = at + sum(len(run.text) for run in here)
        if here[0].field:
            yield f'<r field="{escape(here[0].field)}" from="{at}" to="{end}"{_markup(here)}{_values(here)}/>'
        at = end


def field_of(paragraphs: Iterable[Paragraph]) -> str:
    """Return the field that a shape's paragraphs come from: one, or the list that holds them all."""
    fields = list(dict.fromkeys(run.field for p in paragraphs for run in p.runs if run.field))
    if len(fields) < 2:
        return fields[0] if fields else ""
    first, last = min(fields), max(fields)
    common = first[: next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
    return common[: max(common.rfind("["), common.rfind("."), 0)] or fields[0]


def table_told(table: Table) -> str:
    """Write a table's cells, the headings first."""
    rows = (tuple(column.heading for column in table.columns), *table.rows)
    return "".join(
        "<row>" + "".join(f"<cell>{paragraphs_told(cell.paragraphs)}</cell>" for cell in row) + "</row>" for row in rows
    )


def chart_told(chart: Chart) -> str:
    """Write a chart's categories and figures."""
    categories = "".join(f"<category>{escape(each)}</category>" for each in chart.categories)
    series = "".join(
        f'<series name="{escape(each.name)}" values="{" ".join("-" if v is None else repr(v) for v in each.values)}"/>'
        for each in chart.series
    )
    return f"<chart>{categories}{series}</chart>"
