"""Tests of builder/languages."""
