"""Shipped brands prepared for tests of fitting."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from builder.brands.prepared import PreparedBrand
from builder.pipeline.decks import ready_brand
from builder.projects.project import Project
from builder.storage.store import MemoryStore
from tests.tools.projects import ROOT


@lru_cache(maxsize=4)
def prepared(name: str) -> PreparedBrand:
    """Prepare a shipped brand; nothing is written."""
    return ready_brand(name, Project.at(ROOT), MemoryStore(Path("/nonexistent"))).brand
