"""Tests of builder/ooxml."""
