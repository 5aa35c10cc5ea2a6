"""Tests of builder/checks."""
