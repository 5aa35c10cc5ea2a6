"""fandeck: one webinar in YAML, a branded PowerPoint deck for every audience."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from builder.storage.program import VERSION

if TYPE_CHECKING:
    from builder.diagnostics import ContentError, Diagnostic, Position, UsageError
    from builder.pipeline.bundles import Bundle, BundleResult, bundle
    from builder.pipeline.results import BuildResult, Deck, Options
    from builder.pipeline.run import build, check
    from builder.projects.project import Project
    from builder.projects.session import Session, load_session

__version__ = VERSION
__all__ = [
    "BuildResult", "Bundle", "BundleResult", "ContentError", "Deck", "Diagnostic", "Options", "Position", "Project", "Session", "UsageError",
    "__version__", "build", "bundle", "check", "load_session",
]  # fmt: skip
_HOMES = {
    "build": "pipeline.run",
    "bundle": "pipeline.bundles",
    "Bundle": "pipeline.bundles",
    "BundleResult": "pipeline.bundles",
    "check": "pipeline.run",
    "load_session": "projects.session",
    "Project": "projects.project",
    "Options": "pipeline.results",
    "BuildResult": "pipeline.results",
    "Deck": "pipeline.results",
    "Session": "projects.session",
    "Diagnostic": "diagnostics",
    "Position": "diagnostics",
    "ContentError": "diagnostics",
    "UsageError": "diagnostics",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the command line needs few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'builder' has no attribute '{name}'")
    return getattr(importlib.import_module(f"builder.{_HOMES[name]}"), name)
