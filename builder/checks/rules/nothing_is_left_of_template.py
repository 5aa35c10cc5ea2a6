"""Nothing of the template's maker is left in the deck."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import CORE_PROPERTIES
from builder.ooxml.package import Package

FACT = Fact(
    "nothing-is-left-of-template",
    "package",
    "warning",
    "A stranger's name, printer or a thumbnail of another deck goes out with every file.",
    ("ISO 15836 (creator)", "ECMA-376 part 1, 15.2.15 (thumbnail)", "Microsoft: Document Inspector"),
    "run File, Info, Inspect Document, or build the deck again",
    Example("docProps/core.xml", "<dc:creator>Bureau Morgen</dc:creator>", "<dc:creator>Steve Canny</dc:creator>"),
)

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MAKERS = {"steve canny", "pptxgenjs", "python-docx", "administrator", "unknown author"}
_PRINTED = "2013-01-27T09:14:16Z"  # of python-pptx's default template


def of_package(package: Package) -> Iterator[Fault]:
    """Find printer settings, and the names and dates that programs put into what they make."""
    for name in package.parts:
        if "printersettings" in name.lower():
            yield Fault(f"settings of a printer are left: {name}", part=name)
    part = package.related("", "core-properties")
    root = package.xml(part) if part else None
    if root is None:
        return
    for tag in (f"{_DC}creator", f"{CORE_PROPERTIES}lastModifiedBy"):
        name = (root.findtext(tag) or "").strip()
        if name.casefold() in _MAKERS:
            yield Fault(f"the document says that it is by {name}", part=part)
            return
    if (root.findtext(f"{_TERMS}created") or "") == _PRINTED:
        yield Fault("the document says that it was made in 2013, as its template was", part=part)
