"""Cells that hold something else than was meant: errors of formulas, figures cut off, letters in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from builder.content.tables.cells import Exact, mended
from builder.diagnostics import Severity

MOST = 20  # warnings of one file


class Strange(NamedTuple):
    """What is strange about a cell: rule, message with {} where the cell's row is named, what to do."""

    rule: str
    message: str
    hint: str
    severity: Severity = "warning"


# what a spreadsheet shows for a formula that failed, in the languages that it exports them in
FORMULA_ERRORS = (
    "#(?:N/[ABD]|NV|NB|GETTING_DATA|(?:DIV|DEEL)/0!|[\u00a1]?(?:REF|VERW|BEZUG|VALUE|WAARDE|WERT|VALEUR|VALOR|VALORE|NUM|GETAL|ZAHL"
    "|NOMBRE|NULL|LEEG|NUL|NULO|NULLO|SPILL|OVERLOOP|CALC|BEREKENEN|DIV/0)!|[\u00bf]?(?:NAME|NAAM|NOM|NOMBRE|NOME)\\?)"
)
_ERROR = re.compile(f"{FORMULA_ERRORS}|#{{2,}}")
_CUT = re.compile(r"\d[.,]?\d*E\+\d{2,3}")
_NOTHING = re.compile(r"NULL|\\N|NaN|#NULL#|<NA>|\(null\)|\(leeg\)|\(blank\)")
# a letter of another encoding shown as a sign of Windows-1252 or Latin-1, in the middle of a word or before it
_SIGNS = "\u201a\u0192\u201e\u2020\u2021\u02c6\u2030\u2039\u201c\u201d\u2022\u2122\u203a\u00a1-\u00a8\u00ab\u00ac\u00ae-\u00b0\u00b2\u00b3\u00b6\u00b8\u00b9\u00bb-\u00bf"
_BROKEN = re.compile(
    rf"(?<=[^\W\d_])[{_SIGNS}]+(?=[a-z\u00df-\u00ff])|\ufffd|(?<=[a-z])[\u0178\u017d\u0160\u0152](?=[a-z])"
    r"|(?<![\w.,])[\u00a2-\u00a4\u00a6\u00a8\u00af\u00b6](?=[a-z\u00df-\u00ff]{2})"
)
_ANY = re.compile(r"#[A-Z#\u00a1\u00bf]|\dE\+\d|NULL|\\N|NaN|<NA>|\((?:null|leeg|blank)\)")


def may_be_strange(cells: Sequence[str]) -> bool:
    """True for a row that is worth looking at cell by cell; most are not."""
    joined = "\x1f".join(cells)
    return not joined.isascii() or _ANY.search(joined) is not None


def what_is_strange(cell: str, heading: str) -> Strange | None:
    """Say what is strange about a cell of a column; None for most."""
    if whole := mended(cell):
        return Strange(
            "broken-letters",
            f"{{}}: '{cell}' in the column '{heading}' looks like '{whole}' read in the wrong encoding",
            f"write {whole}, or export the file anew as UTF-8",
        )
    if not cell.isascii() and _BROKEN.search(cell):
        return Strange(
            "broken-letters",
            f"{{}}: '{cell[:60]}' in the column '{heading}' looks as if it was read in the wrong encoding",
            "export the file anew as UTF-8 (in Excel: CSV UTF-8)",
        )
    if _ERROR.fullmatch(cell):
        hint = "widen the column in Excel" if cell.startswith("##") else "mend the formula in Excel"
        return Strange("cell-error", f"the formula of '{heading}' gives {cell} in {{}}", hint, "error")
    if not isinstance(cell, Exact) and _CUT.fullmatch(cell):
        return Strange(
            "cut-figure",
            f"{{}}: '{cell}' in the column '{heading}' is a figure that a spreadsheet has cut off",
            "make the column one of text there, fill it in again, and export anew",
        )
    if _NOTHING.fullmatch(cell):
        return Strange(
            "empty-word",
            f"{{}}: '{cell}' in the column '{heading}' is how a database exports an empty cell, and is read as a word",
            "leave the cell empty",
        )
    return None
