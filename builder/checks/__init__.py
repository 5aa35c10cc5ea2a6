"""Checks on finished decks, whoever made them: one file each, named as the fact that it checks.

A check has `FACT` (its rule, where the demand comes from, how it is mended, an example) and one of
`of_slide(slide)`, `of_part(package, name)`, `of_package(package)` and `of_session(session)`, which give
a fault for each place where the fact does not hold. It is registered by being there. Slides and parts that several
decks share are looked at once by one `Verifier`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from builder.checks.fact import Fact, Fault
from builder.diagnostics import Diagnostic
from builder.ooxml.deck import DeckPackage
from builder.ooxml.package import DamagedPackage
from builder.storage.bounded import Bounded

Seen = Callable[[DeckPackage, list[Diagnostic], list[Diagnostic]], None]  # a deck, findings as they stand and as told
_DAMAGE = {
    "old": "this is an encrypted or old-style file",
    "no zip": "this is not a .pptx",
    "broken zip": "this is a damaged .pptx",
    "bomb": "the package unpacks to more than can be checked",
    "no presentation": "this is not a .pptx: it holds no presentation",
}
FAULTS, LOOKS = ("package", "accessibility", "content"), ("look",)  # groups of rules
_KEPT = 20_000  # results of shared slides and parts that are remembered


@lru_cache(maxsize=1)
def all_checks() -> tuple[ModuleType, ...]:
    """Import every check, in alphabetical order."""
    names = sorted(p.stem for p in (Path(__file__).parent / "rules").glob("*.py") if not p.stem.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.rules.{name}") for name in names)


def facts() -> dict[str, Fact]:
    """Return what each check says of itself, by rule."""
    return {check.FACT.rule: check.FACT for check in all_checks()}


def verify(file: Path) -> list[Diagnostic]:
    """Check a deck on disk."""
    return Verifier().deck(file.read_bytes(), str(file))


def verify_bytes(data: bytes, name: str) -> list[Diagnostic]:
    """Check a deck; name: what the findings call it."""
    return Verifier().deck(data, name)


def session_findings(session: Any) -> list[Diagnostic]:
    """Look at a session as it is written; session: `projects.session.Session`."""
    return [
        Diagnostic(
            check.FACT.rule,
            fault.message,
            fault.at,
            check.FACT.mend,
            fault.severity or check.FACT.severity,
            slide=fault.slide,
        )
        for check in all_checks()
        if hasattr(check, "of_session")
        for fault in check.of_session(session)
    ]


class Verifier:
    """Checks decks; what several of them share is looked at once.

    groups: the kinds of rules to look at, all but those of looks where none are given; grave: those alone that find errors.
    """

    def __init__(self, *groups: str, shared: bool = False, grave: bool = False) -> None:
        self._checks = [
            check
            for check in all_checks()
            if check.FACT.group in (groups or FAULTS) and (not grave or check.FACT.severity == "error")
        ]
        self._shared = shared
        self._known: Bounded[tuple[str, bytes], tuple[Fault, ...]] = Bounded(_KEPT)

    def deck(self, data: bytes, name: str, seen: Seen | None = None) -> list[Diagnostic]:
        """Check a deck; name: what the findings call it. seen: is given the deck where something was found."""
        try:
            package = DeckPackage(data)
        except DamagedPackage as error:
            hint = "is this a .pptx that PowerPoint saved?"
            what = _DAMAGE.get(error.damage, f"{error.part} is damaged")
            return [Diagnostic("package-readable", what, file=name, hint=hint)]
        found = self.package(package, name)
        if seen is not None and found:
            seen(package, found, found)
        return found

    def package(self, package: DeckPackage, name: str) -> list[Diagnostic]:
        """Check an opened deck."""
        slides = {slide.part: slide.name for slide in package.slides}
        for slide in package.slides:
            for rel in package.relations(slide.part):
                if rel.kind in ("chart", "notesSlide"):
                    slides.setdefault(rel.target, slide.name)
        return [
            Diagnostic(
                check.FACT.rule,
                fault.message,
                None,
                check.FACT.mend,
                fault.severity or check.FACT.severity,
                slide=fault.slide or slides.get(fault.part, ""),
                shape=fault.shape,
                file=name,
                text=fault.text,
            )
            for check in self._checks
            for fault in self._faults(check, package)
        ]

    def _faults(self, check: ModuleType, package: DeckPackage) -> Iterator[Fault]:
        rule = check.FACT.rule
        if hasattr(check, "of_package"):
            yield from check.of_package(package)
        if hasattr(check, "of_part"):
            for name in package.parts:
                key = (rule, package.digest(name) + name.encode()) if self._shared else None
                yield from self._remembered(key, lambda part=name: check.of_part(package, part))  # type: ignore[misc]
        if hasattr(check, "of_slide"):
            for slide in package.slides:
                key = (rule, slide.key) if self._shared else None
                found = self._remembered(key, lambda of=slide: check.of_slide(of))  # type: ignore[misc]
                yield from (fault._replace(slide=slide.name) for fault in found)

    def _remembered(
        self, key: tuple[str, bytes] | None, look: Callable[[], Iterator[Fault]]
    ) -> Iterator[Fault] | tuple[Fault, ...]:
        if key is None:
            return look()
        return self._known.made(key, lambda: tuple(look()))
