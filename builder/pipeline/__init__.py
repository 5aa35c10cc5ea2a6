"""From sessions to decks: what is asked for, what still stands, workers, one deck, its slides, what must be on them."""
