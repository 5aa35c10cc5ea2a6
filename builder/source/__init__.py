"""Sessions read from content/: includes, slides, cases, pictures and data files."""
