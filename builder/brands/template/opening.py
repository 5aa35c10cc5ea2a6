"""A template's file opened: what cannot be read in it is refused, with what to do about it."""

from __future__ import annotations

from typing import NoReturn

from builder.diagnostics import ContentError, Position
from builder.ooxml.namespaces import STRICT, P
from builder.ooxml.package import DamagedPackage, Package
from builder.ooxml.xml import UnreadableXml

_ANEW = "open and save it in PowerPoint"
_NAME = "name a .potx or .pptx"
_FILES = {
    "old": ("it is encrypted, or in the format before 2007", "save it as .potx without a password"),
    "no zip": ("it is no PowerPoint file", _NAME),
    "broken zip": ("the file is damaged", _ANEW),
    "bomb": ("it unpacks to far more than its size", _ANEW),
    "no presentation": ("it holds no presentation", _NAME),
}
_PARTS = {"large": "is too large", "damaged": "is damaged", "doctype": "declares a document type"}


class TemplatePackage(Package):
    """The package of a template; reading a part of it raises ContentError where it cannot be read."""

    def __init__(self, data: bytes, at: Position | None) -> None:
        self.at = at
        super().__init__(data)

    def unread(self, name: str, error: UnreadableXml) -> NoReturn:
        raise refused(f"its part '{name}' {_PARTS[error.reason]}", self.at, _ANEW)


def open_template(raw: bytes, at: Position | None = None) -> TemplatePackage:
    """Open a template from its bytes; raises ContentError saying what is wrong with it."""
    try:
        package = TemplatePackage(raw, at)
    except DamagedPackage as error:
        what, hint = _FILES[error.damage]
        raise refused(what, at, hint) from None
    if any(rel.type.startswith(STRICT) for rel in package.relations("")):
        raise refused("it is 'Strict Open XML'", at, "save it as an ordinary .pptx or .potx")
    if package.presentation.tag != f"{P}presentation":
        raise refused("it holds no presentation", at, _NAME)
    if any(package.unpacked(name) is None for name in package.members):
        raise refused("the file is damaged", at, _ANEW)
    return package


def refused(what: str, at: Position | None, hint: str = "") -> ContentError:
    """Return the error that says why a template cannot be used."""
    return ContentError.of("brand-template", f"the template cannot be used: {what}", at, hint)
