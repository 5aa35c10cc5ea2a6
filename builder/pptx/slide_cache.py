"""Compiled slides and prepared brands, to and from the store."""

from __future__ import annotations

from typing import Any

from builder.brands.prepared import PreparedBrand
from builder.pptx.parts import CompiledSlide, Part, Rel
from builder.storage.store import Store
from builder.storage.zip_writer import Member


def put_slides(store: Store, key: str, slides: list[CompiledSlide], used: dict[str, str]) -> None:
    """Keep the slides made from one source slide, with the files that were read for them."""
    blobs: list[bytes] = []
    header = {"used": used, "slides": [_slide_header(slide, blobs) for slide in slides]}
    store.put("slides", key, header, blobs)


def get_slides(store: Store, key: str) -> tuple[list[CompiledSlide], dict[str, str]] | None:
    """Give slides back, with the files that were read for them and their digests."""
    found = store.get("slides", key)
    if found is None:
        return None
    header, blobs = found
    return [_slide(each, blobs) for each in header["slides"]], header["used"]


def _slide_header(slide: CompiledSlide, blobs: list[bytes]) -> dict[str, Any]:
    return {
        "facts": [slide.id, slide.source_id, slide.kind, slide.title, slide.section, slide.hidden, slide.notes],
        "parts": [_part_header(part, blobs) for part in slide.parts],
        "media": slide.media, "why": slide.why, "departures": slide.departures, "shown": slide.shown,
        "anchors": slide.anchors,
    }  # fmt: skip


def _part_header(part: Part, blobs: list[bytes]) -> list[Any]:
    blobs.append(part.member.data)
    return [part.name, part.type, len(blobs) - 1, part.member.crc, part.member.size, part.member.method, part.rels]


def _slide(header: dict[str, Any], blobs: list[bytes]) -> CompiledSlide:
    parts = tuple(
        Part(name, kind, Member(blobs[blob], crc, size, method), tuple(Rel(*rel) for rel in rels))
        for name, kind, blob, crc, size, method, rels in header["parts"]
    )
    media = tuple((name, digest, file) for name, digest, file in header["media"])
    identity, source, kind, title, section, hidden, notes = header["facts"]
    why, departures = tuple(header["why"]), tuple(header["departures"])
    return CompiledSlide(
        identity, source, kind, title, section, hidden, notes, parts, media, why, departures, header["shown"],
        header["anchors"],
    )  # fmt: skip


def put_brand(
    store: Store, key: str, brand: PreparedBrand, parts: tuple[tuple[str, str, Member], ...], defaults: dict[str, str]
) -> None:
    """Keep a prepared brand with the deflated parts of its package."""
    header = {
        "brand": brand.as_json(),
        "defaults": defaults,
        "parts": [[name, kind, m.crc, m.size, m.method] for name, kind, m in parts],
    }
    store.put("brands", key, header, [member.data for _, _, member in parts])


def get_brand(
    store: Store, key: str
) -> tuple[PreparedBrand, tuple[tuple[str, str, Member], ...], dict[str, str]] | None:
    """Give a prepared brand back."""
    found = store.get("brands", key)
    if found is None:
        return None
    header, blobs = found
    parts = tuple(
        (name, kind, Member(blob, crc, size, method))
        for (name, kind, crc, size, method), blob in zip(header["parts"], blobs, strict=True)
    )
    return PreparedBrand.from_json(header["brand"]), parts, header["defaults"]
