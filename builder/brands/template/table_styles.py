"""The table style of a template: its own default where it can be read, else one made from its colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.brands.brand import Brand
from builder.brands.design.theme_xml import table_styles_xml
from builder.brands.prepared import PreparedLayout
from builder.brands.template.intake import Taken
from builder.ooxml.colour import Palette
from builder.ooxml.namespaces import A
from builder.ooxml.package import Package
from builder.ooxml.rgb import TEXT_RATIO, contrast
from builder.ooxml.xml import editable, written


def table_style(
    package: Package, taken: Taken, layout: PreparedLayout, brand: Brand, readable: Callable[[Any], bool]
) -> str:
    """Return the table style to use: the template's own default, else one made from its colours, or brand.yaml's, and added."""
    from builder.brands.design.template import table_style_id

    name = package.related(package.main, "tableStyles")
    root = package.xml(name) if name else None
    default = root.get("def", "") if root is not None else ""
    found = [each for each in root.iter(f"{A}tblStyle") if each.get("styleId") == default] if root is not None else []
    if found and default and "primary" not in brand.fields.palette.given and readable(found[0]):
        return str(default)
    own = table_style_id(f"{brand.name}:template")
    made = table_styles_xml(own, str(brand.fields.name), layout.palette)
    if root is None:
        taken.add_table_styles(made.encode())
        return own
    kind, old = taken.parts[name]
    listing = editable(old)
    listing.append(editable(made.encode())[0])
    taken.parts[name] = (kind, written(listing))
    return own


def is_readable(style: Any, palette: Palette, layout: PreparedLayout) -> bool:
    """True where a style's words can be read in its cells, and on the ground of a highlighted one."""
    ground, surface = (layout.palette[role].rgb for role in ("background", "surface"))
    whole = _look(style, "wholeTbl", palette, (palette.named["tx1"], ground))
    banded = _look(style, "band1H", palette, whole)
    columns = [_look(style, "firstCol", palette, under) for under in (whole, banded)]
    words = [whole, banded, *columns, _look(style, "firstRow", palette, whole), (whole[0], surface)]
    return all(contrast(*each) >= TEXT_RATIO for each in words)


def _look(style: Any, part: str, palette: Palette, inherited: tuple[str, str]) -> tuple[str, str]:
    """Return the colours of the words and the cells of a part of a table."""
    ink, fill = inherited
    element = style.find(f"{A}{part}")
    if element is None:
        return ink, fill
    text = element.find(f"{A}tcTxStyle")
    for child in text if text is not None else ():
        found = palette.resolve(child) if child.tag != f"{A}fontRef" else None
        ink = found.rgb if found else ink
    cell = palette.solid(element.find(f"{A}tcStyle/{A}fill"))
    return ink, cell.rgb if cell and cell.alpha > 0.5 else fill
