"""Every part is reached by a relationship."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import TYPES_PART, Package, relations_name

FACT = Fact(
    "part-is-reached",
    "package",
    "warning",
    "What nothing points to is never shown, makes the file larger, and may hold what should have been deleted.",
    ("ECMA-376 part 2, 6.5.1 (a part belongs to the package by a relationship)",),
    "save the deck again from PowerPoint, which drops it",
    Example("package", "no member that nothing points to", "ppt/media/oud.png"),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find members that cannot be reached from the package's own relationships."""
    reached, waiting = {"", TYPES_PART}, [""]
    while waiting:
        part = waiting.pop()
        reached.add(relations_name(part))
        for rel in package.relations(part):
            if not rel.external and rel.target in package.members and rel.target not in reached:
                reached.add(rel.target)
                waiting.append(rel.target)
    for name in sorted(package.members - reached):
        if not name.endswith("/"):
            yield Fault(f"nothing points to {name}", part=name)
