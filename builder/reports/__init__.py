"""Findings told to programs and people: SARIF, JUnit, annotations of GitHub, and a page with pictures."""
