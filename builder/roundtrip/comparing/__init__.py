"""A deck beside what it was, or beside another: slides and shapes matched, changes named."""
