"""Tests of builder/pptx."""
