"""What a deck tells of the build that made it, and the ids by which PowerPoint knows slides and shapes through edits."""

from __future__ import annotations

from typing import Any

from builder.ooxml.namespaces import A16, P14
from builder.ooxml.package import Package
from builder.ooxml.slide import properties_of

_MARK = b"urn:fandeck:build:"


def build_part(package: Package) -> str:
    """Return the part that tells of the build; "" where there is none, as in decks made elsewhere."""
    related = [rel.target for rel in package.parts_of(package.main) if rel.kind == "customXml"]
    named = [name for name in package.parts if name.startswith("customXml/item") and name not in related]
    return next(
        (name for name in (*related, *named) if name in package.members and _MARK in package.read(name)[:2000]), ""
    )


def creation_of(slide: Any) -> str:
    """Return the id that a slide keeps through edits; "" where it has none."""
    return next((each.get("val", "") for each in slide.iter(f"{P14}creationId")), "")


def identity_of(shape: Any) -> str:
    """Return the id that a shape keeps through edits, in capitals; "" where it has none."""
    properties = properties_of(shape)
    if properties is None:
        return ""
    return next((each.get("id", "").upper() for each in properties.iter(f"{A16}creationId")), "")
