"""Tests of builder/source."""
