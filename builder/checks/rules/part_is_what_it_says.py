"""Every part is what its relationship, its content type and its first bytes say."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import SVG, A, P, R
from builder.ooxml.package import Package
from builder.ooxml.slide import Slide, shape_name

FACT = Fact(
    "part-is-what-it-says",
    "package",
    "error",
    "Where a relationship says picture and the content type or the bytes say something else, PowerPoint shows a red cross or offers a repair.",
    ("ECMA-376 part 1, 13.3 and 14.2 (parts with their relationships and content types), 15.2 (pictures, media)",),
    "save the deck again from the program that made it, or build it again",
    Example("[Content_Types].xml", "presentationml.slideLayout+xml", "presentationml.slideMaster+xml"),
    ("slide-has-its-layout",),
)

_EXPECTED = {
    "slide": "presentationml.slide+xml", "slideLayout": "slideLayout+xml", "slideMaster": "slideMaster+xml",
    "notesSlide": "notesSlide+xml", "notesMaster": "notesMaster+xml", "handoutMaster": "handoutMaster+xml",
    "theme": "theme+xml", "chart": "chart+xml", "tableStyles": "tableStyles+xml", "presProps": "presProps+xml",
    "viewProps": "viewProps+xml", "core-properties": "core-properties+xml", "extended-properties": "extended-properties+xml",
    "custom-properties": "custom-properties+xml", "image": "image/", "commentAuthors": "commentAuthors+xml",
}  # fmt: skip
_OTHER_MAINS = {"template": "template", "slideshow": "slide show", "macroEnabled": "presentation with macros"}
_ROOTS = {
    "slide": "sld", "slideLayout": "sldLayout", "slideMaster": "sldMaster", "notesSlide": "notes", "notesMaster": "notesMaster",
    "theme": "theme", "chart": "chartSpace", "tableStyles": "tblStyleLst", "presProps": "presentationPr", "viewProps": "viewPr",
    "handoutMaster": "handoutMaster",
}  # fmt: skip
_STARTS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",), "image/jpeg": (b"\xff\xd8\xff",), "image/gif": (b"GIF87a", b"GIF89a"),
    "image/bmp": (b"BM",), "image/tiff": (b"II*\0", b"MM\0*"), "image/x-emf": (b"\1\0\0\0",), "image/webp": (b"RIFF",),
}  # fmt: skip

_GRAPHICS = {"table": "tbl", "chart": "chart", "diagram": "relIds", "ole": "oleObj"}  # what a frame says that it holds


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find frames that hold something else than they say, and drawings that are none."""
    for blip in slide.root.iter(f"{SVG}svgBlip"):
        target = slide.package.target(slide.part, blip.get(f"{R}embed", ""))
        if target and not slide.package.type_of(target).startswith("image/svg"):
            yield Fault(f"{target} is shown as an SVG, and is none")
    for frame in slide.shapes(f"{P}graphicFrame"):
        for data in frame.iter(f"{A}graphicData"):
            kind = data.get("uri", "").rpartition("/")[2]
            held = {str(each.tag).rpartition("}")[2] for each in data if isinstance(each.tag, str)}
            wanted = _GRAPHICS.get(kind)
            if wanted and wanted not in held and "AlternateContent" not in held:
                what = ", ".join(sorted(held)) or "nothing"
                yield Fault(f"the frame says that it holds a {kind}, and holds {what}", shape_name(frame))


def of_package(package: Package) -> Iterator[Fault]:
    """Find parts whose type, root element or first bytes are not those of what leads to them."""
    main = package.type_of(package.main)
    if ".main+xml" not in main and not main.endswith("presentation.main+xml"):
        yield Fault(f"{package.main} has not the content type of a presentation", part=package.main)
    other = next((what for part, what in _OTHER_MAINS.items() if part in main), "")
    if other:
        yield Fault(f"{package.main} has the content type of a {other}, which no .pptx has", part=package.main)
    seen = set()
    for source in ("", *package.parts):
        for rel in package.relations(source):
            wanted = _EXPECTED.get(rel.kind)
            if not wanted or rel.external or rel.target not in package.members or (rel.kind, rel.target) in seen:
                continue
            seen.add((rel.kind, rel.target))
            kind = package.type_of(rel.target)
            if kind and (not kind.startswith(wanted) if rel.kind == "image" else not kind.endswith(wanted)):
                yield Fault(f"{rel.target} has not the content type of a {rel.kind}", part=source)
            root = package.xml(rel.target) if rel.kind in _ROOTS else None
            if root is not None and root.tag.rpartition("}")[2] != _ROOTS[rel.kind]:
                yield Fault(f"{rel.target} does not hold a {rel.kind}", part=source)
    for name in package.parts:
        kind = package.type_of(name)
        if kind in _STARTS and not package.read(name).startswith(_STARTS[kind]):
            yield Fault(f"{name} is not the {kind} that it is said to be", part=name)
