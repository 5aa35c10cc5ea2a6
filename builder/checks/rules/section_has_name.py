"""Sections have names, and long decks have sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P14, P
from builder.ooxml.package import Package

FACT = Fact(
    "section-has-name",
    "accessibility",
    "warning",
    "People find their way in a long deck by the names of its sections.",
    (
        "WCAG 2.1 2.4.10 Section Headings (AAA, taken as advice)",
        "Microsoft Accessibility Checker: no default section names",
    ),
    "name the section after what it is about",
    Example("ppt/presentation.xml", 'name="Deel een"', 'name="Default Section"'),
)

_DEFAULTS = {
    "default section",
    "standaardsectie",
    "untitled section",
    "naamloze sectie",
    "section par défaut",
    "standardabschnitt",
}
_LONG = 40  # slides from which sections are missed


def of_package(package: Package) -> Iterator[Fault]:
    """Find sections without a name of their own, and long decks without sections."""
    ids = [e.get("id", "") for e in package.presentation.iter(f"{P}sldId")]
    sections = list(package.presentation.iter(f"{P14}section"))
    names = Counter(section.get("name", "").strip().lower() for section in sections)
    for section in sections:
        name = section.get("name", "").strip()
        first = next((e.get("id") for e in section.iter(f"{P14}sldId")), None)
        slide = str(ids.index(first) + 1) if first in ids else ""
        if not name or (name.lower() in _DEFAULTS and len(sections) > 1):
            yield Fault("the section has no name of its own", slide=slide)
        elif names[name.lower()] > 1 and first is not None:
            names[name.lower()] = 1
            yield Fault(f"two sections are named '{name}'", slide=slide, text=name)
    if not sections and len(ids) >= _LONG:
        yield Fault(f"the deck has {len(ids)} slides and no sections", severity="info")
