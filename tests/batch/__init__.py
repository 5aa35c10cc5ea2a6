"""Tests of decks for many audiences."""
