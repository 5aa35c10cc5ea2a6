"""The namespaces of Office Open XML: in braces as lxml names elements, and as documents declare them."""

from __future__ import annotations

_OFFICE = "http://schemas.openxmlformats.org"
A = f"{{{_OFFICE}/drawingml/2006/main}}"
P = f"{{{_OFFICE}/presentationml/2006/main}}"
R = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
C = f"{{{_OFFICE}/drawingml/2006/chart}}"
S = f"{{{_OFFICE}/spreadsheetml/2006/main}}"
MC = f"{{{_OFFICE}/markup-compatibility/2006}}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"
BUILD = "{urn:fandeck:build:1}"  # what a deck tells of the build that made it
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
CONTENT_TYPES = f"{{{_OFFICE}/package/2006/content-types}}"
RELATIONSHIPS = f"{{{_OFFICE}/package/2006/relationships}}"
CORE_PROPERTIES = f"{{{_OFFICE}/package/2006/metadata/core-properties}}"
OFFICE = R[1:-1]  # the types of relationships begin so

# The same in files saved as "Strict Open XML" (ISO/IEC 29500-1, annex A).
STRICT = "http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    f"{STRICT}presentationml/main": P[1:-1],
    f"{STRICT}drawingml/main": A[1:-1],
    f"{STRICT}drawingml/chart": C[1:-1],
    f"{STRICT}officeDocument/relationships": R[1:-1],
}


def declared(**prefixes: str) -> str:
    """Return the declarations of namespaces, in the order given: `xmlns:a="…" xmlns:p="…"`."""
    return " ".join(f'xmlns:{prefix}="{braced[1:-1]}"' for prefix, braced in prefixes.items())
