"""Tests of builder/slide_kinds."""
