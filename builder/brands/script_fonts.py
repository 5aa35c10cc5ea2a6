"""The families in which Office shows scripts that a brand's own families do not hold.

A theme names them for every script (`a:font`), and for the script of the deck's language outright
(`a:ea`, `a:cs`), because programs differ in which of the former they take.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from builder.languages.language import language_of


class Families(NamedTuple):
    """What goes with letters without serifs, and with serifs; `east`: set as East Asian text."""

    plain: str
    serif: str
    east: bool = False


FAMILIES = {
    "Arab": Families("Arial", "Times New Roman"),
    "Hebr": Families("Arial", "Times New Roman"),
    "Thai": Families("Leelawadee UI", "Leelawadee UI"),
    "Deva": Families("Nirmala UI", "Nirmala UI"),
    "Beng": Families("Nirmala UI", "Nirmala UI"),
    "Taml": Families("Nirmala UI", "Nirmala UI"),
    "Hans": Families("Microsoft YaHei", "Microsoft YaHei", True),
    "Hant": Families("Microsoft JhengHei", "Microsoft JhengHei", True),
    "Jpan": Families("Yu Gothic", "Yu Mincho", True),
    "Kore": Families("Malgun Gothic", "Malgun Gothic", True),
}
MEASURED = ("Arab", "Hebr", "Hans", "Hant", "Jpan", "Kore")  # with files that are shipped, or an em for each ideograph
_THEME_CODES = {"Kore": "Hang"}  # what themes call a script
_WITH_SERIFS = (
    "book antiqua", "cambria", "century", "constantia", "garamond", "georgia", "palatino linotype", "times new roman",
)  # fmt: skip
_HOLDING = {  # families that hold a script themselves
    "Arab": ("arial", "dubai", "sakkal majalla", "segoe ui", "tahoma", "times new roman", "traditional arabic"),
    "Hebr": ("arial", "david", "segoe ui", "tahoma", "times new roman"),
    "Thai": ("leelawadee ui", "tahoma"),
}


def theme_script(language: str) -> str:
    """Return the script that a theme is made for; nothing where the brand's own families hold it."""
    script = language_of(language).script
    return script if script in FAMILIES else ""


def family_for(script: str, family: str, own: Mapping[str, str] | None = None) -> str:
    """Return the family that shows a script beside a brand's family; own: by script, what the brand chose itself."""
    if own and script in own:
        return str(own[script])
    if family.lower() in _HOLDING.get(script, ()):
        return family
    known = FAMILIES[script]
    return known.serif if family.lower() in _WITH_SERIFS else known.plain


def theme_fonts(family: str, script: str, own: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """List what a theme's font holds after its Latin one: element, script code, family."""
    named = family_for(script, family, own) if script else ""
    east = script in FAMILIES and FAMILIES[script].east
    fonts = [("ea", "", named if east else ""), ("cs", "", "" if east else named)]
    return fonts + [("font", _THEME_CODES.get(each, each), family_for(each, family, own)) for each in sorted(FAMILIES)]
