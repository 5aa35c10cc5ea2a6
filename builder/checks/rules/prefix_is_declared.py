"""What a part may ignore or must understand is a namespace that it declares."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import MC
from builder.ooxml.package import Package

FACT = Fact(
    "prefix-is-declared",
    "package",
    "error",
    "A prefix in mc:Ignorable that nothing declares makes PowerPoint offer a repair.",
    ("ECMA-376 part 3, 7.2 (Ignorable), 7.5 (MustUnderstand): prefixes bound to a namespace",),
    "declare the prefix (xmlns:…), or leave it out of the list",
    Example("slide:Punten", 'mc:Ignorable="p14"', 'mc:Ignorable="p99"'),
)

_LISTS = (f"{MC}Ignorable", f"{MC}MustUnderstand", f"{MC}ProcessContent", f"{MC}PreserveElements")


def of_part(package: Package, name: str) -> Iterator[Fault]:
    """Find prefixes in lists of the compatibility markup that are bound to no namespace."""
    root = package.xml(name) if name.endswith(".xml") and b"markup-compatibility" in package.read(name) else None
    if root is None:
        return
    for element in root.iter(tag="*"):
        for each in _LISTS:
            prefixes = {word.partition(":")[0] for word in element.get(each, "").split()}
            for prefix in sorted(prefixes - {str(known) for known in element.nsmap}):
                yield Fault(f"{name} names the prefix '{prefix}', which it does not declare", part=name)
