"""Checks on finished decks, whoever made them: one file each, named as the fact that it checks.

A check has `RULE`, `SEVERITY`, `NORM` (where the demand comes from), `MEND` and `check(package)`,
which gives a place and a message for each fault. It is registered by being there.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from builder.checks._package import DamagedPackage, Package
from builder.diagnostics import Diagnostic


@lru_cache(maxsize=1)
def all_checks() -> tuple[ModuleType, ...]:
    """Import every check, in alphabetical order."""
    names = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if not p.stem.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def verify(file: Path) -> list[Diagnostic]:
    """Check a deck on disk."""
    return verify_bytes(file.read_bytes(), str(file))


def verify_bytes(data: bytes, name: str) -> list[Diagnostic]:
    """Check a deck; name: what the findings call it."""
    try:
        package = Package(data)
    except DamagedPackage as error:
        return [Diagnostic("package-readable", str(error), file=name, hint="is this a .pptx that PowerPoint saved?")]
    return list(_findings(package, name))


def _findings(package: Package, name: str) -> Iterator[Diagnostic]:
    for check in all_checks():
        for fault in check.check(package):
            yield Diagnostic(
                check.RULE,
                fault.message,
                None,
                check.MEND,
                check.SEVERITY,
                slide=fault.slide,
                shape=fault.shape,
                file=name,
            )
