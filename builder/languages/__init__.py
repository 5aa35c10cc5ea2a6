"""Languages: fixed words, dates and numbers."""
