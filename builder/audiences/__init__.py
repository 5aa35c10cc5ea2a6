"""Audiences: lists of those whom decks are made for, and the choice from them."""
