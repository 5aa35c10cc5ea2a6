"""YAML edited as text: comments, layout, quotes and line ends stay as somebody typed them."""

from __future__ import annotations

from builder.content.edits.file import YamlFile
from builder.content.edits.guard import EditRefused
from builder.content.edits.writing import Inline, Value

__all__ = ["EditRefused", "Inline", "Value", "YamlFile"]
