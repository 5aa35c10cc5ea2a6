"""Tests of builder/fitting."""
