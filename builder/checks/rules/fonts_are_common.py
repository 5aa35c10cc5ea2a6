"""The fonts of a deck are on other computers too."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.package import Package

FACT = Fact(
    "fonts-are-common",
    "content",
    "info",
    "A computer without the font shows another one: lines break elsewhere, and text runs out of its shape.",
    ("fonts that come with Microsoft 365 on Windows and Mac", "ECMA-376 part 1, 19.2.1.9 (embedded fonts)"),
    "embed the fonts (File, Options, Save), or choose one that every Office has",
    Example("ppt/theme/theme1.xml", '<a:latin typeface="Calibri"', '<a:latin typeface="Gemeente Sans"'),
)

COMMON = {
    "aptos", "aptos display", "arial", "arial black", "arial narrow", "bahnschrift", "book antiqua", "bookman old style", "calibri",
    "calibri light", "cambria", "cambria math", "candara", "century gothic", "century schoolbook", "comic sans ms", "consolas",
    "constantia", "corbel", "courier new", "ebrima", "franklin gothic book", "franklin gothic medium", "gabriola", "garamond",
    "georgia", "gill sans mt", "impact", "lucida console", "lucida sans unicode", "malgun gothic", "meiryo", "microsoft yahei",
    "ms gothic", "ms mincho", "nirmala ui", "palatino linotype", "rockwell", "segoe ui", "segoe ui light", "segoe ui semibold",
    "segoe ui symbol", "segoe ui emoji", "simsun", "sitka text", "symbol", "tahoma", "times new roman", "trebuchet ms", "tw cen mt",
    "verdana", "webdings", "wingdings", "wingdings 2", "wingdings 3", "yu gothic", "yu mincho", "",
}  # fmt: skip


def of_package(package: Package) -> Iterator[Fault]:
    """Find families of themes and slides that are neither common nor embedded."""
    embedded = {e.get("typeface", "").casefold() for e in package.presentation.iter(f"{P}font")}
    for name in package.parts:
        if not package.type_of(name).endswith(("presentationml.slide+xml", "theme+xml")):
            continue
        root = package.xml(name)
        faces = {e.get("typeface", "") for e in root.iter(f"{A}latin")} if root is not None else set()
        for face in sorted(f for f in faces if not f.startswith("+") and f.casefold() not in COMMON | embedded):
            yield Fault(f"'{face}' may be missing on other computers", part=name)
