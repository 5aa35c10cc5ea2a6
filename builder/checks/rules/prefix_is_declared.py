"""What a part may ignore or must understand is a namespace that it declares."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import MC
from builder.ooxml.package import Package
from builder.ooxml.xml import editable

FACT = Fact(
    "prefix-is-declared",
    "package",
    "error",
    "A prefix in mc:Ignorable, or that an mc:Choice requires, which nothing declares, makes PowerPoint offer a repair.",
    ("ECMA-376 part 3, 7.2 (Ignorable), 7.5 (MustUnderstand), 7.6 (Choice): prefixes bound to a namespace",),
    "declare the prefix (xmlns:…), or leave it out of the list",
    Example("slide:Punten", 'mc:Ignorable="p14"', 'mc:Ignorable="p99"'),
)

_CHOICE = f"{MC}Choice"
_LISTS = (f"{MC}Ignorable", f"{MC}MustUnderstand", f"{MC}ProcessContent", f"{MC}PreserveElements")


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find prefixes in lists of the compatibility markup that are bound to no namespace."""
    raw = package.read(name) if name.endswith(".xml") else b""
    root = package.xml(name) if b"markup-compatibility" in raw else None
    if root is None:
        return
    if b"AlternateContent" in raw:
        root = editable(raw)  # with all alternatives
    for element in root.iter(tag="*"):
        if element.tag == f"{MC}AlternateContent" and element.find(_CHOICE) is None:
            yield Fault(f"{name} has alternatives without a choice", part=name)
        lists = [element.get(each, "") for each in _LISTS] + [element.get("Requires", "")] * (element.tag == _CHOICE)
        for each in lists:
            prefixes = {word.partition(":")[0] for word in each.split()}
            for prefix in sorted(prefixes - {str(known) for known in element.nsmap}):
                yield Fault(f"{name} names the prefix '{prefix}', which it does not declare", part=name)
