"""Changes of a deck merged into the files that it was made from."""
