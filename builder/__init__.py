"""fandeck: one webinar in YAML, a branded PowerPoint deck for every audience."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.storage.program import VERSION

__version__ = VERSION
__all__ = ["__version__", "build", "load_session"]

if TYPE_CHECKING:
    from builder.pipeline.run import build
    from builder.projects.session import load_session


def __getattr__(name: str) -> Any:
    """Import the two entry points when they are first asked for."""
    if name == "build":
        from builder.pipeline.run import build

        return build
    if name == "load_session":
        from builder.projects.session import load_session

        return load_session
    raise AttributeError(name)
