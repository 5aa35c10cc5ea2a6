"""A copy of a deck as LibreOffice has to be given it to draw what PowerPoint draws: it leaves out that a table runs from the right."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def copied(deck: Path, copy: Path) -> Path:
    """Copy a deck, the columns of its tables from the right turned round by hand."""
    with zipfile.ZipFile(deck) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _turned(data) if re.fullmatch(r"ppt/slides/[^/]+\.xml", name) else data)
    return copy


def _turned(slide: bytes) -> bytes:
    tree = etree.fromstring(slide)
    for look in tree.iter(f"{A}tblPr"):
        if look.attrib.pop("rtl", "0") in ("1", "true"):
            first, last = look.attrib.pop("firstCol", "0"), look.attrib.pop("lastCol", "0")
            look.attrib.update({"firstCol": last, "lastCol": first})
            table = look.getparent()
            for parent, kind in (
                (table.find(f"{A}tblGrid"), "gridCol"),
                *((row, "tc") for row in table.iter(f"{A}tr")),
            ):
                for each in reversed(parent.findall(f"{A}{kind}")):
                    parent.remove(each)
                    parent.insert(len(parent.findall(f"{A}{kind}")), each)
    return etree.tostring(tree)
