"""Every member of the archive is there once, under a name that any system takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "member-is-there-once",
    "package",
    "error",
    "Of two members with one name, programs differ in which they take; PowerPoint offers a repair.",
    ("ECMA-376 part 2, 6.2.2 (part names, compared without case) and 7.3 (mapping to ZIP)",),
    "save the deck again from the program that made it, or build it again",
    Example("package", "ppt/slides/slide-punten.xml", "ppt/slides/slide-punten.xml, and PPT/slides/slide-punten.xml"),
    ("part-is-reached", "slide-has-its-layout"),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find members whose names differ in case at most, and names that lead out of the archive."""
    times = Counter(name.lower() for name in package.names)
    for name in sorted(n for n in set(package.names) if times[n.lower()] > 1):
        yield Fault(f"two members are named {name}", part=name)
    for name in sorted(set(package.names)):
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            yield Fault(f"the member name {name} leads out of the package", part=name)
