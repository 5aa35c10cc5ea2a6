"""The table style of a template: its own default where it can be read, else one made from its colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.brands.brand import Brand
from builder.brands.design.theme_xml import table_styles_xml
from builder.brands.prepared import PreparedLayout
from builder.brands.template.intake import Taken
from builder.brands.template.package import A, Package
from builder.brands.template.theme import Palette
from builder.ooxml.rgb import TEXT_RATIO, contrast


def table_style(
    package: Package, taken: Taken, layout: PreparedLayout, brand: Brand, readable: Callable[[Any], bool]
) -> str:
    """Give the table style to use: the template's own default, else one made from its colours, or brand.yaml's, and added."""
    from builder.brands.design.template import table_style_id

    name = next((rel.target for rel in package.rels(package.main) if rel.kind == "tableStyles"), "")
    root = package.tree(name) if name else None
    default = root.get("def", "") if root is not None else ""
    found = [each for each in root.iter(f"{A}tblStyle") if each.get("styleId") == default] if root is not None else []
    if found and default and "primary" not in brand.fields.palette.given and readable(found[0]):
        return str(default)
    own = table_style_id(f"{brand.name}:template")
    made = table_styles_xml(own, str(brand.fields.name), layout.palette)
    if root is None:
        taken.add_table_styles(made.encode())
        return own
    style = made[made.index("<a:tblStyle ") : made.index("</a:tblStyleLst>")]
    kind, old = taken.parts[name]
    taken.parts[name] = (kind, _with_style(old.decode("utf-8"), style))
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
    """Give the colours of the words and the cells of a part of a table."""
    ink, fill = inherited
    element = style.find(f"{A}{part}")
    if element is None:
        return ink, fill
    text = element.find(f"{A}tcTxStyle")
    for child in text if text is not None else ():
        found = palette.resolve(child) if child.tag != f"{A}fontRef" else None
        ink = found.rgb if found else ink
    cell = palette.fill(element.find(f"{A}tcStyle/{A}fill"))
    return ink, cell.rgb if cell and cell.alpha > 0.5 else fill


def _with_style(listing: str, style: str) -> bytes:
    """Add a style to a list of table styles, which else stays as it is."""
    end = listing.rstrip()
    if end.endswith("/>"):
        tag = end[end.rindex("<") + 1 :].split()[0]
        made = f"{end[:-2]}>{style}</{tag}>"
    else:
        at = end.rindex("</")
        made = end[:at] + style + end[at:]
    if "xmlns:a=" not in listing:
        made = made.replace(
            "<a:tblStyle ", '<a:tblStyle xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ', 1
        )
    return made.encode("utf-8")
