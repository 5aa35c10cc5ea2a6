"""Every XML part is well-formed, and brings no document type of its own."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.package import Package

FACT = Fact(
    "part-is-plain-xml",
    "package",
    "error",
    "A part that is no XML is lost, and PowerPoint offers a repair; document types and entities are an attack.",
    ("ECMA-376 part 2, 6.2.5 (XML usage: well-formed, no DTD)",),
    "save the deck again from the program that made it, or build it again",
    Example("ppt/theme/theme1.xml", "</a:theme>", ""),
    ("relationship-leads-somewhere", "chart-matches-workbook", "part-is-reached"),
)


def of_package(package: Package) -> Iterator[Fault]:
    """Find parts and relationships that are no XML."""
    for name in sorted(package.members):
        if (
            name.endswith((".xml", ".rels", ".vml"))
            and package.xml(name) is None
            and package.unpacked(name) is not None
        ):
            yield Fault(f"{name} is no well-formed XML", part=name)
