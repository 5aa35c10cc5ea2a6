"""Helpers of the tests: packages read back, small projects, the SDK validator."""
