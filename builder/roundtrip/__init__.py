"""Decks on their way back: edits pulled into the source, two decks compared, a deck made elsewhere taken in."""
