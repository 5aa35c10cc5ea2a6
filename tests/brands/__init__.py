"""Tests of builder/brands."""
