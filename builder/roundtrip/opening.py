"""Decks opened within bounds, with errors that say what to do."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import ContentError, Diagnostic
from builder.ooxml.deck import DeckPackage
from builder.ooxml.package import DamagedPackage, Package
from builder.pptx.anchors import PROPERTY
from builder.projects.project import Project
from builder.roundtrip.current import current_deck
from builder.roundtrip.seen import SeenDeck, seen_deck
from builder.roundtrip.told import Build, build_of

MOST = 300_000_000  # bytes of a deck


def opened(file: Path) -> SeenDeck:
    """Read a deck; raises ContentError for what is none."""
    try:
        if file.stat().st_size > MOST:
            raise DamagedPackage("bomb")
        return seen_deck(DeckPackage(file.read_bytes()))
    except DamagedPackage as error:
        raise ContentError([
            Diagnostic("deck-damaged", f"{file.name} cannot be read: {error}", None, "open it in PowerPoint and save it again", file=str(file))
        ]) from None  # fmt: skip
    except OSError as error:
        raise ContentError([Diagnostic("file-readable", f"cannot be read: {error.strerror}", file=str(file))]) from None


def told_by(package: Package) -> Build | None:
    """Return what a deck says of its build: by its part, else by its properties; None for a deck made elsewhere."""
    return build_of(package) or by_properties(package)


def by_properties(package: Package) -> Build | None:
    """Return which deck it is, by the document's properties: its slides are not known then."""
    part = next((name for name in package.members if name.lower() == "docprops/custom.xml"), "")
    root = package.xml(part) if part else None
    if root is None:
        return None
    values = {each.get("name", ""): "".join(each.itertext()).strip() for each in root}
    if not values.get("fandeck.session"):
        return None
    return Build(
        values.get(PROPERTY, ""), values["fandeck.session"], values.get("fandeck.audience", ""),
        values.get("fandeck.language", ""), values.get("fandeck.brand", ""),
    )  # fmt: skip


def unknown(file: Path) -> Diagnostic:
    """Say that a deck was made elsewhere."""
    return Diagnostic(
        "deck-unknown", f"{file.name} does not say which session it was made from", None,
        "a deck made elsewhere comes in with fandeck import", file=str(file),
    )  # fmt: skip


def now_of(deck: SeenDeck, file: Path, project: Project) -> SeenDeck:
    """Return a deck as its session would make it now; raises ContentError, UsageError."""
    told = told_by(deck.package)
    if told is None:
        raise ContentError([unknown(file)])
    return seen_deck(current_deck(project, told.session, told.audience, told.language, told.brand).package)
