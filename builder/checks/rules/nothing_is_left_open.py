"""No prompt, sample text or unfilled expression is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.content.tables.cells import mended
from builder.content.tables.strange_cells import FORMULA_ERRORS
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name

FACT = Fact(
    "nothing-is-left-open",
    "content",
    "error",
    "'Click to add text', 'lorem ipsum' or '{{ audience.name }}' in front of an audience says that nobody looked.",
    ("Microsoft Accessibility Checker (no left-over prompts)",),
    "write what belongs there, or remove it",
    Example("slide:Punten", "<a:t>een</a:t>", "<a:t>{{ audience.name }}</a:t>"),
)

_LEFT = (
    (re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{\w+\}|<<\w[\w ]*>>"), "an expression that was not filled in"),
    (re.compile(r"\blorem ipsum\b", re.I), "sample text"),
    (
        re.compile(
            r"^(click|tap|double.?tap) to (add|edit) \w+|^klik(ken)? om .{0,40}(toe te voegen|te bewerken)|^titelstijl van model bewerken"
            r"|^klicken sie,? um .{0,40}(hinzuzufügen|zu bearbeiten)|^(cliquez|modifiez) .{0,30}(ajouter|modifier|du masque)",
            re.I,
        ),
        "a prompt",
    ),
    (
        re.compile(r"\b(TODO|FIXME|TBD|XXX+)\b|\[(naam|datum|titel|name|date|title|invullen|placeholder)\]", re.I),
        "a mark to be filled in",
    ),
    (re.compile(r"^(nan|NaN|None|undefined|null|NULL|<NA>)$|\[object Object\]"), "a value that a program left"),
    (re.compile(rf"(?<!\w)(?:{FORMULA_ERRORS})(?!\w)"), "a formula that failed"),
    (re.compile("\ufffd"), "a letter that was lost"),
)
_MARKUP = re.compile(
    r"\*\*[^*\s][^*]*\*\*|\[[^\]]+\]\(https?://[^)\s]*\)|</?(?:br|b|i|u|em|strong|p|span|div)\s*/?>", re.I
)
_OF_CODE = ("courier", "consolas", "menlo", "mono")  # in the names of fonts for what is shown as typed
_MERGE_FIELD = re.compile(r"«[A-Za-z_][A-Za-z0-9_ ]*»")
_WITHOUT_GUILLEMETS = ("nl", "en", "de", "da", "sv", "pl", "tr", "zh", "ja", "ko")  # elsewhere «these» quote
_CASED = re.compile(r"\b(TODO|FIXME|TBD|XXX+)\b|\[")


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find text that was meant to be replaced."""
    for shape in slide.shapes(f"{P}sp", f"{P}graphicFrame"):
        for paragraph in shape.iter(f"{A}p"):
            text = "".join(t.text or "" for t in paragraph.iter(f"{A}t")).strip()
            yield from _of_letters_and_marks(paragraph, shape_name(shape))
            for pattern, what in _LEFT:
                found = pattern.search(text) if text else None
                if found and (what != "a mark to be filled in" or _CASED.search(found[0])):
                    yield Fault(f"{what}: '{found[0][:50]}'", shape_name(shape), text=found[0])
                    break
            else:
                field = _MERGE_FIELD.search(text)
                if field and _language(paragraph) in _WITHOUT_GUILLEMETS:
                    yield Fault(f"a field that was not filled in: {field[0][:50]}", shape_name(shape), text=field[0])


def _of_letters_and_marks(paragraph: Any, shape: str) -> Iterator[Fault]:
    """Find letters that were read in the wrong encoding, and marks of Markdown or HTML; what is shown as typed is passed over."""
    said = "".join(run.findtext(f"{A}t") or "" for run in paragraph.iter(f"{A}r") if not _is_code(run))
    if not said.isascii():
        broken = next((word for word in said.split() if mended(word)), "")
        if broken:
            message = f"letters read in the wrong encoding: '{broken[:50]}' is '{mended(broken)[:50]}'"
            yield Fault(message, shape, severity="warning", text=broken)
    if found := _MARKUP.search(said):
        yield Fault(f"marks of Markdown or HTML: '{found[0][:50]}'", shape, severity="warning", text=found[0])


def _is_code(run: Any) -> bool:
    font = run.find(f"{A}rPr/{A}latin")
    name = str(font.get("typeface", "")).lower() if font is not None else ""
    return any(each in name for each in _OF_CODE)


def _language(paragraph: Any) -> str:
    return next((str(each.get("lang"))[:2] for each in paragraph.iter(f"{A}rPr") if each.get("lang")), "en")
